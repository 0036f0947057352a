#include "report/Difference.h"
#include "network/Counts.h"
#include "network/ShapeText.h"
#include "report/Figures.h"
#include "report/LayerText.h"
#include "report/TextTable.h"
#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <utility>

namespace gnet {

namespace {

/// A network and its layers by path.
class Side {
public:
  explicit Side(const Network &network) : network(network) {
    for (LayerId id = 0; id < size(); ++id)
      byPath[network.layers[id].path] = id;
  }

  LayerId size() const { return static_cast<LayerId>(network.layers.size()); }

  /// networkInput if there is none.
  LayerId find(const std::string &path) const {
    auto found = byPath.find(path);
    return found == byPath.end() ? networkInput : found->second;
  }

  /// The paths of a layer's inputs. A layer that `other` lacks does not count:
  /// what stands before it does, so that an added norm changes one layer, not
  /// two.
  std::vector<std::string> inputsOf(LayerId id, const Side &other) const {
    std::vector<std::string> paths;
    for (LayerId input : network.layers[id].inputs) {
      while (input != networkInput &&
             other.find(network.layers[input].path) == networkInput)
        input = network.layers[input].inputs.front();
      paths.push_back(input == networkInput ? "" : network.layers[input].path);
    }
    return paths;
  }

  const Network &network;

private:
  std::map<std::string, LayerId> byPath;
};

bool isAlike(const Side &before, LayerId old, const Side &after, LayerId now) {
  const Layer &first = before.network.layers[old];
  const Layer &second = after.network.layers[now];
  return first.op == second.op && first.output == second.output &&
         before.inputsOf(old, after) == after.inputsOf(now, before);
}

/// Figures of a layer, of none: zeros.
Counts countsOf(const Network &network, LayerId id) {
  return id == networkInput ? Counts{} : countLayer(network, id);
}

int64_t memoryOf(const Counts &counts) {
  return counts.parameters * static_cast<int64_t>(sizeof(float)) +
         counts.activationBytes;
}

struct Change {
  int64_t parameters = 0;
  int64_t macs = 0;
  int64_t memory = 0;
};

Change changeBetween(const Counts &before, const Counts &after) {
  return {after.parameters - before.parameters, after.macs - before.macs,
          memoryOf(after) - memoryOf(before)};
}

std::string inputText(const Input &input) {
  return fmt::format("{} {}", input.name, shapeText(input.shape));
}

/// Empty for none.
std::string signedFigure(int64_t change) {
  if (change == 0)
    return "";
  return (change > 0 ? "+" : "-") + roundedFigure(std::abs(change));
}

std::string changedBytes(int64_t change) {
  return change == 0 ? "" : signedFigure(change) + "B";
}

const char *markOf(const LayerDifference &difference) {
  if (difference.before == networkInput)
    return "+";
  return difference.after == networkInput ? "-" : "~";
}

/// A line of the table: a difference, with those of the norm and activation
/// that come and go with the layer.
struct Line {
  std::string mark;
  std::string path;
  LayerId before;
  LayerId after;
  std::string beforeText;
  std::string afterText;
  Change change;
};

bool comesWith(const LayerDifference &difference, const Line &line) {
  const std::string &path = difference.path;
  return line.mark != "~" && line.mark == markOf(difference) &&
         path.size() > line.path.size() && path[line.path.size()] == '.' &&
         path.compare(0, line.path.size(), line.path) == 0;
}

void addText(const Network &network, LayerId id, std::string &text) {
  if (id != networkInput)
    text += (text.empty() ? "" : ", ") + layerText(network.layers[id].op);
}

std::vector<Line> linesOf(const Network &before, const Network &after,
                          const std::vector<LayerDifference> &differences) {
  std::vector<Line> lines;
  for (const LayerDifference &each : differences) {
    if (lines.empty() || !comesWith(each, lines.back()))
      lines.push_back(
          {markOf(each), each.path, each.before, each.after, "", "", {}});
    Line &line = lines.back();
    addText(before, each.before, line.beforeText);
    addText(after, each.after, line.afterText);
    const Change change = changeBetween(countsOf(before, each.before),
                                        countsOf(after, each.after));
    line.change.parameters += change.parameters;
    line.change.macs += change.macs;
    line.change.memory += change.memory;
  }
  return lines;
}

std::string withOutput(const Network &network, LayerId id,
                       const std::string &text) {
  return id == networkInput
             ? ""
             : text + " -> " + shapeText(network.layers[id].output);
}

std::string differenceTable(const Network &before, const Network &after,
                            const std::vector<LayerDifference> &differences) {
  TextTable table;
  table.addColumn(" ", Align::Left);
  table.addColumn("layer", Align::Left);
  table.addColumn(before.name, Align::Left);
  table.addColumn(after.name, Align::Left);
  for (const char *figure : {"params", "ops", "memory"})
    table.addColumn(figure);
  for (const Line &line : linesOf(before, after, differences))
    table.addRow(
        {line.mark, line.path, withOutput(before, line.before, line.beforeText),
         withOutput(after, line.after, line.afterText),
         signedFigure(line.change.parameters), signedFigure(line.change.macs),
         changedBytes(line.change.memory)});
  return table.text();
}

/// The figures of both networks' inference forms, side by side.
std::string totalsTable(const Network &before, const Network &after) {
  const Counts first = countInference(before);
  const Counts second = countInference(after);
  TextTable table;
  table.addColumn("inference", Align::Left);
  table.addColumn(before.name);
  table.addColumn(after.name);
  table.addColumn("change");
  auto row = [&](const char *title, int64_t old, int64_t now, auto text) {
    table.addRow({title, text(old), text(now), changeText(old, now)});
  };
  row("parameters", first.parameters, second.parameters, withCommas);
  row("multiply-accumulates", first.macs, second.macs, withCommas);
  row("weights", first.parameters * 4, second.parameters * 4, mebibytes);
  row("activations", first.activationBytes, second.activationBytes, mebibytes);
  return table.text();
}

/// Null for none.
llvm::json::Value layerJson(const Network &network, LayerId id) {
  if (id == networkInput)
    return nullptr;
  const Layer &layer = network.layers[id];
  return layerText(layer.op) + " -> " + shapeText(layer.output);
}

llvm::json::Value countsJson(const Network &network) {
  const Counts counts = countInference(network);
  return llvm::json::Object{{"name", network.name},
                            {"params", counts.parameters},
                            {"macs", counts.macs},
                            {"activation_bytes", counts.activationBytes}};
}

} // namespace

std::vector<LayerDifference> differencesOf(const Network &before,
                                           const Network &after) {
  const Side first(before);
  const Side second(after);
  std::vector<LayerDifference> differences;
  LayerId next = 0; // Those before it are in `differences` or in both.
  auto isRemoved = [&](LayerId old) {
    return second.find(before.layers[old].path) == networkInput;
  };
  auto takeRemovedUpTo = [&](LayerId end) {
    for (; next < end; ++next)
      if (isRemoved(next))
        differences.push_back({before.layers[next].path, next, networkInput});
  };
  for (LayerId now = 0; now < second.size(); ++now) {
    const std::string &path = after.layers[now].path;
    LayerId old = first.find(path);
    LayerId end = old + 1;
    if (old == networkInput)
      for (end = next; end < first.size() && isRemoved(end);)
        ++end;
    takeRemovedUpTo(end);
    if (old == networkInput || !isAlike(first, old, second, now))
      differences.push_back({path, old, now});
  }
  takeRemovedUpTo(first.size());
  return differences;
}

void printDifference(const Network &before, const Network &after,
                     llvm::raw_ostream &os) {
  if (before.input.shape != after.input.shape)
    os << fmt::format("input: {}, then {}\n\n", inputText(before.input),
                      inputText(after.input));
  std::vector<LayerDifference> differences = differencesOf(before, after);
  if (differences.empty())
    os << "The layers are the same.\n\n";
  else
    os << differenceTable(before, after, differences) << "\n";
  os << totalsTable(before, after);
}

llvm::json::Value differenceJson(const Network &before, const Network &after) {
  llvm::json::Array layers;
  for (const LayerDifference &each : differencesOf(before, after)) {
    Change change = changeBetween(countsOf(before, each.before),
                                  countsOf(after, each.after));
    layers.push_back(
        llvm::json::Object{{"name", each.path},
                           {"before", layerJson(before, each.before)},
                           {"after", layerJson(after, each.after)},
                           {"params", change.parameters},
                           {"macs", change.macs},
                           {"memory_bytes", change.memory}});
  }
  return llvm::json::Object{{"before", countsJson(before)},
                            {"after", countsJson(after)},
                            {"layers", std::move(layers)}};
}

} // namespace gnet

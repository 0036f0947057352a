#include "onnx/import/ModuleNames.h"

#include "network/LayerNames.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace gnet {

namespace {

/// Of a name of the language, with room for a number.
constexpr size_t maxRowName = 58;

/// Names that mean something where a module or its parameter stands.
std::vector<std::string> takenNames() {
  std::vector<std::string> names{"floor", "ceil"};
  for (const LayerKind &kind : layerKinds())
    names.push_back(kind.word);
  return names;
}

bool joinsBranches(const Network &network, const SpecChain &chain,
                   llvm::StringRef word) {
  bool found = false;
  forEachItem(chain, [&](const SpecItem &item) {
    found |= item.isBlock() && word == layerName(network.layers[item.main].op);
  });
  return found;
}

/// The layers of an item that can have a name, first the one that its numbers
/// belong to.
void collectNames(const std::vector<NameParts> &parts, const SpecChain &chain,
                  std::vector<std::string> &names) {
  forEachItem(chain, [&](const SpecItem &item) {
    if (!parts[item.main].empty())
      names.push_back(joined(parts[item.main]));
  });
}

/// `name` without the start that it shares with its module's other layers.
llvm::StringRef within(llvm::StringRef name, llvm::StringRef start) {
  return name.drop_front(std::min(start.size(), name.size())).ltrim("/_");
}

/// The letters that all names start with: `inception_` of inception_3a and
/// inception_4a.
llvm::StringRef commonLetters(const std::vector<std::string> &names) {
  llvm::StringRef common = names.front();
  for (llvm::StringRef name : names) {
    size_t length = 0;
    while (length < std::min(common.size(), name.size()) &&
           common[length] == name[length])
      ++length;
    common = common.take_front(length);
  }
  return common;
}

bool hasShortcut(const SpecChain &chain) {
  bool found = false;
  forEachItem(chain, [&](const SpecItem &item) {
    for (const SpecChain &branch : item.branches)
      found |= branch.empty();
  });
  return found;
}

class ModuleNamer {
public:
  ModuleNamer(const Network &network, SpecBody &body,
              const std::vector<SpecPattern> &patterns)
      : network(network), parts(body.layerNames), body(body),
        patterns(patterns), instances(patterns.size()) {
    for (const std::string &name : takenNames())
      taken.claim(name);
  }

  void name() {
    for (SpecStatement &statement : body.statements)
      if (statement.module)
        instances[*statement.module].push_back(&statement);
    nameInstances();
    std::map<std::string, int> count;
    for (size_t i = 0; i < instances.size(); ++i)
      ++count[baseName(i)];
    for (size_t i = 0; i < instances.size(); ++i) {
      std::string base = baseName(i);
      body.modules[i].name =
          taken.claim(count[base] > 1 ? base + trait(i) : base);
      labelInstances(i, count[base] == 1);
      nameParameters(i);
    }
  }

private:
  void nameInstances() {
    std::map<std::string, int> count;
    for (const auto &ofModule : instances)
      for (SpecStatement *each : ofModule) {
        each->name = asIdentifier(commonLayerName(parts, each->items));
        ++count[each->name];
      }
    // A name that says nothing of its own is none.
    for (const auto &ofModule : instances)
      for (SpecStatement *each : ofModule)
        if (count[each->name] > 1)
          each->name.clear();
  }

  std::string baseName(size_t module) const {
    std::vector<std::string> names;
    for (const SpecStatement *each : instances[module])
      names.push_back(each->name);
    std::string start = asIdentifier(commonLetters(names).rtrim("0123456789_"));
    if (!start.empty())
      return llvm::is_contained(takenNames(), start) ? start + "_block" : start;
    const SpecChain &chain = body.modules[module].body;
    return joinsBranches(network, chain, "add")        ? "residual"
           : joinsBranches(network, chain, "multiply") ? "gated"
                                                       : "mixed";
  }

  /// What tells modules apart that are otherwise called the same.
  std::string trait(size_t module) const {
    const SpecChain &chain = body.modules[module].body;
    if (joinsBranches(network, chain, "add"))
      return hasShortcut(chain) ? "_identity" : "_projection";
    LayerId from = chain.front().inputs.front();
    const Shape &before = network.shapeOf(from);
    const Shape &after = network.shapeOf(chain.back().result);
    return after.height < before.height ? "_reduction" : "";
  }

  /// In a table an instance is called by module and label. What the file calls
  /// otherwise can take that form if the module's name is its own.
  void labelInstances(size_t module, bool isOwnName) {
    const std::string &name = body.modules[module].name;
    bool hasNames = true, canRename = isOwnName;
    for (const SpecStatement *each : instances[module]) {
      hasNames &= llvm::StringRef(each->name).starts_with(name + "_");
      canRename &= each->name.size() > name.size() &&
                   llvm::StringRef(each->name).starts_with(name);
    }
    int number = 0;
    for (SpecStatement *each : instances[module]) {
      ++number;
      if (hasNames || canRename)
        each->label = within(each->name, name).str();
      else if (each->name.empty())
        each->label = std::to_string(number);
      bool isWord = !each->label.empty() && !llvm::isDigit(each->label[0]);
      if ((isWord && asIdentifier(each->label) != each->label) ||
          name.size() + each->label.size() > maxRowName)
        each->label.clear();
      if (!each->label.empty())
        each->name = name + "_" + each->label;
    }
  }

  void nameParameters(size_t module) {
    NamePool pool;
    for (const std::string &name : takenNames())
      pool.claim(name);
    for (const std::vector<size_t> &numbers :
         body.modules[module].numbers.numbers)
      body.modules[module].parameters.push_back(
          pool.claim(parameterName(module, numbers, pool)));
  }

  std::string parameterName(size_t module, const std::vector<size_t> &numbers,
                            const NamePool &pool) const {
    std::vector<std::string> names;
    const SpecNumber &first = patterns[module].front().numbers[numbers.front()];
    if (first.kind == SpecNumberKind::Stride)
      return "stride";
    for (size_t number : numbers)
      if (std::string name = nameInAll(module, number); !name.empty())
        names.push_back(name);
    if (names.size() == numbers.size()) {
      std::string start = commonStart(names);
      if (start.empty())
        start = commonLetters(names).str();
      for (const std::string &each : {start, names.front()})
        if (std::string name = asParameter(each);
            !name.empty() && pool.isFree(name))
          return name;
    }
    return first.kind == SpecNumberKind::Key ? first.word
                                             : kernelName(first.layer);
  }

  /// `3x3_reduce` is n3x3_reduce.
  static std::string asParameter(llvm::StringRef name) {
    if (!name.empty() && llvm::isDigit(name.front()))
      return asIdentifier("n" + name.str());
    return asIdentifier(name);
  }

  /// What every instance calls the layer of a number, or empty.
  std::string nameInAll(size_t module, size_t number) const {
    std::string common;
    for (size_t i = 0; i < instances[module].size(); ++i) {
      LayerId layer = patterns[module][i].numbers[number].layer;
      std::string whole = joined(parts[layer]);
      std::string name =
          within(whole, commonLayerName(parts, instances[module][i]->items))
              .str();
      if (name.empty() || (i > 0 && name != common))
        return "";
      common = name;
    }
    return common;
  }

  std::string kernelName(LayerId layer) const {
    const Layer &counted = network.layers[layer];
    const Shape &input = network.shapeOf(counted.inputs.front());
    if (std::optional<Window> window = windowOf(counted.op, input))
      return fmt::format("n{}x{}", window->kernel.height, window->kernel.width);
    return "n";
  }

  const Network &network;
  const std::vector<NameParts> &parts;
  SpecBody &body;
  const std::vector<SpecPattern> &patterns;
  std::vector<std::vector<SpecStatement *>> instances; ///< By module.
  NamePool taken;
};

} // namespace

std::string commonLayerName(const std::vector<NameParts> &parts,
                            const SpecChain &chain) {
  std::vector<std::string> names;
  collectNames(parts, chain, names);
  return commonStart(names);
}

std::vector<std::string> branchNames(const std::vector<NameParts> &parts,
                                     llvm::StringRef start,
                                     const SpecItem &block) {
  std::vector<std::string> names;
  std::set<std::string> seen;
  for (const SpecChain &branch : block.branches) {
    std::string common = commonLayerName(parts, branch);
    std::string name =
        branch.empty() ? "identity" : asIdentifier(within(common, start));
    if (name.empty() || !seen.insert(name).second)
      return countedBranches(block);
    names.push_back(name);
  }
  return names;
}

void nameModules(const Network &network, SpecBody &body,
                 const std::vector<SpecPattern> &patterns) {
  ModuleNamer(network, body, patterns).name();
}

} // namespace gnet

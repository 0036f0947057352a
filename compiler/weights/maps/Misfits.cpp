#include "weights/maps/Misfits.h"
#include "report/TextTable.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace gnet {

namespace {

constexpr size_t maxLines = 24;
// What a file calls its tensors may be long.
constexpr size_t maxName = 80;

std::string shapeText(llvm::ArrayRef<int64_t> dims) {
  return dims.empty() ? "a single number"
                      : llvm::join(llvm::map_range(dims,
                                                   [](int64_t dim) {
                                                     return std::to_string(dim);
                                                   }),
                                   "x");
}

std::string shortened(llvm::StringRef name) {
  return name.size() <= maxName ? name.str()
                                : name.take_front(maxName).str() + "...";
}

class Describer {
public:
  Describer(const Fit &fit, const TensorFile &file)
      : fit(fit), tensors(file.tensors()), left(fit.leftOver) {}

  std::string table();

private:
  void describe(const Misfit &misfit);
  void addLine(const Misfit *misfit, const char *what,
               std::optional<size_t> tensor);
  std::optional<size_t> takeNearest(const Misfit &misfit);

  const Fit &fit;
  const std::vector<FileTensor> &tensors;
  std::vector<size_t> left;
  TextTable text;
  size_t lines = 0;
};

/// The tensor left over whose name is nearest to the wanted one, if it is
/// near. It is beside no other then.
std::optional<size_t> Describer::takeNearest(const Misfit &misfit) {
  const llvm::StringRef wanted =
      misfit.wanted.empty() ? misfit.parameter : misfit.wanted;
  const unsigned bound = std::min<size_t>(wanted.size(), maxName) / 2;
  auto nearest = left.end();
  unsigned least = bound + 1;
  for (auto at = left.begin(); at != left.end(); ++at) {
    const unsigned distance = wanted.take_front(maxName).edit_distance(
        llvm::StringRef(tensors[*at].name).take_front(maxName), true, least);
    // Of names as near, the tensor of the right shape.
    if (distance < least || (distance == least && nearest != left.end() &&
                             tensors[*at].dims == misfit.dims &&
                             tensors[*nearest].dims != misfit.dims)) {
      least = distance;
      nearest = at;
    }
  }
  if (nearest == left.end())
    return std::nullopt;
  const size_t index = *nearest;
  left.erase(nearest);
  return index;
}

void Describer::addLine(const Misfit *misfit, const char *what,
                        std::optional<size_t> tensor) {
  if (++lines > maxLines)
    return;
  std::vector<std::string> cells(6);
  if (misfit) {
    cells[0] = misfit->parameter;
    cells[1] =
        misfit->wanted.empty() ? "(not in the map)" : shortened(misfit->wanted);
    cells[2] = shapeText(misfit->dims);
  }
  cells[3] = what;
  if (tensor) {
    cells[4] = shortened(tensors[*tensor].name);
    cells[5] = tensors[*tensor].isNumeric ? shapeText(tensors[*tensor].dims)
                                          : tensors[*tensor].type;
  }
  text.addRow(std::move(cells));
}

void Describer::describe(const Misfit &misfit) {
  if (misfit.tensor)
    addLine(&misfit,
            tensors[*misfit.tensor].isNumeric ? "has another shape"
                                              : "holds no numbers",
            misfit.tensor);
  else
    // Past the last line that is shown, no nearest name is looked for.
    addLine(&misfit, "missing",
            lines < maxLines ? takeNearest(misfit) : std::nullopt);
}

std::string Describer::table() {
  text.addColumn("parameter", Align::Left);
  text.addColumn("in the file", Align::Left);
  text.addColumn("shape", Align::Left);
  text.addColumn("", Align::Left);
  text.addColumn("the file has", Align::Left);
  text.addColumn("shape", Align::Left);
  for (const Misfit &misfit : fit.misfits)
    describe(misfit);
  for (const size_t index : left)
    addLine(nullptr, "left over", index);
  std::string shown = text.text();
  if (lines > maxLines)
    shown += "and " + std::to_string(lines - maxLines) + " more\n";
  return shown;
}

std::string headline(const Fit &fit, const Network &network,
                     const TensorFile &file) {
  const size_t placed = fit.placements.size();
  const std::string map = fit.map.file.empty()
                              ? " by the network's own names"
                              : "; " + fit.map.file + " comes nearest";
  return "this " + file.format().str() + " file does not fit " + network.name +
         map + ", which places " + std::to_string(placed) + " of " +
         std::to_string(placed + fit.misfits.size()) + " parameters";
}

} // namespace

std::string describeMisfits(const Fit &fit, const Network &network,
                            const TensorFile &file, llvm::StringRef path) {
  std::string text = path.str() + ": ";
  if (fit.isComplete())
    return text + fit.map.file + " places every tensor, but serves " +
           llvm::join(fit.map.networks, ", ") + "; if " + network.name +
           " computes the same, say --weight-map=" + fit.map.file;
  text += headline(fit, network, file);
  if (!fit.irreversible.empty())
    text += "\n" + fit.irreversible +
            " needs the input's channels in the file's order; give the input "
            "of the spec that order";
  if (!fit.misfits.empty() || !fit.leftOver.empty())
    text += "\n" + Describer(fit, file).table();
  return llvm::StringRef(text).rtrim('\n').str();
}

} // namespace gnet

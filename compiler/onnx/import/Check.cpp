#include "onnx/import/Check.h"

#include "network/LayerNames.h"

namespace gnet {

namespace {

class Matcher {
public:
  Matcher(const Network &loaded, const Network &imported)
      : loaded(loaded), imported(imported),
        match(loaded.layers.size(), networkInput),
        isMatched(imported.layers.size()) {}

  /// Inputs stand in order and every layer leads to the output, so that going
  /// back from it settles all.
  llvm::Expected<std::vector<LayerId>> run() {
    if (loaded.input.shape != imported.input.shape)
      return differs("the input");
    if (loaded.layers.size() != imported.layers.size())
      return differs("the number of layers");
    if (!pair(loaded.output, imported.output))
      return differs("the output");
    for (auto id = static_cast<LayerId>(loaded.layers.size()) - 1; id >= 0;
         --id)
      if (match[id] == networkInput || !matchLayer(id))
        return differs("'" + loaded.layers[id].path + "' (" +
                       layerName(loaded.layers[id].op) + ")");
    return std::move(match);
  }

private:
  bool matchLayer(LayerId id) {
    const Layer &left = loaded.layers[id];
    const Layer &right = imported.layers[match[id]];
    if (left.op != right.op || left.output != right.output ||
        left.inputs.size() != right.inputs.size())
      return false;
    for (size_t i = 0; i < left.inputs.size(); ++i)
      if (!pair(left.inputs[i], right.inputs[i]))
        return false;
    return true;
  }

  bool pair(LayerId left, LayerId right) {
    if (left == networkInput || right == networkInput)
      return left == right;
    if (match[left] != networkInput)
      return match[left] == right;
    if (isMatched[right])
      return false;
    isMatched[right] = true;
    match[left] = right;
    return true;
  }

  static llvm::Error differs(const std::string &what) {
    return llvm::createStringError(what + " of the spec is not that of the "
                                          "model");
  }

  const Network &loaded;
  const Network &imported;
  std::vector<LayerId> match;
  std::vector<bool> isMatched;
};

} // namespace

llvm::Expected<std::vector<LayerId>> matchLayers(const Network &loaded,
                                                 const Network &imported) {
  return Matcher(loaded, imported).run();
}

} // namespace gnet

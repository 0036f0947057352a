//===- Names.h - Names of a spec from those of an ONNX file ---------------===//
#ifndef GNET_ONNX_IMPORT_NAMES_H
#define GNET_ONNX_IMPORT_NAMES_H

#include "onnx/import/ImportedNetwork.h"

#include <set>

namespace gnet {

/// `inception_3a/3x3_reduce` as {inception_3a, 3x3_reduce}.
using NameParts = std::vector<std::string>;

/// By layer: what the file calls it, without what every layer's name starts
/// with; empty where it calls it nothing that says anything.
std::vector<NameParts> layerNameParts(const ImportedNetwork &imported);

std::string joined(const NameParts &parts);

/// What the names start with, up to a / or _ (which are left out); empty for no
/// names.
std::string commonStart(const std::vector<std::string> &names);

/// `text` as a name of the language, or empty if it cannot be one:
/// `layer1/0/conv` is `layer1_0_conv`, `3x3` nothing.
std::string asIdentifier(llvm::StringRef text);

/// Names that are taken once each.
class NamePool {
public:
  bool isFree(const std::string &name) const { return !taken.count(name); }
  /// `name`, or `name_2`, `name_3`, ...
  std::string claim(const std::string &name);

private:
  std::set<std::string> taken;
};

} // namespace gnet

#endif // GNET_ONNX_IMPORT_NAMES_H

//===- Statements.h - The statements of a spec and their names ------------===//
#ifndef GNET_ONNX_IMPORT_STATEMENTS_H
#define GNET_ONNX_IMPORT_STATEMENTS_H

#include "onnx/import/Modules.h"
#include "onnx/import/Names.h"

namespace gnet {

struct SpecModule {
  std::string name;
  std::vector<std::string> parameters;
  SpecChain body; ///< Of its first instance.
  SpecParameters numbers;
};

/// A named statement of the network's body: a pipeline, or an instance.
struct SpecStatement {
  std::string name;
  SpecChain items;
  std::optional<size_t> module;
  std::vector<int64_t> arguments;
  std::string label; ///< In a table of its module: name is module_label.
  bool isRow = false;

  LayerId result() const { return items.back().result; }
};

struct SpecBody {
  std::vector<NameParts> layerNames; ///< By layer, of the file.
  std::string input;                 ///< The name of the network's input.
  std::vector<SpecModule> modules;
  std::vector<SpecStatement> statements;
};

/// Gives every item of the body its statement, and statements their names.
SpecBody makeStatements(const ImportedNetwork &imported,
                        const SpecDefaults &defaults, SpecChain body);

} // namespace gnet

#endif // GNET_ONNX_IMPORT_STATEMENTS_H

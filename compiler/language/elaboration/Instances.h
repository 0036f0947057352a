//===- Instances.h - One use of a module, or the network itself -----------===//
#ifndef GNET_LANGUAGE_ELABORATION_INSTANCES_H
#define GNET_LANGUAGE_ELABORATION_INSTANCES_H

#include "language/elaboration/LayerReader.h"
#include "language/elaboration/SpecTree.h"

namespace gnet {

struct Instance {
  const SpecFile *file = nullptr;      ///< Whose modules it sees.
  const ast::Module *module = nullptr; ///< Null for the network.
  const Instance *user = nullptr;      ///< Null for the network.
  std::string path;                    ///< Empty for the network.
  SourceRange usedAt;
  Bindings bindings;
  DefaultSettings defaults; ///< The user's, overlaid by the module's own.
  int depth = 0;
};

/// Parameters of a module bound to the arguments of a call, by position or by
/// name. False if they do not fit (reported); what is missing is Unknown.
bool bindArguments(const ModuleRef &ref, const ast::ModuleCall &call,
                   const Bindings &outer, Bindings &bindings,
                   Diagnostics &diagnostics);

/// The same for the cells of a table's row.
bool bindCells(const ModuleRef &ref, const ast::Table &table,
               const ast::Row &row, const Bindings &outer, Bindings &bindings,
               Diagnostics &diagnostics);

/// Every parameter of the module bound to Unknown: for checking it unused.
Bindings unknownBindings(const ast::Module &module);

/// Reports a table's columns that are no parameters or are missing.
bool checkColumns(const ModuleRef &ref, const ast::Table &table,
                  Diagnostics &diagnostics);

/// Reads the `defaults` of a body over those from outside. Reports bad ones.
void overlayDefaults(const std::vector<ast::Statement> &body,
                     const Bindings &bindings, DefaultSettings &defaults,
                     Diagnostics &diagnostics);

/// How many values stand in lists of the body's `defaults`.
size_t listedDefaults(const std::vector<ast::Statement> &body);

/// Says for whose sake a module was looked at, from the inside out.
void noteInstances(Diagnostic &error, const Instance &instance);

} // namespace gnet

#endif // GNET_LANGUAGE_ELABORATION_INSTANCES_H

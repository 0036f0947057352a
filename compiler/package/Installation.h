//===- Installation.h - The files that gnetc puts into packages -----------===//
#ifndef GNET_PACKAGE_INSTALLATION_H
#define GNET_PACKAGE_INSTALLATION_H

#include "package/Package.h"

namespace gnet {

/// Paths of files that exist.
struct Installation {
  std::string runtimeObject;
  std::vector<std::string> libraries; ///< In the order of `parts`.
  std::string headerTemplate;
  std::string cxxHeaderTemplate;
  /// Of what stands in them for the target; empty: nothing.
  std::string targetHeaderTemplate;
  std::string targetCxxHeaderTemplate;
  std::string cmakeConfigTemplate;
  std::string cmakeVersionTemplate;
  std::string pkgConfigTemplate;
};

/// Of a wheel's Python modules. Paths of files that exist.
struct PythonTemplates {
  std::vector<std::string> modules;
  std::string metadata;
};

/// Looks in lib/gnet and share/gnet beside the folder of `executable` for what
/// `parts` name and for what every package has.
llvm::Expected<Installation> findInstallation(llvm::StringRef executable,
                                              const TargetParts &parts);

/// Looks in share/gnet/python there for the modules that every wheel has, and
/// for those of the interface that `parts` name: _cuda.py.in, which has `Model`
/// then, and _cuda_arrays.py.in.
llvm::Expected<PythonTemplates> findPythonTemplates(llvm::StringRef executable,
                                                    const TargetParts &parts);

} // namespace gnet

#endif // GNET_PACKAGE_INSTALLATION_H

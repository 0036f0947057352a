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

/// Looks in lib/gnet and share/gnet beside the folder of `executable` for what
/// `parts` name and for what every package has.
llvm::Expected<Installation> findInstallation(llvm::StringRef executable,
                                              const TargetParts &parts);

} // namespace gnet

#endif // GNET_PACKAGE_INSTALLATION_H

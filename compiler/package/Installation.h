//===- Installation.h - The files that gnetc puts into packages -----------===//
#ifndef GNET_PACKAGE_INSTALLATION_H
#define GNET_PACKAGE_INSTALLATION_H

#include "llvm/Support/Error.h"
#include <string>

namespace gnet {

/// Paths of files that exist.
struct Installation {
  std::string runtimeObject; ///< gnet_runtime_cpu.o
  std::string dnnlLibrary;   ///< libdnnl.so.3
  std::string gompLibrary;   ///< libgomp.so.1
  std::string headerTemplate;
  std::string cxxHeaderTemplate;
  std::string cmakeConfigTemplate;
  std::string cmakeVersionTemplate;
};

/// Looks in lib/gnet and share/gnet beside the folder of `executable`.
llvm::Expected<Installation> findInstallation(llvm::StringRef executable);

} // namespace gnet

#endif // GNET_PACKAGE_INSTALLATION_H

//===- StagedDirectory.h - A folder that appears when it is whole ---------===//
#ifndef GNET_PACKAGE_STAGEDDIRECTORY_H
#define GNET_PACKAGE_STAGEDDIRECTORY_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include <string>

namespace gnet {

/// A folder beside `destination` that `publish` moves into its place; without
/// that, it is removed with everything in it.
class StagedDirectory {
public:
  /// What stands at `destination` may be nothing, an empty folder, or a folder
  /// that `mayReplace` accepts: anything else is an error and left alone.
  static llvm::Expected<StagedDirectory>
  create(llvm::StringRef destination,
         llvm::function_ref<bool(llvm::StringRef)> mayReplace);

  StagedDirectory(StagedDirectory &&other) noexcept;
  StagedDirectory &operator=(StagedDirectory &&) = delete;
  ~StagedDirectory();

  const std::string &path() const { return staging; }

  llvm::Error publish();

private:
  StagedDirectory(std::string destination, std::string staging)
      : destination(std::move(destination)), staging(std::move(staging)) {}

  std::string destination;
  std::string staging; ///< Empty once published.
};

} // namespace gnet

#endif // GNET_PACKAGE_STAGEDDIRECTORY_H

//===- TimedPackage.h - A package that was made, timed --------------------===//
#ifndef GNET_TOOLS_GNETC_TIMEDPACKAGE_H
#define GNET_TOOLS_GNETC_TIMEDPACKAGE_H

#include "loader/Package.h"
#include "tuning/Tuning.h"

namespace gnet {

/// Loaded and opened in this process. Its folder stays until the process ends:
/// the loader takes a file in the place of a loaded one for the same library.
class TimedPackage {
public:
  /// `weights`: the bytes of a safetensors file, read while it opens.
  static llvm::Expected<TimedPackage>
  open(const std::string &folder, llvm::StringRef weights, int32_t threads);

  int32_t steps() const { return package->describe()->layer_count; }

  /// Of every step, in runs for so long. Nothing where an interruption came.
  llvm::Expected<std::vector<RunTime>> profile(double seconds);

  /// Of the whole, likewise.
  llvm::Expected<std::optional<RunTime>> time(double seconds);

  /// One run.
  llvm::Expected<double> run();

private:
  TimedPackage(std::unique_ptr<Package> package, Session session);

  std::unique_ptr<Package> package; ///< Where the session finds it.
  Session session;
  std::vector<float> input, output;
};

/// Both in turns, for so long each. Nothing where an interruption came.
llvm::Expected<std::optional<TunedRuns>>
timeInTurns(TimedPackage &model, TimedPackage &tuned, double seconds);

} // namespace gnet

#endif // GNET_TOOLS_GNETC_TIMEDPACKAGE_H

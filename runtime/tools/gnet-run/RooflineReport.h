//===- RooflineReport.h - The roofline of a package's steps ---------------===//
#ifndef GNET_RUN_ROOFLINEREPORT_H
#define GNET_RUN_ROOFLINEREPORT_H

#include "BenchReport.h"

#include <llvm/Support/Error.h>
#include <string>

namespace gnet {

/// Measures the machine, draws the steps against it to the file `path`, and if
/// `isPrinted` lists those that are far from what bounds them.
llvm::Error reportRoofline(const std::string &path, const BenchReport &report,
                           const std::vector<StepTime> &steps, bool isPrinted);

} // namespace gnet

#endif // GNET_RUN_ROOFLINEREPORT_H

//===- DescribeProgram.h - A planned network's figures for reports --------===//
#ifndef GNET_TARGET_PROGRAM_DESCRIBEPROGRAM_H
#define GNET_TARGET_PROGRAM_DESCRIBEPROGRAM_H

#include "report/ProgramFigures.h"
#include "target/program/PlannedProgram.h"

namespace gnet {

/// As "winograd 4x4 tile 6x2"; empty for no kernel.
std::string kernelText(gnk::KernelAttr kernel);

/// Without its tile: as "winograd 4x4".
std::string kernelWayText(gnk::KernelAttr kernel);

/// What every target's program has: its steps and its memory, no prediction.
ProgramFigures describeProgram(const PlannedProgram &program);
llvm::Expected<ProgramFigures> describeProgram(mlir::func::FuncOp network);

} // namespace gnet

#endif // GNET_TARGET_PROGRAM_DESCRIBEPROGRAM_H

//===- ProgramLayout.h - The structs of runtime/core/program.h ------------===//
//
// As LLVM dialect types. The fields are listed once, in ProgramLayout.cpp, and
// compared there with the C header while this is compiled.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_CPU_PROGRAMLAYOUT_H
#define GNET_TARGET_CPU_PROGRAMLAYOUT_H

#include "mlir/Dialect/LLVMIR/LLVMTypes.h"

namespace gnet {

enum class ProgramStruct {
  Program,
  Parameter,
  Step,
  Preprocessing,
  Buffer,
  Activation,
  Conv,
  Pool,
  Lrn,
  Linear,
  Affine,
  Add,
  Unary,
};

mlir::LLVM::LLVMStructType structType(mlir::MLIRContext *context,
                                      ProgramStruct which);

/// GNETRT_PROGRAM_VERSION.
int64_t programVersion();

/// Values of each `mean` and `stddev` of a gnetrt_preprocessing, dimensions of
/// a gnetrt_parameter.
inline constexpr int64_t maxPreprocessedChannels = 4;
inline constexpr int64_t maxParameterRank = 4;

/// Statuses of package.h.in that generated code returns on its own account.
inline constexpr int32_t statusOk = 0;
inline constexpr int32_t statusOutOfMemory = 2;

} // namespace gnet

#endif // GNET_TARGET_CPU_PROGRAMLAYOUT_H

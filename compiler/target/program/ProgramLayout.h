//===- ProgramLayout.h - The structs of runtime/abi/program.def ----------===//
//
// As LLVM dialect types, and what their fields are called.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_PROGRAM_PROGRAMLAYOUT_H
#define GNET_TARGET_PROGRAM_PROGRAMLAYOUT_H

#include "mlir/Dialect/LLVMIR/LLVMTypes.h"

namespace gnet {

/// gnetrt_program, ... by their names there.
enum class ProgramStruct {
#define STRUCT(name) name,
#include "abi/program.def"
};

struct ProgramField {
  enum class Kind { Integer, Real, Pointer, Buffer, Activation, Place };

  llvm::StringLiteral name;
  Kind kind;
  int64_t count = 0; ///< Elements of an array; 0 for one that is none.
};

/// What makes a step's kernel when a model opens.
struct KernelMaker {
  llvm::StringLiteral name; ///< gnetrt_onednn_<name>
  ProgramStruct structure;
  size_t tensors; ///< Learned ones that it takes.
};

llvm::ArrayRef<ProgramField> fieldsOf(ProgramStruct which);

mlir::LLVM::LLVMStructType structType(mlir::MLIRContext *context,
                                      ProgramStruct which);

/// What the fields of a struct hold, given by their names in any order, in the
/// order of the fields. Each field has to be there.
template <typename Value>
llvm::SmallVector<Value>
inOrderOf(ProgramStruct which,
          llvm::ArrayRef<std::pair<llvm::StringRef, Value>> given) {
  llvm::SmallVector<Value> values;
  for (const ProgramField &field : fieldsOf(which)) {
    auto *found = llvm::find_if(
        given, [&](const auto &each) { return each.first == field.name; });
    assert(found != given.end() && "every field has a value");
    values.push_back(found->second);
  }
  return values;
}

/// Null if the runtime has none of that name.
const KernelMaker *findKernelMaker(llvm::StringRef name);

/// Statuses of package.h.in that generated code returns on its own account.
inline constexpr int32_t statusOk = 0;
inline constexpr int32_t statusOutOfMemory = 2;

} // namespace gnet

#endif // GNET_TARGET_PROGRAM_PROGRAMLAYOUT_H

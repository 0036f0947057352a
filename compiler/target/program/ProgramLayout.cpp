//===- ProgramLayout.cpp - The structs of runtime/abi/program.def --------===//
#include "target/program/ProgramLayout.h"
#include "abi/program.h"

using namespace mlir;

namespace gnet {
namespace {

using Kind = ProgramField::Kind;

#define STRUCT(name) constexpr ProgramField name##Fields[] = {
#define END(name)                                                              \
  }                                                                            \
  ;
#define INTEGER(name) {#name, Kind::Integer},
#define INTEGERS(name, n) {#name, Kind::Integer, n},
#define REAL(name) {#name, Kind::Real},
#define REALS(name, n) {#name, Kind::Real, n},
#define POINTER(type, name) {#name, Kind::Pointer},
#define BUFFER(name) {#name, Kind::Buffer},
#define ACTIVATION(name) {#name, Kind::Activation},
#define PLACE(name) {#name, Kind::Place},
#include "abi/program.def"

constexpr KernelMaker makers[] = {
#define KERNEL(name, structure, tensors)                                       \
  {#name, ProgramStruct::structure, 0 tensors},
#define TENSOR(name) +1
#include "abi/program.def"
#undef TENSOR
};

Type elementType(MLIRContext *context, Kind kind) {
  switch (kind) {
  case Kind::Integer:
    return IntegerType::get(context, 64);
  case Kind::Real:
    return Float64Type::get(context);
  case Kind::Pointer:
    return LLVM::LLVMPointerType::get(context);
  case Kind::Buffer:
    return structType(context, ProgramStruct::buffer);
  case Kind::Activation:
    return structType(context, ProgramStruct::activation);
  case Kind::Place:
    return structType(context, ProgramStruct::cuda_place);
  }
  llvm_unreachable("all kinds are covered");
}

} // namespace

ArrayRef<ProgramField> fieldsOf(ProgramStruct which) {
  switch (which) {
#define STRUCT(name)                                                           \
  case ProgramStruct::name:                                                    \
    return name##Fields;
#include "abi/program.def"
  }
  llvm_unreachable("all structs are covered");
}

LLVM::LLVMStructType structType(MLIRContext *context, ProgramStruct which) {
  SmallVector<Type> types;
  for (const ProgramField &field : fieldsOf(which)) {
    Type element = elementType(context, field.kind);
    types.push_back(field.count == 0
                        ? element
                        : LLVM::LLVMArrayType::get(element, field.count));
  }
  return LLVM::LLVMStructType::getLiteral(context, types);
}

const KernelMaker *findKernelMaker(StringRef name) {
  const KernelMaker *maker = llvm::find_if(
      makers, [&](const KernelMaker &each) { return each.name == name; });
  return maker == std::end(makers) ? nullptr : maker;
}

} // namespace gnet

//===- ProgramLayout.cpp - The structs of runtime/core/program.h ----------===//
#include "target/cpu/ProgramLayout.h"
#include "core/program.h"
#include "mlir/IR/Builders.h"
#include <cstddef>
#include <span>
#include <type_traits>

using namespace mlir;

namespace gnet {
namespace {

enum class FieldKind { Integer, Real, Pointer, Buffer, Activation };

struct Field {
  FieldKind kind;
  size_t count; ///< Elements of an array, or 0.
  size_t offset;
  size_t bytes;
};

/// The C type decides, so that a field that changes its type there does here.
template <typename T> constexpr FieldKind kindOf() {
  if constexpr (std::is_pointer_v<T>)
    return FieldKind::Pointer;
  else if constexpr (std::is_same_v<T, int64_t>)
    return FieldKind::Integer;
  else if constexpr (std::is_same_v<T, double>)
    return FieldKind::Real;
  else if constexpr (std::is_same_v<T, gnetrt_activation>)
    return FieldKind::Activation;
  else {
    static_assert(std::is_same_v<T, gnetrt_buffer>);
    return FieldKind::Buffer;
  }
}

template <typename T> constexpr Field fieldAt(size_t offset) {
  return {kindOf<std::remove_extent_t<T>>(), std::extent_v<T>, offset,
          sizeof(T)};
}

/// The fields follow each other without padding and fill the struct: none is
/// forgotten, none is in another's place.
constexpr bool covers(std::span<const Field> fields, size_t bytes) {
  size_t offset = 0;
  for (const Field &field : fields) {
    if (field.offset != offset)
      return false;
    offset += field.bytes;
  }
  return offset == bytes;
}

#define FIELD(structure, field)                                                \
  fieldAt<decltype(structure::field)>(offsetof(structure, field))

constexpr Field bufferFields[] = {
    FIELD(gnetrt_buffer, channels),     FIELD(gnetrt_buffer, height),
    FIELD(gnetrt_buffer, width),        FIELD(gnetrt_buffer, layout),
    FIELD(gnetrt_buffer, image_stride),
};
static_assert(covers(bufferFields, sizeof(gnetrt_buffer)));

constexpr Field activationFields[] = {
    FIELD(gnetrt_activation, kind),
    FIELD(gnetrt_activation, amplitude),
    FIELD(gnetrt_activation, slope),
};
static_assert(covers(activationFields, sizeof(gnetrt_activation)));

constexpr Field parameterFields[] = {
    FIELD(gnetrt_parameter, name),
    FIELD(gnetrt_parameter, rank),
    FIELD(gnetrt_parameter, dims),
};
static_assert(covers(parameterFields, sizeof(gnetrt_parameter)));
static_assert(std::extent_v<decltype(gnetrt_parameter::dims)> ==
              maxParameterRank);

constexpr Field stepFields[] = {
    FIELD(gnetrt_step, path),
    FIELD(gnetrt_step, kind),
    FIELD(gnetrt_step, kernel),
    FIELD(gnetrt_step, macs),
};
static_assert(covers(stepFields, sizeof(gnetrt_step)));

constexpr Field preprocessingFields[] = {
    FIELD(gnetrt_preprocessing, order),
    FIELD(gnetrt_preprocessing, scale),
    FIELD(gnetrt_preprocessing, mean),
    FIELD(gnetrt_preprocessing, stddev),
};
static_assert(covers(preprocessingFields, sizeof(gnetrt_preprocessing)));
static_assert(std::extent_v<decltype(gnetrt_preprocessing::mean)> ==
              maxPreprocessedChannels);

constexpr Field programFields[] = {
    FIELD(gnetrt_program, version),
    FIELD(gnetrt_program, name),
    FIELD(gnetrt_program, compiler),
    FIELD(gnetrt_program, target),
    FIELD(gnetrt_program, cpu_features),
    FIELD(gnetrt_program, batch),
    FIELD(gnetrt_program, input),
    FIELD(gnetrt_program, output),
    FIELD(gnetrt_program, macs),
    FIELD(gnetrt_program, arena_bytes),
    FIELD(gnetrt_program, parameter_count),
    FIELD(gnetrt_program, parameters),
    FIELD(gnetrt_program, step_count),
    FIELD(gnetrt_program, steps),
    FIELD(gnetrt_program, label_count),
    FIELD(gnetrt_program, labels),
    FIELD(gnetrt_program, preprocessing),
    FIELD(gnetrt_program, weights),
    FIELD(gnetrt_program, weights_size),
    FIELD(gnetrt_program, prepare),
    FIELD(gnetrt_program, execute),
};
static_assert(covers(programFields, sizeof(gnetrt_program)));

constexpr Field convFields[] = {
    FIELD(gnetrt_conv, batch),       FIELD(gnetrt_conv, source),
    FIELD(gnetrt_conv, destination), FIELD(gnetrt_conv, addend),
    FIELD(gnetrt_conv, kernel),      FIELD(gnetrt_conv, stride),
    FIELD(gnetrt_conv, dilation),    FIELD(gnetrt_conv, padding),
    FIELD(gnetrt_conv, groups),      FIELD(gnetrt_conv, addition),
    FIELD(gnetrt_conv, activation),
};
static_assert(covers(convFields, sizeof(gnetrt_conv)));

constexpr Field poolFields[] = {
    FIELD(gnetrt_pool, batch),       FIELD(gnetrt_pool, source),
    FIELD(gnetrt_pool, destination), FIELD(gnetrt_pool, kernel),
    FIELD(gnetrt_pool, stride),      FIELD(gnetrt_pool, padding),
    FIELD(gnetrt_pool, kind),
};
static_assert(covers(poolFields, sizeof(gnetrt_pool)));

constexpr Field lrnFields[] = {
    FIELD(gnetrt_lrn, batch),       FIELD(gnetrt_lrn, source),
    FIELD(gnetrt_lrn, destination), FIELD(gnetrt_lrn, size),
    FIELD(gnetrt_lrn, alpha),       FIELD(gnetrt_lrn, beta),
    FIELD(gnetrt_lrn, k),
};
static_assert(covers(lrnFields, sizeof(gnetrt_lrn)));

constexpr Field linearFields[] = {
    FIELD(gnetrt_linear, batch),
    FIELD(gnetrt_linear, source),
    FIELD(gnetrt_linear, destination),
    FIELD(gnetrt_linear, activation),
};
static_assert(covers(linearFields, sizeof(gnetrt_linear)));

constexpr Field affineFields[] = {
    FIELD(gnetrt_affine, batch),
    FIELD(gnetrt_affine, source),
    FIELD(gnetrt_affine, destination),
    FIELD(gnetrt_affine, activation),
};
static_assert(covers(affineFields, sizeof(gnetrt_affine)));

constexpr Field addFields[] = {
    FIELD(gnetrt_add, batch),       FIELD(gnetrt_add, source),
    FIELD(gnetrt_add, destination), FIELD(gnetrt_add, addend),
    FIELD(gnetrt_add, factors),     FIELD(gnetrt_add, activation),
};
static_assert(covers(addFields, sizeof(gnetrt_add)));

constexpr Field unaryFields[] = {
    FIELD(gnetrt_unary, batch),
    FIELD(gnetrt_unary, source),
    FIELD(gnetrt_unary, destination),
};
static_assert(covers(unaryFields, sizeof(gnetrt_unary)));

#undef FIELD

std::span<const Field> fieldsOf(ProgramStruct which) {
  switch (which) {
  case ProgramStruct::Program:
    return programFields;
  case ProgramStruct::Parameter:
    return parameterFields;
  case ProgramStruct::Step:
    return stepFields;
  case ProgramStruct::Preprocessing:
    return preprocessingFields;
  case ProgramStruct::Buffer:
    return bufferFields;
  case ProgramStruct::Conv:
    return convFields;
  case ProgramStruct::Pool:
    return poolFields;
  case ProgramStruct::Lrn:
    return lrnFields;
  case ProgramStruct::Linear:
    return linearFields;
  case ProgramStruct::Activation:
    return activationFields;
  case ProgramStruct::Affine:
    return affineFields;
  case ProgramStruct::Add:
    return addFields;
  case ProgramStruct::Unary:
    return unaryFields;
  }
  llvm_unreachable("all structs are covered");
}

Type elementType(MLIRContext *context, FieldKind kind) {
  switch (kind) {
  case FieldKind::Integer:
    return IntegerType::get(context, 64);
  case FieldKind::Real:
    return Float64Type::get(context);
  case FieldKind::Pointer:
    return LLVM::LLVMPointerType::get(context);
  case FieldKind::Buffer:
    return structType(context, ProgramStruct::Buffer);
  case FieldKind::Activation:
    return structType(context, ProgramStruct::Activation);
  }
  llvm_unreachable("all kinds are covered");
}

} // namespace

LLVM::LLVMStructType structType(MLIRContext *context, ProgramStruct which) {
  SmallVector<Type> types;
  for (const Field &field : fieldsOf(which)) {
    Type element = elementType(context, field.kind);
    types.push_back(field.count == 0
                        ? element
                        : LLVM::LLVMArrayType::get(element, field.count));
  }
  return LLVM::LLVMStructType::getLiteral(context, types);
}

int64_t programVersion() { return GNETRT_PROGRAM_VERSION; }

} // namespace gnet

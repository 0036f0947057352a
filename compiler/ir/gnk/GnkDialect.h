//===- GnkDialect.h - The gnk dialect: how a network is computed ----------===//
#ifndef GNET_IR_GNK_GNKDIALECT_H
#define GNET_IR_GNK_GNKDIALECT_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/Dialect/Quant/IR/Quant.h"
#include "mlir/Dialect/Quant/IR/QuantTypes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "ir/gn/GnDialect.h"

#include "ir/gnk/GnkDialect.h.inc"
#include "ir/gnk/GnkEnums.h.inc"

#define GET_ATTRDEF_CLASSES
#include "ir/gnk/GnkAttributes.h.inc"

#define GET_TYPEDEF_CLASSES
#include "ir/gnk/GnkTypes.h.inc"

namespace gnet {

/// The layer's dotted path that an operation's location names, or an empty
/// string.
llvm::StringRef layerPath(mlir::Location location);

} // namespace gnet

namespace gnet::gnk {

/// What bytes of a buffer stand for; null where it is of floats.
mlir::quant::UniformQuantizedType quantizedType(mlir::Type element);
/// Whether buffers can be of `type`: f32, bf16, f16, or u8 of a scale and a
/// zero point.
bool isElementType(mlir::Type type);
/// Whether weights can be: f32, bf16, f16 or i8.
bool isWeightType(mlir::Type type);
int64_t elementBytes(mlir::Type type);

/// What a kernel needs its buffers to be; without a value, any layout will do.
struct LayoutDemand {
  std::optional<Layout> source;
  /// Also of what is read besides the source.
  std::optional<Layout> destination;
  /// All that it reads and its destination need to have one layout, whichever.
  bool alike = false;
};

/// Puts a kernel's operands into `state`, which stand in one order in all of
/// them: source, learned tensors, the other buffers that it reads, destination.
/// Tensors may be missing at their end, other buffers at their beginning.
template <typename Kernel>
void addKernelOperands(mlir::OperationState &state, mlir::Value source,
                       mlir::ValueRange tensors, mlir::ValueRange others,
                       mlir::Value destination) {
  state.addOperands(source);
  state.addOperands(tensors);
  state.addOperands(others);
  state.addOperands(destination);
  if constexpr (Kernel::template hasTrait<
                    mlir::OpTrait::AttrSizedOperandSegments>()) {
    auto &sizes = state.getOrAddProperties<typename Kernel::Properties>()
                      .operandSegmentSizes;
    sizes.fill(0);
    std::fill_n(sizes.begin(), 1 + tensors.size(), 1);
    std::fill_n(sizes.rbegin(), 1 + others.size(), 1);
  }
}

/// Of what `kernel` reads and writes, buffers and weights, all types but
/// float32. All that are quantised count as i8.
llvm::SmallVector<mlir::Type> narrowTypesOf(mlir::Operation *kernel);

/// There is at most one of those.
mlir::LogicalResult verifyElementTypes(mlir::Operation *kernel);

/// The destination of `kernel` has its source's images, in its layout.
mlir::LogicalResult verifySameImages(mlir::Operation *kernel);

template <typename Op>
class SameImages : public mlir::OpTrait::TraitBase<Op, SameImages> {
public:
  static mlir::LogicalResult verifyTrait(mlir::Operation *kernel) {
    return verifySameImages(kernel);
  }
};

template <typename Op>
class Elementwise : public mlir::OpTrait::TraitBase<Op, Elementwise> {};

} // namespace gnet::gnk

#include "ir/gnk/GnkInterfaces.h.inc"

#define GET_OP_CLASSES
#include "ir/gnk/GnkOps.h.inc"

namespace gnet::gnk {

/// Of a module: the CPU that the network in it is for, where a package is for
/// several.
inline constexpr llvm::StringLiteral cpuAttribute = "gnk.cpu";

/// Attributes of operations: the kernel that computes a step, a KernelAttr,
inline constexpr llvm::StringLiteral kernelAttribute = "gnk.kernel";
/// the code that does, {function = @direct0, items = 0 : i64, items_of_image =
/// 56 : i64}, see runtime/abi/program.h's gnetrt_generated_run,
inline constexpr llvm::StringLiteral codeAttribute = "gnk.code";
/// in it, likewise, what all threads do before any does that,
inline constexpr llvm::StringLiteral codeBefore = "before";
/// the launches of GPU kernels that do, an array of LaunchAttr,
inline constexpr llvm::StringLiteral launchesAttribute = "gnk.launches";
/// of how many steps that follow it they are as well, an i64, and of each of
/// those that it is one of them, a unit: see joinedWith,
inline constexpr llvm::StringLiteral joinsAttribute = "gnk.joins";
inline constexpr llvm::StringLiteral joinedAttribute = "gnk.joined";
/// the type that its filters or its matrix are packed in, where that is not
/// f32,
inline constexpr llvm::StringLiteral weightTypeAttribute = "gnk.weight_type";
/// why it, or its result, stays f32 where others are narrower,
inline constexpr llvm::StringLiteral keptAttribute = "gnk.kept";
/// and of a network's function, the bytes of all packed tensors,
inline constexpr llvm::StringLiteral packedBytesAttribute = "gnk.packed_bytes";
/// and a GPU's launch that makes an image's input of a picture, a LaunchAttr.
inline constexpr llvm::StringLiteral pictureAttribute = "gnk.picture";

/// The kernel that computes `step`; null where none has been chosen.
inline KernelAttr chosenKernel(mlir::Operation *step) {
  return step->getAttrOfType<KernelAttr>(kernelAttribute);
}

/// `step` and those behind it that its launches compute.
llvm::SmallVector<KernelInterface> joinedWith(KernelInterface step);

/// The one of those whose result they leave: the last that reads another one's,
/// or else `step`.
KernelInterface resultOf(KernelInterface step);

/// Whether `step` has filters or a matrix, not only values by channel.
bool hasWeights(KernelInterface step);

/// What the filters or the matrix of `step`, which are not packed yet, will be
/// of.
mlir::Type weightTypeOf(mlir::Operation *step);

/// The layout of groups of 16, 8 or, nchw, 1 channel; there is no other.
std::optional<Layout> findLayoutOfBlock(int64_t block);
inline Layout layoutOfBlock(int64_t block) { return *findLayoutOfBlock(block); }

/// The layouts that `kernel` works on: those of the kernel chosen for it, else
/// those that the operation itself allows.
LayoutDemand layoutDemandOf(KernelInterface kernel, Layout blocked);

/// Where a buffer lies: in the alloc or function argument `root`, each of its
/// images beginning `elements` after the root's image.
struct Place {
  mlir::Value root;
  int64_t elements = 0;

  int64_t bytes() const;
};

/// Looks through slices and flattens. The buffer is of a `func.func` of one
/// block, where no view is a view of itself.
Place placeOf(mlir::Value buffer);

} // namespace gnet::gnk

#endif // GNET_IR_GNK_GNKDIALECT_H

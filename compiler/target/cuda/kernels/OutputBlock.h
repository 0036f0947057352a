//===- OutputBlock.h - A block of threads for 16 outputs of a matrix ------===//
#ifndef GNET_TARGET_CUDA_KERNELS_OUTPUTBLOCK_H
#define GNET_TARGET_CUDA_KERNELS_OUTPUTBLOCK_H

#include "target/cuda/kernels/KernelKind.h"

namespace gnet::cuda {

/// A step each of whose outputs is a sum over the features of the source and of
/// a row of its weight. A block of threads has 16 outputs of an image: a thread
/// four of them, and features in turns with the others. What a warp reads of
/// the weights lies together.
class OutputBlock {
public:
  OutputBlock(gnk::KernelInterface step, mlir::Value weight);

  Launch launch() const;
  /// How the weight is to lie.
  gnk::PackedAttr packing() const;

  /// The outputs of a block.
  static constexpr int64_t lanes = 16;

  /// `addTo` adds to sums what a feature and its four weights give; `finish`
  /// makes the result of an output of its sum. A softmax that is joined with
  /// the step, whose outputs are one block's, is made of these results.
  void emit(KernelBuilder &kernel,
            llvm::function_ref<mlir::Value(mlir::Value sums, mlir::Value x,
                                           mlir::Value weights)>
                addTo,
            llvm::function_ref<mlir::Value(mlir::Value sum, mlir::Value output)>
                finish);

private:
  using AddTo =
      llvm::function_ref<mlir::Value(mlir::Value, mlir::Value, mlir::Value)>;
  mlir::Value sumsOfThread(KernelBuilder &kernel, mlir::Value image,
                           mlir::Value block, AddTo addTo);
  mlir::Value sumOfBlock(KernelBuilder &kernel, mlir::Value sums);
  /// The powers of the results of the first threads, over their sum.
  mlir::Value softmaxOf(KernelBuilder &kernel, mlir::Value result,
                        mlir::Value hasOne);

  mlir::Value weight;
  gnk::BufferType source, destination;
  int64_t features, outputs;
  bool isSoftmax;
  int64_t warps;
};

} // namespace gnet::cuda

#endif // GNET_TARGET_CUDA_KERNELS_OUTPUTBLOCK_H

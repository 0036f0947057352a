//===- NetworkBuilder.h - Networks of the gn dialect, for tests -----------===//
#ifndef GNET_TESTS_UNIT_PLANNING_NETWORKBUILDER_H
#define GNET_TESTS_UNIT_PLANNING_NETWORKBUILDER_H

#include "ir/gn/GnDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include <array>

namespace gnet::test {

/// Builds a module of one function, `net`, layer by layer.
class NetworkBuilder {
public:
  NetworkBuilder(mlir::MLIRContext &context, std::array<int64_t, 4> input);

  mlir::Value input() const { return image; }

  mlir::Value conv(mlir::Value from, int64_t channels, int64_t kernel,
                   int64_t stride = 1, int64_t groups = 1);
  /// Without an activation.
  mlir::Value bareConv(mlir::Value from, int64_t channels, int64_t kernel);
  /// Average over the elements of the input, or the largest of them; half the
  /// kernel of padding on each side.
  mlir::Value avgPool(mlir::Value from, int64_t kernel, int64_t stride);
  mlir::Value maxPool(mlir::Value from, int64_t kernel, int64_t stride);
  mlir::Value globalAvgPool(mlir::Value from);
  mlir::Value lrn(mlir::Value from);
  mlir::Value batchNorm(mlir::Value from);
  mlir::Value affine(mlir::Value from);
  mlir::Value scale(mlir::Value from, double factor);
  mlir::Value relu(mlir::Value from);
  mlir::Value tanh(mlir::Value from);
  mlir::Value hardSigmoid(mlir::Value from);
  /// relu(the sum), with each input's factor where there are any.
  mlir::Value add(llvm::ArrayRef<mlir::Value> inputs,
                  llvm::ArrayRef<double> factors = {});
  /// `gate` is of the image's shape, or c x 1 x 1.
  mlir::Value multiply(mlir::Value from, mlir::Value gate);
  mlir::Value rbf(mlir::Value from, int64_t features);
  mlir::Value linear(mlir::Value from, int64_t features);
  mlir::Value softmax(mlir::Value from);
  mlir::Value flatten(mlir::Value from);
  mlir::Value concat(llvm::ArrayRef<mlir::Value> inputs);

  /// Ends the network with `result`.
  mlir::OwningOpRef<mlir::ModuleOp> finish(mlir::Value result);

private:
  gn::ActivationAttr reluAttribute();
  mlir::Value convolve(mlir::Value from, int64_t channels, int64_t kernel,
                       int64_t stride, int64_t groups,
                       gn::ActivationAttr activation);
  mlir::Value parameter(llvm::ArrayRef<int64_t> shape);

  mlir::OpBuilder builder;
  mlir::Location location;
  mlir::OwningOpRef<mlir::ModuleOp> module;
  mlir::func::FuncOp function;
  mlir::Value image;
  int parameters = 0;
};

/// ResNet's stages of two basic blocks each, 18 layers.
mlir::OwningOpRef<mlir::ModuleOp> buildResNet(mlir::MLIRContext &context,
                                              int64_t batch, int64_t side);

/// GoogLeNet of the paper for images of `side` pixels, without heads.
mlir::OwningOpRef<mlir::ModuleOp> buildGoogLeNet(mlir::MLIRContext &context,
                                                 int64_t batch, int64_t side);

/// A network of all layers, the same for a seed everywhere, whose layers read
/// any of those before them.
mlir::OwningOpRef<mlir::ModuleOp> buildRandomNetwork(mlir::MLIRContext &context,
                                                     unsigned seed);

} // namespace gnet::test

#endif // GNET_TESTS_UNIT_PLANNING_NETWORKBUILDER_H

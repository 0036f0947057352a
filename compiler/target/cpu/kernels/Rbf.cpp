//===- Rbf.cpp - Squared distances to centres -----------------------------===//
//
// A block of centres, a lane each, for one element after the other.
//
//===----------------------------------------------------------------------===//
#include "target/cpu/kernels/Elements.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

/// Sums that do not wait for each other.
constexpr int64_t partialSums = 4;

class Rbf {
public:
  Rbf(gnk::RbfOp rbf, KernelBuilder &k)
      : k(k), source(rbf.getSource().getType()),
        destination(rbf.getDestination().getType()),
        elements(rbf.getWeight().getType().getDimSize(1)) {}

  Work emit();

private:
  Value distances(Value image, Value block);
  Value addSquare(Value sum, Value image, Value block, Value element);

  KernelBuilder &k;
  gnk::BufferType source, destination;
  int64_t elements;
};

Work Rbf::emit() {
  int64_t centres = destination.getChannels(), rest = centres % k.lanes();
  int64_t blocks = llvm::divideCeil(centres, k.lanes());
  k.forItems([&](Value item) {
    SmallVector<Value> digits = k.digits(item, {blocks});
    Value sum = distances(digits[0], digits[1]);
    Value at = k.add(k.mul(digits[0], destination.getImageStride()),
                     k.mul(digits[1], k.lanes()));
    auto store = [&] { k.store(sum, k.destination, at); };
    if (rest == 0)
      return store();
    k.when(k.isLess(digits[1], k.index(blocks - 1)), store,
           [&] { k.storeFirst(sum, rest, k.destination, at); });
  });
  return {0, blocks};
}

Value Rbf::distances(Value image, Value block) {
  SmallVector<Value> sums(partialSums, k.splat(0));
  int64_t rest = elements % partialSums;
  if (rest < elements)
    sums = k.reduce(0, elements - rest, partialSums, sums,
                    [&](Value first, ArrayRef<Value> before) {
                      SmallVector<Value> values;
                      for (auto [i, sum] : llvm::enumerate(before))
                        values.push_back(
                            addSquare(sum, image, block,
                                      k.add(first, static_cast<int64_t>(i))));
                      return values;
                    });
  for (int64_t i = 0; i < rest; ++i)
    sums[i] = addSquare(sums[i], image, block, k.index(elements - rest + i));
  return k.addf(k.addf(sums[0], sums[1]), k.addf(sums[2], sums[3]));
}

Value Rbf::addSquare(Value sum, Value image, Value block, Value element) {
  Value x = k.loadBroadcast(
      k.source, k.add(k.mul(image, source.getImageStride()), element));
  Value at = k.add(k.mul(block, elements), element);
  Value difference = k.subf(x, k.load(k.weight, k.mul(at, k.lanes())));
  return k.fma(difference, difference, sum);
}

SmallVector<gnk::PackedAttr> packing(gnk::KernelInterface step,
                                     const Machine &machine) {
  int64_t centres = step.getDestination().getType().getChannels();
  SmallVector<int64_t> groups(llvm::divideCeil(centres, machine.lanes), 1);
  return {gnk::PackedAttr::get(step.getContext(), groups, machine.lanes,
                               /*inputBlock=*/1, /*tapsFirst=*/false, {})};
}

} // namespace

const KernelKind &rbfKernel() {
  static const KernelKind kind = {
      "rbf", /*isExact=*/true,
      [](gnk::KernelInterface step, const Machine &machine,
         SmallVectorImpl<Candidate> &candidates) {
        if (isa<gnk::RbfOp>(*step))
          candidates.push_back(streamingNchw(step, "rbf", machine));
      },
      packing,
      [](gnk::KernelInterface step, KernelBuilder &kernel) {
        return Rbf(cast<gnk::RbfOp>(*step), kernel).emit();
      }};
  return kind;
}

} // namespace gnet

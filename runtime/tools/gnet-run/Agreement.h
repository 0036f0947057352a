//===- Agreement.h - How far the results of two packages are apart --------===//
#ifndef GNET_RUN_AGREEMENT_H
#define GNET_RUN_AGREEMENT_H

#include <cstdint>
#include <llvm/ADT/ArrayRef.h>

namespace gnet {

/// Of one output, over all images.
struct Agreement {
  /// Of images, the share that has the same best class; of the best classes of
  /// the first package, up to five an image, the share that is among those of
  /// the second.
  double top1 = 0, top5 = 0;
  /// The largest difference, over the first package's largest output; of the
  /// image where that is largest, and in the mean of the images. Infinite where
  /// only one of the packages gives a finite number, or what it gives is not 0
  /// where the first has nothing but zeros.
  double worstError = 0, meanError = 0;
  /// Between both results: the least of an image.
  double leastCosine = 1;
};

/// Of images that come one by one.
class AgreementSum {
public:
  /// An image's values, as many as every image's.
  void add(llvm::ArrayRef<float> first, llvm::ArrayRef<float> second);
  /// After one image at least.
  Agreement mean() const;

private:
  Agreement sum;
  int64_t images = 0;
};

} // namespace gnet

#endif // GNET_RUN_AGREEMENT_H

#include "weights/PlaceWeights.h"

namespace gnet {

namespace {

/// Reads tensors of one file and combines them, one parameter at a time, so
/// that no more than one copy of a tensor lives beside the result.
class Placer {
public:
  Placer(const TensorFile &file, llvm::StringRef path)
      : file(file), path(path) {}

  llvm::Expected<std::vector<float>> values(const Placement &placement) const;

private:
  llvm::Expected<std::vector<float>> read(const PlacedFactor &factor,
                                          size_t count) const;
  llvm::Expected<std::vector<float>>
  product(llvm::ArrayRef<PlacedFactor> factors, size_t count) const;

  const TensorFile &file;
  llvm::StringRef path;
};

llvm::Expected<std::vector<float>> Placer::read(const PlacedFactor &factor,
                                                size_t count) const {
  if (!factor.index)
    return std::vector<float>(count, static_cast<float>(factor.constant));
  const FileTensor &tensor = file.tensors()[*factor.index];
  auto values = file.values(*factor.index);
  if (!values)
    return values.takeError();
  size_t elements = 1;
  for (const int64_t dim : tensor.dims)
    elements *= dim;
  if (values->size() != elements)
    return llvm::createStringError(
        path + ": '" + tensor.name + "' has " + llvm::Twine(values->size()) +
        " values where its shape says " + llvm::Twine(elements));
  return arrange(factor.arrangement, std::move(*values));
}

llvm::Expected<std::vector<float>>
Placer::product(llvm::ArrayRef<PlacedFactor> factors, size_t count) const {
  auto values = read(factors.front(), count);
  for (const PlacedFactor &factor : factors.drop_front()) {
    if (!values)
      break;
    auto others = read(factor, count);
    if (!others)
      return others.takeError();
    for (size_t i = 0; i < count; ++i)
      (*values)[i] *= (*others)[i];
  }
  return values;
}

llvm::Expected<std::vector<float>>
Placer::values(const Placement &placement) const {
  const size_t count = placement.parameter.elements();
  auto sum = product(placement.sum.front(), count);
  for (llvm::ArrayRef<PlacedFactor> factors :
       llvm::ArrayRef(placement.sum).drop_front()) {
    if (!sum)
      break;
    auto more = product(factors, count);
    if (!more)
      return more.takeError();
    for (size_t i = 0; i < count; ++i)
      (*sum)[i] += (*more)[i];
  }
  return sum;
}

} // namespace

llvm::Expected<Weights> placeWeights(const Fit &fit, const TensorFile &file,
                                     llvm::StringRef path) {
  const Placer placer(file, path);
  Weights weights;
  weights.reserve(fit.placements.size());
  for (const Placement &placement : fit.placements) {
    auto values = placer.values(placement);
    if (!values)
      return values.takeError();
    weights.push_back({placement.parameter, std::move(*values)});
  }
  return weights;
}

} // namespace gnet

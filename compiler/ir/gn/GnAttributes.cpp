//===- GnAttributes.cpp - What the dialect's function attributes hold -----===//
#include "ir/gn/GnDialect.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

using namespace mlir;
using namespace gnet::gn;

namespace {

bool isFinite(Attribute attribute) {
  auto number = dyn_cast_if_present<FloatAttr>(attribute);
  return number && number.getType().isF64() && number.getValue().isFinite();
}

bool allFinite(DenseF64ArrayAttr numbers) {
  return llvm::all_of(numbers.asArrayRef(),
                      [](double number) { return std::isfinite(number); });
}

/// The channels of a function of one image, or nothing at a later stage.
std::optional<int64_t> inputChannels(FunctionOpInterface function) {
  ArrayRef<Type> types = function.getArgumentTypes();
  auto image =
      types.empty() ? nullptr : dyn_cast<RankedTensorType>(types.front());
  if (!image || image.getRank() != 4)
    return std::nullopt;
  return image.getDimSize(1);
}

LogicalResult verifyInput(FunctionOpInterface function, Attribute attribute) {
  auto emitError = [&] {
    return function.emitError() << "'" << inputAttribute << "' ";
  };
  auto input = dyn_cast<DictionaryAttr>(attribute);
  if (!input || input.size() != 4)
    return emitError() << "needs order, scale, mean and stddev";
  auto order = input.getAs<StringAttr>("order");
  if (!order || !llvm::is_contained({"gray", "rgb", "bgr"}, order.getValue()))
    return emitError() << "needs an order: \"gray\", \"rgb\" or \"bgr\"";
  if (!isFinite(input.get("scale")))
    return emitError() << "needs a scale: a finite f64";
  auto mean = input.getAs<DenseF64ArrayAttr>("mean");
  auto stddev = input.getAs<DenseF64ArrayAttr>("stddev");
  if (!mean || !stddev || mean.size() != stddev.size() || !allFinite(mean) ||
      !allFinite(stddev) || llvm::is_contained(stddev.asArrayRef(), 0.0))
    return emitError() << "needs a finite mean and a finite stddev other than "
                          "0 for each channel: array<f64: ...>";
  std::optional<int64_t> channels = inputChannels(function);
  if (channels && *channels != mean.size())
    return emitError() << "has a mean of " << mean.size() << " values for "
                       << *channels << " channels";
  return success();
}

LogicalResult verifyLabels(FunctionOpInterface function, Attribute attribute) {
  auto labels = dyn_cast<ArrayAttr>(attribute);
  if (labels && llvm::all_of(labels, llvm::IsaPred<StringAttr>))
    return success();
  return function.emitError()
         << "'" << labelsAttribute << "' needs a list of strings";
}

} // namespace

LogicalResult GnDialect::verifyOperationAttribute(Operation *op,
                                                  NamedAttribute attribute) {
  StringRef name = attribute.getName();
  if (name != inputAttribute && name != labelsAttribute)
    return op->emitError() << "'" << name << "' is no attribute of gn";
  auto function = dyn_cast<FunctionOpInterface>(op);
  if (!function)
    return op->emitError() << "'" << name << "' is an attribute of functions";
  return name == inputAttribute ? verifyInput(function, attribute.getValue())
                                : verifyLabels(function, attribute.getValue());
}

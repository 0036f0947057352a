//===- GnkTypes.cpp - The buffer type -------------------------------------===//
#include "ir/gnk/GnkDialect.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace gnet::gnk;

#define GET_TYPEDEF_CLASSES
#include "ir/gnk/GnkTypes.cpp.inc"

void GnkDialect::registerTypes() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "ir/gnk/GnkTypes.cpp.inc"
      >();
}

namespace {

/// Of a buffer. A layout that fills up groups of 16 channels makes of the
/// largest buffer one of 2^44 elements, so sizes in bytes never overflow.
constexpr int64_t maxElements = int64_t{1} << 40;
constexpr int64_t maxSpan = 16 * maxElements;

/// a * b for numbers from 0, or the largest number.
int64_t saturatingProduct(int64_t a, int64_t b) {
  int64_t product;
  return llvm::MulOverflow(a, b, product) ? std::numeric_limits<int64_t>::max()
                                          : product;
}

int64_t saturatingProduct(std::initializer_list<int64_t> factors) {
  int64_t product = 1;
  for (int64_t factor : factors)
    product = saturatingProduct(product, factor);
  return product;
}

/// All 256 of them, of which one stands for 0.
bool isOfBytes(quant::UniformQuantizedType type) {
  return !type.isSigned() && type.getStorageTypeMin() == 0 &&
         type.getStorageTypeMax() == 255 && type.getExpressedType().isF32() &&
         type.getZeroPoint() >= 0 && type.getZeroPoint() <= 255;
}

int64_t imageElements(int64_t channels, int64_t height, int64_t width,
                      Layout layout) {
  // No valid buffer is near maxSpan; the bound keeps the rounding in range.
  int64_t filled =
      llvm::alignTo(std::min(channels, maxSpan), BufferType::blockOf(layout));
  return saturatingProduct({filled, height, width});
}

} // namespace

quant::UniformQuantizedType gnet::gnk::quantizedType(Type element) {
  return dyn_cast<quant::UniformQuantizedType>(element);
}

static bool isFloatType(Type type) {
  return type.isF32() || type.isTF32() || type.isBF16() || type.isF16();
}

bool gnet::gnk::isElementType(Type type) {
  if (auto quantized = quantizedType(type))
    return isOfBytes(quantized);
  return isFloatType(type);
}

bool gnet::gnk::isWeightType(Type type) {
  return isFloatType(type) || type.isSignlessInteger(8) ||
         type.isSignlessInteger(24);
}

/// Of tf32 19 bits are in a word.
int64_t gnet::gnk::elementBytes(Type type) {
  if (quantizedType(type))
    return 1;
  return type.isTF32() ? 4 : type.getIntOrFloatBitWidth() / 8;
}

int64_t BufferType::blockOf(Layout layout) {
  switch (layout) {
  case Layout::Nchw:
    return 1;
  case Layout::Nchw16c:
    return 16;
  case Layout::Nchw8c:
    return 8;
  }
  llvm_unreachable("all layouts are covered");
}

BufferType BufferType::get(MLIRContext *context, int64_t batch,
                           int64_t channels, int64_t height, int64_t width,
                           Type elementType, Layout layout) {
  return get(context, batch, channels, height, width, elementType, layout,
             imageElements(channels, height, width, layout));
}

BufferType
BufferType::getChecked(llvm::function_ref<InFlightDiagnostic()> error,
                       MLIRContext *context, int64_t batch, int64_t channels,
                       int64_t height, int64_t width, Type elementType,
                       Layout layout) {
  return getChecked(error, context, batch, channels, height, width, elementType,
                    layout, imageElements(channels, height, width, layout));
}

int64_t BufferType::getImageElements() const {
  return imageElements(getChannels(), getHeight(), getWidth(), getLayout());
}

bool BufferType::liesAsNchw() const {
  return getBlock() == 1 || (getHeight() == 1 && getWidth() == 1 &&
                             getChannels() % getBlock() == 0);
}

int64_t BufferType::getElementBytes() const {
  return elementBytes(getElementType());
}

int64_t BufferType::getBytes() const {
  int64_t elements = (getBatch() - 1) * getImageStride() + getImageElements();
  return elements * getElementBytes();
}

BufferType BufferType::withLayout(Layout layout) const {
  return get(getContext(), getBatch(), getChannels(), getHeight(), getWidth(),
             getElementType(), layout);
}

BufferType BufferType::withElementType(Type elementType) const {
  return get(getContext(), getBatch(), getChannels(), getHeight(), getWidth(),
             elementType, getLayout());
}

bool BufferType::hasShapeOf(BufferType other) const {
  return getBatch() == other.getBatch() &&
         getChannels() == other.getChannels() &&
         getHeight() == other.getHeight() && getWidth() == other.getWidth();
}

LogicalResult BufferType::verify(llvm::function_ref<InFlightDiagnostic()> error,
                                 int64_t batch, int64_t channels,
                                 int64_t height, int64_t width,
                                 Type elementType, Layout layout,
                                 int64_t imageStride) {
  if (!isElementType(elementType))
    return error() << "a buffer is of f32, bf16, f16 or of "
                      "!quant.uniform<u8:f32, ...> with a zero point from 0 to "
                      "255, not "
                   << elementType;
  for (int64_t extent : {batch, channels, height, width})
    if (extent < 1 || extent >= (int64_t{1} << 31))
      return error() << "a buffer's extents are at least 1 and under 2^31";
  if (saturatingProduct({batch, channels, height, width}) > maxElements)
    return error() << "a buffer holds at most 2^40 elements";
  if (imageStride < imageElements(channels, height, width, layout))
    return error() << "a buffer's images overlap: they are " << imageStride
                   << " elements apart";
  if (saturatingProduct(batch, imageStride) > maxSpan)
    return error() << "a buffer spans at most 2^44 elements";
  return success();
}

// <2x64x28x28, nChw16c> or <2x64x28x28, nChw16c, bf16, stride 200704>
Type BufferType::parse(AsmParser &parser) {
  SmallVector<int64_t, 4> dims;
  StringRef name;
  SMLoc location = parser.getCurrentLocation();
  if (parser.parseLess() ||
      parser.parseDimensionList(dims, /*allowDynamic=*/false,
                                /*withTrailingX=*/false) ||
      parser.parseComma() || parser.parseKeyword(&name))
    return {};
  std::optional<Layout> layout = symbolizeLayout(name);
  if (dims.size() != 4 || !layout) {
    parser.emitError(location, "expected batch x channels x height x width "
                               "and a layout: nchw, nChw16c or nChw8c");
    return {};
  }
  Type elementType = parser.getBuilder().getF32Type();
  int64_t stride = imageElements(dims[1], dims[2], dims[3], *layout);
  while (succeeded(parser.parseOptionalComma())) {
    if (succeeded(parser.parseOptionalKeyword("stride"))) {
      if (parser.parseInteger(stride))
        return {};
      break;
    }
    location = parser.getCurrentLocation();
    OptionalParseResult given = parser.parseOptionalType(elementType);
    if (!given.has_value())
      parser.emitError(location, "expected a type or 'stride'");
    if (!given.has_value() || failed(*given))
      return {};
  }
  if (parser.parseGreater())
    return {};
  return parser.getChecked<BufferType>(location, parser.getContext(), dims[0],
                                       dims[1], dims[2], dims[3], elementType,
                                       *layout, stride);
}

void BufferType::print(AsmPrinter &printer) const {
  printer << "<" << getBatch() << "x" << getChannels() << "x" << getHeight()
          << "x" << getWidth() << ", " << stringifyLayout(getLayout());
  if (!getElementType().isF32())
    printer << ", " << getElementType();
  if (!isDense())
    printer << ", stride " << getImageStride();
  printer << ">";
}

//===- GnkTypes.cpp - The buffer type -------------------------------------===//
#include "dialect/gnk/GnkDialect.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace gnet::gnk;

#define GET_TYPEDEF_CLASSES
#include "dialect/gnk/GnkTypes.cpp.inc"

void GnkDialect::registerTypes() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "dialect/gnk/GnkTypes.cpp.inc"
      >();
}

namespace {
int64_t imageElements(int64_t channels, int64_t height, int64_t width,
                      Layout layout) {
  return llvm::alignTo(channels, BufferType::blockOf(layout)) * height * width;
}
} // namespace

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
                           Layout layout) {
  return get(context, batch, channels, height, width, layout,
             imageElements(channels, height, width, layout));
}

int64_t BufferType::getImageElements() const {
  return imageElements(getChannels(), getHeight(), getWidth(), getLayout());
}

int64_t BufferType::getBytes() const {
  int64_t floats = (getBatch() - 1) * getImageStride() + getImageElements();
  return floats * static_cast<int64_t>(sizeof(float));
}

BufferType BufferType::withLayout(Layout layout) const {
  return get(getContext(), getBatch(), getChannels(), getHeight(), getWidth(),
             layout);
}

LogicalResult BufferType::verify(llvm::function_ref<InFlightDiagnostic()> error,
                                 int64_t batch, int64_t channels,
                                 int64_t height, int64_t width, Layout layout,
                                 int64_t imageStride) {
  for (int64_t extent : {batch, channels, height, width})
    if (extent < 1 || extent > (int64_t{1} << 31))
      return error() << "a buffer's extents are at least 1 and under 2^31";
  if (imageStride < imageElements(channels, height, width, layout))
    return error() << "a buffer's images overlap: they are " << imageStride
                   << " floats apart";
  return success();
}

// <2x64x28x28, nChw16c> or <2x64x28x28, nChw16c, stride 200704>
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
  int64_t stride = imageElements(dims[1], dims[2], dims[3], *layout);
  if (succeeded(parser.parseOptionalComma()) &&
      (parser.parseKeyword("stride") || parser.parseInteger(stride)))
    return {};
  if (parser.parseGreater())
    return {};
  return parser.getChecked<BufferType>(location, parser.getContext(), dims[0],
                                       dims[1], dims[2], dims[3], *layout,
                                       stride);
}

void BufferType::print(AsmPrinter &printer) const {
  printer << "<" << getBatch() << "x" << getChannels() << "x" << getHeight()
          << "x" << getWidth() << ", " << stringifyLayout(getLayout());
  if (!isDense())
    printer << ", stride " << getImageStride();
  printer << ">";
}

//===- GnkAttributes.cpp - Kernels, packed tensors and launches -----------===//
#include "ir/gnk/GnkDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace gnet::gnk;

#define GET_ATTRDEF_CLASSES
#include "ir/gnk/GnkAttributes.cpp.inc"

void GnkDialect::registerAttributes() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "ir/gnk/GnkAttributes.cpp.inc"
      >();
}

//===----------------------------------------------------------------------===//
// kernel
//===----------------------------------------------------------------------===//

ArrayRef<int64_t> KernelAttr::getNumbers(StringRef name) const {
  DictionaryAttr all = getParameters();
  auto numbers = all ? all.getAs<DenseI64ArrayAttr>(name) : nullptr;
  return numbers ? numbers.asArrayRef() : ArrayRef<int64_t>();
}

std::string KernelAttr::getNumbersText(StringRef name) const {
  std::string text;
  llvm::raw_string_ostream stream(text);
  llvm::interleave(getNumbers(name), stream, "x");
  return text;
}

KernelAttr KernelAttr::withNumbers(StringRef name,
                                   ArrayRef<int64_t> numbers) const {
  NamedAttrList parameters(getParameters());
  parameters.set(name, DenseI64ArrayAttr::get(getContext(), numbers));
  return get(getContext(), getName(), getSource(), getDestination(),
             parameters.getDictionary(getContext()), getScratch(), getShared());
}

std::string KernelAttr::getText() const {
  std::string text = getName().str();
  for (StringRef name : {"form", "tile"})
    if (std::string numbers = getNumbersText(name); !numbers.empty())
      text += " " + numbers;
  return text;
}

LogicalResult KernelAttr::verify(function_ref<InFlightDiagnostic()> error,
                                 StringRef name, std::optional<Layout> source,
                                 std::optional<Layout> destination,
                                 DictionaryAttr, int64_t scratch,
                                 int64_t shared) {
  if (name.empty() || scratch < 0 || shared < 0)
    return error()
           << "a kernel has a name, and scratch and shared memory from 0";
  if (source.has_value() != destination.has_value())
    return error() << "a kernel demands both layouts or none";
  return success();
}

static FailureOr<Layout> parseLayout(AsmParser &parser) {
  StringRef word;
  SMLoc location = parser.getCurrentLocation();
  if (parser.parseKeyword(&word))
    return failure();
  if (std::optional<Layout> layout = symbolizeLayout(word))
    return *layout;
  parser.emitError(location, "expected a layout: nchw, nChw16c or nChw8c");
  return failure();
}

// <"direct", nchw to nChw16c, {tile = array<i64: 7, 3>}, scratch 64, shared 8>
Attribute KernelAttr::parse(AsmParser &parser, Type) {
  std::string name;
  std::optional<Layout> layouts[2];
  DictionaryAttr parameters;
  int64_t scratch = 0, shared = 0;
  if (parser.parseLess() || parser.parseString(&name))
    return {};
  while (succeeded(parser.parseOptionalComma())) {
    if (succeeded(parser.parseOptionalKeyword("scratch"))) {
      if (parser.parseInteger(scratch))
        return {};
      continue;
    }
    if (succeeded(parser.parseOptionalKeyword("shared"))) {
      if (parser.parseInteger(shared))
        return {};
      continue;
    }
    SMLoc location = parser.getCurrentLocation();
    Attribute given;
    OptionalParseResult isGiven = parser.parseOptionalAttribute(
        given, NoneType::get(parser.getContext()));
    if (isGiven.has_value()) {
      if (failed(*isGiven))
        return {};
      parameters = dyn_cast<DictionaryAttr>(given);
      if (!parameters) {
        parser.emitError(location, "a kernel's parameters are a dictionary");
        return {};
      }
      continue;
    }
    FailureOr<Layout> source = parseLayout(parser);
    if (failed(source) || parser.parseKeyword("to"))
      return {};
    FailureOr<Layout> destination = parseLayout(parser);
    if (failed(destination))
      return {};
    layouts[0] = *source;
    layouts[1] = *destination;
  }
  SMLoc location = parser.getCurrentLocation();
  if (parser.parseGreater())
    return {};
  return parser.getChecked<KernelAttr>(location, parser.getContext(), name,
                                       layouts[0], layouts[1], parameters,
                                       scratch, shared);
}

void KernelAttr::print(AsmPrinter &printer) const {
  printer << "<\"" << getName() << "\"";
  if (getSource())
    printer << ", " << stringifyLayout(*getSource()) << " to "
            << stringifyLayout(*getDestination());
  if (getParameters())
    printer << ", " << getParameters();
  if (getScratch() != 0)
    printer << ", scratch " << getScratch();
  if (getShared() != 0)
    printer << ", shared " << getShared();
  printer << ">";
}

//===----------------------------------------------------------------------===//
// packed
//===----------------------------------------------------------------------===//

std::pair<int64_t, int64_t> PackedAttr::getTaps(ArrayRef<int64_t> shape) const {
  int64_t height = shape.size() > 2 ? shape[2] : 1;
  int64_t width = shape.size() > 3 ? shape[3] : 1;
  if (!getPhases().empty()) {
    height = llvm::divideCeil(height, getPhases()[0]);
    width = llvm::divideCeil(width, getPhases()[1]);
  }
  if (getWinograd().empty())
    return {height, width};
  return {getWinograd()[0] + height - 1, getWinograd()[1] + width - 1};
}

int64_t PackedAttr::getLanes() const {
  int64_t blocks = 0;
  for (int64_t group : getGroups())
    blocks += group;
  return blocks * getBlock();
}

int64_t PackedAttr::getElements(ArrayRef<int64_t> shape) const {
  int64_t inputs = shape.size() > 1 ? shape[1] : 1;
  if (!getPhases().empty()) {
    if (inputs >= getInputBlock())
      inputs = llvm::alignTo(inputs, getInputBlock());
    inputs *= getPhases()[0] * getPhases()[1];
  }
  auto [height, width] = getTaps(shape);
  int64_t depth = llvm::alignTo(inputs, getInputBlock()) * height * width;
  return getLanes() * llvm::alignTo(depth, getTogether());
}

int64_t PackedAttr::getHeaderBytes(Type element) const {
  constexpr int64_t scaleBytes = sizeof(float), sumBytes = sizeof(int32_t);
  return element.isInteger(8) ? getLanes() * (scaleBytes + sumBytes) : 0;
}

int64_t PackedAttr::getBytes(RankedTensorType type) const {
  Type element = type.getElementType();
  return getHeaderBytes(element) +
         getElements(type.getShape()) * elementBytes(element);
}

LogicalResult PackedAttr::verify(function_ref<InFlightDiagnostic()> error,
                                 ArrayRef<int64_t> groups, int64_t block,
                                 int64_t inputBlock, bool,
                                 ArrayRef<int64_t> winograd, int64_t together,
                                 ArrayRef<int64_t> phases) {
  auto isPositive = [](int64_t number) { return number > 0; };
  if (groups.empty() || !llvm::all_of(groups, isPositive) || block < 1 ||
      inputBlock < 1)
    return error() << "a packed tensor has groups of blocks, all from 1";
  if (!winograd.empty() &&
      (winograd.size() != 2 || !llvm::all_of(winograd, isPositive)))
    return error() << "winograd needs a height and a width";
  if (!phases.empty() &&
      (phases.size() != 2 || !llvm::all_of(phases, isPositive)))
    return error() << "phases are so many along the height and the width";
  if (together < 1)
    return error() << "one input or more lie together";
  if (together == 2 && inputBlock % together != 0)
    return error() << "pairs need an even number of inputs";
  if (together == 4 && inputBlock % together != 0)
    return error() << "quads need a multiple of 4 inputs";
  return success();
}

static ParseResult parseNumbers(AsmParser &parser,
                                SmallVectorImpl<int64_t> &numbers) {
  return parser.parseCommaSeparatedList(AsmParser::Delimiter::Square, [&] {
    return parser.parseInteger(numbers.emplace_back());
  });
}

// <[3, 2] x 16, inputs 16, taps first, winograd [4, 4], phases [2, 2], quads>
Attribute PackedAttr::parse(AsmParser &parser, Type) {
  SmallVector<int64_t> groups, winograd, phases;
  int64_t block, inputBlock, together = 1;
  bool tapsFirst = false;
  if (parser.parseLess() || parseNumbers(parser, groups) ||
      parser.parseKeyword("x") || parser.parseInteger(block) ||
      parser.parseComma() || parser.parseKeyword("inputs") ||
      parser.parseInteger(inputBlock))
    return {};
  while (succeeded(parser.parseOptionalComma())) {
    if (succeeded(parser.parseOptionalKeyword("taps"))) {
      if (parser.parseKeyword("first"))
        return {};
      tapsFirst = true;
    } else if (succeeded(parser.parseOptionalKeyword("pairs"))) {
      together = 2;
    } else if (succeeded(parser.parseOptionalKeyword("quads"))) {
      together = 4;
    } else if (succeeded(parser.parseOptionalKeyword("together"))) {
      if (parser.parseInteger(together))
        return {};
    } else if (succeeded(parser.parseOptionalKeyword("phases"))) {
      if (parseNumbers(parser, phases))
        return {};
    } else if (parser.parseKeyword("winograd") ||
               parseNumbers(parser, winograd)) {
      return {};
    }
  }
  SMLoc location = parser.getCurrentLocation();
  if (parser.parseGreater())
    return {};
  return parser.getChecked<PackedAttr>(location, parser.getContext(), groups,
                                       block, inputBlock, tapsFirst, winograd,
                                       together, phases);
}

void PackedAttr::print(AsmPrinter &printer) const {
  auto numbers = [&](ArrayRef<int64_t> values) {
    printer << "[";
    llvm::interleaveComma(values, printer);
    printer << "]";
  };
  printer << "<";
  numbers(getGroups());
  printer << " x " << getBlock() << ", inputs " << getInputBlock();
  if (getTapsFirst())
    printer << ", taps first";
  if (!getWinograd().empty()) {
    printer << ", winograd ";
    numbers(getWinograd());
  }
  if (!getPhases().empty()) {
    printer << ", phases ";
    numbers(getPhases());
  }
  if (getTogether() == 2)
    printer << ", pairs";
  else if (getTogether() == 4)
    printer << ", quads";
  else if (getTogether() > 1)
    printer << ", together " << getTogether();
  printer << ">";
}

//===----------------------------------------------------------------------===//
// launch
//===----------------------------------------------------------------------===//

namespace {

/// What CUDA allows: of blocks along each dimension of a grid, and of threads
/// of a block.
constexpr int64_t maxGrid[] = {(int64_t{1} << 31) - 1, 65535, 65535};
constexpr int64_t maxBlock[] = {1024, 1024, 64};
constexpr int64_t maxThreads = 1024;

/// Whether these are an x, y and z from 1, at most `most`.
bool areExtents(ArrayRef<int64_t> numbers, ArrayRef<int64_t> most) {
  if (numbers.size() != most.size())
    return false;
  for (auto [number, limit] : llvm::zip_equal(numbers, most))
    if (number < 1 || number > limit)
      return false;
  return true;
}

ParseResult parseExtents(AsmParser &parser, StringRef word,
                         SmallVectorImpl<int64_t> &numbers) {
  if (parser.parseKeyword(word))
    return failure();
  return parser.parseCommaSeparatedList(AsmParser::Delimiter::Square, [&] {
    return parser.parseInteger(numbers.emplace_back());
  });
}

void printExtents(AsmPrinter &printer, StringRef word,
                  ArrayRef<int64_t> numbers) {
  printer << ", " << word << " [";
  llvm::interleaveComma(numbers, printer);
  printer << "]";
}

} // namespace

LogicalResult LaunchAttr::verify(function_ref<InFlightDiagnostic()> error,
                                 FlatSymbolRefAttr, ArrayRef<int64_t> grid,
                                 std::optional<int64_t> images,
                                 ArrayRef<int64_t> block, int64_t shared) {
  if (!areExtents(grid, maxGrid))
    return error() << "a launch has a grid of three numbers from 1, at most "
                      "2^31 - 1, 65535 and 65535";
  if (!areExtents(block, maxBlock) ||
      block[0] * block[1] * block[2] > maxThreads)
    return error() << "a launch has blocks of three numbers from 1, of at most "
                   << maxThreads << " threads";
  if (images && (*images < 0 || *images > 2))
    return error() << "images are along dimension 0, 1 or 2 of a grid";
  if (shared < 0)
    return error() << "a launch has shared memory from 0";
  return success();
}

// <@conv0, grid [7, 4, 1], images 2, block [256, 1, 1], shared 49152>
Attribute LaunchAttr::parse(AsmParser &parser, Type) {
  StringAttr kernel;
  SmallVector<int64_t> grid, block;
  std::optional<int64_t> images;
  int64_t shared = 0;
  if (parser.parseLess() || parser.parseSymbolName(kernel) ||
      parser.parseComma() || parseExtents(parser, "grid", grid) ||
      parser.parseComma())
    return {};
  if (succeeded(parser.parseOptionalKeyword("images")) &&
      (parser.parseInteger(images.emplace()) || parser.parseComma()))
    return {};
  if (parseExtents(parser, "block", block))
    return {};
  if (succeeded(parser.parseOptionalComma()) &&
      (parser.parseKeyword("shared") || parser.parseInteger(shared)))
    return {};
  SMLoc location = parser.getCurrentLocation();
  if (parser.parseGreater())
    return {};
  return parser.getChecked<LaunchAttr>(location, parser.getContext(),
                                       FlatSymbolRefAttr::get(kernel), grid,
                                       images, block, shared);
}

void LaunchAttr::print(AsmPrinter &printer) const {
  printer << "<" << getKernel();
  printExtents(printer, "grid", getGrid());
  if (getImages())
    printer << ", images " << *getImages();
  printExtents(printer, "block", getBlock());
  if (getShared() != 0)
    printer << ", shared " << getShared();
  printer << ">";
}

//===----------------------------------------------------------------------===//
// The operation that packs
//===----------------------------------------------------------------------===//

LogicalResult PackOp::verify() {
  RankedTensorType tensor = getTensor().getType();
  RankedTensorType packed = getPacked().getType();
  auto form = dyn_cast_or_null<PackedAttr>(packed.getEncoding());
  if (!form || tensor.getEncoding() || tensor.getShape() != packed.getShape() ||
      !tensor.hasStaticShape())
    return emitOpError("gives its tensor of a known shape a #gnk.packed "
                       "encoding");
  if (tensor.getRank() < 1 || tensor.getRank() == 3 || tensor.getRank() > 4)
    return emitOpError("packs tensors of 1, 2 or 4 dimensions");
  bool isWhole = form.getWinograd().empty() && form.getPhases().empty();
  if (packed.getElementType().isInteger(8) &&
      (tensor.getRank() == 1 || !isWhole))
    return emitOpError("makes i8 of filters as they are, or of a matrix");
  if (!isWhole && tensor.getRank() != 4)
    return emitOpError("cuts and transforms filters, tensors of 4 dimensions");
  int64_t blocks = form.getLanes() / form.getBlock();
  if (blocks < int64_t(llvm::divideCeil(tensor.getDimSize(0), form.getBlock())))
    return emitOpError("has groups of ")
           << blocks << " blocks for " << tensor.getDimSize(0) << " outputs";
  int64_t offset = getOffset();
  if (offset < 0 || offset % 64 != 0)
    return emitOpError("offset needs to be a multiple of 64 from 0");
  return success();
}

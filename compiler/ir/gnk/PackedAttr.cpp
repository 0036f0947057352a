//===- PackedAttr.cpp - How a packed tensor lies --------------------------===//
#include "ir/gnk/GnkDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace gnet::gnk;

std::pair<int64_t, int64_t> PackedAttr::getTaps(ArrayRef<int64_t> shape) const {
  if (getHalves())
    return {1, 7};
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
  if (getHalves())
    inputs /= 2;
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

int64_t PackedAttr::getFooterBytes(Type element) const {
  return element.isInteger(24) ? getLanes() * int64_t(sizeof(float)) : 0;
}

int64_t PackedAttr::getBytes(RankedTensorType type) const {
  Type element = type.getElementType();
  return getHeaderBytes(element) +
         getElements(type.getShape()) * elementBytes(element) +
         getFooterBytes(element);
}

LogicalResult PackedAttr::verify(function_ref<InFlightDiagnostic()> error,
                                 ArrayRef<int64_t> groups, int64_t block,
                                 int64_t inputBlock, bool,
                                 ArrayRef<int64_t> winograd, int64_t together,
                                 ArrayRef<int64_t> phases, bool halves) {
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
  if (halves && !(winograd.empty() && phases.empty()))
    return error() << "what is cut into halves is not transformed otherwise";
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
  bool tapsFirst = false, halves = false;
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
    } else if (succeeded(parser.parseOptionalKeyword("halves"))) {
      halves = true;
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
  return parser.getChecked<PackedAttr>(
      location, parser.getContext(), ArrayRef(groups), block, inputBlock,
      tapsFirst, ArrayRef(winograd), together, ArrayRef(phases), halves);
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
  if (getHalves())
    printer << ", halves";
  if (getTogether() == 2)
    printer << ", pairs";
  else if (getTogether() == 4)
    printer << ", quads";
  else if (getTogether() > 1)
    printer << ", together " << getTogether();
  printer << ">";
}

//===----------------------------------------------------------------------===//
// The operation that packs
//===----------------------------------------------------------------------===//

/// Whether it is a matrix with halves along each side, as filters.
static bool hasHalves(ArrayRef<int64_t> shape) {
  return shape.size() == 4 && shape[0] % 2 == 0 && shape[1] % 2 == 0 &&
         shape[2] == 1 && shape[3] == 1;
}

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
  bool isTransformed = !form.getWinograd().empty() || form.getHalves();
  if (packed.getElementType().isInteger(8) &&
      (tensor.getRank() == 1 || isTransformed))
    return emitOpError("makes i8 of filters as they are, or of a matrix");
  if (packed.getElementType().isInteger(24) &&
      (tensor.getRank() != 2 || form.getTogether() > 1))
    return emitOpError("makes i24 of a matrix, whose inputs lie one by one");
  if ((isTransformed || !form.getPhases().empty()) && tensor.getRank() != 4)
    return emitOpError("cuts and transforms filters, tensors of 4 dimensions");
  if (form.getHalves() && !hasHalves(tensor.getShape()))
    return emitOpError("cuts the outputs and the inputs of 1 x 1 filters into "
                       "halves");
  int64_t blocks = form.getLanes() / form.getBlock();
  int64_t outputs = tensor.getDimSize(0) / (form.getHalves() ? 2 : 1);
  if (blocks < int64_t(llvm::divideCeil(outputs, form.getBlock())))
    return emitOpError("has groups of ")
           << blocks << " blocks for " << outputs << " outputs";
  int64_t offset = getOffset();
  if (offset < 0 || offset % 64 != 0)
    return emitOpError("offset needs to be a multiple of 64 from 0");
  return success();
}

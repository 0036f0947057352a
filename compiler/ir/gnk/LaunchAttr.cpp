//===- LaunchAttr.cpp - The launch of a GPU's kernel ----------------------===//
#include "ir/gnk/GnkDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"

using namespace mlir;
using namespace gnet::gnk;

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
  return parser.getChecked<LaunchAttr>(
      location, parser.getContext(), FlatSymbolRefAttr::get(kernel),
      ArrayRef(grid), images, ArrayRef(block), shared);
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

#include "weights/formats/NpyHeader.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Endian.h"

namespace gnet {

namespace {

constexpr llvm::StringLiteral magic("\x93NUMPY");
constexpr size_t mostDims = 64; // NumPy's own bound.

llvm::Error fail(const llvm::Twine &problem) {
  return llvm::createStringError(problem);
}

/// A dictionary as Python writes it, with the three keys.
class HeaderParser {
public:
  HeaderParser(llvm::StringRef text, NpyHeader &header)
      : rest(text), header(header) {}

  bool parse() {
    return take("{") && entries() && take("}") && rest.trim(" \n").empty() &&
           hasDescr && hasOrder && hasShape;
  }

private:
  bool next(llvm::StringRef text) {
    rest = rest.ltrim(' ');
    return rest.starts_with(text);
  }

  bool take(llvm::StringRef text) {
    return next(text) && rest.consume_front(text);
  }

  bool entries() {
    while (!next("}"))
      if (!entry() || (!take(",") && !next("}")))
        return false;
    return true;
  }

  bool entry() {
    if (take("'descr'"))
      return !std::exchange(hasDescr, true) && take(":") && descr();
    if (take("'fortran_order'"))
      return !std::exchange(hasOrder, true) && take(":") && order();
    return take("'shape'") && !std::exchange(hasShape, true) && take(":") &&
           shape();
  }

  bool descr() {
    if (next("["))
      return fields();
    if (!take("'"))
      return false;
    const size_t end = rest.find('\'');
    if (end == llvm::StringRef::npos)
      return false;
    header.descr = rest.take_front(end).str();
    rest = rest.drop_front(end + 1);
    return true;
  }

  /// The type of a structured array: passed over up to its bracket.
  bool fields() {
    int depth = 0;
    bool isQuoted = false;
    header.descr = "structured";
    while (!rest.empty()) {
      const char c = rest.front();
      rest = rest.drop_front();
      if (c == '\'')
        isQuoted = !isQuoted;
      else if (!isQuoted)
        depth += (c == '[') - (c == ']');
      if (depth == 0)
        return true;
    }
    return false;
  }

  bool order() {
    header.isFortranOrder = take("True");
    return header.isFortranOrder || take("False");
  }

  /// A tuple of counts; Python 2 wrote them as `3L`.
  bool shape() {
    if (!take("("))
      return false;
    while (!take(")")) {
      int64_t dim = 0;
      rest = rest.ltrim(' ');
      if (rest.empty() || !llvm::isDigit(rest.front()) ||
          rest.consumeInteger(10, dim) || header.dims.size() == mostDims)
        return false;
      header.dims.push_back(dim);
      rest.consume_front("L");
      if (!take(",") && !next(")"))
        return false;
    }
    return true;
  }

  llvm::StringRef rest;
  NpyHeader &header;
  bool hasDescr = false, hasOrder = false, hasShape = false;
};

} // namespace

llvm::Expected<NpyHeader> parseNpyHeader(llvm::StringRef start) {
  const size_t whole = start.size();
  if (!start.consume_front(magic) || start.size() < 2)
    return fail("it is not an array as numpy.save writes it");
  const int version = static_cast<unsigned char>(start[0]);
  if (version < 1 || version > 3)
    return fail("version " + llvm::Twine(version) +
                " of .npy is not read, only 1 to 3");
  const size_t lengthSize = version == 1 ? 2 : 4;
  if (start.size() < 2 + lengthSize)
    return fail("it is cut off in its header");
  const char *at = start.data() + 2;
  const size_t length = version == 1 ? llvm::support::endian::read16le(at)
                                     : llvm::support::endian::read32le(at);
  start = start.drop_front(2 + lengthSize);
  if (length > start.size())
    return fail(length >= (1 << 16) ? "its header is longer than 64 KiB"
                                    : "it is cut off in its header");
  NpyHeader header;
  if (!HeaderParser(start.take_front(length), header).parse())
    return fail("its header is not one that NumPy writes");
  header.size = whole - start.size() + length;
  return header;
}

std::optional<ElementType> elementTypeOfDescr(llvm::StringRef descr) {
  return llvm::StringSwitch<std::optional<ElementType>>(descr)
      .Case("<f2", ElementType::Float16)
      .Case("<f4", ElementType::Float32)
      .Case("<f8", ElementType::Float64)
      .Cases({"|i1", "<i1"}, ElementType::Int8)
      .Case("<i2", ElementType::Int16)
      .Case("<i4", ElementType::Int32)
      .Case("<i8", ElementType::Int64)
      .Cases({"|u1", "<u1"}, ElementType::UInt8)
      .Case("<u2", ElementType::UInt16)
      .Case("<u4", ElementType::UInt32)
      .Case("<u8", ElementType::UInt64)
      .Cases({"|b1", "<b1"}, ElementType::Bool)
      .Default(std::nullopt);
}

} // namespace gnet

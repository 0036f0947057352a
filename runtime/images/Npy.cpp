#include "images/Npy.h"
#include "files/StagedFile.h"
#include "loader/Error.h"

#include <fmt/ranges.h>
#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/Endian.h>

namespace gnet {

namespace {

constexpr llvm::StringLiteral magic("\x93NUMPY");
constexpr size_t maxRank = 32; // NumPy's own.

/// The header: a dictionary as Python writes it, with the three keys.
class HeaderParser {
public:
  explicit HeaderParser(llvm::StringRef text) : rest(text) {}

  llvm::Expected<std::vector<int64_t>> parse() {
    bool isRight = take("{") && entries() && take("}") && rest.trim().empty();
    if (!problem.empty())
      return fail("{}", problem);
    if (!isRight || !hasType || !hasOrder || !hasShape)
      return fail("its header is not one of NumPy's");
    return shape;
  }

private:
  bool take(llvm::StringRef text) {
    rest = rest.ltrim(' ');
    return rest.consume_front(text);
  }

  bool complain(std::string text) {
    problem = std::move(text);
    return false;
  }

  bool entries() {
    while (!rest.ltrim(' ').starts_with("}"))
      if (!entry() || (!take(",") && !rest.ltrim(' ').starts_with("}")))
        return false;
    return true;
  }

  bool entry() {
    if (take("'descr'"))
      return !std::exchange(hasType, true) && take(":") && type();
    if (take("'fortran_order'"))
      return !std::exchange(hasOrder, true) && take(":") && order();
    return take("'shape'") && !std::exchange(hasShape, true) && take(":") &&
           dimensions();
  }

  bool type() {
    if (take("'<f4'"))
      return true;
    llvm::StringRef found =
        rest.ltrim(' ').take_until([](char c) { return c == ',' || c == '}'; });
    return complain(fmt::format("its elements are {}, not '<f4' (float32)",
                                found.substr(0, 40).str()));
  }

  bool order() {
    return take("False") ||
           (take("True") && complain("it is in Fortran order; give one in C "
                                     "order"));
  }

  bool dimensions() {
    if (!take("("))
      return false;
    while (!take(")")) {
      int64_t size = 0;
      rest = rest.ltrim(' ');
      if (rest.empty() || !llvm::isDigit(rest.front()) ||
          rest.consumeInteger(10, size) || shape.size() == maxRank)
        return false;
      shape.push_back(size);
      if (!take(",") && !rest.ltrim(' ').starts_with(")"))
        return false;
    }
    return true;
  }

  llvm::StringRef rest;
  bool hasType = false, hasOrder = false, hasShape = false;
  std::vector<int64_t> shape;
  std::string problem;
};

/// The header's text; `bytes` becomes the data behind it.
llvm::Expected<llvm::StringRef> takeHeader(llvm::StringRef &bytes) {
  if (!bytes.consume_front(magic) || bytes.size() < 2)
    return fail("it is not a .npy file");
  int version = static_cast<unsigned char>(bytes[0]);
  if (version != 1 && version != 2)
    return fail("version {} of .npy is not read, only 1 and 2", version);
  size_t lengthBytes = version == 1 ? 2 : 4;
  if (bytes.size() < 2 + lengthBytes)
    return fail("it is cut off");
  const char *at = bytes.data() + 2;
  uint64_t length = version == 1 ? llvm::support::endian::read16le(at)
                                 : llvm::support::endian::read32le(at);
  bytes = bytes.drop_front(2 + lengthBytes);
  if (length > bytes.size())
    return fail("it is cut off");
  llvm::StringRef header = bytes.take_front(length);
  bytes = bytes.drop_front(length);
  return header;
}

} // namespace

void ArrayInFile::copy(int64_t first, int64_t count, float *to) const {
  llvm::StringRef part =
      bytes.substr(first * sizeof(float), count * sizeof(float));
  llvm::copy(part, reinterpret_cast<char *>(to));
}

llvm::Expected<ArrayInFile> parseNpy(llvm::StringRef file) {
  llvm::Expected<llvm::StringRef> header = takeHeader(file);
  if (!header)
    return header.takeError();
  llvm::Expected<std::vector<int64_t>> shape = HeaderParser(*header).parse();
  if (!shape)
    return shape.takeError();
  int64_t size = sizeof(float);
  for (int64_t dimension : *shape)
    if (__builtin_mul_overflow(size, dimension, &size))
      return fail("its shape is too large");
  if (static_cast<uint64_t>(size) != file.size())
    return fail("its shape ({}) needs {} bytes, but it has {}",
                fmt::join(*shape, ", "), size, file.size());
  return ArrayInFile{std::move(*shape), file};
}

llvm::Error writeNpy(const std::string &path, const Array &array) {
  std::string header = fmt::format(
      "{{'descr': '<f4', 'fortran_order': False, 'shape': ({}{}), }}",
      fmt::join(array.shape, ", "), array.shape.size() == 1 ? "," : "");
  // The data begins at a multiple of 64 bytes, the header ends its line.
  size_t before = magic.size() + 4;
  header.append(63 - (before + header.size()) % 64, ' ');
  header += '\n';
  auto print = [&](llvm::raw_ostream &out) {
    out << magic << '\1' << '\0' << static_cast<char>(header.size() & 0xFF)
        << static_cast<char>(header.size() >> 8) << header;
    out.write(reinterpret_cast<const char *>(array.values.data()),
              array.values.size() * sizeof(float));
  };
  if (llvm::Error error = replaceFile(path, print))
    return fail("cannot write {}", llvm::toString(std::move(error)));
  return llvm::Error::success();
}

} // namespace gnet

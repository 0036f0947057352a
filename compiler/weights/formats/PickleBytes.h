//===- PickleBytes.h - What stands behind a pickle's opcodes --------------===//
#ifndef GNET_WEIGHTS_FORMATS_PICKLEBYTES_H
#define GNET_WEIGHTS_FORMATS_PICKLEBYTES_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>

namespace gnet::pickle {

/// Reads on from `next`; every function is false where the bytes end before.
class Bytes {
public:
  explicit Bytes(llvm::StringRef bytes) : bytes(bytes) {}

  size_t position() const { return next; }

  /// The next `count` bytes.
  bool take(size_t count, llvm::StringRef &taken) {
    if (count > bytes.size() - next)
      return false;
    taken = bytes.substr(next, count);
    next += count;
    return true;
  }

  /// A number of `size` bytes, little-endian, that has no sign.
  bool takeCount(size_t size, uint64_t &number) {
    llvm::StringRef taken;
    if (!take(size, taken))
      return false;
    number = 0;
    for (size_t i = size; i-- > 0;)
      number = number << 8 | static_cast<unsigned char>(taken[i]);
    return true;
  }

  /// A text behind its length, itself of `size` bytes.
  bool takeText(size_t size, llvm::StringRef &text) {
    uint64_t length;
    return takeCount(size, length) && take(length, text);
  }

  bool takeLine(llvm::StringRef &line) {
    const size_t end = bytes.find('\n', next);
    if (end == llvm::StringRef::npos)
      return false;
    line = bytes.slice(next, end);
    next = end + 1;
    return true;
  }

private:
  llvm::StringRef bytes;
  size_t next = 0;
};

} // namespace gnet::pickle

#endif // GNET_WEIGHTS_FORMATS_PICKLEBYTES_H

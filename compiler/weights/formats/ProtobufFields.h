//===- ProtobufFields.h - The fields of a protobuf message ----------------===//
//
// One message is walked where it lies, without a copy: of the hundreds of
// megabytes of a model's weights a parsed message would make a second heap
// copy, and of a hostile file's empty messages a hundred times its size.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_WEIGHTS_FORMATS_PROTOBUFFIELDS_H
#define GNET_WEIGHTS_FORMATS_PROTOBUFFIELDS_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <google/protobuf/io/coded_stream.h>

namespace gnet {

struct ProtobufField {
  enum class Kind {
    Varint,
    Fixed, ///< A 4 or 8 byte number.
    Bytes  ///< A text, a message, or packed numbers.
  };

  int number = 0;
  Kind kind = Kind::Varint;
  uint64_t varint = 0;
  llvm::StringRef bytes; ///< Of Fixed, too; in the message's.

  bool isBytes(int of) const { return number == of && kind == Kind::Bytes; }
  bool isVarint(int of) const { return number == of && kind == Kind::Varint; }

  /// Gives the numbers of one occurrence of a repeated integer field, packed
  /// or not. False where the bytes are broken.
  bool forEachVarint(llvm::function_ref<void(uint64_t)> take) const;
};

class ProtobufFields {
public:
  /// At most 2 GiB, protobuf's own bound; more is broken.
  explicit ProtobufFields(llvm::StringRef message);

  /// False behind the last field and where the message is broken.
  bool next(ProtobufField &field);

  bool isBroken() const { return broken; }

private:
  bool read(uint32_t tag, ProtobufField &field);
  bool take(uint64_t size, llvm::StringRef &taken);

  llvm::StringRef message;
  google::protobuf::io::CodedInputStream in;
  bool broken = false;
};

} // namespace gnet

#endif // GNET_WEIGHTS_FORMATS_PROTOBUFFIELDS_H

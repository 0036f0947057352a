#include "weights/formats/ProtobufFields.h"
#include <google/protobuf/wire_format_lite.h>
#include <limits>

namespace gnet {

using google::protobuf::internal::WireFormatLite;

namespace {

constexpr size_t mostBytes = std::numeric_limits<int>::max();

} // namespace

bool ProtobufField::forEachVarint(
    llvm::function_ref<void(uint64_t)> take) const {
  if (kind == Kind::Varint) {
    take(varint);
    return true;
  }
  if (kind != Kind::Bytes)
    return false;
  google::protobuf::io::CodedInputStream in(
      reinterpret_cast<const uint8_t *>(bytes.data()),
      static_cast<int>(bytes.size()));
  while (in.CurrentPosition() < static_cast<int>(bytes.size())) {
    uint64_t number;
    if (!in.ReadVarint64(&number))
      return false;
    take(number);
  }
  return true;
}

ProtobufFields::ProtobufFields(llvm::StringRef message)
    : message(message.take_front(mostBytes)),
      in(reinterpret_cast<const uint8_t *>(this->message.data()),
         static_cast<int>(this->message.size())),
      broken(message.size() > mostBytes) {}

bool ProtobufFields::next(ProtobufField &field) {
  if (broken || in.CurrentPosition() == static_cast<int>(message.size()))
    return false;
  broken = !read(in.ReadTagNoLastTag(), field);
  return !broken;
}

bool ProtobufFields::read(uint32_t tag, ProtobufField &field) {
  using Kind = ProtobufField::Kind;
  field = {};
  field.number = WireFormatLite::GetTagFieldNumber(tag);
  if (field.number == 0)
    return false;
  switch (WireFormatLite::GetTagWireType(tag)) {
  case WireFormatLite::WIRETYPE_VARINT:
    return in.ReadVarint64(&field.varint);
  case WireFormatLite::WIRETYPE_FIXED32:
    field.kind = Kind::Fixed;
    return take(4, field.bytes);
  case WireFormatLite::WIRETYPE_FIXED64:
    field.kind = Kind::Fixed;
    return take(8, field.bytes);
  case WireFormatLite::WIRETYPE_LENGTH_DELIMITED: {
    field.kind = Kind::Bytes;
    uint64_t size;
    return in.ReadVarint64(&size) && take(size, field.bytes);
  }
  default:
    return false; // Groups, which neither schema has.
  }
}

bool ProtobufFields::take(uint64_t size, llvm::StringRef &taken) {
  const size_t at = in.CurrentPosition();
  if (size > message.size() - at)
    return false;
  taken = message.substr(at, size);
  return in.Skip(static_cast<int>(size));
}

} // namespace gnet

#include "weights/formats/CaffeBlob.h"
#include "weights/formats/MappedFile.h"
#include "weights/formats/ProtobufFields.h"

#include "caffe.pb.h"

namespace gnet {

namespace {

using Schema = caffe::BlobProto;

llvm::Error fail(const llvm::Twine &problem) {
  return llvm::createStringError(problem);
}

bool isNumbers(const ProtobufField &field, int number, size_t size) {
  return field.number == number && field.kind != ProtobufField::Kind::Varint &&
         field.bytes.size() % size == 0;
}

bool isFloats(const ProtobufField &field) {
  return isNumbers(field, Schema::kDataFieldNumber, sizeof(float));
}

bool isDoubles(const ProtobufField &field) {
  return isNumbers(field, Schema::kDoubleDataFieldNumber, sizeof(double));
}

bool readShape(llvm::StringRef message, std::vector<int64_t> &dims) {
  ProtobufFields fields(message);
  for (ProtobufField field; fields.next(field);)
    if (field.number == caffe::BlobShape::kDimFieldNumber &&
        !field.forEachVarint(
            [&](uint64_t dim) { dims.push_back(static_cast<int64_t>(dim)); }))
      return false;
  return !fields.isBroken();
}

/// The fields beside the data, which are counted in bytes.
struct BlobFields {
  std::optional<std::vector<int64_t>> shape;
  std::vector<int64_t> legacyShape{0, 0, 0, 0};
  bool hasLegacyShape = false;
  uint64_t floats = 0, doubles = 0;
};

bool readField(const ProtobufField &field, BlobFields &blob) {
  switch (field.number) {
  case Schema::kNumFieldNumber:
  case Schema::kChannelsFieldNumber:
  case Schema::kHeightFieldNumber:
  case Schema::kWidthFieldNumber:
    blob.hasLegacyShape = true;
    blob.legacyShape[field.number - Schema::kNumFieldNumber] =
        static_cast<int64_t>(field.varint);
    return field.kind == ProtobufField::Kind::Varint;
  case Schema::kShapeFieldNumber:
    blob.shape.emplace();
    return field.kind == ProtobufField::Kind::Bytes &&
           readShape(field.bytes, *blob.shape);
  case Schema::kDataFieldNumber:
    blob.floats += field.bytes.size() / sizeof(float);
    return isFloats(field);
  case Schema::kDoubleDataFieldNumber:
    blob.doubles += field.bytes.size() / sizeof(double);
    return isDoubles(field);
  default:
    return true;
  }
}

} // namespace

llvm::Expected<CaffeBlob> parseBlob(llvm::StringRef message) {
  BlobFields read;
  ProtobufFields fields(message);
  for (ProtobufField field; fields.next(field);)
    if (!readField(field, read))
      return fail("its data is damaged; get the file again");
  if (fields.isBroken())
    return fail("its data is damaged; get the file again");
  if (read.floats && read.doubles)
    return fail("it has both float and double data");
  CaffeBlob blob;
  blob.message = message;
  blob.type = read.doubles ? ElementType::Float64 : ElementType::Float32;
  blob.isLegacyShape = !read.shape;
  if (!read.shape && !read.hasLegacyShape)
    return fail("it has no shape");
  blob.dims = read.shape ? *read.shape : read.legacyShape;
  const std::optional<int64_t> count = elementCount(blob.dims);
  const uint64_t found = read.floats + read.doubles;
  if (!count || static_cast<uint64_t>(*count) != found)
    return fail("its shape is " + shapeText(blob.dims) + ", but it has " +
                llvm::Twine(found) + " numbers");
  return blob;
}

std::vector<float> blobValues(llvm::StringRef message) {
  std::vector<float> values;
  ProtobufFields fields(message);
  for (ProtobufField field; fields.next(field);) {
    const bool areFloats = isFloats(field);
    if (!areFloats && !isDoubles(field))
      continue;
    std::vector<float> part = toFloats(
        areFloats ? ElementType::Float32 : ElementType::Float64, field.bytes);
    if (values.empty())
      values = std::move(part);
    else
      values.insert(values.end(), part.begin(), part.end());
  }
  return values;
}

} // namespace gnet

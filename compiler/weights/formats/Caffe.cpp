#include "weights/formats/CaffeBlob.h"
#include "weights/formats/MappedFile.h"
#include "weights/formats/ProtobufFields.h"
#include "weights/formats/Readers.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Endian.h"

#include "caffe.pb.h"

namespace gnet {

namespace {

constexpr size_t mostName = 150;

/// What the blobs of a layer are.
enum class Role { WeightAndBias, InnerProduct, BatchNorm, Other };

struct CaffeLayer {
  std::string name;
  Role role = Role::Other;
  std::vector<CaffeBlob> blobs;
};

Role roleOf(llvm::StringRef type) {
  return llvm::StringSwitch<Role>(type)
      .Cases({"Convolution", "Deconvolution", "Scale"}, Role::WeightAndBias)
      .Case("InnerProduct", Role::InnerProduct)
      .Case("BatchNorm", Role::BatchNorm)
      .Default(Role::Other);
}

Role roleOfOldType(uint64_t type) {
  switch (type) {
  case caffe::V1LayerParameter::CONVOLUTION:
  case caffe::V1LayerParameter::DECONVOLUTION:
    return Role::WeightAndBias;
  case caffe::V1LayerParameter::INNER_PRODUCT:
    return Role::InnerProduct;
  default:
    return Role::Other;
  }
}

/// `.weight`, `.bias`, ...; an index where the layer has none for it.
std::string suffixOf(const CaffeLayer &layer, size_t blob) {
  const bool isNorm = layer.role == Role::BatchNorm && layer.blobs.size() == 3;
  if (isNorm && blob < 2)
    return blob == 0 ? ".running_mean" : ".running_var";
  if ((layer.role == Role::WeightAndBias || layer.role == Role::InnerProduct) &&
      blob < 2)
    return blob == 0 ? ".weight" : ".bias";
  return "." + std::to_string(blob);
}

/// Old blobs always have four dims, the first ones 1 where a tensor has less.
std::vector<int64_t> dimsOf(const CaffeLayer &layer, size_t blob) {
  llvm::ArrayRef<int64_t> dims = layer.blobs[blob].dims;
  if (!layer.blobs[blob].isLegacyShape)
    return dims.vec();
  const bool isVector = layer.role != Role::Other && blob == 1;
  const bool isMatrix = layer.role == Role::InnerProduct && blob == 0;
  const size_t extra = isVector ? 3 : isMatrix ? 2 : 0;
  if (!llvm::all_of(dims.take_front(extra),
                    [](int64_t dim) { return dim == 1; }))
    return dims.vec();
  return dims.drop_front(extra).vec();
}

class Caffe : public MappedFile {
public:
  using MappedFile::MappedFile;

  llvm::StringRef format() const override { return "Caffe"; }

  llvm::Error read() {
    ProtobufFields fields(bytes());
    for (ProtobufField field; fields.next(field);) {
      llvm::Error error = llvm::Error::success();
      if (field.isBytes(caffe::NetParameter::kLayerFieldNumber))
        error = readLayer(field.bytes);
      else if (field.isBytes(caffe::NetParameter::kLayersFieldNumber))
        error = readOldLayer(field.bytes);
      if (error)
        return error;
    }
    return fields.isBroken() ? failBroken() : llvm::Error::success();
  }

  llvm::Expected<std::vector<float>> values(size_t index) const override {
    const Source &source = sources[index];
    std::vector<float> values = blobValues(source.blob);
    if (source.divisor)
      for (float &value : values)
        value = *source.divisor == 0 ? 0 : value / *source.divisor;
    return values;
  }

private:
  struct Source {
    llvm::StringRef blob;
    std::optional<float> divisor; ///< 0 makes the values 0, as in Caffe.
  };

  llvm::Error failBroken() const {
    return fail("it is no .caffemodel, or is cut off; get the file again");
  }

  llvm::Error readLayer(llvm::StringRef message) {
    using Schema = caffe::LayerParameter;
    CaffeLayer layer;
    ProtobufFields fields(message);
    for (ProtobufField field; fields.next(field);) {
      if (field.isBytes(Schema::kNameFieldNumber))
        layer.name = field.bytes.str();
      else if (field.isBytes(Schema::kTypeFieldNumber))
        layer.role = roleOf(field.bytes);
      else if (field.isBytes(Schema::kBlobsFieldNumber))
        if (llvm::Error error = addBlob(layer, field.bytes))
          return error;
    }
    return fields.isBroken() ? failBroken() : addLayer(layer);
  }

  llvm::Error readOldLayer(llvm::StringRef message) {
    using Schema = caffe::V1LayerParameter;
    CaffeLayer layer;
    ProtobufFields fields(message);
    for (ProtobufField field; fields.next(field);) {
      if (field.isBytes(Schema::kLayerFieldNumber))
        return fail("its layers are of Caffe's first schema, which is not "
                    "read; convert it with Caffe's upgrade_net_proto_binary");
      if (field.isBytes(Schema::kNameFieldNumber))
        layer.name = field.bytes.str();
      else if (field.isVarint(Schema::kTypeFieldNumber))
        layer.role = roleOfOldType(field.varint);
      else if (field.isBytes(Schema::kBlobsFieldNumber))
        if (llvm::Error error = addBlob(layer, field.bytes))
          return error;
    }
    return fields.isBroken() ? failBroken() : addLayer(layer);
  }

  llvm::Error addBlob(CaffeLayer &layer, llvm::StringRef message) {
    llvm::Expected<CaffeBlob> blob = parseBlob(message);
    if (!blob)
      return fail("layer " + printable(layer.name) + ", blob " +
                  llvm::Twine(layer.blobs.size()) + ": " +
                  llvm::toString(blob.takeError()));
    layer.blobs.push_back(std::move(*blob));
    return llvm::Error::success();
  }

  llvm::Error addLayer(const CaffeLayer &layer) {
    // Each of its blobs would have a copy of the name.
    if (layer.name.size() > mostName)
      return fail("layer " + printable(layer.name) + ": its name is too long");
    llvm::ArrayRef<CaffeBlob> blobs = layer.blobs;
    std::optional<float> divisor;
    if (layer.role == Role::BatchNorm && blobs.size() == 3) {
      const std::vector<float> factor = blobValues(blobs.back().message);
      if (factor.size() != 1)
        return fail("layer " + printable(layer.name) +
                    ": the factor of its moving averages, the third blob, is "
                    "not one number");
      divisor = factor[0];
      blobs = blobs.drop_back();
    }
    for (size_t i = 0; i < blobs.size(); ++i) {
      list.push_back({layer.name + suffixOf(layer, i), dimsOf(layer, i),
                      nameOf(blobs[i].type).str(), true});
      sources.push_back({blobs[i].message, divisor});
    }
    return llvm::Error::success();
  }

  std::vector<Source> sources; ///< As `list`.
};

} // namespace

ReadFile readCaffe(std::unique_ptr<llvm::MemoryBuffer> bytes,
                   llvm::StringRef path) {
  auto file = std::make_unique<Caffe>(std::move(bytes), path);
  if (llvm::Error error = file->read())
    return error;
  return file;
}

} // namespace gnet

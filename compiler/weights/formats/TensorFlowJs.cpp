#include "weights/formats/MappedFile.h"
#include "weights/formats/Readers.h"
#include "weights/formats/WeightsManifest.h"
#include "llvm/Support/Endian.h"
#include <cmath>

namespace gnet {

namespace {

/// The shards of a group, which are one run of bytes.
struct Group {
  std::vector<std::unique_ptr<llvm::MemoryBuffer>> shards;
  uint64_t size = 0;
};

class TensorFlowJs : public MappedFile {
public:
  using MappedFile::MappedFile;

  llvm::StringRef format() const override { return "TensorFlow.js"; }

  llvm::Error read(const OpenBeside &openBeside) {
    llvm::Expected<std::vector<ManifestGroup>> manifest =
        parseWeightsManifest(bytes());
    if (!manifest)
      return fail(manifest.takeError());
    for (ManifestGroup &group : *manifest) {
      if (llvm::Error error = openShards(group, openBeside))
        return error;
      if (llvm::Error error = addWeights(group))
        return error;
    }
    return llvm::Error::success();
  }

  llvm::Expected<std::vector<float>> values(size_t index) const override {
    if (!list[index].isNumeric)
      return failType(list[index]);
    const Place &place = places[index];
    std::vector<float> values =
        toFloats(*place.weight.stored,
                 bytesAt(groups[place.group], place.offset, place.size));
    if (const std::optional<Quantisation> &of = place.weight.quantisation)
      for (float &value : values) {
        const double scaled = of->min + of->scale * value;
        value = static_cast<float>(
            place.weight.isInteger ? std::floor(scaled + 0.5) : scaled);
      }
    return values;
  }

private:
  struct Place {
    ManifestWeight weight;
    size_t group = 0;
    uint64_t offset = 0, size = 0; ///< In the group's bytes.
  };

  llvm::Error openShards(const ManifestGroup &of,
                         const OpenBeside &openBeside) {
    Group group;
    for (const std::string &path : of.paths) {
      llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> shard =
          openBeside(path);
      if (!shard)
        return shard.takeError();
      group.size += (*shard)->getBufferSize();
      group.shards.push_back(std::move(*shard));
    }
    groups.push_back(std::move(group));
    return llvm::Error::success();
  }

  llvm::Error addWeights(ManifestGroup &of) {
    const Group &group = groups.back();
    uint64_t offset = 0;
    for (ManifestWeight &weight : of.weights) {
      const std::optional<uint64_t> size = sizeIn(group, offset, weight);
      if (!size || *size > group.size - offset)
        return failTensor(weight.name,
                          "it ends behind the end of its shards, which have " +
                              llvm::Twine(group.size) +
                              " bytes; get all of them again");
      list.push_back({weight.name, weight.dims, weight.typeName,
                      weight.stored.has_value()});
      places.push_back({std::move(weight), groups.size() - 1, offset, *size});
      offset += *size;
    }
    if (offset != group.size)
      return fail("its shards have " + llvm::Twine(group.size) +
                  " bytes, but its weights " + llvm::Twine(offset) +
                  "; get all of them again");
    return llvm::Error::success();
  }

  /// How many bytes the weight takes. Texts say it one by one.
  static std::optional<uint64_t> sizeIn(const Group &group, uint64_t offset,
                                        const ManifestWeight &weight) {
    const uint64_t count = *elementCount(weight.dims);
    if (weight.elementSize != 0)
      return count * weight.elementSize;
    const uint64_t begin = offset;
    for (uint64_t i = 0; i < count; ++i) {
      if (group.size - offset < 4)
        return std::nullopt;
      const std::string length = bytesAt(group, offset, 4);
      offset += 4;
      const uint64_t text = llvm::support::endian::read32le(length.data());
      if (text > group.size - offset)
        return std::nullopt;
      offset += text;
    }
    return offset - begin;
  }

  /// A part of the group, which may begin in one shard and end in another.
  static std::string bytesAt(const Group &group, uint64_t offset,
                             uint64_t size) {
    std::string bytes;
    bytes.reserve(size);
    for (const std::unique_ptr<llvm::MemoryBuffer> &shard : group.shards) {
      llvm::StringRef part = shard->getBuffer().drop_front(
          std::min<uint64_t>(offset, shard->getBufferSize()));
      offset -= shard->getBufferSize() - part.size();
      part = part.take_front(size - bytes.size());
      bytes += part;
    }
    return bytes;
  }

  std::vector<Group> groups;
  std::vector<Place> places; ///< As `list`.
};

} // namespace

ReadFile readTensorFlowJs(std::unique_ptr<llvm::MemoryBuffer> bytes,
                          llvm::StringRef path, const OpenBeside &openBeside) {
  auto file = std::make_unique<TensorFlowJs>(std::move(bytes), path);
  if (llvm::Error error = file->read(openBeside))
    return error;
  return file;
}

} // namespace gnet

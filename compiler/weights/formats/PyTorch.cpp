#include "weights/formats/MappedFile.h"
#include "weights/formats/Pickle.h"
#include "weights/formats/Readers.h"
#include "weights/formats/StateDict.h"
#include "weights/formats/ZipArchive.h"
#include "llvm/ADT/StringMap.h"

namespace gnet {

namespace {

class PyTorch : public MappedFile {
public:
  using MappedFile::MappedFile;

  llvm::StringRef format() const override { return "PyTorch"; }

  llvm::Error read() {
    llvm::Expected<ZipArchive> opened = ZipArchive::open(bytes());
    if (!opened)
      return fail(opened.takeError());
    archive.emplace(std::move(*opened));
    for (size_t i = 0; i < archive->entries().size(); ++i)
      places[archive->entries()[i].name] = i;
    if (llvm::Error error = findFolder())
      return error;
    if (llvm::Error error = checkByteOrder())
      return error;
    return readTensors();
  }

  llvm::Expected<std::vector<float>> values(size_t index) const override {
    if (!list[index].isNumeric)
      return failType(list[index]);
    const StoredTensor &tensor = stored[index];
    llvm::Expected<std::string> storage = archive->read(entries[index]);
    if (!storage)
      return fail(storage.takeError());
    const ElementType type = *tensor.type;
    if (!isContiguous(tensor.view))
      return gather(toFloats(type, *storage), tensor.view);
    return toFloats(type, llvm::StringRef(*storage).substr(
                              tensor.view.offset * sizeOf(type),
                              *elementCount(tensor.view.dims) * sizeOf(type)));
  }

private:
  /// Everything lies in one folder, named as the file was when it was saved.
  llvm::Error findFolder() {
    for (const ZipEntry &entry : archive->entries()) {
      llvm::StringRef name = entry.name;
      if (!name.consume_back("data.pkl") ||
          (!name.empty() && !name.ends_with("/")))
        continue;
      if (folder)
        return fail("it has two data.pkl");
      folder = name.str();
    }
    if (!folder)
      return fail("it has no data.pkl");
    return llvm::Error::success();
  }

  llvm::Error checkByteOrder() const {
    const auto place = places.find(*folder + "byteorder");
    if (place == places.end())
      return llvm::Error::success(); // Before PyTorch 2.1: little.
    llvm::Expected<std::string> order = archive->read(place->second, 8);
    if (!order)
      return fail(order.takeError());
    if (llvm::StringRef(*order).trim() != "little")
      return fail("it was saved on a big-endian machine, which is not read");
    return llvm::Error::success();
  }

  llvm::Error readTensors() {
    llvm::Expected<std::string> bytes =
        archive->read(places.lookup(*folder + "data.pkl"));
    if (!bytes)
      return fail(bytes.takeError());
    llvm::Expected<std::vector<StoredTensor>> tensors = readStateDict(*bytes);
    if (!tensors)
      return fail(tensors.takeError());
    stored = std::move(*tensors);
    for (const StoredTensor &tensor : stored)
      if (llvm::Error error = add(tensor))
        return error;
    return llvm::Error::success();
  }

  llvm::Error add(const StoredTensor &tensor) {
    const auto place = places.find(*folder + "data/" + tensor.storage);
    if (place == places.end())
      return failTensor(tensor.name, "its storage, data/" +
                                         printable(tensor.storage) +
                                         ", is not in the archive");
    const uint64_t size = archive->entries()[place->second].size;
    const int64_t width = tensor.type ? sizeOf(*tensor.type) : 0;
    if (tensor.type &&
        (size % width != 0 ||
         size / width != static_cast<uint64_t>(tensor.storageElements)))
      return failTensor(tensor.name, "its storage has " + llvm::Twine(size) +
                                         " bytes, but holds " +
                                         llvm::Twine(tensor.storageElements) +
                                         " of " + tensor.typeName +
                                         "; get the file again");
    list.push_back({tensor.name, tensor.view.dims, tensor.typeName,
                    tensor.type.has_value()});
    entries.push_back(place->second);
    return llvm::Error::success();
  }

  std::optional<ZipArchive> archive;
  llvm::StringMap<size_t> places; ///< Of the archive's entries.
  std::optional<std::string> folder;
  std::vector<StoredTensor> stored; ///< As `list`.
  std::vector<size_t> entries;      ///< Their storages; as `list`.
};

} // namespace

ReadFile readPyTorch(std::unique_ptr<llvm::MemoryBuffer> bytes,
                     llvm::StringRef path) {
  auto file = std::make_unique<PyTorch>(std::move(bytes), path);
  if (llvm::Error error = file->read())
    return error;
  return file;
}

} // namespace gnet

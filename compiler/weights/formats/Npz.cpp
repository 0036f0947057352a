#include "weights/formats/MappedFile.h"
#include "weights/formats/NpyHeader.h"
#include "weights/formats/Readers.h"
#include "weights/formats/Strided.h"
#include "weights/formats/ZipArchive.h"

namespace gnet {

namespace {

class Npz : public MappedFile {
public:
  using MappedFile::MappedFile;

  llvm::StringRef format() const override { return "NumPy"; }

  llvm::Error read() {
    llvm::Expected<ZipArchive> opened = ZipArchive::open(bytes());
    if (!opened)
      return fail(opened.takeError());
    archive.emplace(std::move(*opened));
    for (size_t i = 0; i < archive->entries().size(); ++i)
      if (llvm::Error error = readArray(i))
        return error;
    return llvm::Error::success();
  }

  llvm::Expected<std::vector<float>> values(size_t index) const override {
    const FileTensor &tensor = list[index];
    const NpyHeader &header = headers[index];
    if (!tensor.isNumeric)
      return failType(tensor);
    llvm::Expected<std::string> array = archive->read(index);
    if (!array)
      return fail(array.takeError());
    std::vector<float> stored =
        toFloats(*elementTypeOfDescr(header.descr),
                 llvm::StringRef(*array).drop_front(header.size));
    if (!header.isFortranOrder)
      return stored;
    return gather(stored, {tensor.dims, columnMajorStrides(tensor.dims)});
  }

private:
  llvm::Error readArray(size_t entry) {
    llvm::StringRef name = archive->entries()[entry].name;
    if (!name.consume_back(".npy"))
      return fail("entry " + printable(name) +
                  ": it is not an array; an .npz holds .npy files alone");
    llvm::Expected<std::string> start = archive->read(entry, mostNpyHeader);
    if (!start)
      return fail(start.takeError());
    llvm::Expected<NpyHeader> header = parseNpyHeader(*start);
    if (!header)
      return failTensor(name, llvm::toString(header.takeError()));
    return add(name, entry, std::move(*header));
  }

  llvm::Error add(llvm::StringRef name, size_t entry, NpyHeader header) {
    const std::optional<ElementType> type = elementTypeOfDescr(header.descr);
    const std::optional<int64_t> count = elementCount(header.dims);
    if (!count)
      return failTensor(name, "its shape is too large");
    const uint64_t size = archive->entries()[entry].size;
    const uint64_t needed = header.size + *count * (type ? sizeOf(*type) : 0);
    if (type && size != needed)
      return failTensor(name, "its shape, " + shapeText(header.dims) +
                                  ", needs " + llvm::Twine(needed) +
                                  " bytes, but it has " + llvm::Twine(size));
    list.push_back({name.str(), header.dims,
                    type ? nameOf(*type).str() : printable(header.descr),
                    type.has_value()});
    headers.push_back(std::move(header));
    return llvm::Error::success();
  }

  std::optional<ZipArchive> archive;
  std::vector<NpyHeader> headers; ///< As many as entries and tensors.
};

} // namespace

ReadFile readNpz(std::unique_ptr<llvm::MemoryBuffer> bytes,
                 llvm::StringRef path) {
  auto file = std::make_unique<Npz>(std::move(bytes), path);
  if (llvm::Error error = file->read())
    return error;
  return file;
}

} // namespace gnet

#include "weights/formats/ZipArchive.h"
#include "weights/formats/MappedFile.h"
#include "llvm/ADT/StringSet.h"
#include <zip.h>

namespace gnet {

namespace {

/// Of a deflated entry: a small file may not fill the memory. Stored entries
/// are no larger than the file.
constexpr uint64_t mostUnpacked = uint64_t{1} << 30;

llvm::Error fail(const llvm::Twine &problem) {
  return llvm::createStringError(problem);
}

llvm::Error failEntry(llvm::StringRef name, const llvm::Twine &problem) {
  return fail("entry " + printable(name) + ": " + problem);
}

std::string textOf(zip_error_t &error) {
  std::string text = zip_error_strerror(&error);
  zip_error_fini(&error);
  return text;
}

/// What keeps the entry from being read.
llvm::Error checkEntry(const zip_stat_t &entry, uint64_t fileSize) {
  constexpr zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE |
                                  ZIP_STAT_COMP_METHOD |
                                  ZIP_STAT_ENCRYPTION_METHOD;
  if ((entry.valid & needed) != needed)
    return failEntry(entry.name, "the archive does not say how it is stored");
  if (entry.encryption_method != ZIP_EM_NONE)
    return failEntry(entry.name, "it is encrypted; save it without a password");
  if (entry.comp_method != ZIP_CM_STORE && entry.comp_method != ZIP_CM_DEFLATE)
    return failEntry(entry.name,
                     "its compression is not read; store or deflate it");
  if (entry.comp_method == ZIP_CM_STORE && entry.size != entry.comp_size)
    return failEntry(entry.name, "the archive gives two sizes of it");
  if (entry.comp_size > fileSize)
    return failEntry(entry.name, "it ends behind the end of the file");
  if (entry.comp_method == ZIP_CM_DEFLATE && entry.size > mostUnpacked)
    return failEntry(entry.name,
                     "it unpacks to more than 1 GiB; save it uncompressed");
  return llvm::Error::success();
}

struct CloseEntry {
  void operator()(zip_file_t *file) const { zip_fclose(file); }
};

using OpenEntry = std::unique_ptr<zip_file_t, CloseEntry>;

/// Fills `text` up to `wanted` bytes.
llvm::Error fill(zip_file_t *file, uint64_t wanted, std::string &text) {
  constexpr uint64_t step = 1 << 20;
  while (text.size() < wanted) {
    const uint64_t before = text.size();
    text.resize(before + std::min({step + before, wanted - before}));
    const zip_int64_t got =
        zip_fread(file, text.data() + before, text.size() - before);
    if (got <= 0)
      return fail(got < 0 ? zip_file_strerror(file) : "it is cut off");
    text.resize(before + got);
  }
  return llvm::Error::success();
}

/// Behind the last byte libzip compares the checksum.
llvm::Error checkEnd(zip_file_t *file) {
  char more;
  const zip_int64_t got = zip_fread(file, &more, 1);
  if (got == 0)
    return llvm::Error::success();
  return fail(got < 0 ? zip_file_strerror(file)
                      : "it is longer than the archive says");
}

} // namespace

void ZipArchive::Close::operator()(zip *archive) const { zip_discard(archive); }

llvm::Expected<ZipArchive> ZipArchive::open(llvm::StringRef bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *source =
      zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (!source)
    return fail(textOf(error));
  ZipArchive opened;
  opened.archive.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
  if (!opened.archive) {
    zip_source_free(source);
    return fail("the zip archive is broken or cut off (" + textOf(error) +
                "); get the file again");
  }
  if (llvm::Error wrong = opened.readDirectory(bytes.size()))
    return wrong;
  return opened;
}

llvm::Error ZipArchive::readDirectory(uint64_t fileSize) {
  llvm::StringSet<> names;
  const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    zip_stat_t entry;
    if (zip_stat_index(archive.get(), i, 0, &entry) != 0)
      return fail("entry " + llvm::Twine(i) +
                  " of the zip archive: " + zip_strerror(archive.get()));
    if (llvm::Error wrong = checkEntry(entry, fileSize))
      return wrong;
    if (!names.insert(entry.name).second)
      return failEntry(entry.name, "it is there twice");
    list.push_back({entry.name, entry.size});
  }
  return llvm::Error::success();
}

llvm::Expected<std::string> ZipArchive::read(size_t entry,
                                             uint64_t most) const {
  const ZipEntry &of = list[entry];
  OpenEntry file(zip_fopen_index(archive.get(), entry, 0));
  if (!file)
    return failEntry(of.name, zip_strerror(archive.get()));
  std::string text;
  llvm::Error wrong = fill(file.get(), std::min(most, of.size), text);
  if (!wrong && most >= of.size)
    wrong = checkEnd(file.get());
  if (wrong)
    return failEntry(of.name,
                     llvm::toString(std::move(wrong)) + "; get the file again");
  return text;
}

} // namespace gnet

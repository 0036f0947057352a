//===- WheelArchive.cpp - The zip file that a wheel is --------------------===//
#include "package/WheelArchive.h"
#include "package/Sha256.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Base64.h"
#include <memory>
#include <zip.h>

namespace gnet {
namespace {

/// 1 January 1980, 0:00, as zip files and DOS write it: the earliest.
constexpr zip_uint16_t dosDate = (1 << 5) | 1;
constexpr zip_uint16_t dosTime = 0;

/// -rw-r--r--, where a Unix zip file has it.
constexpr zip_uint32_t unixMode = 0100644U << 16;

struct Discard {
  void operator()(zip_t *archive) const { zip_discard(archive); }
};

using OpenArchive = std::unique_ptr<zip_t, Discard>;

llvm::Error fail(const std::string &path, const llvm::Twine &problem) {
  return llvm::createStringError(path + ": " + problem);
}

llvm::Expected<OpenArchive> create(const std::string &path) {
  int code = 0;
  OpenArchive archive(zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code));
  if (archive)
    return archive;
  zip_error_t error;
  zip_error_init_with_code(&error, code);
  std::string problem = zip_error_strerror(&error);
  zip_error_fini(&error);
  return fail(path, problem);
}

/// False, with an error in `archive`, where that fails.
bool add(zip_t *archive, const WheelFile &file) {
  zip_source_t *source =
      zip_source_buffer(archive, file.bytes.data(), file.bytes.size(), 0);
  if (!source)
    return false;
  const zip_int64_t index =
      zip_file_add(archive, file.path.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return false;
  }
  const auto method = file.isCompressed ? ZIP_CM_DEFLATE : ZIP_CM_STORE;
  return zip_set_file_compression(archive, index, method, 0) == 0 &&
         zip_file_set_dostime(archive, index, dosTime, dosDate, 0) == 0 &&
         zip_file_set_external_attributes(archive, index, 0, ZIP_OPSYS_UNIX,
                                          unixMode) == 0;
}

/// As RECORD has it: base64 for URLs, without padding.
std::string digestOf(llvm::StringRef bytes) {
  std::string text = llvm::encodeBase64(sha256(bytes));
  for (char &c : text)
    c = c == '+' ? '-' : c == '/' ? '_' : c;
  return llvm::StringRef(text).rtrim('=').str();
}

} // namespace

std::string recordOf(llvm::ArrayRef<WheelFile> files, llvm::StringRef path) {
  std::string text;
  for (const WheelFile &file : files)
    text += file.path + ",sha256=" + digestOf(file.bytes) + "," +
            std::to_string(file.bytes.size()) + "\n";
  return text + path.str() + ",,\n";
}

llvm::Error writeArchive(llvm::ArrayRef<WheelFile> files,
                         const std::string &path) {
  auto archive = create(path);
  if (!archive)
    return archive.takeError();
  for (const WheelFile &file : files)
    if (!add(archive->get(), file))
      return fail(path, zip_strerror(archive->get()));
  // libzip writes it now.
  if (zip_close(archive->get()) != 0)
    return fail(path, zip_strerror(archive->get()));
  archive->release();
  return llvm::Error::success();
}

} // namespace gnet

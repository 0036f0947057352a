//===- StagedFile.h - A file that appears when it is whole ----------------===//
#ifndef GNET_FILES_STAGEDFILE_H
#define GNET_FILES_STAGEDFILE_H

#include <llvm/ADT/STLFunctionalExtras.h>
#include <llvm/Support/Error.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/raw_ostream.h>
#include <optional>

namespace gnet {

/// Written beside its place, and gone unless it is moved there; an interrupt
/// removes it. A link stays one: the file that it leads to is replaced. What is
/// there and is no file that could be replaced, as /dev/stdout, is written as
/// it is.
class StagedFile {
public:
  using Writer = llvm::function_ref<std::error_code(int descriptor)>;

  static llvm::Expected<StagedFile> write(llvm::StringRef path, Writer writer);

  StagedFile(StagedFile &&other) noexcept
      : file(std::exchange(other.file, std::nullopt)),
        path(std::move(other.path)) {}
  StagedFile &operator=(StagedFile &&) = delete;
  ~StagedFile();

  llvm::Error moveIntoPlace();

private:
  explicit StagedFile(llvm::StringRef path) : path(path) {}

  std::optional<llvm::sys::fs::TempFile> file;
  std::string path;
};

/// What `print` gives, to a descriptor that stays open.
std::error_code writeTo(int descriptor,
                        llvm::function_ref<void(llvm::raw_ostream &)> print);

/// A file of what `print` gives: whole, or as it was.
llvm::Error replaceFile(llvm::StringRef path,
                        llvm::function_ref<void(llvm::raw_ostream &)> print);
llvm::Error replaceFile(llvm::StringRef path, llvm::StringRef bytes);

} // namespace gnet

#endif // GNET_FILES_STAGEDFILE_H

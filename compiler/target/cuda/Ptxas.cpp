//===- Ptxas.cpp - NVIDIA's assembler of PTX ------------------------------===//
#include "target/cuda/Ptxas.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>

namespace gnet {
namespace {

/// A file that is removed when this goes, or an interrupt comes.
class TemporaryFile {
public:
  TemporaryFile() = default;
  TemporaryFile(TemporaryFile &&) = default;
  ~TemporaryFile() { llvm::sys::DontRemoveFileOnSignal(path); }

  /// It is to be removed before it is there: an interrupt may come in between.
  llvm::Error create(llvm::StringRef end) {
    std::error_code code = std::make_error_code(std::errc::file_exists);
    while (code == std::errc::file_exists) {
      code =
          llvm::sys::fs::getPotentiallyUniqueTempFileName("gnetc", end, path);
      if (code)
        break;
      llvm::sys::RemoveFileOnSignal(path);
      auto file = llvm::sys::fs::openNativeFileForWrite(
          path, llvm::sys::fs::CD_CreateNew, llvm::sys::fs::OF_None,
          llvm::sys::fs::owner_read | llvm::sys::fs::owner_write);
      code = file ? llvm::sys::fs::closeFile(*file)
                  : llvm::errorToErrorCode(file.takeError());
      if (code)
        llvm::sys::DontRemoveFileOnSignal(path);
    }
    if (code)
      return llvm::createStringError("cannot make a temporary file: " +
                                     code.message());
    remover.setFile(path);
    return llvm::Error::success();
  }

  llvm::Error write(llvm::StringRef text) {
    std::error_code code;
    llvm::raw_fd_ostream stream(path, code);
    if (!code) {
      stream << text;
      stream.close();
      code = stream.error();
    }
    return code ? llvm::createStringError("cannot write " + path.str() + ": " +
                                          code.message())
                : llvm::Error::success();
  }

  llvm::Expected<std::string> read() const {
    auto buffer = llvm::MemoryBuffer::getFile(path);
    if (!buffer)
      return llvm::createStringError("cannot read " + path.str() + ": " +
                                     buffer.getError().message());
    return (*buffer)->getBuffer().str();
  }

  llvm::SmallString<128> path;

private:
  llvm::FileRemover remover;
};

/// A ptxas at work, and what it says.
struct Assembly {
  llvm::Error start(llvm::StringRef program,
                    llvm::ArrayRef<llvm::StringRef> arguments) {
    if (llvm::Error error = messages.create("txt"))
      return error;
    // By its path an interrupt could remove the file and ptxas, which is just
    // beginning, make it anew.
    auto file = llvm::sys::fs::openNativeFileForWrite(
        messages.path, llvm::sys::fs::CD_OpenExisting, llvm::sys::fs::OF_None);
    if (!file)
      return file.takeError();
    const std::string output = "/proc/self/fd/" + std::to_string(*file);
    llvm::SmallVector<llvm::StringRef> all{program};
    all.append(arguments.begin(), arguments.end());
    std::string reason;
    process = llvm::sys::ExecuteNoWait(
        program, all, std::nullopt,
        {std::nullopt, llvm::StringRef(output), llvm::StringRef(output)},
        /*MemoryLimit=*/0, &reason, &failed);
    if (std::error_code code = llvm::sys::fs::closeFile(*file))
      return llvm::errorCodeToError(code);
    return failed ? llvm::createStringError("cannot run " + program + ": " +
                                            reason)
                  : llvm::Error::success();
  }

  /// What it said, if all went well.
  llvm::Expected<std::string> finish(llvm::StringRef program) {
    std::string reason;
    process = llvm::sys::Wait(process, std::nullopt, &reason);
    auto said = messages.read();
    if (!said)
      return said.takeError();
    if (process.ReturnCode != 0)
      return llvm::createStringError(program + " failed: " + reason +
                                     llvm::StringRef(*said).trim());
    return said;
  }

  TemporaryFile messages, cubin;
  llvm::sys::ProcessInfo process;
  bool failed = false;
};

} // namespace

std::optional<Ptxas> Ptxas::find() {
  if (auto found = llvm::sys::findProgramByName("ptxas"))
    return Ptxas(*found);
  const char *toolkit = std::getenv("CUDA_PATH");
  llvm::SmallString<128> folder(toolkit ? toolkit : "/usr/local/cuda");
  llvm::sys::path::append(folder, "bin");
  if (auto found = llvm::sys::findProgramByName("ptxas", {folder}))
    return Ptxas(*found);
  return std::nullopt;
}

llvm::Expected<bool> Ptxas::knows(const CudaArch &arch) const {
  Assembly help;
  if (llvm::Error error = help.start(program, {"--help"}))
    return error;
  auto said = help.finish(program);
  if (!said)
    return said.takeError();
  return llvm::StringRef(*said).contains(("'" + arch.name + "'").str());
}

llvm::Expected<std::vector<DeviceImage>>
Ptxas::assemble(llvm::StringRef ptx, llvm::ArrayRef<CudaArch> archs) const {
  TemporaryFile source;
  if (llvm::Error error = source.create("ptx"))
    return error;
  if (llvm::Error error = source.write(ptx))
    return error;
  std::vector<Assembly> assemblies(archs.size());
  llvm::Error errors = llvm::Error::success();
  for (auto [arch, assembly] : llvm::zip_equal(archs, assemblies)) {
    llvm::Error error = assembly.cubin.create("cubin");
    if (!error)
      error = assembly.start(program, {"-arch", arch.name, source.path, "-o",
                                       assembly.cubin.path});
    errors = llvm::joinErrors(std::move(errors), std::move(error));
  }
  std::vector<DeviceImage> images;
  for (auto [arch, assembly] : llvm::zip_equal(archs, assemblies)) {
    if (assembly.process.Pid == llvm::sys::ProcessInfo::InvalidPid)
      continue;
    auto said = assembly.finish(program);
    auto data = said ? assembly.cubin.read() : said.takeError();
    if (data)
      images.push_back({arch.name.str(), std::move(*data)});
    else
      errors = llvm::joinErrors(std::move(errors), data.takeError());
  }
  if (errors)
    return errors;
  return images;
}

} // namespace gnet

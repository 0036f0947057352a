#include "endtoend/Emulated.h"
#include "endtoend/Package.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include <cstring>

namespace gnet::endtoend {

std::string missingForAarch64() {
  if (llvm::StringRef(RUN_PACKAGE_AARCH64).empty())
    return "a C library for AArch64 (Debian: libc6-dev-arm64-cross), or this "
           "is a sanitizer's build";
  if (!llvm::sys::fs::exists(QEMU_AARCH64))
    return "qemu-aarch64 (Debian: qemu-user)";
  return "";
}

namespace {

std::string textOf(const std::string &path) {
  auto file = llvm::MemoryBuffer::getFile(path);
  return file ? (*file)->getBuffer().str() : "";
}

} // namespace

llvm::Expected<std::vector<float>> runOnAarch64(const EmulatedRun &how,
                                                llvm::ArrayRef<float> input) {
  TemporaryFolder folder;
  const std::string in = folder.file("in"), out = folder.file("out"),
                    said = folder.file("said");
  const llvm::StringRef bytes(reinterpret_cast<const char *>(input.data()),
                              input.size() * sizeof(float));
  if (!writeFile(in, bytes))
    return llvm::createStringError(in + " cannot be written");
  const std::string library = how.folder + "/lib/lib" + how.name + ".so";
  const std::string threads = std::to_string(how.threads);
  const llvm::StringRef arguments[] = {
      QEMU_AARCH64, "-L",     AARCH64_LIBRARIES, RUN_PACKAGE_AARCH64,
      library,      how.name, threads,           how.weights,
      in,           out};
  const std::optional<llvm::StringRef> redirects[] = {"", said, said};
  std::string failure;
  const int status = llvm::sys::ExecuteAndWait(
      QEMU_AARCH64, arguments, std::nullopt, redirects,
      /*SecondsToWait=*/300, 0, &failure);
  if (status != 0)
    return llvm::createStringError("run_package gave " +
                                   std::to_string(status) + " " + failure +
                                   "\n" + textOf(said));
  const std::string result = textOf(out);
  std::vector<float> output(result.size() / sizeof(float));
  std::memcpy(output.data(), result.data(), output.size() * sizeof(float));
  return output;
}

} // namespace gnet::endtoend

//===- LoadModule.cpp - An image's kernels, as the simulator has them -----===//
#include "gpu/driver/Driver.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Support/MemoryBuffer.h"

namespace gnet::gpu::driver {
namespace {

constexpr llvm::StringLiteral elfMagic("\x7f"
                                       "ELF");

/// The size of an ELF file in memory: its section headers are its end.
size_t sizeOfElf(const void *image) {
  llvm::ELF::Elf64_Ehdr header;
  std::memcpy(&header, image, sizeof(header));
  const uint64_t sections =
      header.e_shoff + uint64_t{header.e_shentsize} * uint64_t{header.e_shnum};
  const uint64_t segments =
      header.e_phoff + uint64_t{header.e_phentsize} * uint64_t{header.e_phnum};
  return std::max(sections, segments);
}

bool hasEntry(llvm::StringRef ptx, llvm::StringRef kernel) {
  for (size_t at = ptx.find(".entry"); at != llvm::StringRef::npos;
       at = ptx.find(".entry", at + 1)) {
    llvm::StringRef name = ptx.substr(at).drop_front(6).ltrim();
    if (name.consume_front(kernel) &&
        (name.starts_with("(") || name.ltrim().starts_with("(")))
      return true;
  }
  return false;
}

/// The functions of a cubin: each has a section of its own.
llvm::Expected<std::vector<std::string>> functionsOf(const void *cubin) {
  const llvm::MemoryBufferRef bytes(
      llvm::StringRef(static_cast<const char *>(cubin), sizeOfElf(cubin)),
      "cubin");
  auto file = llvm::object::ObjectFile::createELFObjectFile(bytes);
  if (!file)
    return file.takeError();
  std::vector<std::string> names;
  for (const llvm::object::SectionRef &section : (*file)->sections()) {
    auto name = section.getName();
    if (!name)
      return name.takeError();
    if (name->consume_front(".text."))
      names.push_back(name->str());
  }
  return names;
}

llvm::Error checkEntries(const void *image, const sim::Module &code) {
  std::vector<std::string> functions;
  if (!isPtx(image)) {
    auto found = functionsOf(image);
    if (!found)
      return found.takeError();
    functions = std::move(*found);
  }
  for (const std::string &kernel : code.kernels()) {
    const bool isThere =
        isPtx(image) ? hasEntry(static_cast<const char *>(image), kernel)
                     : llvm::is_contained(functions, kernel);
    if (!isThere)
      return llvm::createStringError("the image has no kernel " + kernel +
                                     ", which the device code has");
  }
  return llvm::Error::success();
}

} // namespace

bool isPtx(const void *image) {
  return std::memcmp(image, elfMagic.data(), elfMagic.size()) != 0;
}

llvm::Expected<std::unique_ptr<CUmod_st>> loadModule(const Settings &settings,
                                                     const void *image) {
  auto buffer = llvm::MemoryBuffer::getFile(settings.deviceCode);
  if (!buffer)
    return llvm::createStringError(
        "GNET_SIM_DEVICE_CODE names no file with the kernels' LLVM IR: '" +
        settings.deviceCode + "'");
  auto code = sim::Module::load(**buffer);
  if (!code)
    return code.takeError();
  if (llvm::Error error = checkEntries(image, **code))
    return error;
  auto module = std::make_unique<CUmod_st>();
  module->code = std::move(*code);
  return module;
}

} // namespace gnet::gpu::driver

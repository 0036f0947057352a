#include "gpu/sim/execution/SmallKernels.h"
#include "llvm/Support/MemoryBuffer.h"
#include "gtest/gtest.h"

namespace gnet::gpu::sim {

namespace {

/// Of device memory.
constexpr size_t alignment = 256;

llvm::Expected<std::unique_ptr<Module>> load(const std::string &code,
                                             Checks checks) {
  return Module::load(llvm::MemoryBufferRef(code, "kernels"), checks);
}

} // namespace

std::string kernelText(const std::string &file) {
  auto buffer = llvm::MemoryBuffer::getFile(GNET_GPU_KERNELS "/" + file, true);
  if (buffer)
    return (*buffer)->getBuffer().str();
  ADD_FAILURE() << file << ": " << buffer.getError().message();
  return "";
}

std::string replaced(std::string text, const std::string &from,
                     const std::string &to) {
  const size_t at = text.find(from);
  if (at == std::string::npos)
    ADD_FAILURE() << "no '" << from << "' in the kernel";
  else
    text.replace(at, from.size(), to);
  return text;
}

std::unique_ptr<Module> loaded(const std::string &code, Checks checks) {
  auto module = load(code, checks);
  if (module)
    return std::move(*module);
  ADD_FAILURE() << toString(module.takeError());
  return nullptr;
}

std::string refusal(const std::string &code) {
  auto module = load(code, Checks::All);
  return module ? "" : toString(module.takeError());
}

uint8_t *Device::add(std::string name, size_t bytes, Rights rights) {
  buffers.emplace_back(bytes + alignment);
  void *begin = buffers.back().data();
  size_t space = buffers.back().size();
  auto *aligned =
      static_cast<uint8_t *>(std::align(alignment, bytes, begin, space));
  cantFail(memory.add(std::move(name), {aligned, bytes}, rights));
  pointers.push_back(aligned);
  arguments.push_back(&pointers.back());
  return aligned;
}

std::string Device::launch(Module &module, Launch launch) {
  launch.arguments = arguments.data();
  return toString(module.launch(launch, memory));
}

} // namespace gnet::gpu::sim

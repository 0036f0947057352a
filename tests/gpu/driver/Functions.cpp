//===- Functions.cpp - GPUs, contexts, modules and memory -----------------===//
#include "gpu/driver/Functions.h"
#include <cstdlib>

using namespace gnet::gpu::driver;

namespace {

/// Aligned as CUDA does, filled with what nobody wrote.
Allocation allocate(size_t bytes, size_t alignment) {
  const size_t rounded = (bytes + alignment - 1) / alignment * alignment;
  Allocation made;
  made.memory = {static_cast<uint8_t *>(std::aligned_alloc(alignment, rounded)),
                 std::free};
  made.bytes = bytes;
  if (made.memory)
    std::memset(made.memory.get(), 0xA5, rounded);
  return made;
}

void *pointer(cu_address address) { return reinterpret_cast<void *>(address); }

/// What is read and written as soon as it is the stream's turn. A copy from the
/// GPU of what nothing wrote makes the context unusable.
void copyToDevice(cu_address to, const void *from, size_t bytes) {
  std::memcpy(pointer(to), from, bytes);
  cantFail(Driver::get().memory.hostWrites(pointer(to), bytes));
}

void copyFromDevice(CUctx_st &context, void *to, cu_address from,
                    size_t bytes) {
  Driver &driver = Driver::get();
  if (context.failure != CU_SUCCESS)
    return;
  if (llvm::Error error = driver.memory.hostReads(pointer(from), bytes))
    driver.fail(context, CU_ILLEGAL_ADDRESS, llvm::toString(std::move(error)));
  else
    std::memcpy(to, pointer(from), bytes);
}

} // namespace

extern "C" {

//===----------------------------------------------------------------------===//
// The driver and its GPUs
//===----------------------------------------------------------------------===//

cu_result cuDriverGetVersion(int32_t *out) {
  DRIVER_CALL(cuDriverGetVersion, Anytime);
  *out = driver.settings.version;
  return CU_SUCCESS;
}

cu_result cuInit(uint32_t) {
  DRIVER_CALL(cuInit, Anytime);
  if (driver.settings.initResult == CU_SUCCESS && driver.settings.cards.empty())
    return CU_NO_DEVICE;
  driver.isInitialized = driver.settings.initResult == CU_SUCCESS;
  return driver.settings.initResult;
}

cu_result cuGetErrorName(cu_result result, const char **out) {
  DRIVER_CALL(cuGetErrorName, Anytime);
  *out = result == CU_OUT_OF_MEMORY     ? "CUDA_ERROR_OUT_OF_MEMORY"
         : result == CU_ILLEGAL_ADDRESS ? "CUDA_ERROR_ILLEGAL_ADDRESS"
         : result == CU_UNSUPPORTED_PTX_VERSION
             ? "CUDA_ERROR_UNSUPPORTED_PTX_VERSION"
         : result == CU_INVALID_VALUE ? "CUDA_ERROR_INVALID_VALUE"
                                      : nullptr;
  return *out ? CU_SUCCESS : CU_INVALID_VALUE;
}

cu_result cuGetErrorString(cu_result result, const char **out) {
  DRIVER_CALL(cuGetErrorString, Anytime);
  *out = result == CU_OUT_OF_MEMORY     ? "out of memory"
         : result == CU_ILLEGAL_ADDRESS ? "an illegal memory access was "
                                          "encountered"
         : result == CU_UNSUPPORTED_PTX_VERSION
             ? "the provided PTX was compiled with an unsupported toolchain."
         : result == CU_INVALID_VALUE ? "invalid argument"
                                      : nullptr;
  return *out ? CU_SUCCESS : CU_INVALID_VALUE;
}

cu_result cuDeviceGetCount(int32_t *out) {
  DRIVER_CALL(cuDeviceGetCount, Initialized);
  *out = static_cast<int32_t>(driver.settings.cards.size());
  return CU_SUCCESS;
}

cu_result cuDeviceGet(cu_device *out, int32_t ordinal) {
  DRIVER_CALL(cuDeviceGet, Initialized);
  *out = ordinal;
  return driver.hasCard(ordinal) ? CU_SUCCESS : CU_INVALID_DEVICE;
}

cu_result cuDeviceGetName(char *out, int32_t size, cu_device device) {
  DRIVER_CALL(cuDeviceGetName, Initialized);
  if (!driver.hasCard(device) || size <= 0)
    return CU_INVALID_DEVICE;
  std::snprintf(out, static_cast<size_t>(size), "%s",
                driver.settings.cards[device].name.c_str());
  return CU_SUCCESS;
}

cu_result cuDeviceGetAttribute(int32_t *out, int32_t attribute,
                               cu_device device) {
  DRIVER_CALL(cuDeviceGetAttribute, Initialized);
  if (!driver.hasCard(device))
    return CU_INVALID_DEVICE;
  const Card &card = driver.settings.cards[device];
  switch (attribute) {
  case CU_ATTRIBUTE_CLOCK_RATE:
    *out = 1000000;
    return CU_SUCCESS;
  case CU_ATTRIBUTE_MULTIPROCESSOR_COUNT:
    *out = 1;
    return CU_SUCCESS;
  case CU_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR:
    *out = card.major;
    return CU_SUCCESS;
  case CU_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR:
    *out = card.minor;
    return CU_SUCCESS;
  default:
    return CU_INVALID_VALUE;
  }
}

cu_result cuDeviceGetPCIBusId(char *out, int32_t size, cu_device device) {
  DRIVER_CALL(cuDeviceGetPCIBusId, Initialized);
  if (!driver.hasCard(device) || size < 13)
    return CU_INVALID_DEVICE;
  std::snprintf(out, static_cast<size_t>(size), "0000:%02x:00.0", device + 1);
  return CU_SUCCESS;
}

cu_result cuDeviceTotalMem_v2(size_t *out, cu_device device) {
  DRIVER_CALL(cuDeviceTotalMem_v2, Initialized);
  if (!driver.hasCard(device))
    return CU_INVALID_DEVICE;
  *out = driver.settings.cards[device].memory;
  return CU_SUCCESS;
}

//===----------------------------------------------------------------------===//
// Contexts
//===----------------------------------------------------------------------===//

cu_result cuDevicePrimaryCtxRetain(cu_context *out, cu_device device) {
  DRIVER_CALL(cuDevicePrimaryCtxRetain, Initialized);
  if (!driver.hasCard(device))
    return CU_INVALID_DEVICE;
  CUctx_st &context = driver.primary[device];
  context.card = device;
  context.retained++;
  *out = &context;
  return CU_SUCCESS;
}

cu_result cuDevicePrimaryCtxRelease_v2(cu_device device) {
  DRIVER_CALL(cuDevicePrimaryCtxRelease_v2, Initialized);
  auto found = driver.primary.find(device);
  if (found == driver.primary.end() || found->second.retained == 0)
    return driver.misuse("a context is released more often than retained");
  driver.release(found->second);
  return CU_SUCCESS;
}

cu_result cuCtxPushCurrent_v2(cu_context context) {
  DRIVER_CALL(cuCtxPushCurrent_v2, Initialized);
  if (!context || context->retained == 0)
    return driver.misuse("a context is pushed that nobody holds");
  driver.stack().push_back(context);
  driver.pushed++;
  return CU_SUCCESS;
}

cu_result cuCtxPopCurrent_v2(cu_context *out) {
  DRIVER_CALL(cuCtxPopCurrent_v2, Initialized);
  if (driver.stack().empty())
    return driver.misuse("a context is popped that was not pushed");
  *out = driver.stack().back();
  driver.stack().pop_back();
  driver.pushed--;
  return CU_SUCCESS;
}

//===----------------------------------------------------------------------===//
// Modules
//===----------------------------------------------------------------------===//

cu_result cuModuleLoadDataEx(cu_module *out, const void *image, uint32_t count,
                             int32_t *options, void **values) {
  DRIVER_CALL(cuModuleLoadDataEx, InContext);
  const cu_result given =
      isPtx(image) ? driver.settings.ptxResult : driver.settings.cubinResult;
  if (given != CU_SUCCESS) {
    for (uint32_t i = 0; i < count; ++i)
      if (options[i] == CU_JIT_ERROR_LOG)
        std::strcpy(static_cast<char *>(values[i]), "ptxas says no");
    return given;
  }
  auto module = loadModule(driver.settings, image);
  if (!module) {
    driver.complain(llvm::toString(module.takeError()));
    return CU_INVALID_IMAGE;
  }
  *out = driver.keep(driver.modules, std::move(*module));
  return CU_SUCCESS;
}

cu_result cuModuleUnload(cu_module module) {
  DRIVER_CALL(cuModuleUnload, InContext);
  driver.waitForAll();
  return driver.drop(driver.modules, module, "module");
}

cu_result cuModuleGetFunction(cu_function *out, cu_module module,
                              const char *name) {
  DRIVER_CALL(cuModuleGetFunction, InContext);
  if (!driver.modules.count(module))
    return driver.misuse("a function is asked of what is no module");
  if (!module->code->hasKernel(name))
    return CU_NOT_FOUND;
  std::unique_ptr<CUfunc_st> &function = module->functions[name];
  if (!function) {
    function = std::make_unique<CUfunc_st>();
    function->name = name;
    function->module = module;
  }
  *out = function.get();
  return CU_SUCCESS;
}

cu_result cuFuncSetAttribute(cu_function function, int32_t attribute,
                             int32_t value) {
  DRIVER_CALL(cuFuncSetAttribute, InContext);
  const int most = driver.settings.cards[driver.current()->card].sharedBytes;
  if (attribute != CU_FUNCTION_MAX_DYNAMIC_SHARED_BYTES || value < 0 ||
      value > most)
    return CU_INVALID_VALUE;
  function->sharedBytes = static_cast<uint32_t>(value);
  return CU_SUCCESS;
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

cu_result cuMemAlloc_v2(cu_address *out, size_t bytes) {
  DRIVER_CALL(cuMemAlloc_v2, InContext);
  const size_t most = driver.settings.cards[driver.current()->card].memory;
  if (bytes == 0)
    return CU_INVALID_VALUE;
  if (bytes > most - driver.deviceBytes)
    return CU_OUT_OF_MEMORY;
  Allocation made = allocate(bytes, 256);
  if (!made.memory)
    return CU_OUT_OF_MEMORY;
  uint8_t *at = made.memory.get();
  cantFail(driver.memory.add(
      "allocation " + std::to_string(++driver.allocations), {at, bytes}));
  driver.deviceBytes += bytes;
  driver.deviceMemory[at] = std::move(made);
  *out = reinterpret_cast<cu_address>(at);
  return CU_SUCCESS;
}

cu_result cuMemFree_v2(cu_address address) {
  DRIVER_CALL(cuMemFree_v2, InContext);
  auto found = driver.deviceMemory.find(pointer(address));
  if (found == driver.deviceMemory.end())
    return driver.misuse("memory is freed that is none");
  driver.waitForAll();
  driver.deviceBytes -= found->second.bytes;
  cantFail(driver.memory.remove(pointer(address)));
  driver.deviceMemory.erase(found);
  return CU_SUCCESS;
}

cu_result cuMemHostAlloc(void **out, size_t bytes, uint32_t) {
  DRIVER_CALL(cuMemHostAlloc, InContext);
  Allocation made = allocate(bytes, 4096);
  if (bytes == 0 || !made.memory)
    return bytes == 0 ? CU_INVALID_VALUE : CU_OUT_OF_MEMORY;
  *out = made.memory.get();
  driver.hostMemory[*out] = std::move(made);
  return CU_SUCCESS;
}

cu_result cuMemFreeHost(void *memory) {
  DRIVER_CALL(cuMemFreeHost, InContext);
  driver.waitForAll();
  return driver.hostMemory.erase(memory)
             ? CU_SUCCESS
             : driver.misuse("host memory is freed that is none");
}

cu_result cuPointerGetAttribute(void *out, int32_t attribute,
                                cu_address address) {
  DRIVER_CALL(cuPointerGetAttribute, InContext);
  if (attribute != CU_POINTER_MEMORY_TYPE || !driver.isDeviceMemory(address, 1))
    return CU_INVALID_VALUE;
  *static_cast<uint32_t *>(out) = CU_MEMORY_OF_DEVICE;
  return CU_SUCCESS;
}

/// Returns once the host's bytes are read, which can be before they arrive.
cu_result cuMemcpyHtoD_v2(cu_address to, const void *from, size_t bytes) {
  DRIVER_CALL(cuMemcpyHtoD_v2, InContext);
  if (!driver.isDeviceMemory(to, bytes))
    return driver.misuse("a copy to memory that is not the GPU's");
  driver.wait(driver.defaultStream);
  const auto *begin = static_cast<const uint8_t *>(from);
  driver.defaultStream.pending.push_back(
      [to, copy = std::vector<uint8_t>(begin, begin + bytes)] {
        copyToDevice(to, copy.data(), copy.size());
      });
  return CU_SUCCESS;
}

cu_result cuMemcpyHtoDAsync_v2(cu_address to, const void *from, size_t bytes,
                               cu_stream stream) {
  DRIVER_CALL(cuMemcpyHtoDAsync_v2, InContext);
  CUstream_st *queue = driver.streamOf(stream);
  if (!queue || !driver.isDeviceMemory(to, bytes))
    return driver.misuse("a copy to memory that is not the GPU's");
  queue->pending.emplace_back([=] { copyToDevice(to, from, bytes); });
  return CU_SUCCESS;
}

cu_result cuMemcpyDtoHAsync_v2(void *to, cu_address from, size_t bytes,
                               cu_stream stream) {
  DRIVER_CALL(cuMemcpyDtoHAsync_v2, InContext);
  CUstream_st *queue = driver.streamOf(stream);
  if (!queue || !driver.isDeviceMemory(from, bytes))
    return driver.misuse("a copy from memory that is not the GPU's");
  queue->pending.emplace_back([=, context = driver.current()] {
    copyFromDevice(*context, to, from, bytes);
  });
  return CU_SUCCESS;
}

} // extern "C"

#include "GpuClocks.h"

#include "loader/Error.h"

#include <dlfcn.h>

namespace gnet {

namespace {

constexpr const char *libraryName = "libnvidia-ml.so.1";

/// nvmlReturn_t and nvmlClockType_t of NVIDIA's nvml.h.
constexpr int success = 0;
constexpr unsigned multiprocessorClock = 1, memoryClock = 2;

} // namespace

/// Closed with its last owner.
struct GpuClocks::Library {
  using Device = struct Opaque *;

  ~Library() {
    if (isInitialized)
      shutdown();
    if (handle)
      dlclose(handle);
  }

  template <typename Function>
  bool find(const char *name, Function *&function) {
    function = reinterpret_cast<Function *>(dlsym(handle, name));
    return function;
  }

  llvm::Error open() {
    handle = dlopen(libraryName, RTLD_NOW | RTLD_LOCAL);
    if (!handle)
      return fail("{}", dlerror());
    const bool areThere = find("nvmlInit_v2", initialize) &&
                          find("nvmlShutdown", shutdown) &&
                          find("nvmlDeviceGetHandleByPciBusId_v2", byBusId) &&
                          find("nvmlDeviceGetClockInfo", clockInfo) &&
                          find("nvmlErrorString", errorText);
    return areThere ? llvm::Error::success()
                    : fail("{} lacks a function: install a newer driver",
                           libraryName);
  }

  llvm::Error check(int result) const {
    return result == success ? llvm::Error::success()
                             : fail("{}: {}", libraryName, errorText(result));
  }

  void *handle = nullptr;
  bool isInitialized = false;
  Device device = nullptr;
  int (*initialize)() = nullptr;
  int (*shutdown)() = nullptr;
  int (*byBusId)(const char *, Device *) = nullptr;
  int (*clockInfo)(Device, unsigned kind, unsigned *megahertz) = nullptr;
  const char *(*errorText)(int) = nullptr;
};

llvm::Expected<GpuClocks> GpuClocks::open(const std::string &pciBusId) {
  auto library = std::make_shared<Library>();
  if (llvm::Error error = library->open())
    return error;
  if (llvm::Error error = library->check(library->initialize()))
    return error;
  library->isInitialized = true;
  if (llvm::Error error =
          library->check(library->byBusId(pciBusId.c_str(), &library->device)))
    return error;
  return GpuClocks(std::move(library));
}

llvm::Error GpuClocks::readOne(unsigned kind, unsigned &megahertz) const {
  return library->check(library->clockInfo(library->device, kind, &megahertz));
}

llvm::Expected<Clocks> GpuClocks::read() const {
  Clocks clocks;
  if (llvm::Error error = readOne(multiprocessorClock, clocks.multiprocessors))
    return error;
  if (llvm::Error error = readOne(memoryClock, clocks.memory))
    return error;
  return clocks;
}

} // namespace gnet

//===- Application.cpp - Memory and streams of an application's own -------===//
#include "gpu/driver/Functions.h"
#include <cstdlib>

namespace gnet::gpu::driver {
namespace {

/// For its life calls are the application's, and its context is current.
class Scope {
public:
  explicit Scope(void *context) {
    Driver::isApplication() = true;
    check(cuCtxPushCurrent_v2(static_cast<cu_context>(context)));
  }
  ~Scope() {
    cu_context context = nullptr;
    check(cuCtxPopCurrent_v2(&context));
    Driver::isApplication() = false;
  }

  static void check(cu_result result) {
    if (result != CU_SUCCESS)
      std::abort();
  }
};

void check(cu_result result) { Scope::check(result); }

} // namespace

PrimaryContext::PrimaryContext() {
  Driver::isApplication() = true;
  cu_context retained = nullptr;
  check(cuInit(0));
  check(cuDevicePrimaryCtxRetain(&retained, 0));
  context = retained;
  Driver::isApplication() = false;
}

PrimaryContext::~PrimaryContext() {
  Driver::isApplication() = true;
  check(cuDevicePrimaryCtxRelease_v2(0));
  Driver::isApplication() = false;
}

GpuMemory::GpuMemory(size_t bytes) : bytes(bytes) {
  Scope scope(context.get());
  check(cuMemAlloc_v2(&address, bytes));
}

GpuMemory::~GpuMemory() {
  Scope scope(context.get());
  check(cuMemFree_v2(address));
}

void GpuMemory::write(const void *from, size_t bytes, size_t offset) {
  Scope scope(context.get());
  check(cuMemcpyHtoD_v2(address + offset, from, bytes));
  check(cuStreamSynchronize(nullptr));
}

void GpuMemory::read(size_t offset, void *to, size_t bytes) const {
  Scope scope(context.get());
  check(cuMemcpyDtoHAsync_v2(to, address + offset, bytes, nullptr));
  check(cuStreamSynchronize(nullptr));
}

void GpuMemory::discard() {
  Driver &driver = Driver::get();
  std::lock_guard lock(driver.mutex);
  driver.waitForAll();
  cantFail(driver.memory.hostDiscards(get(), bytes));
}

Stream::Stream() {
  Scope scope(context.get());
  cu_stream made = nullptr;
  check(cuStreamCreate(&made, 0));
  stream = made;
}

Stream::~Stream() {
  Scope scope(context.get());
  check(cuStreamDestroy_v2(static_cast<cu_stream>(stream)));
}

void Stream::wait() const {
  Scope scope(context.get());
  check(cuStreamSynchronize(static_cast<cu_stream>(stream)));
}

} // namespace gnet::gpu::driver

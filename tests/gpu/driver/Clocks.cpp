//===- Clocks.cpp - A libnvidia-ml.so.1 for the stand-in's GPU ------------===//
//
// What a program finds beside the stand-in driver that asks for clocks:
// NVIDIA's management library, whose GPU is the one in place 0000:01:00.0.
//
//===----------------------------------------------------------------------===//
#include <cstring>

namespace {

/// Of nvmlReturn_t.
enum { Success = 0, Uninitialized = 1, InvalidArgument = 2, NotFound = 6 };

bool isInitialized = false;
int card = 0;

} // namespace

extern "C" {
#define EXPORTED __attribute__((visibility("default")))

EXPORTED int nvmlInit_v2() {
  isInitialized = true;
  return Success;
}

EXPORTED int nvmlShutdown() {
  isInitialized = false;
  return Success;
}

EXPORTED const char *nvmlErrorString(int result) {
  return result == NotFound ? "Not Found" : "Invalid Argument";
}

EXPORTED int nvmlDeviceGetHandleByPciBusId_v2(const char *place, void **out) {
  if (!isInitialized)
    return Uninitialized;
  if (std::strcmp(place, "0000:01:00.0") != 0)
    return NotFound;
  *out = &card;
  return Success;
}

EXPORTED int nvmlDeviceGetClockInfo(void *device, unsigned kind,
                                    unsigned *megahertz) {
  if (!isInitialized || device != &card || kind < 1 || kind > 2)
    return InvalidArgument;
  *megahertz = kind == 1 ? 990 : 800;
  return Success;
}

} // extern "C"

//===- StreamFunctions.cpp - Streams and events ---------------------------===//
#include "gpu/driver/Functions.h"
#include <chrono>

using namespace gnet::gpu::driver;

namespace {

double now() {
  using namespace std::chrono;
  return duration<double>(steady_clock::now().time_since_epoch()).count();
}

} // namespace

extern "C" {

cu_result cuStreamCreate(cu_stream *out, uint32_t) {
  DRIVER_CALL(cuStreamCreate, InContext);
  *out = driver.keep(driver.streams, std::make_unique<CUstream_st>());
  return CU_SUCCESS;
}

cu_result cuStreamDestroy_v2(cu_stream stream) {
  DRIVER_CALL(cuStreamDestroy_v2, InContext);
  if (CUstream_st *queue = stream ? driver.streamOf(stream) : nullptr)
    driver.wait(*queue);
  return driver.drop(driver.streams, stream, "stream");
}

cu_result cuStreamSynchronize(cu_stream stream) {
  DRIVER_CALL(cuStreamSynchronize, InContext);
  CUstream_st *queue = driver.streamOf(stream);
  if (!queue)
    return driver.misuse("what is waited for is no stream");
  driver.wait(*queue);
  return driver.current()->failure;
}

cu_result cuEventCreate(cu_event *out, uint32_t) {
  DRIVER_CALL(cuEventCreate, InContext);
  *out = driver.keep(driver.events, std::make_unique<CUevent_st>());
  return CU_SUCCESS;
}

cu_result cuEventDestroy_v2(cu_event event) {
  DRIVER_CALL(cuEventDestroy_v2, InContext);
  driver.waitForAll();
  return driver.drop(driver.events, event, "event");
}

cu_result cuEventRecord(cu_event event, cu_stream stream) {
  DRIVER_CALL(cuEventRecord, InContext);
  CUstream_st *queue = driver.streamOf(stream);
  if (!queue || !driver.events.count(event))
    return driver.misuse("what is recorded is no event, or on no stream");
  event->isRecorded = true;
  event->isDone = false;
  queue->pending.emplace_back([event] {
    event->seconds = now();
    event->isDone = true;
  });
  return CU_SUCCESS;
}

cu_result cuEventElapsedTime(float *out, cu_event begin, cu_event end) {
  DRIVER_CALL(cuEventElapsedTime, InContext);
  if (!begin->isRecorded || !end->isRecorded)
    return CU_INVALID_HANDLE;
  if (!begin->isDone || !end->isDone)
    return CU_NOT_READY;
  *out = static_cast<float>(1e3 * (end->seconds - begin->seconds));
  return CU_SUCCESS;
}

} // extern "C"

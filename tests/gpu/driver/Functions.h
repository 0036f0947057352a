//===- Functions.h - How a function of the stand-in driver begins ---------===//
#ifndef GNET_GPU_DRIVER_FUNCTIONS_H
#define GNET_GPU_DRIVER_FUNCTIONS_H

#include "gpu/driver/Driver.h"

// The types are those that runtime/cuda believes in.
extern "C" {
#define DRIVER_FUNCTION(name, symbol, parameters)                              \
  __attribute__((visibility("default"))) cu_result symbol parameters;
#include "cuda/driver_functions.def"
}

/// Takes the driver's lock for the function's time, and ends it where the call
/// is not to be done; the driver is `driver` then.
#define DRIVER_CALL(function, when)                                            \
  Driver &driver = Driver::get();                                              \
  std::lock_guard lock(driver.mutex);                                          \
  if (cu_result result = driver.begin(#function, CallTime::when);              \
      result != CU_SUCCESS)                                                    \
  return result

#endif // GNET_GPU_DRIVER_FUNCTIONS_H

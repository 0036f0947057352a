/*===- clock.h - Time that only goes on
 * -------------------------------------===*/
#ifndef GNET_RUNTIME_CORE_CLOCK_H
#define GNET_RUNTIME_CORE_CLOCK_H

#include <time.h>

/** In seconds. */
static inline double gnetrt_now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

#endif /* GNET_RUNTIME_CORE_CLOCK_H */

#include "cpu/onednn/threads.h"

#include "core/error.h"

#include <dlfcn.h>
#include <string.h>

gnet_status gnetrt_threads_open(int32_t count, gnetrt_threads *out,
                                gnet_error *error) {
  void *set = dlsym(RTLD_DEFAULT, "omp_set_num_threads");
  void *get = dlsym(RTLD_DEFAULT, "omp_get_max_threads");
  memset(out, 0, sizeof(*out));
  out->count = count;
  if (set && get) {
    out->set = (void (*)(int))set;
    out->get = (int (*)(void))get;
    return GNET_OK;
  }
  if (count == 1)
    return GNET_OK;
  return gnetrt_fail(error, GNET_BACKEND_ERROR,
                     "options.threads is %d, but this oneDNN is not built on "
                     "OpenMP: only 1 thread can be had",
                     (int)count);
}

int gnetrt_threads_enter(const gnetrt_threads *threads) {
  if (!threads->get)
    return threads->count;
  int previous = threads->get();
  if (previous != threads->count)
    threads->set(threads->count);
  return previous;
}

void gnetrt_threads_leave(const gnetrt_threads *threads, int previous) {
  if (previous != threads->count)
    threads->set(previous);
}

/*===- threads.h - How many threads oneDNN uses -----------------------------===
 *
 * oneDNN is built on OpenMP, whose number of threads is a setting of the
 * calling thread. It is ours from `enter` to `leave`; the application's own
 * OpenMP code on this thread and all other threads never see it.
 *
 *===------------------------------------------------------------------------===*/
#ifndef GNET_RUNTIME_CPU_ONEDNN_THREADS_H
#define GNET_RUNTIME_CPU_ONEDNN_THREADS_H

#include "gnet.h"

/** OpenMP's functions as the process has them: found by name, because a link
 *  with -ldnnl does not give them and a package must not need -lgomp. */
typedef struct gnetrt_threads {
  int32_t count;
  void (*set)(int);
  int (*get)(void);
} gnetrt_threads;

/** BACKEND_ERROR if `count` is over 1 and this oneDNN is not OpenMP's. */
gnet_status gnetrt_threads_open(int32_t count, gnetrt_threads *out,
                                gnet_error *error);

/** Returns what `leave` sets again. */
int gnetrt_threads_enter(const gnetrt_threads *threads);
void gnetrt_threads_leave(const gnetrt_threads *threads, int previous);

#endif /* GNET_RUNTIME_CPU_ONEDNN_THREADS_H */

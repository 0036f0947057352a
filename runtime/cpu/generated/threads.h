/*===- threads.h - The threads that a step's items are shared among ---------===
 *
 * One run at a time has the workers; for another one meanwhile they are busy,
 * and it computes alone. Nothing here allocates or locks but creation, and the
 * caller of a step never waits for a worker that has not begun: it takes the
 * worker's items itself.
 *
 *===------------------------------------------------------------------------===*/
#ifndef GNET_RUNTIME_CPU_GENERATED_THREADS_H
#define GNET_RUNTIME_CPU_GENERATED_THREADS_H

#include "gnet.h"

/** Items `begin` to `end` - 1, on thread `thread`: 0 for the caller, and no two
 *  at once are of the same number. */
typedef void gnetrt_body(const void *argument, int32_t thread, int64_t begin,
                         int64_t end);

/** For a model; answered by a `gnet_threads_destroy`. */
void gnetrt_threads_hold(gnet_threads *threads);

/** With the caller. */
int32_t gnetrt_threads_count(const gnet_threads *threads);

/** Has `body` done for each of `items` once, and returns after all. */
void gnetrt_threads_run(gnet_threads *threads, int64_t items, gnetrt_body *body,
                        const void *argument);

#endif /* GNET_RUNTIME_CPU_GENERATED_THREADS_H */

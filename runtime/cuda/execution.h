/*===- execution.h - What a context has of a GPU --------------------------===*/
#ifndef GNET_RUNTIME_CUDA_EXECUTION_H
#define GNET_RUNTIME_CUDA_EXECUTION_H

#include "cuda/graph.h"

#include <stdbool.h>

struct gnetrt_execution {
  const gnetrt_backend *backend;
  gnetrt_device *device; /**< The backend's. */
  cu_stream stream;
  gnetrt_graph graph;
  gnetrt_binding own; /**< Of runs whose buffers are the host's. */
  /** Memory that the GPU reads and writes by itself: input, output. One
   *  allocation, of the first. */
  char *staged_input, *staged_output;
  /** One before each launch and one after the last: at least
   *  GNETRT_CUDA_TIMES. */
  cu_event *events;
  int64_t event_count;
  bool is_timed; /**< The run in progress. */
};

/** A timed run has events between what it does. */
enum { GNETRT_CUDA_TIMES = 4 };

#endif /* GNET_RUNTIME_CUDA_EXECUTION_H */

/*===- execution.h - Runs of one context on a GPU
 * ---------------------------===*/
#ifndef GNET_RUNTIME_CUDA_EXECUTION_H
#define GNET_RUNTIME_CUDA_EXECUTION_H

#include "cuda/backend.h"

/** That it was created of. */
const gnetrt_backend *
gnetrt_execution_backend(const gnetrt_execution *execution);

/** Of `gnet_run_async`: input and output of `run` are memory of the GPU. */
gnet_status gnetrt_execution_run_async(gnetrt_execution *execution,
                                       cu_stream stream, const gnetrt_run *run,
                                       gnet_error *error);

/** Of `gnet_run_timed`. */
gnet_status gnetrt_execution_run_timed(gnetrt_execution *execution,
                                       const gnetrt_run *run,
                                       gnet_timing *timing, gnet_error *error);

#endif /* GNET_RUNTIME_CUDA_EXECUTION_H */

/*===- run.h - Runs of CUDA packages only ---------------------------------===*/
#ifndef GNET_RUNTIME_CUDA_RUN_H
#define GNET_RUNTIME_CUDA_RUN_H

#include "cuda/backend.h"

/** Of `gnet_run_async`: input and output of `run` are memory of the GPU. */
gnet_status gnetrt_execution_run_async(gnetrt_execution *execution,
                                       cu_stream stream, const gnetrt_run *run,
                                       gnet_error *error);

/** Of `gnet_run_timed`. */
gnet_status gnetrt_execution_run_timed(gnetrt_execution *execution,
                                       const gnetrt_run *run,
                                       gnet_timing *timing, gnet_error *error);

#endif /* GNET_RUNTIME_CUDA_RUN_H */

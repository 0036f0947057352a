/*===- driver_api.h - What we use of NVIDIA's driver API --------------------===
 *
 * Declared here so that no CUDA toolkit is needed to build. Types, numbers and
 * layouts are those of NVIDIA's cuda.h, which keeps them from version 11.4 on:
 * functions that changed since have a name with a version, as cuMemAlloc_v2.
 * Where the tests find a cuda.h they hold all of this against it.
 *
 *===------------------------------------------------------------------------===*/
#ifndef GNET_RUNTIME_CUDA_DRIVER_API_H
#define GNET_RUNTIME_CUDA_DRIVER_API_H

#include <stddef.h>
#include <stdint.h>

/** CUresult. */
typedef int32_t cu_result;

enum {
  CU_SUCCESS = 0,
  CU_INVALID_VALUE = 1,
  CU_OUT_OF_MEMORY = 2,
  CU_DEINITIALIZED = 4,
  CU_STUB_LIBRARY = 34,
  CU_NO_DEVICE = 100,
  CU_INVALID_DEVICE = 101,
  CU_INVALID_IMAGE = 200,
  CU_NO_BINARY_FOR_GPU = 209,
  CU_ECC_UNCORRECTABLE = 214,
  CU_INVALID_PTX = 218,
  CU_NVLINK_UNCORRECTABLE = 220,
  CU_JIT_COMPILER_NOT_FOUND = 221,
  CU_UNSUPPORTED_PTX_VERSION = 222,
  CU_JIT_COMPILATION_DISABLED = 223,
  CU_CONTAINED = 226,
  CU_NOT_FOUND = 500,
  CU_ILLEGAL_ADDRESS = 700,
  CU_LAUNCH_TIMEOUT = 702,
  CU_CONTEXT_IS_DESTROYED = 709,
  CU_ASSERT = 710,
  CU_HARDWARE_STACK_ERROR = 714,
  CU_ILLEGAL_INSTRUCTION = 715,
  CU_MISALIGNED_ADDRESS = 716,
  CU_INVALID_ADDRESS_SPACE = 717,
  CU_INVALID_PC = 718,
  CU_LAUNCH_FAILED = 719,
  CU_TENSOR_MEMORY_LEAK = 721,
  CU_NOT_SUPPORTED = 801,
  CU_SYSTEM_DRIVER_MISMATCH = 803,
  CU_UNKNOWN = 999
};

/** CUdevice_attribute. */
enum {
  CU_ATTRIBUTE_CLOCK_RATE = 13, /**< In kHz, at most. */
  CU_ATTRIBUTE_MULTIPROCESSOR_COUNT = 16,
  CU_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR = 75,
  CU_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR = 76
};

/** Of CUfunction_attribute, CUjit_option, CUpointer_attribute, CUmemorytype and
 *  CUstream_flags. */
enum {
  CU_FUNCTION_MAX_DYNAMIC_SHARED_BYTES = 8,
  CU_JIT_ERROR_LOG = 5,
  CU_JIT_ERROR_LOG_BYTES = 6,
  CU_POINTER_MEMORY_TYPE = 2,
  CU_MEMORY_OF_DEVICE = 2,
  CU_STREAM_IS_NON_BLOCKING = 1
};

typedef int32_t cu_device;
/** CUdeviceptr. */
typedef uint64_t cu_address;
typedef struct CUctx_st *cu_context;
typedef struct CUmod_st *cu_module;
typedef struct CUfunc_st *cu_function;
typedef struct CUstream_st *cu_stream;
typedef struct CUevent_st *cu_event;
typedef struct CUgraph_st *cu_graph;
typedef struct CUgraphNode_st *cu_graph_node;
typedef struct CUgraphExec_st *cu_graph_exec;

/** CUDA_KERNEL_NODE_PARAMS_v1. */
typedef struct cu_kernel_node {
  cu_function function;
  uint32_t grid[3];
  uint32_t block[3];
  uint32_t shared_bytes;
  void **arguments;
  void **extra;
} cu_kernel_node;

/** CUgraphEdgeData. */
typedef struct cu_graph_edge {
  uint8_t from_port;
  uint8_t to_port;
  uint8_t type;
  uint8_t reserved[5];
} cu_graph_edge;

/** CU_GRAPH_KERNEL_NODE_PORT_PROGRAMMATIC, from where edges of
 *  CU_GRAPH_DEPENDENCY_TYPE_PROGRAMMATIC lead. */
enum { CU_PORT_IS_PROGRAMMATIC = 1, CU_EDGE_IS_PROGRAMMATIC = 1 };

#endif /* GNET_RUNTIME_CUDA_DRIVER_API_H */

// What runtime/cuda/driver_api.h declares is what NVIDIA's cuda.h does. There
// the versions of functions are macros of their names.
#include "cuda/driver_api.h"
#include <cstddef>
#include <cuda.h>
#include <type_traits>

namespace {

#define SAME(ours, theirs)                                                     \
  static_assert(static_cast<int>(ours) == static_cast<int>(theirs))

SAME(CU_SUCCESS, CUDA_SUCCESS);
SAME(CU_INVALID_VALUE, CUDA_ERROR_INVALID_VALUE);
SAME(CU_OUT_OF_MEMORY, CUDA_ERROR_OUT_OF_MEMORY);
SAME(CU_DEINITIALIZED, CUDA_ERROR_DEINITIALIZED);
SAME(CU_STUB_LIBRARY, CUDA_ERROR_STUB_LIBRARY);
SAME(CU_NO_DEVICE, CUDA_ERROR_NO_DEVICE);
SAME(CU_INVALID_DEVICE, CUDA_ERROR_INVALID_DEVICE);
SAME(CU_INVALID_IMAGE, CUDA_ERROR_INVALID_IMAGE);
SAME(CU_NO_BINARY_FOR_GPU, CUDA_ERROR_NO_BINARY_FOR_GPU);
SAME(CU_ECC_UNCORRECTABLE, CUDA_ERROR_ECC_UNCORRECTABLE);
SAME(CU_INVALID_PTX, CUDA_ERROR_INVALID_PTX);
SAME(CU_NVLINK_UNCORRECTABLE, CUDA_ERROR_NVLINK_UNCORRECTABLE);
SAME(CU_JIT_COMPILER_NOT_FOUND, CUDA_ERROR_JIT_COMPILER_NOT_FOUND);
SAME(CU_UNSUPPORTED_PTX_VERSION, CUDA_ERROR_UNSUPPORTED_PTX_VERSION);
SAME(CU_JIT_COMPILATION_DISABLED, CUDA_ERROR_JIT_COMPILATION_DISABLED);
SAME(CU_NOT_FOUND, CUDA_ERROR_NOT_FOUND);
SAME(CU_ILLEGAL_ADDRESS, CUDA_ERROR_ILLEGAL_ADDRESS);
SAME(CU_LAUNCH_TIMEOUT, CUDA_ERROR_LAUNCH_TIMEOUT);
SAME(CU_CONTEXT_IS_DESTROYED, CUDA_ERROR_CONTEXT_IS_DESTROYED);
SAME(CU_ASSERT, CUDA_ERROR_ASSERT);
SAME(CU_HARDWARE_STACK_ERROR, CUDA_ERROR_HARDWARE_STACK_ERROR);
SAME(CU_ILLEGAL_INSTRUCTION, CUDA_ERROR_ILLEGAL_INSTRUCTION);
SAME(CU_MISALIGNED_ADDRESS, CUDA_ERROR_MISALIGNED_ADDRESS);
SAME(CU_INVALID_ADDRESS_SPACE, CUDA_ERROR_INVALID_ADDRESS_SPACE);
SAME(CU_INVALID_PC, CUDA_ERROR_INVALID_PC);
SAME(CU_LAUNCH_FAILED, CUDA_ERROR_LAUNCH_FAILED);
SAME(CU_NOT_SUPPORTED, CUDA_ERROR_NOT_SUPPORTED);
SAME(CU_SYSTEM_DRIVER_MISMATCH, CUDA_ERROR_SYSTEM_DRIVER_MISMATCH);
SAME(CU_UNKNOWN, CUDA_ERROR_UNKNOWN);
#if CUDA_VERSION >= 12090
SAME(CU_CONTAINED, CUDA_ERROR_CONTAINED);
SAME(CU_TENSOR_MEMORY_LEAK, CUDA_ERROR_TENSOR_MEMORY_LEAK);
#endif

SAME(CU_ATTRIBUTE_CLOCK_RATE, CU_DEVICE_ATTRIBUTE_CLOCK_RATE);
SAME(CU_ATTRIBUTE_MULTIPROCESSOR_COUNT,
     CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT);
SAME(CU_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR,
     CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR);
SAME(CU_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR,
     CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR);
SAME(CU_FUNCTION_MAX_DYNAMIC_SHARED_BYTES,
     CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES);
SAME(CU_JIT_ERROR_LOG, CU_JIT_ERROR_LOG_BUFFER);
SAME(CU_JIT_ERROR_LOG_BYTES, CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES);
SAME(CU_POINTER_MEMORY_TYPE, CU_POINTER_ATTRIBUTE_MEMORY_TYPE);
SAME(CU_MEMORY_OF_DEVICE, CU_MEMORYTYPE_DEVICE);
SAME(CU_STREAM_IS_NON_BLOCKING, CU_STREAM_NON_BLOCKING);

static_assert(sizeof(cu_result) == sizeof(CUresult));
static_assert(sizeof(cu_device) == sizeof(CUdevice));
static_assert(sizeof(cu_address) == sizeof(CUdeviceptr));
static_assert(std::is_same_v<cu_context, CUcontext>);
static_assert(std::is_same_v<cu_module, CUmodule>);
static_assert(std::is_same_v<cu_function, CUfunction>);
static_assert(std::is_same_v<cu_stream, CUstream>);
static_assert(std::is_same_v<cu_event, CUevent>);
static_assert(std::is_same_v<cu_graph, CUgraph>);
static_assert(std::is_same_v<cu_graph_node, CUgraphNode>);
static_assert(std::is_same_v<cu_graph_exec, CUgraphExec>);

using Node = CUDA_KERNEL_NODE_PARAMS_v1;
static_assert(sizeof(cu_kernel_node) == sizeof(Node));
static_assert(offsetof(cu_kernel_node, function) == offsetof(Node, func));
static_assert(offsetof(cu_kernel_node, grid) == offsetof(Node, gridDimX));
static_assert(offsetof(cu_kernel_node, block) == offsetof(Node, blockDimX));
static_assert(offsetof(cu_kernel_node, shared_bytes) ==
              offsetof(Node, sharedMemBytes));
static_assert(offsetof(cu_kernel_node, arguments) ==
              offsetof(Node, kernelParams));
static_assert(offsetof(cu_kernel_node, extra) == offsetof(Node, extra));

#if CUDA_VERSION >= 12030
static_assert(sizeof(cu_graph_edge) == sizeof(CUgraphEdgeData));
static_assert(offsetof(cu_graph_edge, from_port) ==
              offsetof(CUgraphEdgeData, from_port));
static_assert(offsetof(cu_graph_edge, to_port) ==
              offsetof(CUgraphEdgeData, to_port));
static_assert(offsetof(cu_graph_edge, type) == offsetof(CUgraphEdgeData, type));
SAME(CU_PORT_IS_PROGRAMMATIC, CU_GRAPH_KERNEL_NODE_PORT_PROGRAMMATIC);
SAME(CU_EDGE_IS_PROGRAMMATIC, CU_GRAPH_DEPENDENCY_TYPE_PROGRAMMATIC);
#endif

/// How a value is passed: in how many bytes, of a pointer to what.
template <typename Mine, typename Theirs> constexpr bool arePassedAlike() {
  if constexpr (std::is_pointer_v<Mine> && std::is_pointer_v<Theirs>) {
    using One = std::remove_cv_t<std::remove_pointer_t<Mine>>;
    using Two = std::remove_cv_t<std::remove_pointer_t<Theirs>>;
    if constexpr (std::is_void_v<One> || std::is_void_v<Two> ||
                  std::is_same_v<One, Two>)
      return true;
    else if constexpr (std::is_class_v<One> || std::is_class_v<Two>)
      return std::is_same_v<One, cu_kernel_node> ||
             std::is_same_v<One, cu_graph_edge>;
    else
      return arePassedAlike<One, Two>();
  } else {
    return !std::is_pointer_v<Mine> && !std::is_pointer_v<Theirs> &&
           sizeof(Mine) == sizeof(Theirs);
  }
}

template <typename... Mine, typename... Theirs>
constexpr bool areCalledAlike(cu_result (*)(Mine...), CUresult (*)(Theirs...)) {
  if constexpr (sizeof...(Mine) == sizeof...(Theirs))
    return (arePassedAlike<Mine, Theirs>() && ...);
  else
    return false;
}

/// The macro's name, expanded to its version, is what we ask for.
constexpr bool areSame(const char *one, const char *two) {
  for (; *one && *one == *two; ++one, ++two)
    ;
  return *one == *two;
}
#define TEXT(name) #name
#define EXPANDED(name) TEXT(name)

/// Of these there is a newer version, which we do not ask for; with ours go the
/// structs and results of before.
constexpr bool isOlder(const char *symbol) {
  return areSame(symbol, "cuGraphAddKernelNode") ||
         areSame(symbol, "cuGraphExecKernelNodeSetParams") ||
         areSame(symbol, "cuEventElapsedTime");
}

#define DRIVER_FUNCTION(name, symbol, parameters)                              \
  static_assert(areCalledAlike(static_cast<cu_result(*) parameters>(nullptr),  \
                               static_cast<decltype(&::name)>(nullptr)));      \
  static_assert(areSame(EXPANDED(name), #symbol) || isOlder(#symbol));
#if CUDA_VERSION < 12030
#define OPTIONAL_DRIVER_FUNCTION(name, symbol, parameters)
#endif
#include "cuda/driver_functions.def"

} // namespace

//===- TensorMap.cuh - The driver's tensor maps, from a case --------------===//
#ifndef GNET_GPU_GOLDEN_TENSORMAP_CUH
#define GNET_GPU_GOLDEN_TENSORMAP_CUH

#include "Recorder.cuh"
#include <algorithm>

namespace gnet::gpu::golden {

inline int elementBytes(const Case &tensor) {
  const std::string type = tensor.text("type");
  return type == "u8" ? 1 : type == "f32" || type == "tf32" ? 4 : 2;
}

inline CUtensorMapDataType dataType(const std::string &type) {
  return type == "u8"     ? CU_TENSOR_MAP_DATA_TYPE_UINT8
         : type == "u16"  ? CU_TENSOR_MAP_DATA_TYPE_UINT16
         : type == "f16"  ? CU_TENSOR_MAP_DATA_TYPE_FLOAT16
         : type == "bf16" ? CU_TENSOR_MAP_DATA_TYPE_BFLOAT16
         : type == "tf32" ? CU_TENSOR_MAP_DATA_TYPE_TFLOAT32
                          : CU_TENSOR_MAP_DATA_TYPE_FLOAT32;
}

/// The memory of a tensor: its outermost dimension times that one's stride.
inline size_t tensorWords(const Case &tensor) {
  const std::vector<int64_t> dims = tensor.numbers("dims");
  const std::vector<int64_t> strides = tensor.numbers("strides");
  const int64_t bytes = strides.empty() ? dims[0] * elementBytes(tensor)
                                        : dims.back() * strides.back();
  return size_t(bytes + 3) / 4;
}

/// What a copy writes to shared memory; with a traversal stride, ceil of box
/// over stride elements of a dimension.
inline int64_t boxBytes(const Case &tensor) {
  int64_t elements = 1;
  if (!tensor.text("lower").empty()) {
    elements = tensor.number("channels") * tensor.number("pixels");
  } else {
    const std::vector<int64_t> box = tensor.numbers("box");
    const std::vector<int64_t> steps = tensor.numbers("steps");
    for (size_t i = 0; i < box.size(); ++i)
      elements *= (box[i] + steps[i] - 1) / steps[i];
  }
  return elements * elementBytes(tensor);
}

template <typename Function> Function driverFunction(const char *name) {
  void *found = nullptr;
  check(
      cudaGetDriverEntryPointByVersion(name, &found, 12000, cudaEnableDefault),
      name);
  return reinterpret_cast<Function>(found);
}

template <typename Integer>
std::vector<Integer> as(const std::vector<int64_t> &numbers) {
  return {numbers.begin(), numbers.end()};
}

/// Throws a Fault where the driver does not take the case.
inline CUtensorMap encode(const Case &tensor, void *memory) {
  const auto dims = as<cuuint64_t>(tensor.numbers("dims"));
  auto strides = as<cuuint64_t>(tensor.numbers("strides"));
  strides.resize(5); // not a null pointer, even of one dimension
  const auto steps = as<cuuint32_t>(tensor.numbers("steps"));
  const auto rank = cuuint32_t(dims.size());
  const int64_t width = tensor.number("swizzle");
  const CUtensorMapSwizzle swizzle = width == 128  ? CU_TENSOR_MAP_SWIZZLE_128B
                                     : width == 64 ? CU_TENSOR_MAP_SWIZZLE_64B
                                     : width == 32 ? CU_TENSOR_MAP_SWIZZLE_32B
                                                   : CU_TENSOR_MAP_SWIZZLE_NONE;
  const CUtensorMapFloatOOBfill fill =
      tensor.text("fill") == "nan"
          ? CU_TENSOR_MAP_FLOAT_OOB_FILL_NAN_REQUEST_ZERO_FMA
          : CU_TENSOR_MAP_FLOAT_OOB_FILL_NONE;
  const CUtensorMapDataType type = dataType(tensor.text("type"));
  CUtensorMap map;
  CUresult status;
  if (tensor.text("lower").empty()) {
    static const auto tiled = driverFunction<decltype(&cuTensorMapEncodeTiled)>(
        "cuTensorMapEncodeTiled");
    const auto box = as<cuuint32_t>(tensor.numbers("box"));
    status = tiled(&map, type, rank, memory, dims.data(), strides.data(),
                   box.data(), steps.data(), CU_TENSOR_MAP_INTERLEAVE_NONE,
                   swizzle, CU_TENSOR_MAP_L2_PROMOTION_NONE, fill);
  } else {
    static const auto im2col =
        driverFunction<decltype(&cuTensorMapEncodeIm2col)>(
            "cuTensorMapEncodeIm2col");
    const auto lower = as<int>(tensor.numbers("lower"));
    const auto upper = as<int>(tensor.numbers("upper"));
    status = im2col(&map, type, rank, memory, dims.data(), strides.data(),
                    lower.data(), upper.data(),
                    cuuint32_t(tensor.number("channels")),
                    cuuint32_t(tensor.number("pixels")), steps.data(),
                    CU_TENSOR_MAP_INTERLEAVE_NONE, swizzle,
                    CU_TENSOR_MAP_L2_PROMOTION_NONE, fill);
  }
  if (status != CUDA_SUCCESS)
    throw Fault{"the driver does not take the tensor map"};
  return map;
}

} // namespace gnet::gpu::golden

#endif // GNET_GPU_GOLDEN_TENSORMAP_CUH

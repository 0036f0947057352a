//===- Recorder.cuh - What the recorders of all operations share ----------===//
#ifndef GNET_GPU_GOLDEN_RECORDER_CUH
#define GNET_GPU_GOLDEN_RECORDER_CUH

#include "Case.h"
#include "Inputs.h"
#include <cstdio>
#include <cstdlib>
#include <cuda.h>
#include <cuda_runtime.h>

namespace gnet::gpu::golden {

inline void check(cudaError_t status, const char *what) {
  if (status == cudaSuccess)
    return;
  std::fprintf(stderr, "record: %s: %s\n", what, cudaGetErrorString(status));
  std::exit(1);
}

/// What a kernel died of. The device is lost to the process.
struct Fault {
  std::string what;
};

/// Words on the device.
class DeviceWords {
public:
  explicit DeviceWords(const std::vector<uint32_t> &words)
      : count(words.size()) {
    check(cudaMalloc(&data, count * 4), "memory");
    check(cudaMemcpy(data, words.data(), count * 4, cudaMemcpyHostToDevice),
          "copy to the device");
  }
  explicit DeviceWords(size_t words)
      : DeviceWords(std::vector<uint32_t>(words, poison)) {}
  DeviceWords(const DeviceWords &) = delete;
  DeviceWords &operator=(const DeviceWords &) = delete;
  ~DeviceWords() { cudaFree(data); }

  operator uint32_t *() const { return data; }

  /// Waits for the kernels before it; throws their Fault.
  std::vector<uint32_t> read() const {
    check(cudaGetLastError(), "launch");
    if (const cudaError_t status = cudaDeviceSynchronize())
      throw Fault{cudaGetErrorString(status)};
    std::vector<uint32_t> words(count);
    check(cudaMemcpy(words.data(), data, count * 4, cudaMemcpyDeviceToHost),
          "copy from the device");
    return words;
  }

private:
  uint32_t *data = nullptr;
  size_t count;
};

/// How much of a result a file keeps: one that is exact can be computed anew
/// from its inputs, so a digest is enough to hold another against it.
enum class Keep { Whole, Digest };

/// A file of golden vectors: for each case a line, then `words COUNT` or
/// `digest COUNT HEX` and all the words or every (COUNT / 16)th; or
/// `fault REASON` where the device refused.
class File {
public:
  /// `begun` counts the cases of earlier processes, then those of this one too.
  File(FILE *file, bool whole, size_t &begun)
      : file(file), whole(whole), begun(begun) {}

  /// A case that may be a fault. An earlier process did the first ones.
  template <typename Record>
  void add(const Case &done, Keep keep, Record record) {
    if (seen++ < begun)
      return;
    ++begun;
    try {
      add(done, record(), keep);
    } catch (const Fault &fault) {
      std::fprintf(file, "\n%s\nfault %s\n", done.line().c_str(),
                   fault.what.c_str());
      throw;
    }
  }

  void add(const Case &done, const std::vector<uint32_t> &words, Keep keep) {
    std::fprintf(file, "\n%s\n", done.line().c_str());
    size_t step = 1;
    if (whole || keep == Keep::Whole || words.size() <= 2 * sampleWords) {
      std::fprintf(file, "words %zu\n", words.size());
    } else {
      step = words.size() / sampleWords;
      std::fprintf(file, "digest %zu %016llx\n", words.size(),
                   static_cast<unsigned long long>(digest(words)));
    }
    size_t written = 0;
    for (size_t i = 0; i < words.size(); i += step)
      std::fprintf(file, "%08x%s", words[i], ++written % 8 == 0 ? "\n" : " ");
    if (written % 8 != 0)
      std::fprintf(file, "\n");
    std::fflush(file); // whatever becomes of the next case
  }

private:
  FILE *file;
  bool whole;
  size_t &begun;
  size_t seen = 0;
};

__device__ inline uint32_t sharedAddress(const void *p) {
  return uint32_t(__cvta_generic_to_shared(p));
}

} // namespace gnet::gpu::golden

#endif // GNET_GPU_GOLDEN_RECORDER_CUH

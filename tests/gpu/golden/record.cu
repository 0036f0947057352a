//===- record.cu - Records what instructions do, on a GPU -----------------===//
//
//   nvcc -std=c++20 -O1 -gencode=arch=compute_90a,code=sm_90a record.cu -o
//   record
//   ./record matrix_moves matrix_moves.golden
//
// A fault leaves the device unusable for the rest of a process: another one
// goes on with the next case.
//
//===----------------------------------------------------------------------===//
#include "Conversions.cuh"
#include "Copies.cuh"
#include "MatrixMoves.cuh"
#include "Mbarrier.cuh"
#include "MmaSync.cuh"
#include "TensorCases.cuh"
#include "Warp.cuh"
#include "Wgmma.cuh"
#include <cstring>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace gnet::gpu::golden;

struct Group {
  const char *name;
  void (*record)(File &);
};

constexpr Group groups[] = {
    {"matrix_moves", recordMatrixMoves},
    {"mma_sync", recordMmaSync},
    {"wgmma_layouts", recordWgmmaLayouts},
    {"wgmma_offsets", recordWgmmaOffsets},
    {"wgmma_numbers", recordWgmmaNumbers},
    {"tiles", recordTiles},
    {"im2col", recordIm2col},
    {"tensor_stores", recordTensorStores},
    {"copies", recordCopies},
    {"mbarrier", recordMbarrier},
    {"conversions", recordConversions},
    {"warp", recordWarp},
};

int usage() {
  std::fprintf(stderr, "usage: record GROUP FILE [--whole]\ngroups:");
  for (const Group &group : groups)
    std::fprintf(stderr, " %s", group.name);
  std::fprintf(stderr, "\n");
  return 2;
}

/// The cases from the begun ones on, up to the first fault.
int record(const Group &group, const char *path, bool whole, size_t &begun) {
  FILE *file = std::fopen(path, begun ? "a" : "w");
  if (!file) {
    std::perror(path);
    return 1;
  }
  cudaDeviceProp device;
  check(cudaGetDeviceProperties(&device, 0), "device");
  if (begun == 0)
    std::fprintf(file,
                 "# Recorded by record.cu on %s, compute capability %d.%d.\n",
                 device.name, device.major, device.minor);
  File golden(file, whole, begun);
  bool ended = true;
  try {
    group.record(golden);
  } catch (const Fault &fault) {
    std::fprintf(stderr, "record: %s: %s\n", group.name, fault.what.c_str());
    ended = false;
  }
  return std::fclose(file) == 0 && ended ? 0 : 1;
}

int main(int argc, char **argv) {
  const Group *group = nullptr;
  for (const Group &each : groups)
    if (argc > 1 && std::strcmp(argv[1], each.name) == 0)
      group = &each;
  const bool whole = argc == 4 && std::strcmp(argv[3], "--whole") == 0;
  if (!group || argc < 3 || argc > 3 + whole)
    return usage();
  auto *begun = static_cast<size_t *>(mmap(nullptr, sizeof(size_t),
                                           PROT_READ | PROT_WRITE,
                                           MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  for (;;) {
    const size_t before = *begun;
    const pid_t process = fork();
    if (process == 0)
      return record(*group, argv[2], whole, *begun);
    int status = 1;
    if (process < 0 || waitpid(process, &status, 0) < 0)
      return 1;
    if (status == 0 || *begun == before)
      return status != 0;
  }
}

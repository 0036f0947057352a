//===- record.cu - Records what instructions do, on a GPU -----------------===//
//
//   nvcc -std=c++20 -O1 -gencode=arch=compute_90a,code=sm_90a record.cu -o
//   record
//   ./record matrix_moves matrix_moves.golden
//
// Each group is a process of its own: a fault of one leaves the device unusable
// for the rest of the process.
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

int main(int argc, char **argv) {
  const Group *group = nullptr;
  for (const Group &each : groups)
    if (argc > 1 && std::strcmp(argv[1], each.name) == 0)
      group = &each;
  const bool whole = argc == 4 && std::strcmp(argv[3], "--whole") == 0;
  if (!group || argc < 3 || argc > 3 + whole)
    return usage();
  cudaDeviceProp device;
  check(cudaGetDeviceProperties(&device, 0), "device");
  FILE *file = std::fopen(argv[2], "w");
  if (!file) {
    std::perror(argv[2]);
    return 1;
  }
  std::fprintf(file,
               "# Recorded by record.cu on %s, compute capability %d.%d.\n",
               device.name, device.major, device.minor);
  File golden(file, whole);
  group->record(golden);
  return std::fclose(file) == 0 ? 0 : 1;
}

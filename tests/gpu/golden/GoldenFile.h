//===- GoldenFile.h - Reads what the recorder wrote -----------------------===//
#ifndef GNET_GPU_GOLDEN_GOLDENFILE_H
#define GNET_GPU_GOLDEN_GOLDENFILE_H

#include "gpu/golden/Case.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <span>

namespace gnet::gpu::golden {

/// A case and what the device did: a fault, or `count` words, of which `words`
/// holds all or, beside a digest, every (count / 16)th.
struct Recorded {
  Case done;
  size_t line; // of the file, from 1
  std::string fault;
  size_t count = 0;
  std::optional<uint64_t> digest;
  std::vector<uint32_t> words;

  /// From one kept word to the next.
  size_t step() const { return digest ? count / sampleWords : 1; }
  /// How other words differ from the recorded ones, or nothing.
  std::string difference(const std::vector<uint32_t> &others) const;
};

/// The cases of a file's text. An error names the file as `name` and the line.
llvm::Expected<std::vector<Recorded>> parseGolden(llvm::StringRef text,
                                                  const std::string &name);

llvm::Expected<std::vector<Recorded>> readGolden(const std::string &path);

} // namespace gnet::gpu::golden

#endif // GNET_GPU_GOLDEN_GOLDENFILE_H

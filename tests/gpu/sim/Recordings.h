//===- Recordings.h - The golden vectors, for the tests -------------------===//
#ifndef GNET_GPU_SIM_RECORDINGS_H
#define GNET_GPU_SIM_RECORDINGS_H

#include "gpu/golden/GoldenFile.h"
#include "gpu/golden/Inputs.h"
#include "gpu/sim/Memory.h"
#include "gpu/sim/TensorCore.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <span>
#include <vector>

namespace gnet::gpu::sim {

using golden::Case;
using Words = std::vector<uint32_t>;

/// The cases of h200/GROUP.golden; a failure of the test where it cannot be
/// read.
std::vector<golden::Recorded> recorded(const std::string &group);

/// Holds each case of a group against the words that `run` makes of it, bit
/// for bit. Where the device refused, so must `run`, in the device's words.
void holdAgainst(const std::string &group,
                 llvm::function_ref<llvm::Expected<Words>(const Case &)> run);

/// What an error says; of none, nothing.
std::string said(llvm::Error error);

inline std::span<uint8_t> bytesOf(Words &words) {
  return {reinterpret_cast<uint8_t *>(words.data()), words.size() * 4};
}

/// Memory from address 0, as the recorder's is aligned.
inline Memory memoryOf(const std::string &name, Words &words) {
  return {name, 0, bytesOf(words)};
}

/// `count` registers of each thread. The recorder keeps a thread's beside each
/// other.
template <typename Threads>
std::vector<Threads> registersOf(std::span<const uint32_t> words,
                                 size_t count) {
  std::vector<Threads> registers(count);
  for (size_t i = 0; i < words.size(); ++i)
    registers[i % count][i / count] = words[i];
  return registers;
}

/// The recorder's order of registers, the inverse of `registersOf`.
template <typename Registers> Words wordsOf(const Registers &registers) {
  Words words;
  for (size_t thread = 0; thread < registers[0].size(); ++thread)
    for (const auto &each : registers)
      words.push_back(each[thread]);
  return words;
}

OperandType operandType(const Case &done);

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_RECORDINGS_H

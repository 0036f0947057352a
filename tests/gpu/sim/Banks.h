//===- Banks.h - What a launch asks of the banks of shared memory ---------===//
#ifndef GNET_GPU_SIM_BANKS_H
#define GNET_GPU_SIM_BANKS_H

#include <cstdint>
#include <map>
#include <set>
#include <tuple>

namespace gnet::gpu::sim {

/// Shared memory has 32 banks; the words of 4 bytes are theirs in turns. A bank
/// gives or takes a word in a cycle, to all lanes of a warp that want that one.
class Banks {
public:
  struct Access {
    uint64_t address;
    uint32_t bytes;
    /// Whether it is an asynchronous copy's: those come when they come.
    bool isCopy = false;
  };

  /// A thread's access, when that comes to instruction `site` once more.
  void add(uint64_t block, uint32_t thread, uint32_t site,
           const Access &access);
  /// What a warpgroup's product reads, of its descriptors' pieces.
  void addPieces(const std::set<uint64_t> &pieces, uint32_t bytes);

  /// That they are busy, if all accesses of a warp at once were in order.
  uint64_t cycles() const;
  /// Instructions at which lanes that are served together want different words
  /// of one bank: 32 lanes, or 16 of those that want 8 bytes each, or 8 of
  /// those that want 16.
  std::set<uint32_t> conflicts() const;

private:
  /// By lanes.
  using Accesses = std::map<uint32_t, Access>;

  static uint64_t cyclesOf(const Accesses &accesses);
  static bool hasConflict(const Accesses &accesses);

  /// By block, warp, instruction, and how often that was come to.
  std::map<std::tuple<uint64_t, uint32_t, uint32_t, uint32_t>, Accesses> warps;
  std::map<std::tuple<uint64_t, uint32_t, uint32_t>, uint32_t> counts;
  uint64_t ofPieces = 0;
};

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_BANKS_H

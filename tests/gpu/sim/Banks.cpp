#include "gpu/sim/Banks.h"
#include "gpu/sim/Warp.h"
#include <algorithm>
#include <array>

namespace gnet::gpu::sim {

namespace {

constexpr uint64_t bankCount = 32, wordBytes = 4;

/// The most words that one bank has of those in `words`.
uint64_t busiest(const std::set<uint64_t> &words) {
  std::array<uint64_t, bankCount> ofBank{};
  for (uint64_t word : words)
    ++ofBank[word % bankCount];
  return *std::max_element(ofBank.begin(), ofBank.end());
}

void addWords(std::set<uint64_t> &words, const Banks::Access &access) {
  for (uint64_t i = 0; i < access.bytes; i += wordBytes)
    words.insert((access.address + i) / wordBytes);
}

} // namespace

void Banks::add(uint64_t block, uint32_t thread, uint32_t site,
                const Access &access) {
  const uint32_t time = counts[{block, thread, site}]++;
  warps[{block, thread / warpSize, site, time}][thread % warpSize] = access;
}

void Banks::addPieces(const std::set<uint64_t> &pieces, uint32_t bytes) {
  ofPieces += pieces.size() * bytes / (bankCount * wordBytes);
}

uint64_t Banks::cyclesOf(const Accesses &accesses) {
  std::set<uint64_t> words;
  for (const auto &[lane, access] : accesses)
    addWords(words, access);
  return busiest(words);
}

bool Banks::hasConflict(const Accesses &accesses) {
  std::map<uint64_t, std::set<uint64_t>> together;
  for (const auto &[lane, access] : accesses)
    if (!access.isCopy)
      addWords(together[lane * std::max<uint64_t>(access.bytes, wordBytes) /
                        (bankCount * wordBytes)],
               access);
  return std::any_of(together.begin(), together.end(),
                     [](const auto &each) { return busiest(each.second) > 1; });
}

uint64_t Banks::cycles() const {
  uint64_t cycles = ofPieces;
  for (const auto &[place, accesses] : warps)
    cycles += cyclesOf(accesses);
  return cycles;
}

std::set<uint32_t> Banks::conflicts() const {
  std::set<uint32_t> sites;
  for (const auto &[place, accesses] : warps)
    if (hasConflict(accesses))
      sites.insert(std::get<2>(place));
  return sites;
}

} // namespace gnet::gpu::sim

#include "onnx/import/Modules.h"

#include "network/Uses.h"
#include "onnx/import/ImportedNetwork.h"

#include <algorithm>
#include <map>

namespace gnet {

namespace {

class PatternFinder {
public:
  PatternFinder(const Network &network, const SpecDefaults &defaults,
                const SpecChain &body)
      : network(network), defaults(defaults), body(body),
        uses(countUses(network)), isTaken(body.size()) {
    for (const SpecItem &item : body)
      texts.push_back(item.isBlock() || item.inputs.size() == 1 ? textOf(item)
                                                                : "");
  }

  std::vector<SpecPattern> find() {
    std::vector<SpecPattern> patterns;
    std::map<std::string, size_t> index;
    for (size_t i = 0; i < body.size(); ++i) {
      if (!body[i].isBlock())
        continue;
      auto [it, isNew] = index.try_emplace(texts[i], patterns.size());
      if (isNew)
        patterns.emplace_back();
      patterns[it->second].push_back({i, i, {}});
      isTaken[i] = true;
    }
    for (SpecPattern &pattern : patterns)
      if (pattern.size() > 1)
        grow(pattern);
    llvm::erase_if(patterns, [](const SpecPattern &pattern) {
      return pattern.size() < 2;
    });
    for (SpecPattern &pattern : patterns)
      for (SpecPiece &piece : pattern)
        collectNumbers(piece);
    return patterns;
  }

private:
  std::string textOf(const SpecItem &item) const {
    auto hole = [](const SpecNumber &) { return std::string("$"); };
    return chainText({network, defaults, hole, countedBranches}, {item}, 0);
  }

  void grow(SpecPattern &pattern) {
    while (canTake(pattern, +1))
      for (SpecPiece &piece : pattern)
        isTaken[++piece.last] = true;
    while (canTake(pattern, -1))
      for (SpecPiece &piece : pattern)
        isTaken[--piece.first] = true;
  }

  /// Whether what stands after (+1) or before (-1) all pieces is the same and
  /// goes into no other item.
  bool canTake(const SpecPattern &pattern, int step) const {
    const std::string *text = nullptr;
    for (const SpecPiece &piece : pattern) {
      size_t edge = step > 0 ? piece.last : piece.first;
      size_t next = edge + static_cast<size_t>(step);
      if (next >= body.size() || isTaken[next] || !belongs(body[next], step))
        return false;
      const SpecItem &before = body[std::min(edge, next)];
      const SpecItem &after = body[std::max(edge, next)];
      if (after.inputs.size() != 1 || after.inputs.front() != before.result ||
          uses[before.result] != after.entries)
        return false;
      if (text && *text != texts[next])
        return false;
      text = &texts[next];
    }
    return true;
  }

  /// After a block what finishes it, before it what prepares for it.
  bool belongs(const SpecItem &item, int step) const {
    const LayerKind &kind = kindOf(network.layers[item.main].op);
    const bool finishes =
        kind.isActivation || (kind.isFollower && kind.takesActivation);
    return finishes || (step < 0 && isKind<Conv>(network, item.main));
  }

  void collectNumbers(SpecPiece &piece) const {
    auto collect = [&](const SpecNumber &number) {
      piece.numbers.push_back(number);
      return plainNumber(number);
    };
    SpecChain chain(body.begin() + static_cast<std::ptrdiff_t>(piece.first),
                    body.begin() + static_cast<std::ptrdiff_t>(piece.last) + 1);
    chainText({network, defaults, collect, countedBranches}, chain, 0);
  }

  const Network &network;
  const SpecDefaults &defaults;
  const SpecChain &body;
  std::vector<int> uses;
  std::vector<bool> isTaken;
  std::vector<std::string> texts; ///< By item, with holes for numbers.
};

} // namespace

std::vector<SpecPattern> findPatterns(const Network &network,
                                      const SpecDefaults &defaults,
                                      const SpecChain &body) {
  return PatternFinder(network, defaults, body).find();
}

SpecParameters findParameters(const SpecPattern &pattern) {
  SpecParameters parameters;
  // A stride is never a number of channels, even if it is as large.
  auto column = [&](size_t number) {
    const SpecNumber &first = pattern.front().numbers[number];
    std::vector<int64_t> values{first.kind == SpecNumberKind::Stride};
    for (const SpecPiece &piece : pattern)
      values.push_back(piece.numbers[number].value);
    return values;
  };
  for (size_t i = 0; i < pattern.front().numbers.size(); ++i) {
    std::vector<int64_t> values = column(i);
    parameters.ofNumber.emplace_back();
    if (std::adjacent_find(values.begin() + 1, values.end(),
                           std::not_equal_to<>()) == values.end())
      continue;
    size_t known = 0;
    while (known < parameters.numbers.size() &&
           column(parameters.numbers[known].front()) != values)
      ++known;
    if (known == parameters.numbers.size())
      parameters.numbers.emplace_back();
    parameters.numbers[known].push_back(i);
    parameters.ofNumber.back() = known;
  }
  return parameters;
}

} // namespace gnet

#include "gpu/sim/execution/Block.h"
#include "llvm/ADT/StringSwitch.h"

namespace gnet::gpu::sim {

namespace {

/// Of a result {i32, i1}.
constexpr size_t secondResult = 4;

/// shfl.sync.MODE.{i32, f32}[p](mask, value, operand, clamp)
std::optional<Operation> findShuffle(llvm::StringRef name) {
  if (!name.consume_front("shfl.sync."))
    return std::nullopt;
  const bool tellsRange = name.consume_back("p");
  if (!name.consume_back(".i32") && !name.consume_back(".f32"))
    return std::nullopt;
  const auto mode = llvm::StringSwitch<std::optional<ShuffleMode>>(name)
                        .Case("up", ShuffleMode::Up)
                        .Case("down", ShuffleMode::Down)
                        .Case("bfly", ShuffleMode::Butterfly)
                        .Case("idx", ShuffleMode::Index)
                        .Default(std::nullopt);
  if (!mode)
    return std::nullopt;
  return Operation::ofLanes([=](Gathering &gathering) -> llvm::Error {
    auto shuffled = shuffle(*mode, gathering.lanes(1), gathering.lanes(2),
                            gathering.lanes(3), gathering.mask);
    if (!shuffled)
      return shuffled.takeError();
    gathering.setResults(shuffled->values);
    if (tellsRange)
      gathering.forEach([&](size_t lane, Call &call) {
        call.setResult(uint8_t(shuffled->inRange >> lane & 1), secondResult);
      });
    return llvm::Error::success();
  });
}

/// vote.{all, any, uni, ballot}.sync(mask, predicate)
std::optional<Operation> findVote(llvm::StringRef name) {
  if (!name.consume_front("vote.") || !name.consume_back(".sync"))
    return std::nullopt;
  enum class Vote { All, Any, Uniform, Ballot };
  const auto vote = llvm::StringSwitch<std::optional<Vote>>(name)
                        .Case("all", Vote::All)
                        .Case("any", Vote::Any)
                        .Case("uni", Vote::Uniform)
                        .Case("ballot", Vote::Ballot)
                        .Default(std::nullopt);
  if (!vote)
    return std::nullopt;
  return Operation::ofLanes([=](Gathering &gathering) -> llvm::Error {
    Lanes predicates{};
    gathering.forEach([&](size_t lane, const Call &call) {
      predicates[lane] = call.argument<uint8_t>(1) & 1;
    });
    const uint32_t mask = gathering.mask, votes = ballot(predicates, mask);
    if (*vote == Vote::Ballot) {
      gathering.setResult(votes);
      return llvm::Error::success();
    }
    const bool all = votes == mask, none = votes == 0;
    const bool result = *vote == Vote::All   ? all
                        : *vote == Vote::Any ? !none
                                             : all || none;
    gathering.forEach(
        [&](size_t, Call &call) { call.setResult(uint8_t(result)); });
    return llvm::Error::success();
  });
}

/// redux.sync.OPERATION(value, mask)
std::optional<Operation> findReduction(llvm::StringRef name) {
  if (!name.consume_front("redux.sync."))
    return std::nullopt;
  const auto reduction = llvm::StringSwitch<std::optional<Reduction>>(name)
                             .Case("add", Reduction::Add)
                             .Case("min", Reduction::MinSigned)
                             .Case("max", Reduction::MaxSigned)
                             .Case("and", Reduction::And)
                             .Case("or", Reduction::Or)
                             .Case("xor", Reduction::Xor)
                             .Default(std::nullopt);
  if (!reduction)
    return std::nullopt;
  return Operation::ofLanes(
      [=](Gathering &gathering) -> llvm::Error {
        auto reduced = reduce(*reduction, gathering.lanes(0), gathering.mask);
        if (!reduced)
          return reduced.takeError();
        gathering.setResult(*reduced);
        return llvm::Error::success();
      },
      1);
}

/// elect.sync(mask)
llvm::Error electLane(Gathering &gathering) {
  auto elected = elect(gathering.mask);
  if (!elected)
    return elected.takeError();
  gathering.forEach([&](size_t lane, Call &call) {
    call.setResult(*elected);
    call.setResult(uint8_t(lane == *elected), secondResult);
  });
  return llvm::Error::success();
}

/// bar.warp.sync(mask)
llvm::Error meetLanes(Gathering &gathering) {
  std::vector<uint32_t> threads;
  gathering.forEach([&](size_t lane, const Call &) {
    threads.push_back(uint32_t(gathering.firstThread + lane));
  });
  gathering.block.shared.clocks.meet(threads);
  return llvm::Error::success();
}

} // namespace

std::optional<Operation> findWarpOperation(const Callee &callee) {
  llvm::StringRef name = callee.name;
  if (callee.isAssembly || !name.consume_front("llvm.nvvm."))
    return std::nullopt;
  if (name == "elect.sync")
    return Operation::ofLanes(electLane);
  if (name == "bar.warp.sync")
    return Operation::ofLanes(meetLanes).ordering();
  for (auto find : {findShuffle, findVote, findReduction})
    if (auto operation = find(name))
      return operation;
  return std::nullopt;
}

} // namespace gnet::gpu::sim

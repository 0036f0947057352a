#include "gpu/sim/Mbarrier.h"
#include "gpu/sim/Recordings.h"
#include "gmock/gmock.h"
#include <optional>

using namespace gnet::gpu::sim;
using testing::HasSubstr;

namespace {

using State = Mbarrier::State;

/// Takes the recorder's steps, `arrive:2` and the like.
class Taker {
public:
  llvm::Error take(const std::string &step) {
    const size_t colon = step.find(':');
    const std::string name = step.substr(0, colon);
    const auto operand = uint32_t(std::stoul(step.substr(colon + 1)));
    if (name == "init")
      return keep(Mbarrier::init(operand));
    if (name == "arrive")
      return keep(barrier->arrive(operand));
    if (name == "drop")
      return keep(barrier->arriveDrop(operand));
    if (name == "arrive_expect")
      return keep(barrier->arriveExpect(operand));
    return name == "expect" ? barrier->expect(operand)
                            : barrier->complete(operand);
  }

  /// Pending arrivals of the last state, whether its phase has ended, whether
  /// a phase of parity 0 has, of parity 1.
  void append(Words &words) const {
    words.push_back(state ? state->pending : 0);
    words.push_back(state && barrier->hasEnded(*state));
    words.push_back(barrier->hasEnded(0u));
    words.push_back(barrier->hasEnded(1u));
  }

private:
  llvm::Error keep(llvm::Expected<Mbarrier> made) {
    if (!made)
      return made.takeError();
    barrier = *made;
    return llvm::Error::success();
  }
  llvm::Error keep(llvm::Expected<State> returned) {
    if (!returned)
      return returned.takeError();
    state = *returned;
    return llvm::Error::success();
  }

  std::optional<Mbarrier> barrier;
  std::optional<State> state;
};

llvm::Expected<Words> taken(const Case &done) {
  Taker taker;
  Words words;
  std::istringstream steps(done.text("steps"));
  for (std::string step; std::getline(steps, step, ',');) {
    if (llvm::Error error = taker.take(step))
      return error;
    taker.append(words);
  }
  return words;
}

TEST(MbarrierTest, AsRecorded) { holdAgainst("mbarrier", taken); }

std::string errorOf(const std::string &steps) {
  auto words = taken(Case("mbarrier").set("steps", steps));
  return words ? "" : toString(words.takeError());
}

TEST(MbarrierTest, RefusesCountsThatItCannotHold) {
  EXPECT_EQ(errorOf("init:0"),
            "an mbarrier of 0 arrivals; it has 1 to 1048575");
  EXPECT_THAT(errorOf("init:1048576"), HasSubstr("1048576 arrivals"));
  EXPECT_EQ(errorOf("init:1,expect:1048575"), "");
  EXPECT_THAT(errorOf("init:1,expect:1048575,arrive_expect:1"),
              HasSubstr("1048576 pending bytes"));
  EXPECT_THAT(errorOf("init:1,complete:1048576"),
              HasSubstr("-1048576 pending bytes"));
}

TEST(MbarrierTest, RefusesMoreArrivalsThanItAwaits) {
  EXPECT_EQ(errorOf("init:2,arrive:3"),
            "3 arrivals at an mbarrier that awaits 2");
  EXPECT_EQ(errorOf("init:1,arrive_expect:16,arrive:1"),
            "1 arrivals at an mbarrier that awaits 0");
  EXPECT_EQ(errorOf("init:2,drop:3"),
            "3 arrivals dropped from an mbarrier of 2");
}

} // namespace

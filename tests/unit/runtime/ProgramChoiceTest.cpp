// Which of a package's programs a CPU runs, for CPUs that need not be there.
extern "C" {
#include "core/program_choice.h"
}

#include <gtest/gtest.h>
#include <set>
#include <string>

namespace {

/// What the CPU of the test has.
std::set<std::string> features;

bool has(const char *name, size_t length) {
  return features.count(std::string(name, length)) > 0;
}

/// As gnetc links them.
class ProgramChoice : public testing::Test {
protected:
  ProgramChoice() {
    wide.cpu = "wide";
    wide.cpu_features = "small,middle,large,huge";
    wide.next = &middle;
    middle.cpu = "middle";
    middle.cpu_features = "small,middle";
    middle.next = &narrow;
    narrow.cpu = "narrow";
    narrow.cpu_features = "small";
  }

  /// The name of what is chosen, or the error.
  std::string choose(const char *cpu, gnet_status status = GNET_OK) const {
    const gnetrt_program *chosen = nullptr;
    gnet_error error{};
    EXPECT_EQ(gnetrt_choose_program(&wide, cpu, has, &chosen, &error), status);
    EXPECT_EQ(chosen != nullptr, status == GNET_OK);
    EXPECT_EQ(error.status, status);
    return chosen ? chosen->cpu : error.message;
  }

  gnetrt_program wide{}, middle{}, narrow{};
};

} // namespace

TEST_F(ProgramChoice, TakesTheMostDemandingThatRuns) {
  features = {"small", "middle", "large", "huge"};
  EXPECT_EQ(choose(nullptr), "wide");
  features = {"small", "middle", "large"};
  EXPECT_EQ(choose(nullptr), "middle");
  features = {"small", "large", "huge"};
  EXPECT_EQ(choose(nullptr), "narrow");
}

TEST_F(ProgramChoice, TakesTheOneThatIsAskedFor) {
  features = {"small", "middle", "large", "huge"};
  EXPECT_EQ(choose("wide"), "wide");
  EXPECT_EQ(choose("middle"), "middle");
  EXPECT_EQ(choose("narrow"), "narrow");
  EXPECT_EQ(choose("vast", GNET_INVALID_ARGUMENT),
            "options.cpu is 'vast': the package is for wide, middle, narrow");
  features = {"small"};
  EXPECT_EQ(choose("wide", GNET_UNSUPPORTED_CPU),
            "this CPU, or the operating system, lacks middle, large, huge for "
            "wide, which the package was compiled for: compile it for this "
            "CPU");
}

TEST_F(ProgramChoice, SaysWhatEachWouldNeed) {
  features = {"middle"};
  EXPECT_EQ(choose(nullptr, GNET_UNSUPPORTED_CPU),
            "this CPU, or the operating system, lacks small, large, huge for "
            "wide; small for middle; small for narrow, which the package was "
            "compiled for: compile it for this CPU");
  wide.next = nullptr;
  EXPECT_EQ(
      choose(nullptr, GNET_UNSUPPORTED_CPU),
      "this CPU, or the operating system, lacks small, large, huge, which "
      "the package was compiled for: compile it for this CPU");
}

TEST_F(ProgramChoice, LongListsAreCut) {
  const std::string many(2000, 'x');
  wide.cpu_features = middle.cpu_features = many.c_str();
  features = {};
  const std::string message = choose(nullptr, GNET_UNSUPPORTED_CPU);
  EXPECT_NE(message.find("compile it for this CPU"), std::string::npos);
}

TEST_F(ProgramChoice, NeedsNothingOfAnyCpu) {
  features = {};
  wide.cpu_features = "";
  EXPECT_EQ(choose(nullptr), "wide");
  wide.cpu_features = nullptr;
  EXPECT_EQ(choose(nullptr), "wide");
}

/// `describe` has an answer on every machine.
TEST_F(ProgramChoice, HereIsTheLeastDemandingWhereNoneRuns) {
  EXPECT_EQ(gnetrt_program_here(&wide), &narrow);
  narrow.cpu_features = "";
  EXPECT_EQ(gnetrt_program_here(&wide), &narrow);
  middle.cpu_features = "";
  EXPECT_EQ(gnetrt_program_here(&wide), &middle);
}

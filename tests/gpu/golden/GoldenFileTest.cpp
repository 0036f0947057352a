#include "gpu/golden/GoldenFile.h"
#include "gmock/gmock.h"

using namespace gnet::gpu::golden;
using testing::HasSubstr;

namespace {

std::string errorOf(llvm::StringRef text) {
  auto cases = parseGolden(text, "some.golden");
  return cases ? "" : toString(cases.takeError());
}

TEST(GoldenFileTest, ReadsParametersWordsAndFaults) {
  auto cases = parseGolden("# of a device\n\n"
                           "move to=1,-2 name=x\nwords 2\n00000001 ffffffff\n\n"
                           "move seed=3\nfault misaligned address\n",
                           "some.golden");
  ASSERT_TRUE(static_cast<bool>(cases)) << toString(cases.takeError());
  ASSERT_EQ(cases->size(), 2u);
  const Recorded &first = cases->front(), &second = cases->back();
  EXPECT_EQ(first.done.operation(), "move");
  EXPECT_EQ(first.done.numbers("to"), (std::vector<int64_t>{1, -2}));
  EXPECT_EQ(first.line, 3u);
  EXPECT_EQ(first.words, (std::vector<uint32_t>{1, 0xFFFFFFFF}));
  EXPECT_EQ(second.fault, "misaligned address");
}

TEST(GoldenFileTest, SaysWhatDiffers) {
  Recorded one{Case("move"), 1, "", 2, std::nullopt, {1, 2}};
  EXPECT_EQ(one.difference({1, 2}), "");
  EXPECT_EQ(one.difference({1}), "1 words; 2 were recorded");
  EXPECT_EQ(one.difference({1, 3}),
            "word 1 is 0x00000003; 0x00000002 was recorded");
}

TEST(GoldenFileTest, DigestsSeeWhatTheKeptWordsDoNot) {
  std::vector<uint32_t> words(48, 7);
  Recorded one{
      Case("move"), 1, "", 48, digest(words), std::vector<uint32_t>(16, 7)};
  EXPECT_EQ(one.difference(words), "");
  words[1] = 8;
  EXPECT_EQ(one.difference(words),
            "the kept words are as recorded; others are not");
}

TEST(GoldenFileTest, ErrorsNameFileAndLine) {
  EXPECT_EQ(errorOf("# nothing\n"), "some.golden:1: no case");
  EXPECT_EQ(errorOf("move seed\nwords 0\n"),
            "some.golden:1: 'seed' in a case; KEY=VALUE is expected");
  EXPECT_EQ(errorOf("00000001 seed=1\n"),
            "some.golden:1: '00000001' where an operation is expected");
  EXPECT_THAT(errorOf("move seed=1\n"), HasSubstr("before the case's result"));
  EXPECT_THAT(errorOf("move\nword 2\n"),
              HasSubstr("some.golden:2: 'word 2' where 'words COUNT'"));
  EXPECT_THAT(errorOf("move\nwords many\n"), HasSubstr("'words many' where"));
  EXPECT_THAT(errorOf("move\nwords 99999999999\n"),
              HasSubstr("99999999999 words"));
  EXPECT_THAT(errorOf("move\ndigest 48 xyz\n"), HasSubstr("is no digest"));
  EXPECT_THAT(errorOf("move\ndigest 3 ff\n"), HasSubstr("is no digest"));
  EXPECT_THAT(errorOf("move\nwords 2\n00000001\n"),
              HasSubstr("the file ends after 1 of 2 words"));
  EXPECT_THAT(errorOf("move\nwords 1\n00000001 00000002\n"),
              HasSubstr("2 words; 1 are expected"));
  EXPECT_EQ(errorOf("move\nwords 1\n1\n"),
            "some.golden:3: '1' where a word is expected");
  EXPECT_THAT(errorOf("move\nfault\n"), HasSubstr("without a reason"));
}

TEST(GoldenFileTest, NoFileIsAnError) {
  auto cases = readGolden("/nowhere/some.golden");
  ASSERT_FALSE(static_cast<bool>(cases));
  EXPECT_THAT(toString(cases.takeError()), HasSubstr("/nowhere/some.golden: "));
}

} // namespace

// Both helps and the shells' words know what is registered, and nothing else.
#include "Help.h"
#include "TargetChoice.h"
#include "ToyTarget.h"
#include "llvm/ADT/STLExtras.h"
#include "gtest/gtest.h"

namespace gnet {
namespace {

TEST(HelpTest, ListsTargetsAndTheirOptions) {
  const std::string text = allHelpText();
  const llvm::StringRef help = text;
  EXPECT_NE(
      help.find(
          "  --target=cpu          make a package in ./NAME-cpu, or "
          "where -o says\n"
          "  --target=cuda         one for NVIDIA's GPUs, in ./NAME-cuda, "
          "or where -o says\n"
          "  --target=toy          play in ./NAME-toy\n"
          "  --emit=STAGE"),
      llvm::StringRef::npos);
  EXPECT_NE(help.find("\n  --cpu=LEVELS          x86-64-v2, "),
            llvm::StringRef::npos);
  EXPECT_NE(help.find("\n  --cpu-kernels=KIND    generated "),
            llvm::StringRef::npos);
  EXPECT_NE(help.find("\n  --exact               no kernel "),
            llvm::StringRef::npos);
  EXPECT_NE(help.find("\n  --toy-color=COLOR     red, blue (default: red)\n"),
            llvm::StringRef::npos);
}

TEST(HelpTest, NamesEveryStage) {
  const std::string help = allHelpText();
  for (const StageName &stage : allStageNames())
    EXPECT_NE(help.find(stage.name.str()), std::string::npos)
        << stage.name.str();
  EXPECT_NE(help.find("\n                        gn, gn-inference, gnk, "
                      "kernels, llvm-dialect, llvm, obj,\n"
                      "                        gpu, nvvm, device-llvm, ptx, "
                      "toy-text: stages\n"),
            std::string::npos);
}

std::vector<llvm::StringRef> linesOf(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef> lines;
  text.split(lines, '\n');
  return {lines.begin(), lines.end()};
}

TEST(HelpTest, FitsAScreen) {
  const std::string help = helpText(), all = allHelpText();
  EXPECT_LE(linesOf(help).size(), 38u);
  for (const std::string &text : {help, all})
    for (llvm::StringRef line : linesOf(text))
      EXPECT_LE(line.size(), 80u) << line.str();
}

TEST(HelpTest, WordsOfOptions) {
  const std::vector<OptionValues> values = optionValues();
  auto of = [&](llvm::StringRef option) {
    for (const auto &[name, words] : values)
      if (name == option)
        return words;
    return std::vector<std::string>();
  };
  using Words = std::vector<std::string>;
  EXPECT_EQ(of("target"), (Words{"cpu", "cuda", "toy"}));
  EXPECT_EQ(of("cpu"), (Words{"native", "portable", "x86-64-v2", "x86-64-v3",
                              "x86-64-v4", "armv8-a"}));
  EXPECT_EQ(of("cpu-kernels"), (Words{"generated", "onednn"}));
  EXPECT_EQ(of("exact"), Words());
  EXPECT_EQ(of("toy-color"), (Words{"red", "blue"}));
  EXPECT_EQ(of("emit"),
            (Words{"summary",      "ast",     "dot",    "svg",
                   "pytorch",      "weights", "onnx",   "gn",
                   "gn-inference", "gnk",     "report", "kernels",
                   "llvm-dialect", "llvm",    "obj",    "package",
                   "wheel",        "gpu",     "nvvm",   "device-llvm",
                   "ptx",          "toy-text"}));
}

} // namespace
} // namespace gnet

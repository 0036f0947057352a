// Every example of the documents is a whole spec without errors.
#include "Spec.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace gnet::test {
namespace {

/// The ```gn blocks of a Markdown file.
std::vector<std::string> examplesOf(const std::string &path) {
  std::ifstream stream(path);
  std::vector<std::string> examples;
  bool inside = false;
  for (std::string line; std::getline(stream, line);) {
    bool isFence = line.starts_with("```");
    if (inside && !isFence)
      examples.back() += line + "\n";
    if (isFence && !inside && line == "```gn")
      examples.emplace_back();
    inside = isFence ? !inside && line == "```gn" : inside;
  }
  return examples;
}

/// As if it stood in specs/.
std::string errorsOfExample(const std::string &example) {
  const std::string main = std::string(GNET_SPECS) + "/example.gn";
  return loadNetwork(main,
                     [&](const std::string &path, size_t maxBytes) {
                       return path == main ? FileContent{example, {}}
                                           : readFromDisk(path, maxBytes);
                     })
      .diagnostics.render();
}

void expectExamplesCompile(const char *document, size_t atLeast) {
  std::vector<std::string> examples =
      examplesOf(std::string(GNET_DOCS) + "/" + document);
  EXPECT_GE(examples.size(), atLeast);
  for (const std::string &example : examples)
    EXPECT_EQ(errorsOfExample(example), "") << example;
}

TEST(Documents, ExamplesOfTheLanguageCompile) {
  expectExamplesCompile("language.md", 20);
}

TEST(Documents, ExamplesOfWeightsCompile) {
  expectExamplesCompile("weights.md", 1);
}

} // namespace
} // namespace gnet::test

// Every example of docs/language.md is a whole spec without errors.
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

TEST(Language, ExamplesCompile) {
  std::vector<std::string> examples =
      examplesOf(std::string(GNET_DOCS) + "/language.md");
  EXPECT_GT(examples.size(), 10u);
  std::string main = std::string(GNET_SPECS) + "/example.gn";
  for (const std::string &example : examples) {
    LoadResult result =
        loadNetwork(main, [&](const std::string &path, size_t maxBytes) {
          return path == main ? FileContent{example, {}}
                              : readFromDisk(path, maxBytes);
        });
    EXPECT_EQ(result.diagnostics.render(), "") << example;
  }
}

} // namespace
} // namespace gnet::test

// classify IMAGE... [--weights FILE] [--threads N]
//
// Prints the best five classes of PNG or JPEG pictures.

#include "network.hpp"

#define STB_IMAGE_IMPLEMENTATION
#include <stb/stb_image.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

struct Picture {
  int width, height;
  std::unique_ptr<stbi_uc, void (*)(void *)> pixels; // RGB
};

Picture load(const std::string &path) {
  int width, height, channels;
  stbi_uc *pixels = stbi_load(path.c_str(), &width, &height, &channels, 3);
  if (!pixels)
    throw std::runtime_error(path + ": " + stbi_failure_reason());
  return {width, height, {pixels, stbi_image_free}};
}

void classify(network::context &context, const std::string &path) {
  Picture picture = load(path);
  std::vector<float> input(network::input_size());
  network::preprocess(picture.pixels.get(), picture.width, picture.height, 3,
                      input.data());
  std::vector<float> scores = context.run(input);

  int classes = network::describe().output_channels;
  std::printf("%s\n", path.c_str());
  for (int i : network::top(scores.data(), classes, std::min(5, classes)))
    std::printf("  %6.2f %%  %s\n", 100 * scores[i], network::label(i).c_str());
}

struct CommandLine {
  network::options options;
  std::vector<std::string> paths;
};

int threadCount(const char *text) {
  int count = std::atoi(text);
  if (count < 1)
    throw std::invalid_argument(std::string("no number of threads: ") + text);
  return count;
}

CommandLine parse(int argc, char **argv) {
  CommandLine line;
  for (int i = 1; i < argc; ++i) {
    std::string word = argv[i];
    bool hasValue = i + 1 < argc;
    if (word == "--weights" && hasValue)
      line.options.weights_path = argv[++i];
    else if (word == "--threads" && hasValue)
      line.options.threads = threadCount(argv[++i]);
    else if (word.rfind("--", 0) != 0)
      line.paths.push_back(word);
    else
      throw std::invalid_argument("unknown option, or no value: " + word);
  }
  if (line.paths.empty())
    throw std::invalid_argument(
        "usage: classify IMAGE... [--weights FILE] [--threads N]");
  return line;
}

int main(int argc, char **argv) {
  try {
    CommandLine line = parse(argc, argv);
    network::model model(line.options);
    network::context context(model);
    for (const std::string &path : line.paths)
      classify(context, path);
  } catch (const std::exception &error) {
    std::fprintf(stderr, "classify: %s\n", error.what());
    return 1;
  }
  return 0;
}

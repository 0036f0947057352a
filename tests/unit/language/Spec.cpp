#include "Spec.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace gnet::test {

LoadResult load(const Files &files) {
  return loadNetwork("spec.gn",
                     [&](const std::string &path, size_t) -> FileContent {
                       auto it = files.find(path);
                       if (it == files.end())
                         return {{}, "no such file"};
                       return {it->second, {}};
                     });
}

LoadResult load(const std::string &spec) {
  return load(Files{{"spec.gn", spec}});
}

std::string inNetwork(const std::string &body) {
  return "network n {\n  input image: 3x32x32\n" + body + "\n}\n";
}

Network networkOf(const std::string &spec) {
  LoadResult result = load(spec);
  EXPECT_EQ(result.diagnostics.render(), "");
  return result.network.value_or(Network());
}

std::string errorsOf(const LoadResult &result) {
  std::string text;
  for (const Diagnostic &error : result.diagnostics.sorted())
    text += std::to_string(error.where.line) + ":" +
            std::to_string(error.where.column) + ": " + error.message + "\n";
  EXPECT_EQ(result.network.has_value(), text.empty());
  return text;
}

std::string errorsIn(const std::string &body) {
  return errorsOf(load(inNetwork(body)));
}

const Layer &layerAt(const Network &network, const std::string &path) {
  for (const Layer &layer : network.layers)
    if (layer.path == path)
      return layer;
  throw std::runtime_error("no layer '" + path + "' in " + pathsOf(network));
}

std::string pathsOf(const Network &network) {
  std::string paths;
  for (const Layer &layer : network.layers)
    paths += (paths.empty() ? "" : " ") + layer.path;
  return paths;
}

} // namespace gnet::test

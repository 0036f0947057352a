// Specs in memory, and short ways to ask about what became of them.
#ifndef GNET_TESTS_UNIT_FRONTEND_SPEC_H
#define GNET_TESTS_UNIT_FRONTEND_SPEC_H

#include "language/Frontend.h"

#include <map>
#include <string>

namespace gnet::test {

using Files = std::map<std::string, std::string>;

/// Loads "spec.gn" of the files.
LoadResult load(const Files &files);
LoadResult load(const std::string &spec);

/// `network n { input image: 3x32x32 ... }` with the body in it; its first
/// line is line 3.
std::string inNetwork(const std::string &body);

/// The network of a spec without errors; else the test fails.
Network networkOf(const std::string &spec);
/// Every error as "line:column: message".
std::string errorsOf(const LoadResult &result);
/// The errors of a body, see `inNetwork`.
std::string errorsIn(const std::string &body);

/// The layer with that path; else the test fails.
const Layer &layerAt(const Network &network, const std::string &path);
template <typename Op>
const Op &opAt(const Network &network, const std::string &path) {
  return std::get<Op>(layerAt(network, path).op);
}
/// The paths of all layers, separated by blanks.
std::string pathsOf(const Network &network);

} // namespace gnet::test

#endif // GNET_TESTS_UNIT_FRONTEND_SPEC_H

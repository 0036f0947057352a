//===- RandomSpec.h - A small network from a seed -------------------------===//
#ifndef GNET_ENDTOEND_RANDOMSPEC_H
#define GNET_ENDTOEND_RANDOMSPEC_H

#include <cstdint>
#include <string>

namespace gnet::endtoend {

/// The text of `network net { ... }`: a few layers of every kind, arranged
/// such that each rewrite of the compiler meets the case it must leave alone.
std::string randomSpec(uint64_t seed);

} // namespace gnet::endtoend

#endif // GNET_ENDTOEND_RANDOMSPEC_H

//===- Interposed.h - Counts what our code asks of the system -------------===//
#ifndef GNET_TESTS_RUNTIME_INTERPOSED_H
#define GNET_TESTS_RUNTIME_INTERPOSED_H

namespace gnet::test {

struct Calls {
  long allocations; ///< Of memory, and its freeing.
  long locks;
};

/// From here on, on all threads.
void startCounting();

/// Calls since `startCounting` whose caller lies in this executable, where the
/// runtime is; not those of oneDNN, OpenMP or the C++ library.
Calls stopCounting();

} // namespace gnet::test

#endif // GNET_TESTS_RUNTIME_INTERPOSED_H

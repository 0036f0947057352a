//===- Interposed.h - Counts what our code asks of the system -------------===//
#ifndef GNET_TESTS_RUNTIME_INTERPOSED_H
#define GNET_TESTS_RUNTIME_INTERPOSED_H

namespace gnet::test {

struct Calls {
  long allocations; ///< Of memory, and its freeing.
  long locks;
  long live;      ///< Memory, mappings and threads that are not given back.
  bool hasFailed; ///< Whether the call that was to fail came.
};

/// From here on, on all threads. Of the calls that ask for memory, a mapping or
/// a thread the one of number `failing` fails; from 1, 0 for none.
void startCounting(long failing = 0);

/// Calls since `startCounting` whose caller lies in this executable, where the
/// runtime is; not those of oneDNN, OpenMP or the C++ library.
Calls stopCounting();

} // namespace gnet::test

#endif // GNET_TESTS_RUNTIME_INTERPOSED_H

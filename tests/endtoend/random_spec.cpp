// gnet-random-spec: prints the network of a seed, for tests in other languages.
#include "endtoend/RandomSpec.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

int main(int argc, char **argv) {
  uint64_t seed = 0;
  if (argc != 2 || llvm::StringRef(argv[1]).getAsInteger(10, seed)) {
    llvm::errs() << "usage: gnet-random-spec SEED\n";
    return 1;
  }
  llvm::outs() << gnet::endtoend::randomSpec(seed);
  return 0;
}

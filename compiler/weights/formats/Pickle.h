//===- Pickle.h - The values that a pickle describes ----------------------===//
//
// A pickle is a program for a stack machine, whose opcodes can call any
// function of Python's. This machine has the opcodes that build data; a call
// is a value like any other, and is never made.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_WEIGHTS_FORMATS_PICKLE_H
#define GNET_WEIGHTS_FORMATS_PICKLE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <cstdint>
#include <vector>

namespace gnet {

/// A value of a pickle's. It names others by their places in `Pickle::values`:
/// they may be shared, and a list or a dictionary may hold itself.
struct PickleValue {
  enum class Kind {
    Opaque, ///< None, a truth value, a float: nothing that tensors are made of.
    Int,
    String,
    Global, ///< `module` and `text`.
    Tuple,
    List,
    Dict,        ///< Keys and values in turn; also an OrderedDict.
    Call,        ///< A global and the tuple of its arguments.
    PersistentId ///< Of what lies outside the pickle.
  };

  Kind kind = Kind::Opaque;
  int64_t integer = 0;
  llvm::StringRef text, module; ///< In the pickle's bytes.
  std::vector<uint32_t> items;
};

struct Pickle {
  std::vector<PickleValue> values;
  uint32_t top = 0; ///< What the pickle is of.
};

/// Protocols 2 to 5. `globals` are the only ones that the pickle may name, as
/// `module.name`, beside `collections.OrderedDict`. `bytes` must outlive the
/// result. The memory used is proportional to `bytes`, of which at most 16 MiB
/// are taken.
llvm::Expected<Pickle> readPickle(llvm::StringRef bytes,
                                  llvm::ArrayRef<llvm::StringRef> globals);

} // namespace gnet

#endif // GNET_WEIGHTS_FORMATS_PICKLE_H

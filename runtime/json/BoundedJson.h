//===- BoundedJson.h - JSON that comes from outside -----------------------===//
#ifndef GNET_JSON_BOUNDEDJSON_H
#define GNET_JSON_BOUNDEDJSON_H

#include <llvm/ADT/StringRef.h>

namespace gnet {

/// The most that a file of some kind may be.
struct JsonBounds {
  size_t bytes;
  int depth; ///< Lists and objects in each other.
};

/// Whether LLVM's parser may read `text`. It calls itself for what is nested:
/// its stack has to hold that.
bool isWithin(llvm::StringRef text, const JsonBounds &bounds);

} // namespace gnet

#endif // GNET_JSON_BOUNDEDJSON_H

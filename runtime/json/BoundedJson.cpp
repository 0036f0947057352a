//===- BoundedJson.cpp - JSON that comes from outside ---------------------===//
#include "json/BoundedJson.h"

namespace gnet {

bool isWithin(llvm::StringRef text, const JsonBounds &bounds) {
  if (text.size() > bounds.bytes)
    return false;
  int depth = 0;
  bool isQuoted = false;
  for (size_t i = 0; i < text.size() && depth <= bounds.depth; ++i) {
    const char c = text[i];
    if (isQuoted && c == '\\')
      ++i;
    else if (c == '"')
      isQuoted = !isQuoted;
    else if (!isQuoted)
      depth += (c == '[' || c == '{') - (c == ']' || c == '}');
  }
  return depth <= bounds.depth;
}

} // namespace gnet

//===- JsonFormat.h - Files that a command of gnetc makes -----------------===//
#ifndef GNET_JSON_JSONFORMAT_H
#define GNET_JSON_JSONFORMAT_H

#include "json/BoundedJson.h"
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/JSON.h>

namespace gnet {

/// What tells them from others: their members "format" and "version".
struct JsonFormat {
  llvm::StringLiteral name;
  int64_t version;
  llvm::StringLiteral command; ///< Of gnetc, that makes them.
  JsonBounds bounds;

  /// The two members, into an object.
  void write(llvm::json::OStream &os) const;

  /// A text of this format: an object.
  llvm::Expected<llvm::json::Value> parse(llvm::StringRef text) const;
};

} // namespace gnet

#endif // GNET_JSON_JSONFORMAT_H

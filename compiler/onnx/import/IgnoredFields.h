//===- IgnoredFields.h - What a reader of descriptions passes over --------===//
#ifndef GNET_ONNX_IMPORT_IGNOREDFIELDS_H
#define GNET_ONNX_IMPORT_IGNOREDFIELDS_H

#include "network/Layers.h"

namespace gnet {

/// A base of what layers' `describe` calls: takes none of their attributes.
struct IgnoredFields {
  template <typename Value>
  void kernel(const Field &, const Value &, const Value &) {}
  template <typename Value> void padding(const Value &) {}
  template <typename Value, typename Range>
  void argument(const Field &, const Value &, Range) {}
  template <typename Value> void rate(const Field &, const Value &) {}
  template <typename Value, typename... Range>
  void key(const Field &, const Value &, Range...) {}
  template <typename Value> void flag(const Flag &, const Value &) {}
  template <typename Value>
  void flagOfPadding(const Flag &, const Value &, const char *) {}
  template <typename Message> void check(bool, Message) {}
};

} // namespace gnet

#endif // GNET_ONNX_IMPORT_IGNOREDFIELDS_H

//===- IgnoredFields.h - What a reader of descriptions passes over --------===//
#ifndef GNET_ONNX_IMPORT_IGNOREDFIELDS_H
#define GNET_ONNX_IMPORT_IGNOREDFIELDS_H

#include "network/Layers.h"

namespace gnet {

/// A base of what layers' `describe` calls: takes none of their attributes.
struct IgnoredFields {
  void kernel(const Field &, const Extent &, const Extent &) {}
  void padding(const Padding &) {}
  template <typename Value, typename Range>
  void argument(const Field &, const Value &, Range) {}
  void rate(const Field &, double) {}
  template <typename Value, typename... Range>
  void key(const Field &, const Value &, Range...) {}
  void flag(const Flag &, bool) {}
  void flagOfPadding(const Flag &, bool, const char *) {}
  template <typename Message> void check(bool, Message) {}
};

} // namespace gnet

#endif // GNET_ONNX_IMPORT_IGNOREDFIELDS_H

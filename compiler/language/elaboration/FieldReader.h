//===- FieldReader.h - A layer's attributes from what is written ----------===//
#ifndef GNET_LANGUAGE_ELABORATION_FIELDREADER_H
#define GNET_LANGUAGE_ELABORATION_FIELDREADER_H

#include "language/elaboration/PaddingMode.h"

namespace gnet {

/// Sets each attribute that a layer's description names to what its arguments
/// and keys say; one that they do not say stays as it is. What does not fit is
/// reported.
class FieldReader {
public:
  explicit FieldReader(Attributes &attributes) : attributes(attributes) {}

  void kernel(const Field &field, Extent &kernel, Extent &stride);
  void padding(Padding &padding);
  void argument(const Field &field, int64_t &value, IntegerRange range);
  void argument(const Field &field, std::vector<double> &values,
                RealRange range);
  void rate(const Field &field, double &rate);
  void key(const Field &field, int64_t &value, IntegerRange range);
  void key(const Field &field, double &value, RealRange range);
  void key(const Field &field, Extent &value, IntegerRange range);
  void key(const Field &field, std::vector<double> &values, RealRange range);
  void key(const Field &field, Rounding &rounding);
  void key(const Field &field, Connections &connections);
  void flag(const Flag &flag, bool &value);
  /// Reports `unsaid` if there is padding and nothing says the flag.
  void flagOfPadding(const Flag &flag, bool &value, const char *unsaid);

  /// Reports the message of the layer if it does not fit.
  template <typename Message> void check(bool fits, Message message) {
    if (!fits)
      attributes.fail(attributes.where(), message());
  }

  PaddingMode paddingMode() const { return mode; }

private:
  Attributes &attributes;
  PaddingMode mode = PaddingMode::Given;
  bool isPadded = false;
};

} // namespace gnet

#endif // GNET_LANGUAGE_ELABORATION_FIELDREADER_H

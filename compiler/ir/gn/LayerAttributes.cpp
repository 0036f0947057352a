//===- LayerAttributes.cpp - Layers as operations of gn, and back ---------===//
#include "ir/gn/LayerAttributes.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/Diagnostics.h"

using namespace mlir;
using namespace gnet;
using namespace gnet::gn;

namespace {

StringRef nameOf(const Field &field) {
  return field.gn ? field.gn : field.word;
}
StringRef nameOf(const Flag &flag) { return flag.gn ? flag.gn : flag.word; }

constexpr StringLiteral strides = "strides";
constexpr StringLiteral paddingName = "padding";

/// Makes an attribute of each field; a flag is there or not.
class FieldWriter {
public:
  FieldWriter(Builder &builder, NamedAttrList &attributes)
      : builder(builder), attributes(attributes) {}

  void kernel(const Field &field, const Extent &kernel, const Extent &stride) {
    add(field, attribute(kernel));
    attributes.append(strides, attribute(stride));
  }
  void padding(const Padding &pad) {
    attributes.append(paddingName,
                      builder.getDenseI64ArrayAttr(
                          {pad.top, pad.left, pad.bottom, pad.right}));
  }
  template <typename Value, typename Range>
  void argument(const Field &field, const Value &value, Range) {
    add(field, attribute(value));
  }
  void rate(const Field &field, double value) { add(field, attribute(value)); }
  template <typename Value, typename... Range>
  void key(const Field &field, const Value &value, Range...) {
    add(field, attribute(value));
  }
  void flag(const Flag &flag, bool value) {
    if (StringRef name = nameOf(flag); value && !name.empty())
      attributes.append(name, builder.getUnitAttr());
  }
  void flagOfPadding(const Flag &flag, bool value, const char *) {
    this->flag(flag, value);
  }
  template <typename Message> void check(bool, Message) {}

private:
  void add(const Field &field, Attribute value) {
    if (StringRef name = nameOf(field); value && !name.empty())
      attributes.append(name, value);
  }
  Attribute attribute(int64_t value) {
    return builder.getI64IntegerAttr(value);
  }
  Attribute attribute(double value) { return builder.getF64FloatAttr(value); }
  Attribute attribute(const Extent &value) {
    return builder.getDenseI64ArrayAttr({value.height, value.width});
  }
  Attribute attribute(const std::vector<double> &values) {
    return builder.getDenseF64ArrayAttr(values);
  }
  Attribute attribute(Rounding value) {
    return value == Rounding::Ceil ? builder.getUnitAttr() : Attribute();
  }
  /// They are an operation of their own, on the weight.
  Attribute attribute(const Connections &) { return {}; }

  Builder &builder;
  NamedAttrList &attributes;
};

/// Names every attribute, also those that a layer of defaults does without.
class FieldNames {
public:
  SmallVector<StringRef> names;

  void kernel(const Field &field, const Extent &, const Extent &) {
    add(nameOf(field));
    add(strides);
  }
  void padding(const Padding &) { add(paddingName); }
  template <typename... Rest> void argument(const Field &field, Rest &&...) {
    add(nameOf(field));
  }
  void rate(const Field &field, double) { add(nameOf(field)); }
  template <typename... Rest> void key(const Field &field, Rest &&...) {
    add(nameOf(field));
  }
  void flag(const Flag &flag, bool) { add(nameOf(flag)); }
  void flagOfPadding(const Flag &flag, bool, const char *) {
    add(nameOf(flag));
  }
  template <typename Message> void check(bool, Message) {}

private:
  void add(StringRef name) {
    if (!name.empty())
      names.push_back(name);
  }
};

/// Sets each field from its attribute. Types are inferred before an operation
/// is verified: nothing is certain yet. Keeps the first thing that does not
/// fit.
class FieldReader {
public:
  explicit FieldReader(AttributeLookup lookup) : lookup(lookup) {}

  std::string problem;

  void kernel(const Field &field, Extent &kernel, Extent &stride) {
    if (StringRef name = nameOf(field); !name.empty())
      read(name, kernel);
    read(strides, stride);
  }
  void padding(Padding &padding) {
    ArrayRef<int64_t> sides = numbers(paddingName, 4, 0);
    if (sides.empty())
      return fail("padding needs four numbers from 0: top, left, bottom, "
                  "right");
    padding = {sides[0], sides[1], sides[2], sides[3]};
  }
  template <typename Value, typename Range>
  void argument(const Field &field, Value &value, Range) {
    if (StringRef name = nameOf(field); !name.empty())
      read(name, value);
  }
  void rate(const Field &field, double &value) { read(nameOf(field), value); }
  template <typename Value, typename Range>
  void key(const Field &field, Value &value, Range) {
    if (StringRef name = nameOf(field); !name.empty())
      read(name, value);
  }
  void key(const Field &field, int64_t &value, IntegerRange) {
    read(nameOf(field), value);
    if (value < 1)
      fail(nameOf(field) + " needs to be at least 1");
  }
  void key(const Field &field, Rounding &value) {
    value = lookup(nameOf(field)) ? Rounding::Ceil : Rounding::Floor;
  }
  void key(const Field &, Connections &) {}
  void flag(const Flag &flag, bool &value) {
    if (StringRef name = nameOf(flag); !name.empty())
      value = static_cast<bool>(lookup(name));
  }
  void flagOfPadding(const Flag &flag, bool &value, const char *) {
    this->flag(flag, value);
  }
  template <typename Message> void check(bool, Message) {}

private:
  void fail(const Twine &why) {
    if (problem.empty())
      problem = why.str();
  }

  /// The numbers of an array if they are `count` of at least `least`, else
  /// empty.
  ArrayRef<int64_t> numbers(StringRef name, size_t count, int64_t least) {
    auto array = dyn_cast_or_null<DenseI64ArrayAttr>(lookup(name));
    bool fits = array && size_t(array.size()) == count &&
                llvm::all_of(array.asArrayRef(),
                             [=](int64_t number) { return number >= least; });
    return fits ? array.asArrayRef() : ArrayRef<int64_t>();
  }

  void read(StringRef name, Extent &value) {
    ArrayRef<int64_t> sides = numbers(name, 2, 1);
    if (sides.empty())
      return fail(name + " needs two positive numbers: height, width");
    value = {sides[0], sides[1]};
  }
  void read(StringRef name, int64_t &value) {
    if (auto number = dyn_cast_or_null<IntegerAttr>(lookup(name)))
      value = number.getInt();
  }
  void read(StringRef name, double &value) {
    if (auto number = dyn_cast_or_null<FloatAttr>(lookup(name)))
      value = number.getValueAsDouble();
  }
  void read(StringRef name, std::vector<double> &values) {
    auto array = dyn_cast_or_null<DenseF64ArrayAttr>(lookup(name));
    if (!array)
      return fail("needs " + name);
    values.assign(array.asArrayRef().begin(), array.asArrayRef().end());
  }

  AttributeLookup lookup;
};

} // namespace

NamedAttrList gn::attributesOf(Builder &builder, const LayerOp &layer) {
  NamedAttrList attributes;
  FieldWriter writer(builder, attributes);
  describe(canonical(layer), writer);
  return attributes;
}

SmallVector<StringRef> gn::attributeNamesOf(const LayerKind &kind) {
  FieldNames fields;
  describe(kind.initial, fields);
  return std::move(fields.names);
}

FailureOr<LayerOp> gn::layerOf(const LayerKind &kind, AttributeLookup attribute,
                               std::optional<Location> location) {
  LayerOp layer = kind.initial;
  FieldReader reader(attribute);
  describe(layer, reader);
  if (!reader.problem.empty())
    return emitOptionalError(location, reader.problem);
  return layer;
}

#include "language/elaboration/FieldReader.h"

#include "language/syntax/AstPrinter.h"

#include <fmt/format.h>

namespace gnet {

namespace {

/// What is missing where the argument is.
const char *needsOf(const Field &field) {
  return field.needs ? field.needs : field.word;
}

} // namespace

void FieldReader::kernel(const Field &, Extent &kernel, Extent &stride) {
  attributes.kernelArgument(kernel, stride, maxSide);
}

void FieldReader::padding(Padding &padding) {
  readPadding(attributes, padding, mode);
  isPadded = mode != PaddingMode::Given || padding != Padding();
}

void FieldReader::argument(const Field &field, int64_t &value,
                           IntegerRange range) {
  value = attributes.integerArgument(field.word, needsOf(field), range);
}

void FieldReader::argument(const Field &field, std::vector<double> &values,
                           RealRange range) {
  values = attributes.realsArgument(needsOf(field), range, values);
}

void FieldReader::rate(const Field &field, double &rate) {
  const ast::Value *value = attributes.argument(needsOf(field));
  if (!value)
    return;
  std::optional<double> number = asReal(*value);
  if (!number)
    return attributes.failValue(
        fmt::format("the {} of {}", field.word, attributes.name()),
        "a percentage", *value);
  rate = *number;
  if (rate < 0 || rate >= 1)
    attributes.fail(value->where, fmt::format("{} of {}; a {} is from 0% to "
                                              "less than 100%",
                                              attributes.name(),
                                              printValue(*value), field.word));
}

void FieldReader::key(const Field &field, int64_t &value, IntegerRange range) {
  value = attributes.integer(field.word, range, value);
}

void FieldReader::key(const Field &field, double &value, RealRange range) {
  value = attributes.real(field.word, range, value);
}

void FieldReader::key(const Field &field, Extent &value, IntegerRange range) {
  value = attributes.extent(field.word, range, value);
}

void FieldReader::key(const Field &field, std::vector<double> &values,
                      RealRange range) {
  values = attributes.reals(field.word, range, values);
}

void FieldReader::key(const Field &field, Rounding &rounding) {
  const char *otherwise = rounding == Rounding::Ceil ? "ceil" : "floor";
  rounding = attributes.word(field.word, {"floor", "ceil"}, otherwise) == "ceil"
                 ? Rounding::Ceil
                 : Rounding::Floor;
}

/// `[[0, 1, 2], [1, 2, 3]]`: whether they fit depends on the input.
void FieldReader::key(const Field &field, Connections &connections) {
  const ast::Value *value = attributes.ownSetting(field.word);
  if (!value)
    return;
  if (attributes.isDefaults())
    return attributes.fail(value->where, "connections are those of one "
                                         "convolution: they cannot be a "
                                         "default");
  const char *wanted = "a list of lists of channels, as [[0, 1], [1, 2]]";
  const auto *rows = value->as<ast::List>();
  if (!rows || rows->values.empty())
    return attributes.failValue(field.word, wanted, *value);
  for (const ast::Value &row : rows->values) {
    const auto *channels = row.as<ast::List>();
    if (!channels)
      return attributes.failValue(field.word, wanted, row);
    std::vector<int64_t> &seen = connections.emplace_back();
    for (const ast::Value &channel : channels->values) {
      std::optional<int64_t> number = asInteger(channel);
      if (!number)
        return attributes.failValue(field.word, wanted, channel);
      seen.push_back(*number);
    }
  }
}

void FieldReader::flag(const Flag &flag, bool &value) {
  value = attributes.flag(flag.word, value);
}

void FieldReader::flagOfPadding(const Flag &flag, bool &value,
                                const char *unsaid) {
  this->flag(flag, value);
  check(!isPadded || attributes.setting(flag.word), [&] { return unsaid; });
}

} // namespace gnet

#include "language/elaboration/Attributes.h"

#include "language/diagnostics/Spelling.h"
#include "language/elaboration/Arithmetic.h"
#include "language/syntax/AstPrinter.h"

#include <algorithm>
#include <fmt/format.h>

namespace gnet {

namespace {

std::vector<std::string> namesOf(const Bindings &bindings) {
  std::vector<std::string> names;
  for (const auto &[name, value] : bindings)
    names.push_back(name);
  return names;
}

bool within(int64_t value, IntegerRange range) {
  return value >= range.low && value <= range.high;
}

std::string text(IntegerRange range) {
  return fmt::format("from {} to {}", range.low, range.high);
}

} // namespace

Attributes::Attributes(ast::Name subject, const Bindings &bindings,
                       Diagnostics &diagnostics)
    : subject(std::move(subject)), bindings(bindings),
      diagnostics(diagnostics) {}

void Attributes::addArguments(const std::vector<ast::Value> &values) {
  for (const ast::Value &value : values)
    arguments.push_back(substitute(value, bindings, diagnostics));
}

void Attributes::addSettings(const std::vector<ast::Setting> &settings) {
  for (const ast::Setting &setting : settings) {
    auto [it, isNew] =
        entries.try_emplace(setting.key.text, Entry{&setting, true, {}});
    if (isNew)
      continue;
    failed = true;
    diagnostics
        .error(setting.key.where,
               fmt::format("'{}' is set a second time", setting.key.text))
        .note(it->second.setting->key.where, "first set here");
  }
}

void Attributes::addDefaults(const DefaultSettings &defaults,
                             const std::string &kind) {
  auto it = defaults.find(kind);
  if (it == defaults.end())
    return;
  for (const auto &setting : it->second)
    entries.try_emplace(setting->key.text, Entry{setting.get(), false, {}});
}

const ast::Value *Attributes::argument(const char *what) {
  if (argumentsRead < arguments.size())
    return &arguments[argumentsRead++];
  if (hasArguments)
    fail(subject.where, fmt::format("{} needs {}", subject.text, what));
  return nullptr;
}

std::vector<double> Attributes::realsArgument(const char *needs,
                                              RealRange range,
                                              std::vector<double> fallback) {
  const ast::Value *value = argument(needs);
  return value ? realsIn(subject.text, *value, range, fallback.front())
               : std::move(fallback);
}

int64_t Attributes::integerArgument(const char *what, const char *needs,
                                    IntegerRange range) {
  const ast::Value *value = argument(needs);
  return value ? checked(what, *value, range, range.low) : range.low;
}

void Attributes::kernelArgument(Extent &kernel, Extent &stride, int64_t high) {
  IntegerRange range{1, high};
  stride = extent("stride", range, {1, 1});
  const ast::Value *written = argument("a kernel such as 3x3 or 3x3/2");
  if (!written)
    return;
  const auto *ratio = written->as<ast::Ratio>();
  const ast::Value &size = ratio ? ratio->parts[0] : *written;
  std::optional<Extent> extent =
      size.as<ast::Dims>() ? asExtent(size) : std::nullopt;
  if (!extent)
    return failValue("the kernel of " + subject.text, "height x width, as 3x3",
                     size);
  if (!within(extent->height, range) || !within(extent->width, range))
    return fail(size.where, fmt::format("the sides of a kernel are {}, not {}",
                                        text(range), printValue(size)));
  kernel = *extent;
  if (!ratio)
    return;
  if (isOwn("stride"))
    fail(ratio->parts[1].where, "the stride is given twice");
  const ast::Value &step = ratio->parts[1];
  std::optional<Extent> steps = asExtent(step);
  if (!steps)
    return failValue("the stride of " + subject.text, "a number or sizes",
                     step);
  if (!within(steps->height, range) || !within(steps->width, range))
    return fail(step.where, fmt::format("a stride is {}, not {}", text(range),
                                        printValue(step)));
  stride = *steps;
}

const ast::Value *Attributes::setting(const char *key) {
  knownKeys.insert(key);
  auto it = entries.find(key);
  if (it == entries.end())
    return nullptr;
  Entry &entry = it->second;
  // A default's parameters are those of the module that set it.
  if (!entry.value)
    entry.value = entry.own
                      ? substitute(entry.setting->value, bindings, diagnostics)
                      : entry.setting->value;
  return &*entry.value;
}

const ast::Value *Attributes::ownSetting(const char *key) {
  knownKeys.insert(key);
  return isOwn(key) ? setting(key) : nullptr;
}

int64_t Attributes::checked(const std::string &what, const ast::Value &value,
                            IntegerRange range, int64_t fallback) {
  std::optional<int64_t> integer = asInteger(value);
  if (!integer) {
    failValue(what, "a whole number", value);
    return fallback;
  }
  if (within(*integer, range))
    return *integer;
  fail(value, fmt::format("{} of {} is {}; it must be {}", what, subject.text,
                          *integer, text(range)));
  return fallback;
}

int64_t Attributes::integer(const char *key, IntegerRange range,
                            int64_t fallback) {
  const ast::Value *value = setting(key);
  return value ? checked(key, *value, range, fallback) : fallback;
}

double Attributes::real(const char *key, RealRange range, double fallback) {
  const ast::Value *value = setting(key);
  if (!value)
    return fallback;
  std::optional<double> number = asReal(*value);
  if (!number) {
    failValue(key, "a number", *value);
    return fallback;
  }
  if (*number >= range.low && *number <= range.high)
    return *number;
  fail(*value,
       fmt::format("{} of {} is {}; it must be from {} to {}", key,
                   subject.text, printValue(*value), range.low, range.high));
  return fallback;
}

std::vector<double> Attributes::reals(const char *key, RealRange range,
                                      std::vector<double> fallback) {
  const ast::Value *value = setting(key);
  return value ? realsIn(key, *value, range, fallback.front())
               : std::move(fallback);
}

std::vector<double> Attributes::realsIn(const std::string &what,
                                        const ast::Value &value,
                                        RealRange range, double fallback) {
  std::vector<ast::Value> parts = {value};
  if (const auto *list = value.as<ast::List>())
    parts = list->values;
  std::vector<double> numbers;
  for (const ast::Value &part : parts) {
    std::optional<double> number = asReal(part);
    if (!number)
      failValue(what, "a number, or a list of one a channel", part);
    else if (*number < range.low || *number > range.high)
      fail(part, fmt::format("{} is {}; it must be from {} to {}", what,
                             printValue(part), range.low, range.high));
    numbers.push_back(number.value_or(fallback));
  }
  if (numbers.empty())
    fail(value.where, fmt::format("{} has an empty list", what));
  return numbers;
}

Extent Attributes::extent(const char *key, IntegerRange range,
                          Extent fallback) {
  const ast::Value *value = setting(key);
  if (!value)
    return fallback;
  std::optional<Extent> sizes = asExtent(*value);
  if (!sizes) {
    failValue(key, "a number or height x width", *value);
    return fallback;
  }
  if (within(sizes->height, range) && within(sizes->width, range))
    return *sizes;
  fail(*value, fmt::format("{} of {} is {}; it must be {}", key, subject.text,
                           printValue(*value), text(range)));
  return fallback;
}

bool Attributes::flag(const char *key, bool fallback) {
  return word(key, {"true", "false"}, fallback ? "true" : "false") == "true";
}

std::string Attributes::word(const char *key,
                             const std::vector<std::string> &words,
                             const char *fallback) {
  const ast::Value *value = setting(key);
  if (!value)
    return fallback;
  if (const auto *written = value->as<ast::Word>())
    return oneOf(key, words, {written->text, value->where}, fallback);
  failValue(key, fmt::format("one of {}", fmt::join(words, ", ")), *value);
  return fallback;
}

std::string Attributes::wordOrGroup(const char *key,
                                    const std::vector<std::string> &words,
                                    const char *fallback) {
  const ast::Value *value = setting(key);
  const auto *group = value ? value->as<ast::Group>() : nullptr;
  if (!group)
    return word(key, words, fallback);
  SourceRange where = value->where;
  where.endColumn = where.column + static_cast<int>(group->name.size());
  return oneOf(key, words, {group->name, where}, fallback);
}

std::string Attributes::oneOf(const char *key,
                              const std::vector<std::string> &allowed,
                              const ast::Name &written, const char *fallback) {
  for (const std::string &word : allowed)
    if (word == written.text)
      return word;
  failed = true;
  reportUnknown(diagnostics, written.where, written.text,
                fmt::format("{} of {} is one of {}, not '{}'", key,
                            subject.text, fmt::join(allowed, ", "),
                            written.text),
                allowed);
  return fallback;
}

bool Attributes::isOwn(const std::string &key) const {
  auto it = entries.find(key);
  return it != entries.end() && it->second.own;
}

bool Attributes::finish() {
  for (size_t i = argumentsRead; i < arguments.size(); ++i)
    if (reportKeyAsArgument(i))
      ++i;
    else if (!reportStrideAsArgument(i))
      fail(arguments[i].where,
           fmt::format("{} takes no argument '{}'", subject.text,
                       printValue(arguments[i])));
  std::vector<std::string> keys(knownKeys.begin(), knownKeys.end());
  for (const auto &[key, entry] : entries) {
    if (!entry.own || knownKeys.count(key))
      continue;
    failed = true;
    reportUnknown(diagnostics, entry.setting->key.where, key,
                  fmt::format("{} has no key '{}'", subject.text, key), keys);
  }
  return !failed;
}

/// `max_pool 3x3 stride 2`: the key and its value, of which the first is
/// argument `i`.
bool Attributes::reportKeyAsArgument(size_t i) {
  const auto *key = arguments[i].as<ast::Word>();
  if (!key || !knownKeys.count(key->text) || i + 1 == arguments.size())
    return false;
  failed = true;
  SourceRange where = arguments[i].where;
  const SourceRange &value = arguments[i + 1].where;
  if (value.line != where.line || value.file != where.file)
    return false;
  where.endColumn = value.endColumn;
  std::string written = printValue(arguments[i + 1]);
  bool isStride = key->text == "stride";
  std::string meant = isStride
                          ? "/" + written
                          : fmt::format("{{ {}: {} }}", key->text, written);
  Diagnostic &error = diagnostics.error(
      where, isStride ? fmt::format("a stride stands behind its kernel: write "
                                    "{}",
                                    meant)
                      : fmt::format("'{}' is a key of {}: write {}", key->text,
                                    subject.text, meant));
  bool hasOwn = std::any_of(entries.begin(), entries.end(),
                            [](const auto &each) { return each.second.own; });
  if (isStride || !hasOwn)
    error.repairedBy(meant);
  return true;
}

/// `max_pool 3x3 2`: the number behind the kernel, argument `i`.
bool Attributes::reportStrideAsArgument(size_t i) {
  const auto *number = arguments[i].as<ast::Number>();
  if (!number || i != 1 || !knownKeys.count("stride"))
    return false;
  failed = true;
  const std::string meant = "/" + number->text;
  diagnostics
      .error(arguments[i].where,
             fmt::format("{} takes no second argument; a stride stands behind "
                         "its kernel: write {}",
                         subject.text, meant))
      .repairedBy(meant);
  return true;
}

void Attributes::fail(const SourceRange &where, std::string message) {
  fail(ast::Value{ast::Unknown{}, where}, std::move(message));
}

void Attributes::fail(const ast::Value &value, std::string message) {
  failed = true;
  const SourceRange &where = value.where;
  Diagnostic &error = diagnostics.error(where, std::move(message));
  // The value is a parameter's or a default, written somewhere else.
  if (where.file != subject.where.file || where.line != subject.where.line)
    error.note(subject.where, fmt::format("for this {}", subject.text));
  noteParameters(error, value);
}

void Attributes::failValue(const std::string &what, const std::string &wanted,
                           const ast::Value &value) {
  failed = true;
  if (isUnknown(value) || reportRemainder(value, diagnostics))
    return;
  if (const auto *word = value.as<ast::Word>()) {
    reportUnknown(diagnostics, value.where, word->text,
                  fmt::format("'{}' is not defined; {} must be {}", word->text,
                              what, wanted),
                  namesOf(bindings));
    return;
  }
  noteParameters(
      diagnostics.error(value.where, fmt::format("{} must be {}, not {}", what,
                                                 wanted, printValue(value))),
      value);
}

} // namespace gnet

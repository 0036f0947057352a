#include "language/elaboration/Arithmetic.h"

#include "language/diagnostics/Spelling.h"
#include "language/syntax/AstPrinter.h"

#include <deque>
#include <fmt/format.h>

namespace gnet {

namespace {

/// Nobody reads more; modules in modules could make thousands.
constexpr size_t maxNotes = 8;

void gatherWords(const ast::Value &written, std::set<std::string> &words) {
  if (const auto *word = written.as<ast::Word>())
    words.insert(word->text);
  if (const auto *ratio = written.as<ast::Ratio>())
    for (const ast::Value &part : ratio->parts)
      gatherWords(part, words);
  if (const auto *arithmetic = written.as<ast::Arithmetic>())
    for (const ast::Value &operand : arithmetic->operands)
      gatherWords(operand, words);
}

/// As it was where no parameter is in it.
std::shared_ptr<const ast::Derivation> derive(const ast::Value &written,
                                              const Bindings &bindings) {
  std::set<std::string> words;
  gatherWords(written, words);
  std::vector<ast::Derivation::Parameter> parameters;
  for (const std::string &word : words)
    if (auto it = bindings.find(word); it != bindings.end())
      parameters.push_back({word, it->second});
  if (parameters.empty())
    return written.derivation;
  return std::make_shared<ast::Derivation>(
      ast::Derivation{printValue(written), std::move(parameters)});
}

/// `c/16 is 24/16, WHAT`, or `24/16 is WHAT` where no parameter is in it.
void report(const ast::Value &at, const std::string &written,
            const std::string &numbers, const std::string &what,
            Diagnostics &diagnostics) {
  std::string is =
      written == numbers ? " is " : fmt::format(" is {}, ", numbers);
  noteParameters(diagnostics.error(at.where, written + is + what), at);
}

/// The numbers next to `number` that `divisor` divides, where both are sizes.
std::string multiplesNear(int64_t number, int64_t divisor) {
  if (number < 1 || divisor < 1)
    return "";
  int64_t below = number - number % divisor;
  int64_t above = 0;
  if (__builtin_add_overflow(below, divisor, &above))
    return "";
  return below == 0 ? fmt::format("; {} is a multiple of {}", above, divisor)
                    : fmt::format("; {} and {} are multiples of {}", below,
                                  above, divisor);
}

/// Nothing where the result is no whole number of 64 bits.
std::optional<int64_t> apply(char op, int64_t left, int64_t right) {
  if (op == '/')
    return quotient(left, right);
  int64_t result = 0;
  bool overflows = op == '+'   ? __builtin_add_overflow(left, right, &result)
                   : op == '-' ? __builtin_sub_overflow(left, right, &result)
                               : __builtin_mul_overflow(left, right, &result);
  return overflows ? std::nullopt : std::optional(result);
}

/// Why `apply` gives nothing.
std::string problemOf(char op, int64_t left, int64_t right) {
  if (op == '/' && right == 0)
    return "a division by zero";
  if (op == '/' && right != -1)
    return "no whole number" + multiplesNear(left, right);
  return "out of range";
}

class Computation {
public:
  Computation(const Bindings &bindings, Diagnostics &diagnostics)
      : bindings(bindings), diagnostics(diagnostics) {}

  /// Nothing where `written` is no whole number (reported) or unknown.
  std::optional<int64_t> whole(const ast::Value &written) {
    if (const auto *arithmetic = written.as<ast::Arithmetic>())
      return chain(written, arithmetic->operands, arithmetic->operators);
    if (const auto *ratio = written.as<ast::Ratio>())
      return chain(written, ratio->parts, "/");
    ast::Value value = substitute(written, bindings, diagnostics);
    std::optional<int64_t> number = asInteger(value);
    if (!number && !isUnknown(value))
      reportOperand(written, value);
    return number;
  }

private:
  /// Goes on after an error, so that every operand is looked at.
  std::optional<int64_t> chain(const ast::Value &written,
                               const std::vector<ast::Value> &operands,
                               const std::string &operators) {
    std::optional<int64_t> result = whole(operands[0]);
    for (size_t i = 0; i < operators.size(); ++i) {
      std::optional<int64_t> right = whole(operands[i + 1]);
      if (result && right)
        result = step(written, *result, operators[i], *right);
      else
        result = std::nullopt;
    }
    return result;
  }

  std::optional<int64_t> step(const ast::Value &written, int64_t left, char op,
                              int64_t right) {
    std::optional<int64_t> result = apply(op, left, right);
    if (!result)
      report({ast::Unknown{}, written.where, derive(written, bindings)},
             printValue(written), fmt::format("{}{}{}", left, op, right),
             problemOf(op, left, right), diagnostics);
    return result;
  }

  void reportOperand(const ast::Value &written, const ast::Value &value) {
    const auto *word = written.as<ast::Word>();
    if (!word) {
      diagnostics.error(written.where,
                        fmt::format("arithmetic is of whole numbers, not {}",
                                    printValue(written)));
    } else if (bindings.count(word->text)) {
      report({ast::Unknown{}, written.where, derive(written, bindings)},
             word->text, printValue(value), "no whole number", diagnostics);
    } else {
      std::vector<std::string> names;
      for (const auto &[name, bound] : bindings)
        names.push_back(name);
      reportUnknown(diagnostics, written.where, word->text,
                    fmt::format("'{}' is not defined; arithmetic is of whole "
                                "numbers and a module's parameters",
                                word->text),
                    names);
    }
  }

  const Bindings &bindings;
  Diagnostics &diagnostics;
};

} // namespace

ast::Value compute(const ast::Value &written, const Bindings &bindings,
                   Diagnostics &diagnostics) {
  std::optional<int64_t> number =
      Computation(bindings, diagnostics).whole(written);
  if (!number)
    return {ast::Unknown{}, written.where};
  return {ast::Number{static_cast<double>(*number), number,
                      std::to_string(*number)},
          written.where, derive(written, bindings)};
}

ast::Value computeParts(const ast::Value &written, const Bindings &bindings,
                        Diagnostics &diagnostics) {
  ast::Ratio ratio;
  for (const ast::Value &part : written.as<ast::Ratio>()->parts) {
    ast::Value value = substitute(part, bindings, diagnostics);
    bool isDivision = value.as<ast::Ratio>();
    ratio.parts.push_back(isDivision ? compute(part, bindings, diagnostics)
                                     : std::move(value));
  }
  return {std::move(ratio), written.where, derive(written, bindings)};
}

bool reportRemainder(const ast::Value &value, Diagnostics &diagnostics) {
  const auto *ratio = value.as<ast::Ratio>();
  if (!ratio || !value.derivation || asInteger(value))
    return false;
  std::optional<int64_t> number = asInteger(ratio->parts[0]);
  std::optional<int64_t> divisor = asInteger(ratio->parts[1]);
  if (!number || !divisor)
    return false;
  report(value, value.derivation->written, printValue(value),
         problemOf('/', *number, *divisor), diagnostics);
  return true;
}

void noteParameters(Diagnostic &error, const ast::Value &value) {
  std::deque<const ast::Derivation *> open = {value.derivation.get()};
  std::set<std::pair<std::string, std::string>> seen;
  for (; !open.empty(); open.pop_front()) {
    if (!open.front())
      continue;
    for (const auto &[name, stoodFor] : open.front()->parameters) {
      const SourceRange &at = stoodFor.where;
      std::string place = fmt::format("{}:{}:{}", at.file, at.line, at.column);
      if (isUnknown(stoodFor) || seen.size() == maxNotes ||
          !seen.insert({name, place}).second)
        continue;
      error.note(at, fmt::format("{} is {} here", name, printValue(stoodFor)));
      open.push_back(stoodFor.derivation.get());
    }
  }
}

} // namespace gnet

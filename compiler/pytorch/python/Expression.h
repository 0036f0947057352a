//===- Expression.h - Python text, laid out as Black does -----------------===//
#ifndef GNET_PYTORCH_PYTHON_EXPRESSION_H
#define GNET_PYTORCH_PYTHON_EXPRESSION_H

#include <cstdint>
#include <string>
#include <vector>

namespace gnet {

/// What stands in a line of Python.
struct PythonExpression {
  enum class Kind {
    Text,  ///< As it is.
    Call,  ///< `text`, then the parts in parentheses.
    List,  ///< The parts in brackets.
    Chain, ///< The parts with the operator `text` between.
  };

  Kind kind = Kind::Text;
  std::string text;
  std::string keyword = ""; ///< As an argument; empty: by position.
  std::vector<PythonExpression> parts = {};

  // Of a text that is an argument.
  /// What it is called where it is a parameter; empty: it cannot be one.
  std::string variable = "";
  std::string type = ""; ///< Of that parameter.
  /// What is meant where the argument is left out; empty: it is needed.
  std::string fallback = "";
};

PythonExpression pythonText(std::string text);
PythonExpression pythonCall(std::string callee,
                            std::vector<PythonExpression> parts);
PythonExpression withKeyword(std::string keyword, PythonExpression expression);

/// As a number of Python.
std::string pythonNumber(double value);
/// A docstring's or a comment's words in lines of at most `width` columns.
std::vector<std::string> wrapped(const std::string &words, size_t width);

/// In one line. Arguments that are what is meant without them are left out.
std::string oneLine(const PythonExpression &expression);

/// Lines of Python under construction, none longer than 88 columns where the
/// words allow it.
class PythonLines {
public:
  /// As it is, indented; "" is an empty line.
  void line(const std::string &text);

  /// `before`, the expression and `after`: in one line if it fits, else its
  /// parts indented, in one line or in one each with a comma behind.
  void statement(const std::string &before, const PythonExpression &expression,
                 const std::string &after = "");

  void indent() { depth += 4; }
  void dedent() { depth -= 4; }

  const std::string &text() const { return lines; }

private:
  bool fits(const std::string &text) const;

  std::string lines;
  size_t depth = 0;
};

} // namespace gnet

#endif // GNET_PYTORCH_PYTHON_EXPRESSION_H

//===- Attributes.h - What is written behind a layer's kind, typed --------===//
#ifndef GNET_LANGUAGE_ELABORATION_ATTRIBUTES_H
#define GNET_LANGUAGE_ELABORATION_ATTRIBUTES_H

#include "language/diagnostics/Diagnostics.h"
#include "language/elaboration/Values.h"

#include <memory>
#include <set>

namespace gnet {

/// By layer kind: what `defaults` statements set, the first of a key counts.
/// Shared: every module in use has its own overlay.
using DefaultSettings =
    std::map<std::string, std::vector<std::shared_ptr<const ast::Setting>>>;

/// The arguments and settings of one layer, input or head. Reading a key makes
/// it a known one; `finish` reports what nobody read. Each reading function
/// reports a value that does not fit and goes on with the fallback. What is
/// added must outlive it.
class Attributes {
public:
  /// `subject` is what messages name: `conv`.
  Attributes(ast::Name subject, const Bindings &bindings,
             Diagnostics &diagnostics);

  void addArguments(const std::vector<ast::Value> &values);
  /// Later settings stand behind earlier ones: the first of a key counts. The
  /// keys of `defaults` are not reported by `finish`; their statement is.
  void addSettings(const std::vector<ast::Setting> &settings);
  void addDefaults(const DefaultSettings &defaults, const std::string &kind);
  /// Reads a `defaults` statement: arguments are not asked for.
  void withoutArguments() { hasArguments = false; }
  bool isDefaults() const { return !hasArguments; }

  /// The next argument, or null: reported as "`subject` needs `what`".
  const ast::Value *argument(const char *what);
  /// The next argument as a number, or a list of them; `needs` it is where it
  /// is missing.
  std::vector<double> realsArgument(const char *needs, RealRange range,
                                    std::vector<double> fallback);
  int64_t integerArgument(const char *what, const char *needs,
                          IntegerRange range);
  /// `7x7/2`; a `stride` setting may stand for the `/2`.
  void kernelArgument(Extent &kernel, Extent &stride, int64_t high);

  /// Null where the key is not set.
  const ast::Value *setting(const char *key);
  /// Null also where only defaults set it.
  const ast::Value *ownSetting(const char *key);
  int64_t integer(const char *key, IntegerRange range, int64_t fallback);
  double real(const char *key, RealRange range, double fallback);
  /// A number or a list of them.
  std::vector<double> reals(const char *key, RealRange range,
                            std::vector<double> fallback);
  Extent extent(const char *key, IntegerRange range, Extent fallback);
  bool flag(const char *key, bool fallback);
  std::string word(const char *key, const std::vector<std::string> &words,
                   const char *fallback);
  /// The same for what may have keys of its own, as `tanh { slope: 2/3 }`.
  std::string wordOrGroup(const char *key,
                          const std::vector<std::string> &words,
                          const char *fallback);

  /// For what was reported elsewhere.
  void markFailed() { failed = true; }

  /// True if the layer itself sets the key, not its defaults.
  bool isOwn(const std::string &key) const;
  /// Reports what is left over. False if anything was reported of this layer.
  bool finish();

  void fail(const SourceRange &where, std::string message);
  /// At the value, with what the parameters stood for that it came from.
  void fail(const ast::Value &value, std::string message);
  /// "`what` must be `wanted`, not `value`"; silent for what is known bad.
  void failValue(const std::string &what, const std::string &wanted,
                 const ast::Value &value);

  const Bindings &parameters() const { return bindings; }
  const SourceRange &where() const { return subject.where; }
  const std::string &name() const { return subject.text; }

private:
  struct Entry {
    const ast::Setting *setting;
    bool own;
    std::optional<ast::Value> value; ///< Once it was read: most never are.
  };

  std::string oneOf(const char *key, const std::vector<std::string> &words,
                    const ast::Name &written, const char *fallback);
  std::vector<double> realsIn(const std::string &what, const ast::Value &value,
                              RealRange range, double fallback);
  int64_t checked(const std::string &what, const ast::Value &value,
                  IntegerRange range, int64_t fallback);
  bool reportKeyAsArgument(size_t i);
  bool reportStrideAsArgument(size_t i);

  ast::Name subject;
  const Bindings &bindings;
  Diagnostics &diagnostics;
  std::vector<ast::Value> arguments;
  size_t argumentsRead = 0;
  bool hasArguments = true;
  std::map<std::string, Entry> entries;
  std::set<std::string> knownKeys;
  bool failed = false;
};

} // namespace gnet

#endif // GNET_LANGUAGE_ELABORATION_ATTRIBUTES_H

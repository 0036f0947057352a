//===- Arguments.h - The command line of a subcommand ---------------------===//
#ifndef GNET_RUN_ARGUMENTS_H
#define GNET_RUN_ARGUMENTS_H

#include <cstdint>
#include <llvm/Support/Error.h>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gnet {

/// `--name=value`, `--name value` or, for a flag, `--name`; the rest are
/// positional, as is everything after `--`.
class Arguments {
public:
  struct Option {
    std::string name;
    bool isFlag;
  };

  /// Unknown and repeated options, missing values and a wrong number of
  /// positional arguments are errors.
  static llvm::Expected<Arguments> parse(const std::vector<std::string> &words,
                                         const std::vector<Option> &options,
                                         size_t leastPositional,
                                         size_t mostPositional);

  const std::vector<std::string> &positional() const { return words; }
  bool has(const std::string &name) const { return values.count(name) != 0; }
  std::string text(const std::string &name) const;
  /// `fallback` where the option is not given.
  llvm::Expected<int32_t> integer(const std::string &name, int32_t fallback,
                                  int32_t least, int32_t most) const;
  llvm::Expected<double> seconds(const std::string &name,
                                 double fallback) const;

private:
  std::vector<std::string> words;
  std::map<std::string, std::string> values;
};

} // namespace gnet

#endif // GNET_RUN_ARGUMENTS_H

#include "Arguments.h"
#include "loader/Error.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace gnet {

namespace {

using Options = std::vector<Arguments::Option>;

llvm::Error unknownOption(const std::string &name, const Options &options) {
  std::string known;
  for (const Arguments::Option &option : options)
    known += (known.empty() ? "--" : ", --") + option.name;
  return fail("unknown option --{}; {}", name,
              known.empty() ? "there are none here" : "there are " + known);
}

} // namespace

llvm::Expected<Arguments> Arguments::parse(const std::vector<std::string> &all,
                                           const Options &options, size_t least,
                                           size_t most) {
  Arguments result;
  bool optionsEnded = false;
  for (size_t i = 0; i < all.size(); ++i) {
    const std::string &word = all[i];
    if (optionsEnded || word.rfind("--", 0) != 0) {
      result.words.push_back(word);
      continue;
    }
    if (word == "--") {
      optionsEnded = true;
      continue;
    }
    size_t equals = word.find('=');
    std::string name = word.substr(
        2, equals == std::string::npos ? std::string::npos : equals - 2);
    auto option =
        std::find_if(options.begin(), options.end(),
                     [&](const Option &known) { return known.name == name; });
    if (option == options.end())
      return unknownOption(name, options);
    std::string value;
    if (equals != std::string::npos)
      value = word.substr(equals + 1);
    else if (!option->isFlag && ++i < all.size())
      value = all[i];
    bool isGiven = equals != std::string::npos || i < all.size();
    if (option->isFlag && equals != std::string::npos)
      return fail("--{} takes no value", name);
    if (!option->isFlag && (!isGiven || value.empty()))
      return fail("--{} needs a value", name);
    if (!result.values.emplace(name, value).second)
      return fail("--{} is given twice", name);
  }
  if (result.words.size() < least)
    return fail("an argument is missing; --help names all");
  if (result.words.size() > most)
    return fail("unexpected argument '{}'; --help names all",
                result.words[most]);
  return result;
}

std::string Arguments::text(const std::string &name) const {
  auto found = values.find(name);
  return found == values.end() ? "" : found->second;
}

llvm::Expected<int32_t> Arguments::integer(const std::string &name,
                                           int32_t fallback, int32_t least,
                                           int32_t most) const {
  if (!has(name))
    return fallback;
  std::string value = text(name);
  int32_t number = 0;
  const char *end = value.data() + value.size();
  auto [stop, problem] = std::from_chars(value.data(), end, number);
  if (problem != std::errc() || stop != end || number < least || number > most)
    return fail("--{} is '{}': it must be a whole number from {} to {}", name,
                value, least, most);
  return number;
}

llvm::Expected<double> Arguments::seconds(const std::string &name,
                                          double fallback) const {
  if (!has(name))
    return fallback;
  std::string value = text(name);
  double number = 0;
  const char *end = value.data() + value.size();
  auto [stop, problem] = std::from_chars(value.data(), end, number);
  if (problem != std::errc() || stop != end || !(number > 0) || number > 3600)
    return fail("--{} is '{}': it must be a number over 0, up to 3600", name,
                value);
  return number;
}

} // namespace gnet

#include "language/elaboration/SymbolTable.h"

namespace gnet {

namespace {
/// More candidates than a person could have confused.
constexpr size_t maxNames = 1000;
} // namespace

const SymbolTable::Symbol *SymbolTable::find(const std::string &path) const {
  auto it = symbols.find(path);
  return it == symbols.end() ? nullptr : &it->second;
}

bool SymbolTable::claim(const std::string &path, const SourceRange &where) {
  return symbols.try_emplace(path, Symbol{where, std::nullopt, false}).second;
}

std::string SymbolTable::claimFree(const std::string &prefix,
                                   const std::string &name,
                                   const SourceRange &where) {
  std::string first = join(prefix, name);
  std::string path = first;
  int &count = counts[first];
  do
    path = ++count == 1 ? first : first + "_" + std::to_string(count);
  while (!claim(path, where));
  return path;
}

void SymbolTable::complete(const std::string &path, Result result) {
  Symbol &symbol = symbols.at(path);
  symbol.result = result;
  symbol.isComplete = true;
}

std::vector<std::string>
SymbolTable::namesUnder(const std::string &prefix) const {
  std::string start = prefix.empty() ? "" : prefix + ".";
  std::vector<std::string> names;
  for (auto it = symbols.lower_bound(start);
       it != symbols.end() && it->first.starts_with(start) &&
       names.size() < maxNames;
       ++it)
    if (it->first.find('.', start.size()) == std::string::npos)
      names.push_back(it->first.substr(start.size()));
  return names;
}

} // namespace gnet

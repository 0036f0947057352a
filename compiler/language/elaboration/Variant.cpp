#include "language/elaboration/Variant.h"

#include "language/diagnostics/Spelling.h"
#include "language/elaboration/Changes.h"

#include <fmt/format.h>

namespace gnet {

namespace {

bool fits(const WholeNetwork &whole, Diagnostics &diagnostics) {
  if (whole.body.size() <= maxSteps)
    return true;
  diagnostics.error(whole.name.where,
                    fmt::format("the network is too large: over {} statements "
                                "with those that it inherits",
                                maxSteps));
  return false;
}

std::optional<WholeNetwork> baseOf(const SpecFile &file, const ast::Name &base,
                                   Diagnostics &diagnostics) {
  auto it = file.networks.find(base.text);
  if (it != file.networks.end())
    return wholeNetwork(*it->second.file, *it->second.network, diagnostics);
  std::vector<std::string> candidates;
  for (const auto &[name, network] : file.networks)
    candidates.push_back(name);
  bool isItself = file.network->name.text == base.text;
  if (isItself)
    diagnostics.error(base.where,
                      fmt::format("network '{}' extends itself", base.text));
  else if (!file.isIncomplete)
    reportUnknown(diagnostics, base.where, base.text,
                  fmt::format("no network '{}' is imported here", base.text),
                  candidates);
  return std::nullopt;
}

} // namespace

std::optional<WholeNetwork> wholeNetwork(const SpecFile &file,
                                         const ast::Network &network,
                                         Diagnostics &diagnostics) {
  WholeNetwork whole;
  NetworkLevel level{&network, &file};
  if (network.base) {
    std::optional<WholeNetwork> base = baseOf(file, *network.base, diagnostics);
    if (!base)
      return std::nullopt;
    Changes changes(std::move(*base), level, diagnostics);
    for (const ast::Statement &statement : network.body)
      if (isChange(statement))
        changes.make(statement);
    whole = changes.take();
  }
  for (const ast::Statement &statement : network.body)
    if (isOrdered(statement))
      whole.body.push_back({statement, &file});
    else if (isChange(statement) && !network.base)
      diagnostics.error(statement.where,
                        fmt::format("there is nothing to change: network '{}' "
                                    "extends no other",
                                    network.name.text));
  whole.name = network.name;
  whole.levels.push_back(level);
  if (!fits(whole, diagnostics))
    return std::nullopt;
  return whole;
}

} // namespace gnet

// Any bytes as a spec: no crash, never silence about why there is no network,
// and what parses prints to text that parses to the same.
//
// A line "//=== name" begins a further file, which the spec can import.

#include "language/Frontend.h"
#include "network/Parameters.h"

#include <cstdlib>
#include <map>
#include <string>
#include <string_view>

namespace {

using Files = std::map<std::string, std::string>;

constexpr const char *mainFile = "spec.gn";
constexpr std::string_view separator = "//=== ";

Files splitFiles(std::string_view text) {
  Files files;
  std::string name = mainFile;
  while (true) {
    size_t end = text.find(separator);
    files[name] += text.substr(0, end);
    if (end == std::string_view::npos)
      return files;
    text.remove_prefix(end + separator.size());
    size_t line = std::min(text.find('\n'), text.size());
    name = text.substr(0, line);
    text.remove_prefix(line);
  }
}

void require(bool holds) {
  if (!holds)
    std::abort();
}

/// Every layer after its inputs, every size positive, all products in range.
void checkNetwork(const gnet::Network &network) {
  require(network.headOf.size() == network.layers.size());
  for (size_t id = 0; id < network.layers.size(); ++id) {
    const gnet::Layer &layer = network.layers[id];
    require(!layer.inputs.empty());
    for (gnet::LayerId input : layer.inputs)
      require(input >= gnet::networkInput && input < static_cast<int>(id));
    require(layer.output.channels > 0 && layer.output.height > 0 &&
            layer.output.width > 0 && layer.output.elements() > 0);
    for (const gnet::Parameter &parameter :
         gnet::parametersOf(network, static_cast<int>(id)))
      require(parameter.elements() > 0);
  }
  require(network.output >= 0);
  for (const gnet::ModuleUse &use : network.modules)
    require(!use.path.empty() && !use.module.empty());
  for (const gnet::Row &row : network.rows)
    require(row.cells.size() == network.columns.size());
}

void checkPrinting(const Files &files) {
  auto parse = [](const std::string &text) {
    return gnet::parseSpec(mainFile, [&](const std::string &, size_t) {
      return gnet::FileContent{text, {}};
    });
  };
  gnet::ParseResult parsed = parse(files.at(mainFile));
  require(parsed.syntax || parsed.diagnostics.hasErrors());
  if (!parsed.syntax)
    return;
  std::string printed = gnet::printAst(*parsed.syntax);
  gnet::ParseResult again = parse(printed);
  require(again.syntax && gnet::printAst(*again.syntax) == printed);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Files files = splitFiles({reinterpret_cast<const char *>(data), size});
  gnet::LoadResult loaded = gnet::loadNetwork(
      mainFile, [&](const std::string &path, size_t) -> gnet::FileContent {
        auto it = files.find(path);
        if (it == files.end())
          return {{}, "no such file"};
        return {it->second, {}};
      });
  require(loaded.network.has_value() != loaded.diagnostics.hasErrors());
  require(loaded.network || !loaded.diagnostics.render().empty());
  if (loaded.network)
    checkNetwork(*loaded.network);
  checkPrinting(files);
  return 0;
}

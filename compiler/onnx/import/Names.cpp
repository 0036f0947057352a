#include "onnx/import/Names.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gnet {

namespace {

/// The language has 64 characters; what is numbered or a label is longer.
constexpr size_t maxName = 40;

/// What frameworks put behind a layer's name to name its weight or its op.
constexpr const char *weightSuffixes[] = {"/ReadVariableOp",
                                          "/Conv2D",
                                          "/BiasAdd",
                                          "/MatMul",
                                          "/weights",
                                          "/kernel",
                                          "/weight",
                                          "/gamma",
                                          ".weight",
                                          ".kernel",
                                          "_weight",
                                          "_kernel",
                                          "_w_0",
                                          "_s_0",
                                          "_scale_0",
                                          "_w",
                                          "_output_0",
                                          "_W"};

constexpr const char *separators = "/.:";

/// Words of the language that no layer can be called by.
bool isKeyword(llvm::StringRef word) {
  static const std::set<std::string> words = {
      "import", "module",  "network", "input",     "labels", "defaults",
      "table",  "head",    "at",      "expect",    "from",   "as",
      "repeat", "extends", "remove",  "replace",   "insert", "after",
      "before", "with",    "paper",   "training",  "true",   "false",
      "none",   "same",    "valid",   "same_upper"};
  const LayerKind *kind = findLayerKind(word.str());
  return words.count(word.str()) > 0 || (kind && kind->isJoin);
}

llvm::StringRef withoutSuffixes(llvm::StringRef name) {
  name = name.take_front(name.rfind(':') == llvm::StringRef::npos ||
                                 name.contains("::")
                             ? name.size()
                             : name.rfind(':'));
  bool again = true;
  while (again) {
    again = false;
    for (llvm::StringRef suffix : weightSuffixes)
      if (name.size() > suffix.size() && name.consume_back(suffix))
        again = true;
  }
  return name;
}

/// Of one letter at most and a number, or of the operator and a number.
bool saysNothing(llvm::StringRef part, llvm::StringRef op) {
  llvm::StringRef rest = part;
  if (rest.consume_front(op)) {
    rest.consume_front("_");
    return llvm::all_of(rest, llvm::isDigit);
  }
  if (!rest.empty() && llvm::isAlpha(rest.front()))
    rest = rest.drop_front();
  return llvm::all_of(rest, llvm::isDigit);
}

NameParts partsOf(llvm::StringRef name, llvm::StringRef op) {
  if (name.starts_with("onnx::") || name.starts_with("node_"))
    return {};
  NameParts parts;
  llvm::StringRef rest = withoutSuffixes(name);
  while (!rest.empty()) {
    size_t end = std::min(rest.find_first_of(separators), rest.size());
    std::string part = rest.take_front(end).str();
    if (!part.empty() && (parts.empty() || parts.back() != part))
      parts.push_back(std::move(part));
    rest = rest.drop_front(std::min(end + 1, rest.size()));
  }
  if (!parts.empty() && parts.size() > 1 &&
      llvm::StringRef(parts.back()).starts_with(op) &&
      saysNothing(parts.back(), op))
    parts.pop_back();
  // PyTorch's blocks of a convolution and its norm call it so.
  if (parts.size() > 1 && parts.back() == "conv")
    parts.pop_back();
  bool isEmpty = llvm::all_of(
      parts, [&](const std::string &part) { return saysNothing(part, op); });
  return isEmpty ? NameParts() : parts;
}

/// Drops first parts that all names share, as `gpu_0`.
void dropCommonParts(std::vector<NameParts> &names) {
  while (true) {
    const std::string *common = nullptr;
    for (const NameParts &parts : names) {
      if (parts.empty())
        continue;
      if (parts.size() < 2 || (common && parts.front() != *common))
        return;
      common = &parts.front();
    }
    if (!common)
      return;
    for (NameParts &parts : names)
      if (!parts.empty())
        parts.erase(parts.begin());
  }
}

bool isSeparator(char character) {
  return character == '/' || character == '_';
}

} // namespace

std::vector<NameParts> layerNameParts(const ImportedNetwork &imported) {
  std::vector<NameParts> names;
  for (const LayerOrigin &origin : imported.origins) {
    NameParts parts;
    for (const std::string &name : origin.names)
      if (parts.empty())
        parts = partsOf(name, origin.op);
    names.push_back(std::move(parts));
  }
  dropCommonParts(names);
  return names;
}

std::string joined(const NameParts &parts) {
  return fmt::format("{}", fmt::join(parts, "/"));
}

std::string commonStart(const std::vector<std::string> &names) {
  if (names.empty())
    return "";
  std::string_view common = names.front();
  for (std::string_view name : names) {
    auto [end, other] =
        std::mismatch(common.begin(), common.end(), name.begin(), name.end());
    common = common.substr(0, static_cast<size_t>(end - common.begin()));
  }
  auto endsPart = [&](size_t length) {
    return llvm::all_of(names, [&](const std::string &name) {
      return name.size() == length || isSeparator(name[length]);
    });
  };
  size_t length = common.size();
  while (length > 0 && !isSeparator(common[length - 1]) && !endsPart(length))
    --length;
  while (length > 0 && isSeparator(common[length - 1]))
    --length;
  return std::string(common.substr(0, length));
}

std::string asIdentifier(llvm::StringRef text) {
  std::string name;
  for (char character : text.take_front(maxName))
    name += llvm::isAlnum(character) ? character : '_';
  llvm::StringRef trimmed = llvm::StringRef(name).trim('_');
  if (trimmed.empty() || llvm::isDigit(trimmed.front()))
    return "";
  return isKeyword(trimmed) ? trimmed.str() + "_layer" : trimmed.str();
}

std::string NamePool::claim(const std::string &name) {
  std::string free = name;
  for (int i = 2; !taken.insert(free).second; ++i)
    free = fmt::format("{}_{}", name, i);
  return free;
}

} // namespace gnet

//===- Templates.cpp - Text with @names@ in it ----------------------------===//
#include "package/Templates.h"
#include "package/WriteFile.h"

namespace gnet {

std::string substitute(llvm::StringRef text, const TemplateValues &values) {
  std::string result;
  while (true) {
    auto [before, rest] = text.split('@');
    result += before;
    if (before.size() == text.size())
      return result;
    size_t end = rest.find('@');
    auto value = values.find(rest.substr(0, end));
    if (end != llvm::StringRef::npos && value != values.end()) {
      result += value->second;
      text = rest.substr(end + 1);
    } else {
      result += '@';
      text = rest;
    }
  }
}

llvm::Error writeFromTemplate(llvm::StringRef from, const llvm::Twine &to,
                              const TemplateValues &values) {
  auto text = readFile(from);
  if (!text)
    return text.takeError();
  return writeFile(to, substitute(*text, values));
}

} // namespace gnet

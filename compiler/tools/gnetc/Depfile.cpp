//===- Depfile.cpp - What a result is made of, as a rule of make ----------===//
#include "Depfile.h"
#include "files/StagedFile.h"
#include "package/Manifest.h"
#include "llvm/ADT/STLExtras.h"

namespace gnet {
namespace {

/// `path` as make and Ninja read it, by GCC's rules: they take backslashes
/// before a space, and only those, for escapes. A line's end has no escape.
std::string escape(llvm::StringRef path) {
  std::string escaped;
  for (size_t i = 0; i < path.size(); ++i) {
    const char c = path[i];
    if (c == ' ' || c == '\t') {
      for (size_t j = i; j > 0 && path[j - 1] == '\\'; --j)
        escaped += '\\';
      escaped += '\\';
    } else if (c == '#') {
      escaped += '\\';
    } else if (c == '$') {
      escaped += '$';
    }
    escaped += c;
  }
  return escaped;
}

} // namespace

llvm::Error writeDepfile(const Compilation &compilation, StageKind kind) {
  const Options &options = compilation.options;
  const std::string made =
      kind == StageKind::Package
          ? manifestPath(compilation.packageFolder(), compilation.network.name)
      : kind == StageKind::Page ? compilation.pagePath()
                                : *options.output;
  std::vector<std::string> files;
  for (const auto *read : {&compilation.filesRead, &options.targetFiles})
    for (const std::string &file : *read)
      if (!llvm::is_contained(files, file))
        files.push_back(file);
  std::string rule = escape(made) + ":";
  for (const std::string &file : files)
    rule += " \\\n  " + escape(file);
  return replaceFile(options.depfile, rule + "\n");
}

} // namespace gnet

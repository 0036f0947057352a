#include "language/elaboration/SpecTree.h"

#include "language/syntax/Parser.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

namespace gnet {

namespace {

constexpr size_t maxImportDepth = 64;
constexpr size_t maxFiles = 256;

class Loader {
public:
  Loader(const ReadFile &readFile, Diagnostics &diagnostics)
      : readFile(readFile), diagnostics(diagnostics) {}

  /// Null if the file was reported.
  SpecFile *load(const std::string &path, const SourceRange &importedAt);
  SpecTree take() { return std::move(files); }

private:
  struct Open {
    std::string path;
    SourceRange importedAt; ///< No line for the main file.
  };

  SpecFile *parse(const std::string &path, const SourceRange &importedAt);
  std::optional<std::string> readText(const std::string &path,
                                      const SourceRange &importedAt);
  void import(SpecFile &into, const ast::Import &import);
  void importNetwork(SpecFile &into, NetworkRef ref);
  void checkNetworks(const SpecFile &file);
  void defineModules(SpecFile &file);
  void defineNetwork(SpecFile &file);
  void define(SpecFile &into, const std::string &name, ModuleRef ref,
              const SourceRange &where);
  bool reportCycle(const std::string &path, const SourceRange &importedAt);
  void noteImporters(Diagnostic &error);

  const ReadFile &readFile;
  Diagnostics &diagnostics;
  SpecTree files;
  std::map<std::string, SpecFile *> byPath; ///< Null: reported already.
  std::vector<Open> open;
};

SpecFile *Loader::load(const std::string &path, const SourceRange &importedAt) {
  if (reportCycle(path, importedAt))
    return nullptr;
  if (auto it = byPath.find(path); it != byPath.end())
    return it->second;
  if (open.size() == maxImportDepth || byPath.size() == maxFiles) {
    diagnostics.error(importedAt,
                      fmt::format("too many imports: at most {} files, {} deep",
                                  maxFiles, maxImportDepth));
    return nullptr;
  }
  byPath[path] = nullptr;
  open.push_back({path, importedAt});
  SpecFile *file = parse(path, importedAt);
  byPath[path] = file;
  open.pop_back();
  return file;
}

SpecFile *Loader::parse(const std::string &path,
                        const SourceRange &importedAt) {
  std::optional<std::string> text = readText(path, importedAt);
  if (!text)
    return nullptr;
  diagnostics.addSource(path, *text);
  std::optional<ast::File> syntax = parseSpecText(path, *text, diagnostics);
  if (!syntax)
    return nullptr;
  files.push_back(std::make_unique<SpecFile>());
  SpecFile &file = *files.back();
  file.syntax = std::move(*syntax);
  defineModules(file);
  defineNetwork(file);
  for (const ast::Item &item : file.syntax.items)
    if (const auto *written = std::get_if<ast::Import>(&item))
      import(file, *written);
  checkNetworks(file);
  return &file;
}

std::optional<std::string> Loader::readText(const std::string &path,
                                            const SourceRange &importedAt) {
  FileContent content = readFile(path, maxSpecBytes);
  if (content.bytes)
    if (std::optional<std::string> problem = whyNotText(*content.bytes))
      content = {{}, *problem};
  if (content.bytes)
    return std::move(content.bytes);
  if (importedAt.line == 0) {
    diagnostics.error({path, 0, 0, 0},
                      "cannot read the spec: " + content.error);
  } else {
    Diagnostic &error = diagnostics.error(
        importedAt, fmt::format("cannot import '{}': {}", path, content.error));
    noteImporters(error);
  }
  return std::nullopt;
}

void Loader::import(SpecFile &into, const ast::Import &import) {
  std::string path = resolveBeside(into.syntax.path, import.file.text);
  SpecFile *imported = load(path, import.file.where);
  if (!imported || imported->isIncomplete)
    into.isIncomplete = true;
  if (!imported)
    return;
  for (const ast::Item &item : imported->syntax.items)
    if (const auto *module = std::get_if<ast::Module>(&item))
      define(into, module->name.text, {module, imported, {}},
             import.file.where);
  if (imported->network)
    importNetwork(into, {imported->network, imported, import.file.where});
}

void Loader::importNetwork(SpecFile &into, NetworkRef ref) {
  const std::string &name = ref.network->name.text;
  auto [it, isNew] = into.networks.try_emplace(name, ref);
  if (!isNew && it->second.network != ref.network)
    diagnostics
        .error(ref.importedAt,
               fmt::format("a network '{}' is imported already", name))
        .note(it->second.importedAt, "imported here");
}

/// A network is imported only to be extended.
void Loader::checkNetworks(const SpecFile &file) {
  const ast::Name *base =
      file.network && file.network->base ? &*file.network->base : nullptr;
  // An unknown base may be any of them, misspelt; and what was not parsed may
  // have been the network.
  if ((base && !file.networks.count(base->text)) ||
      (!file.network && file.isIncomplete))
    return;
  for (const auto &[name, ref] : file.networks) {
    if (base && base->text == name)
      continue;
    diagnostics
        .error(ref.importedAt,
               fmt::format("'{}' is a network, which only one that extends it "
                           "can import: write network NAME extends {}, or "
                           "import the file of a module",
                           ref.file->syntax.path, name))
        .note(ref.network->name.where, "the network is here");
  }
}

void Loader::defineNetwork(SpecFile &file) {
  for (const ast::Item &item : file.syntax.items) {
    const auto *network = std::get_if<ast::Network>(&item);
    if (network && file.network)
      diagnostics
          .error(network->name.where, "a spec has one network; this is the "
                                      "second")
          .note(file.network->name.where, "the first is here");
    else if (network)
      file.network = network;
  }
}

void Loader::defineModules(SpecFile &file) {
  for (const ast::Item &item : file.syntax.items)
    if (std::holds_alternative<ast::Broken>(item))
      file.isIncomplete = true;
    else if (const auto *module = std::get_if<ast::Module>(&item))
      define(file, module->name.text, {module, &file, {}}, module->name.where);
}

void Loader::define(SpecFile &into, const std::string &name, ModuleRef ref,
                    const SourceRange &where) {
  auto [it, isNew] = into.modules.try_emplace(name, ref);
  // Importing a file twice changes nothing.
  if (isNew || it->second.module == ref.module)
    return;
  Diagnostic &error = diagnostics.error(
      where, fmt::format("module '{}' is defined a second time", name));
  error.note(it->second.module->name.where, "first defined here");
  if (ref.file != &into)
    error.note(ref.module->name.where, "and imported from here");
}

/// True if `path` is one of the files being read.
bool Loader::reportCycle(const std::string &path,
                         const SourceRange &importedAt) {
  auto first = std::find_if(open.begin(), open.end(), [&](const Open &file) {
    return file.path == path;
  });
  if (first == open.end())
    return false;
  Diagnostic &error =
      diagnostics.error(importedAt, fmt::format("'{}' imports itself", path));
  for (auto it = first + 1; it != open.end(); ++it)
    error.note(it->importedAt, fmt::format("by importing '{}' here", it->path));
  return true;
}

/// The innermost file is the one that failed; the others led to it.
void Loader::noteImporters(Diagnostic &error) {
  for (auto it = open.rbegin() + 1; it != open.rend(); ++it)
    if (it->importedAt.line > 0)
      error.note(it->importedAt,
                 fmt::format("'{}' is imported here", it->path));
}

} // namespace

std::string resolveBeside(const std::string &from, const std::string &name) {
  std::filesystem::path folder = std::filesystem::path(from).parent_path();
  return (folder / name).lexically_normal().string();
}

SpecTree loadSpecTree(const std::string &path, const ReadFile &readFile,
                      Diagnostics &diagnostics) {
  Loader loader(readFile, diagnostics);
  std::string main = std::filesystem::path(path).lexically_normal().string();
  if (!loader.load(main, {}))
    return {};
  return loader.take();
}

} // namespace gnet

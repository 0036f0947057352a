//===- Completion.cpp - What can be written at a place --------------------===//
//
// The text before the place is looked at token by token: what is behind it, or
// broken, does not matter.
//
//===----------------------------------------------------------------------===//
#include "lsp/Completion.h"

#include "lsp/Settings.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

namespace gnet {

namespace {

using Kind = lsp::CompletionItemKind;

/// More files than these are no choice.
constexpr size_t maxFiles = 500;

bool isOneOf(std::string_view word,
             std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Finds what fits behind `tokens`, the word that is being typed left out.
class Completer {
public:
  Completer(const View &view, const std::vector<SpecToken> &tokens,
            const SourceRange &place)
      : view(view), tokens(tokens), place(place) {}

  std::vector<lsp::CompletionItem> take() {
    std::optional<size_t> brace = settingsAround(tokens, tokens.size());
    if (brace)
      completeSettings(*brace);
    else if (isTopLevel())
      addWords({"import", "module", "network"}, Kind::Keyword);
    else if (!completeReferences() && !completeTable())
      completeStage();
    return std::move(items);
  }

private:
  std::string_view last(size_t back = 0) const {
    return back < tokens.size() ? tokens[tokens.size() - 1 - back].text : "";
  }
  TokenKind lastKind() const {
    return tokens.empty() ? TokenKind::StatementEnd : tokens.back().kind;
  }
  bool startsStatement() const {
    return tokens.empty() || lastKind() == TokenKind::StatementEnd ||
           lastKind() == TokenKind::Comment || last() == "{";
  }
  std::string_view statement() const {
    size_t start = tokens.size();
    while (start > 0 && tokens[start - 1].kind != TokenKind::StatementEnd &&
           tokens[start - 1].text != "{")
      --start;
    return start < tokens.size() ? tokens[start].text : "";
  }

  bool isTopLevel() const {
    int depth = 0;
    for (const SpecToken &token : tokens)
      depth += (token.text == "{") - (token.text == "}");
    return depth <= 0 && startsStatement();
  }

  void add(const std::string &label, Kind kind, const std::string &detail = "",
           const std::string &insert = "") {
    lsp::CompletionItem item(label, kind);
    item.detail = detail;
    item.insertText = insert.empty() ? label : insert;
    items.push_back(std::move(item));
  }
  void addWords(const std::vector<std::string> &words, Kind kind) {
    for (const std::string &word : words)
      add(word, kind);
  }

  void completeSettings(size_t brace) {
    std::vector<FieldReference> keys = settingsOf(settingsOwner(tokens, brace));
    bool isValue = last() == ":" || last() == "[" ||
                   (last() == "," && !isDirectlyIn(brace));
    if (!isValue) {
      for (const FieldReference &key : keys)
        add(key.word, Kind::Property, key.doc, key.word + ": ");
      return;
    }
    for (const FieldReference &key : keys)
      if (last() == ":" && key.word == last(1))
        addWords(wordsOf(key), Kind::EnumMember);
    addParameters();
  }
  /// False within a list of the settings.
  bool isDirectlyIn(size_t brace) const {
    int depth = 0;
    for (size_t i = brace + 1; i < tokens.size(); ++i)
      depth += (tokens[i].text == "[") - (tokens[i].text == "]");
    return depth == 0;
  }

  bool completeReferences() {
    if (isOneOf(last(), {"from", "at"}) ||
        (isOneOf(last(), {"concat", "add", "multiply"}) && last(1) != ".") ||
        (last() == "," && isOneOf(statement(), {"concat", "add", "multiply",
                                                "remove", "replace"})) ||
        isOneOf(last(), {"remove", "before", "after"})) {
      addLayers();
      return true;
    }
    if (last() == "extends")
      addNetworks();
    else if (isOneOf(last(), {"table", "module", "with"}))
      addModules("");
    else if (last() == "defaults")
      addKinds();
    else if (last() == "insert")
      addWords({"before", "after"}, Kind::Keyword);
    else if (last() == "replace" && startsWith("replace"))
      addWords({"module", "head"}, Kind::Keyword), addLayers();
    else if (isOneOf(last(), {"import", "labels"}))
      addFiles();
    else
      return false;
    return true;
  }
  bool startsWith(std::string_view word) const { return statement() == word; }

  /// In the header of a table: its columns.
  bool completeTable() {
    if (!startsWith("table") || tokens.size() < 2)
      return false;
    size_t bars = 0;
    std::string module;
    for (size_t i = tokens.size(); i-- > 0 && tokens[i].text != "table";) {
      bars += tokens[i].text == "|";
      module = tokens[i].text;
    }
    if (bars > 1)
      addWords({"output", "params", "ops"}, Kind::Keyword);
    else if (const ModuleRef *ref = moduleNamed(module))
      for (const ast::Name &parameter : ref->module->parameters)
        add(parameter.text, Kind::Variable);
    return true;
  }

  void completeStage() {
    if (startsStatement()) {
      addWords({"defaults", "from", "repeat", "concat", "add", "multiply"},
               Kind::Keyword);
      addWords({"input", "labels", "paper", "training", "table", "head",
                "remove", "replace", "insert"},
               Kind::Keyword);
    }
    bool isStage = startsStatement() || last() == "->" ||
                   (last() == ":" && !isArgument()) ||
                   (tokens.size() > 1 && last(1) == "repeat");
    if (isStage) {
      if (!startsStatement())
        addWords({"from", "repeat", "concat", "add", "multiply"},
                 Kind::Keyword);
      addKinds();
      addModules("(");
      return;
    }
    if (startsExpectation())
      return addWords({"params", "ops"}, Kind::Keyword);
    addParameters();
    addWords({"expect", "as"}, Kind::Keyword);
  }
  /// Behind the name of a module's argument.
  bool isArgument() const {
    int depth = 0;
    for (size_t i = tokens.size(); i-- > 0;) {
      if (tokens[i].kind == TokenKind::StatementEnd || tokens[i].text == "->")
        return false;
      depth += (tokens[i].text == ")") -
               (tokens[i].kind == TokenKind::Call || tokens[i].text == "(");
      if (depth < 0)
        return true;
    }
    return false;
  }
  bool startsExpectation() const {
    for (const auto &token : llvm::reverse(tokens)) {
      if (token.kind == TokenKind::StatementEnd)
        return false;
      if (token.text == "expect")
        return true;
    }
    return false;
  }

  void addKinds() {
    for (const LayerKind &kind : layerKinds())
      if (!kind.isJoin)
        add(kind.word, Kind::Class, kind.doc);
  }
  void addModules(const char *behind) {
    const SpecFile *file = view.file();
    if (!file)
      return;
    for (const auto &[name, ref] : file->modules) {
      std::string parameters;
      for (const ast::Name &parameter : ref.module->parameters)
        parameters += (parameters.empty() ? "" : ", ") + parameter.text;
      add(name, Kind::Function, fmt::format("{}({})", name, parameters),
          name + behind);
    }
  }
  void addNetworks() {
    if (const SpecFile *file = view.file())
      for (const auto &[name, ref] : file->networks)
        add(name, Kind::Module);
  }
  const ModuleRef *moduleNamed(const std::string &name) const {
    const SpecFile *file = view.file();
    if (!file)
      return nullptr;
    auto it = file->modules.find(name);
    return it == file->modules.end() ? nullptr : &it->second;
  }

  /// The item of the file that the place is in, or null.
  const ast::Item *item() const {
    const SpecFile *file = view.file();
    const ast::Item *found = nullptr;
    for (size_t i = 0; file && i < file->syntax.items.size(); ++i) {
      const ast::Item &item = file->syntax.items[i];
      const auto *module = std::get_if<ast::Module>(&item);
      const auto *network = std::get_if<ast::Network>(&item);
      const ast::Name *name = module    ? &module->name
                              : network ? &network->name
                                        : nullptr;
      if (name && name->where.line <= place.line)
        found = &item;
    }
    return found;
  }

  void addParameters() {
    const ast::Item *around = item();
    const auto *module = around ? std::get_if<ast::Module>(around) : nullptr;
    if (module)
      for (const ast::Name &parameter : module->parameters)
        add(parameter.text, Kind::Variable);
  }

  void addLayers() {
    add("input", Kind::Keyword);
    const ast::Item *around = item();
    if (!around)
      return;
    auto scope = std::make_shared<Scope>();
    if (const auto *module = std::get_if<ast::Module>(around))
      declare(module->body, *view.file(), *scope);
    else if (const auto *network = std::get_if<ast::Network>(around))
      scope = scopeOf(*network, *view.file());
    for (const auto &[name, symbol] : scope->names)
      add(name, Kind::Field);
  }

  /// Beside the document, and below.
  void addFiles() {
    namespace fs = std::filesystem;
    fs::path folder = fs::path(view.path).parent_path();
    const char *extension = last() == "import" ? ".gn" : ".txt";
    std::error_code failed;
    fs::recursive_directory_iterator it(
        folder, fs::directory_options::skip_permission_denied, failed);
    for (size_t seen = 0; !failed && it != fs::end(it) && seen < maxFiles;
         it.increment(failed), ++seen) {
      std::string name = it->path().lexically_relative(folder).string();
      if (it->path().extension() == extension && it->path() != view.path)
        add(name, Kind::File, "", "\"" + name + "\"");
      if (it.depth() > 0)
        it.disable_recursion_pending();
    }
  }

  const View &view;
  const std::vector<SpecToken> &tokens;
  const SourceRange &place;
  std::vector<lsp::CompletionItem> items;
};

/// A word that ends where the text does is being typed.
void dropUnfinished(std::vector<SpecToken> &tokens, const std::string &text) {
  while (!tokens.empty() && tokens.back().kind == TokenKind::StatementEnd &&
         tokens.back().begin == text.size())
    tokens.pop_back();
  if (tokens.empty())
    return;
  const SpecToken &token = tokens.back();
  bool isWord = token.kind == TokenKind::Name ||
                token.kind == TokenKind::Keyword ||
                token.kind == TokenKind::String;
  if (isWord && token.begin + token.text.size() == text.size())
    tokens.pop_back();
}

bool isInComment(const std::vector<SpecToken> &tokens,
                 const std::string &text) {
  return !tokens.empty() && tokens.back().kind == TokenKind::Comment &&
         tokens.back().begin + tokens.back().text.size() == text.size();
}

} // namespace

std::vector<lsp::CompletionItem> completion(const View &view,
                                            lsp::Position position) {
  std::string before = view.text.text().substr(0, view.text.offset(position));
  std::vector<SpecToken> tokens = specTokens(before);
  dropUnfinished(tokens, before);
  if (isInComment(tokens, before))
    return {};
  SourceRange place = view.place(position);
  return Completer(view, tokens, place).take();
}

} // namespace gnet

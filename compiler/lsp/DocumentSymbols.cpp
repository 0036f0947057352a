#include "lsp/DocumentSymbols.h"

#include "lsp/LayerUses.h"
#include "network/ShapeText.h"

namespace gnet {

namespace {

/// Builds the outline in the order of the text.
class Outline {
public:
  explicit Outline(const View &view) : view(view) {}

  std::vector<lsp::DocumentSymbol> of(const ast::File &file) {
    std::vector<lsp::DocumentSymbol> symbols;
    for (const ast::Item &item : file.items) {
      if (const auto *module = std::get_if<ast::Module>(&item))
        add(symbols, module->name, lsp::SymbolKind::Function, &module->body);
      else if (const auto *network = std::get_if<ast::Network>(&item))
        add(symbols, network->name, lsp::SymbolKind::Class, &network->body);
    }
    end(symbols, view.text.whole().end);
    return symbols;
  }

private:
  void add(std::vector<lsp::DocumentSymbol> &symbols, const ast::Name &name,
           lsp::SymbolKind kind, const std::vector<ast::Statement> *body) {
    if (name.text.empty())
      return;
    lsp::Range range = view.text.range(name.where);
    lsp::DocumentSymbol symbol(name.text, kind, range, range);
    if (body)
      addBody(symbol.children, *body);
    symbols.push_back(std::move(symbol));
  }

  void addBody(std::vector<lsp::DocumentSymbol> &symbols,
               const std::vector<ast::Statement> &body) {
    std::string table;
    for (const ast::Statement &statement : body) {
      if (const auto *written = std::get_if<ast::Table>(&statement.what))
        table = written->module.text;
      else if (const auto *input = std::get_if<ast::Input>(&statement.what))
        add(symbols, input->name, lsp::SymbolKind::Constant, nullptr);
      else if (const auto *row = std::get_if<ast::Row>(&statement.what))
        add(symbols, {table + "_" + row->label.text, row->label.where},
            lsp::SymbolKind::Field, nullptr);
      else if (const auto *head = std::get_if<ast::Head>(&statement.what))
        add(symbols, head->name, lsp::SymbolKind::Class, &head->body);
      else if (const auto *by = std::get_if<ast::Replace>(&statement.what))
        addBody(symbols, by->body);
      else if (const auto *more = std::get_if<ast::Insert>(&statement.what))
        addBody(symbols, more->body);
      else if (const auto *layers =
                   std::get_if<ast::LayerStatement>(&statement.what))
        addLayers(symbols, *layers);
    }
  }

  void addLayers(std::vector<lsp::DocumentSymbol> &symbols,
                 const ast::LayerStatement &layers) {
    size_t before = symbols.size();
    if (layers.name)
      add(symbols, *layers.name, lsp::SymbolKind::Field, nullptr);
    bool isNamed = symbols.size() > before;
    if (isNamed)
      if (std::vector<LayerUse> uses = usesOf(view.network.spec, layers);
          uses.size() == 1)
        symbols.back().detail = shapeText(uses.front().output);
    for (const ast::Stage &stage : layers.pipeline.stages)
      if (const auto *join = std::get_if<ast::JoinBlock>(&stage.what))
        addBody(isNamed ? symbols.back().children : symbols, join->branches);
  }

  /// A symbol goes on to where the next one begins.
  void end(std::vector<lsp::DocumentSymbol> &symbols, lsp::Position last) {
    for (size_t i = 0; i < symbols.size(); ++i) {
      bool isLast = i + 1 == symbols.size();
      lsp::Position next = isLast ? last : symbols[i + 1].range.start;
      symbols[i].range.end = std::max(symbols[i].range.end, next);
      end(symbols[i].children, symbols[i].range.end);
    }
  }

  const View &view;
};

} // namespace

std::vector<lsp::DocumentSymbol> documentSymbols(const View &view) {
  const SpecFile *file = view.file();
  return file ? Outline(view).of(file->syntax)
              : std::vector<lsp::DocumentSymbol>();
}

} // namespace gnet

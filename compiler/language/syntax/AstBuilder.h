//===- AstBuilder.h - From ANTLR's parse tree to the syntax tree ----------===//
//
// Internal to the parser.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_LANGUAGE_SYNTAX_ASTBUILDER_H
#define GNET_LANGUAGE_SYNTAX_ASTBUILDER_H

#include "language/diagnostics/Diagnostics.h"
#include "language/syntax/Ast.h"

#include "GNetParser.h"

namespace gnet {

class AstBuilder {
public:
  AstBuilder(const std::string &file, const std::string &text,
             Diagnostics &diagnostics)
      : file(file), text(text), diagnostics(diagnostics) {}

  ast::File build(grammar::GNetParser::FileContext &context);

private:
  using Grammar = grammar::GNetParser;

  // Items and statements (AstBuilder.cpp).
  ast::Item item(Grammar::ItemContext &context);
  std::vector<ast::Statement> block(Grammar::BlockContext *context);
  ast::Statement statement(Grammar::StatementContext &context);
  ast::LayerStatement layerStatement(Grammar::LayerStatementContext &context,
                                     bool broken);
  ast::Pipeline pipeline(Grammar::PipelineContext &context);
  ast::Stage stage(Grammar::StageContext &context);
  ast::Layer layer(Grammar::LayerContext &context);
  ast::ModuleCall moduleCall(Grammar::ModuleCallContext &context);
  ast::Expect expect(Grammar::ExpectContext &context);
  ast::Table table(Grammar::TableContext &context);
  ast::Row row(Grammar::RowContext &context, bool broken);
  ast::ExpectedCell expectedCell(Grammar::ExpectedCellContext &context);
  ast::Head head(Grammar::HeadContext &context);
  ast::Input input(Grammar::InputContext &context);
  ast::StatementKind change(Grammar::StatementContext &context);
  ast::StatementKind replace(Grammar::ReplaceContext &context);
  std::vector<ast::Name> names(Grammar::NamesContext &context);
  ast::JoinKind join(Grammar::JoinContext &context);

  // Values (AstValues.cpp).
  std::vector<ast::Setting> settings(Grammar::SettingsContext *context);
  ast::Value settingValue(Grammar::SettingValueContext &context);
  ast::Value list(Grammar::ListContext &context, bool isNested);
  ast::Value value(Grammar::ValueContext &context);
  ast::Value product(Grammar::ProductContext &context);
  ast::Value arithmetic(std::vector<ast::Value> operands,
                        antlr4::ParserRuleContext &context);
  ast::Value atom(Grammar::AtomContext &context);
  ast::Value number(const antlr4::Token &token);
  double decimal(const antlr4::Token &token, const std::string &digits);
  ast::Dims dims(const antlr4::Token &token);
  PrintedFigure figure(const antlr4::Token &token);
  ast::Value figureValue(const antlr4::Token &token);
  ast::Path path(Grammar::PathContext &context);
  std::string inputName(Grammar::InputOfContext &context);
  ast::Name name(antlr4::tree::TerminalNode *node);
  ast::Name quoted(antlr4::tree::TerminalNode *node);

  /// Reports and drops what a list has past `most`. Modules multiply the work
  /// that a list makes.
  template <typename Element>
  void limit(std::vector<Element> &list, size_t most,
             antlr4::ParserRuleContext &context) {
    if (list.size() <= most)
      return;
    reportLimit(most, context);
    list.resize(most);
  }
  void reportLimit(size_t most, antlr4::ParserRuleContext &context);

  // Places.
  std::string textOf(const antlr4::Token &token) const;
  SourceRange rangeOf(const antlr4::Token &token) const;
  SourceRange rangeOf(antlr4::ParserRuleContext &context) const;

  const std::string &file;
  const std::string &text;
  Diagnostics &diagnostics;
};

/// True if parsing failed within `context`, blocks inside it left out: those
/// hold statements of their own.
bool isBroken(antlr4::tree::ParseTree &context);

} // namespace gnet

#endif // GNET_LANGUAGE_SYNTAX_ASTBUILDER_H

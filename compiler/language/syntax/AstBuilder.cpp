#include "language/syntax/AstBuilder.h"

namespace gnet {

using Grammar = grammar::GNetParser;

namespace {

constexpr size_t maxArguments = 16;
constexpr size_t maxParameters = 256;
constexpr size_t maxJoined = 256;

bool isMissing(antlr4::tree::TerminalNode *node) {
  return !node || node->getSymbol()->getTokenIndex() == INVALID_INDEX;
}

/// The name that a broken statement would have defined.
bool startsWithName(Grammar::LayerStatementContext &context) {
  return context.NAME() && context.COLON() && !isMissing(context.NAME());
}

/// True if the parser skipped something between the parts of `context`.
bool hasErrorNode(antlr4::ParserRuleContext &context) {
  for (antlr4::tree::ParseTree *child : context.children)
    if (dynamic_cast<antlr4::tree::ErrorNode *>(child))
      return true;
  return context.exception != nullptr;
}

} // namespace

bool isBroken(antlr4::tree::ParseTree &tree) {
  if (dynamic_cast<antlr4::tree::ErrorNode *>(&tree))
    return true;
  auto *context = dynamic_cast<antlr4::ParserRuleContext *>(&tree);
  if (!context || dynamic_cast<Grammar::BlockContext *>(context))
    return false;
  if (context->exception)
    return true;
  for (antlr4::tree::ParseTree *child : context->children)
    if (isBroken(*child))
      return true;
  return false;
}

ast::File AstBuilder::build(Grammar::FileContext &context) {
  ast::File result{file, {}};
  for (Grammar::ItemContext *child : context.item())
    result.items.push_back(item(*child));
  if (hasErrorNode(context))
    result.items.push_back(ast::Broken{});
  return result;
}

ast::Item AstBuilder::item(Grammar::ItemContext &context) {
  bool broken = isBroken(context);
  if (auto *import = context.importItem(); import && !broken)
    return ast::Import{quoted(import->STRING())};
  if (auto *module = context.module(); module && !isMissing(module->NAME(0))) {
    ast::Module result{name(module->NAME(0)), {}, {}, broken};
    if (result.broken || !module->block())
      return result;
    result.body = block(module->block());
    // NAME(i) would search from the first one each time.
    std::vector<antlr4::tree::TerminalNode *> names = module->NAME();
    for (size_t i = 1; i < names.size(); ++i)
      result.parameters.push_back(name(names[i]));
    limit(result.parameters, maxParameters, *module);
    return result;
  }
  // A network's name is missed less than its body.
  if (auto *network = context.network(); network && network->block()) {
    ast::Name called = isMissing(network->NAME(0))
                           ? ast::Name{"network", rangeOf(*network)}
                           : name(network->NAME(0));
    std::optional<ast::Name> base;
    if (network->EXTENDS() && !isMissing(network->NAME(1)))
      base = name(network->NAME(1));
    return ast::Network{std::move(called), std::move(base),
                        block(network->block())};
  }
  return ast::Broken{};
}

std::vector<ast::Statement> AstBuilder::block(Grammar::BlockContext *context) {
  std::vector<ast::Statement> statements;
  if (!context)
    return statements;
  for (Grammar::StatementContext *child : context->statement())
    statements.push_back(statement(*child));
  if (hasErrorNode(*context))
    statements.push_back({ast::Broken{}, rangeOf(*context)});
  return statements;
}

ast::Statement AstBuilder::statement(Grammar::StatementContext &context) {
  SourceRange where = rangeOf(context);
  bool broken = isBroken(context);
  if (auto *child = context.layerStatement())
    return {layerStatement(*child, broken), where};
  if (auto *child = context.row(); child && child->rowLabel())
    return {row(*child, broken), where};
  if (broken)
    return {ast::Broken{}, where};
  if (auto *child = context.table())
    return ast::Statement{table(*child), where};
  if (auto *child = context.head())
    return ast::Statement{head(*child), where};
  if (auto *child = context.input())
    return ast::Statement{input(*child), where};
  if (auto *child = context.labels())
    return ast::Statement{ast::Labels{quoted(child->STRING())}, where};
  if (auto *child = context.defaults())
    return ast::Statement{
        ast::Defaults{name(child->NAME()), settings(child->settings())}, where};
  if (auto *child = context.paper())
    return ast::Statement{ast::Paper{quoted(child->STRING())}, where};
  if (auto *child = context.training())
    return ast::Statement{
        ast::Training{rangeOf(*child->TRAINING()->getSymbol()),
                      settings(child->settings())},
        where};
  return {change(context), where};
}

/// What a variant does to the network that it extends.
ast::StatementKind AstBuilder::change(Grammar::StatementContext &context) {
  if (auto *child = context.remove())
    return ast::Remove{names(*child->names())};
  if (auto *child = context.replaceModule())
    return ast::ReplaceModule{name(child->NAME(0)), name(child->NAME(1))};
  if (auto *child = context.replace())
    return replace(*child);
  if (auto *child = context.insert())
    return ast::Insert{child->BEFORE() ? ast::Insert::Before
                                       : ast::Insert::After,
                       name(child->NAME()), block(child->block())};
  return ast::Broken{};
}

ast::StatementKind AstBuilder::replace(Grammar::ReplaceContext &context) {
  if (context.names())
    return ast::Replace{names(*context.names()), block(context.block()), true};
  if (auto *child = context.head())
    return ast::Replace{
        {name(child->NAME())}, {{head(*child), rangeOf(*child)}}, false};
  ast::LayerStatement layers = layerStatement(*context.layerStatement(), false);
  if (!layers.name) {
    diagnostics.error(rangeOf(context),
                      "this does not say what it replaces: write replace "
                      "NAME: ..., or replace NAME with { ... }");
    return ast::Broken{};
  }
  std::vector<ast::Name> replaced = {*layers.name};
  SourceRange where = rangeOf(*context.layerStatement());
  return ast::Replace{std::move(replaced), {{std::move(layers), where}}, false};
}

std::vector<ast::Name> AstBuilder::names(Grammar::NamesContext &context) {
  std::vector<ast::Name> result;
  for (antlr4::tree::TerminalNode *node : context.NAME())
    result.push_back(name(node));
  return result;
}

ast::LayerStatement
AstBuilder::layerStatement(Grammar::LayerStatementContext &context,
                           bool broken) {
  ast::LayerStatement result;
  if (startsWithName(context))
    result.name = name(context.NAME());
  result.pipeline.where = rangeOf(context);
  result.broken = broken || !context.pipeline();
  if (result.broken)
    return result;
  result.pipeline = pipeline(*context.pipeline());
  if (context.expect())
    result.expect = expect(*context.expect());
  return result;
}

ast::Pipeline AstBuilder::pipeline(Grammar::PipelineContext &context) {
  ast::Pipeline result;
  result.where = rangeOf(context);
  if (context.source())
    result.from = path(*context.source()->path());
  for (Grammar::StageContext *child : context.stage())
    result.stages.push_back(stage(*child));
  return result;
}

ast::Stage AstBuilder::stage(Grammar::StageContext &context) {
  ast::Stage result{ast::Layer{}, {}, {}, rangeOf(context)};
  if (auto *child = context.layer())
    result.what = layer(*child);
  else if (auto *call = context.moduleCall())
    result.what = moduleCall(*call);
  else if (auto *branches = context.joinBlock())
    result.what =
        ast::JoinBlock{join(*branches->join()), rangeOf(*branches->join()),
                       block(branches->block())};
  else if (auto *names = context.joinNames()) {
    ast::JoinNames joined{join(*names->join()), rangeOf(*names), {}};
    for (Grammar::PathContext *input : names->path())
      joined.inputs.push_back(path(*input));
    limit(joined.inputs, maxJoined, *names);
    result.what = std::move(joined);
  }
  if (context.repeat())
    result.count = value(*context.repeat()->value());
  if (context.NAME())
    result.as = name(context.NAME());
  return result;
}

ast::JoinKind AstBuilder::join(Grammar::JoinContext &context) {
  return context.ADD()        ? ast::JoinKind::Add
         : context.MULTIPLY() ? ast::JoinKind::Multiply
                              : ast::JoinKind::Concat;
}

ast::Layer AstBuilder::layer(Grammar::LayerContext &context) {
  ast::Layer result{name(context.NAME()), {}, settings(context.settings())};
  for (Grammar::LayerArgumentContext *argument : context.layerArgument())
    result.arguments.push_back(argument->list() ? list(*argument->list(), false)
                                                : value(*argument->value()));
  limit(result.arguments, maxArguments, context);
  return result;
}

ast::ModuleCall AstBuilder::moduleCall(Grammar::ModuleCallContext &context) {
  ast::ModuleCall result{name(context.NAME()), {}, rangeOf(context)};
  for (Grammar::ArgumentContext *child : context.argument()) {
    ast::Argument argument{{}, value(*child->value())};
    if (child->NAME())
      argument.name = name(child->NAME());
    result.arguments.push_back(std::move(argument));
  }
  limit(result.arguments, maxParameters, context);
  return result;
}

ast::Table AstBuilder::table(Grammar::TableContext &context) {
  ast::Table result{name(context.NAME(0)), {}, {}};
  size_t bars = 0;
  for (antlr4::tree::ParseTree *child : context.children) {
    auto *node = dynamic_cast<antlr4::tree::TerminalNode *>(child);
    if (node->getSymbol()->getType() == Grammar::BAR)
      ++bars;
    else if (bars > 0)
      (bars == 1 ? result.columns : result.expected).push_back(name(node));
  }
  limit(result.columns, maxParameters, context);
  return result;
}

ast::Row AstBuilder::row(Grammar::RowContext &context, bool broken) {
  const antlr4::Token &label = *context.rowLabel()->getStart();
  ast::Row result{{textOf(label), rangeOf(label)}, {}, {}, {}, broken};
  if (result.broken)
    return result;
  for (Grammar::ProductContext *cell : context.product())
    result.cells.push_back(product(*cell));
  limit(result.cells, maxParameters, context);
  for (Grammar::ExpectedCellContext *cell : context.expectedCell())
    result.expected.push_back(expectedCell(*cell));
  result.end = rangeOf(*context.getStop());
  return result;
}

ast::ExpectedCell
AstBuilder::expectedCell(Grammar::ExpectedCellContext &context) {
  const antlr4::Token &token = *context.getStart();
  ast::ExpectedCell cell{{}, textOf(token), rangeOf(token)};
  if (context.DIMS())
    cell.data = dims(token);
  else if (!context.DASH())
    cell.data = figure(token);
  return cell;
}

ast::Head AstBuilder::head(Grammar::HeadContext &context) {
  return {name(context.NAME()), path(*context.path()),
          settings(context.settings()), block(context.block())};
}

ast::Input AstBuilder::input(Grammar::InputContext &context) {
  const antlr4::Token &called = *context.inputName()->getStart();
  const antlr4::Token &sizes = *context.DIMS()->getSymbol();
  return {{textOf(called), rangeOf(called)},
          dims(sizes),
          rangeOf(sizes),
          settings(context.settings())};
}

ast::Expect AstBuilder::expect(Grammar::ExpectContext &context) {
  ast::Expect result;
  for (Grammar::ExpectationContext *child : context.expectation()) {
    const antlr4::Token &token = *child->getStart();
    ast::Name unit =
        child->NAME() ? name(child->NAME()) : ast::Name{"shape", {}};
    auto setOnce = [&](auto &slot, auto value) {
      if (slot)
        diagnostics.error(rangeOf(*child),
                          "this " + unit.text + " is expected a second time");
      slot = std::move(value);
    };
    if (child->DIMS())
      setOnce(result.output, ast::ExpectedShape{dims(token), rangeOf(token)});
    else if (unit.text == "params")
      setOnce(result.params, figure(token));
    else if (unit.text == "ops")
      setOnce(result.ops, figure(token));
    else
      result.columns.push_back({unit, figureValue(token)});
  }
  return result;
}

} // namespace gnet

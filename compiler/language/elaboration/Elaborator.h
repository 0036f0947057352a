//===- Elaborator.h - From syntax trees to a network ----------------------===//
//
// Walks the network's body in order and expands the modules it uses. An error
// makes the result of a statement unknown; what reads an unknown result stays
// silent, so that each mistake is reported once and all of them in one run.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_LANGUAGE_ELABORATION_ELABORATOR_H
#define GNET_LANGUAGE_ELABORATION_ELABORATOR_H

#include "language/elaboration/ModuleInstance.h"
#include "language/elaboration/NetworkBuilder.h"
#include "language/elaboration/Variant.h"

#include <set>

namespace gnet {

class Elaborator {
public:
  Elaborator(const SpecTree &tree, const WholeNetwork &whole,
             const ReadFile &readFile, Diagnostics &diagnostics);

  /// Also tells of the modules' uses, there: a few thousand at most.
  void keepInstances(std::vector<ModuleInstance> &kept) { instances = &kept; }

  /// Complete only if nothing was reported.
  Network elaborate();

  /// Of a file without a network.
  void checkModulesAlone();

private:
  /// A block of statements, and whose names it sees.
  struct Body {
    enum Kind { NetworkBody, ModuleBody, HeadBody, Branches } kind;
    const Instance *instance;
    std::string prefix;                ///< Of the paths defined in it.
    const Body *outer;                 ///< Null if outer names are not seen.
    Result input;                      ///< What `input` means in it.
    const ast::Table *table = nullptr; ///< The header of the rows that follow.
    const ModuleRef *rowModule = nullptr; ///< Null if the header is wrong.
    bool isIncomplete = false; ///< A statement in it could not be parsed.
  };

  /// What a statement or stage is called: claimed, to be completed.
  struct Target {
    std::string path;
    SourceRange where;
  };

  // What holds wherever it stands (Declarations.cpp).
  Result declareInput();
  void declareTraining();
  void declarePaper();
  void readLabelsOf(Result output);
  void collectColumns();
  template <typename Declaration> const Declaration *declared(const char *what);

  // Statements (Elaborator.cpp).
  Result networkBody(Result input);
  Result block(const std::vector<ast::Statement> &statements, Body &body,
               Result flow);
  Result statement(const ast::Statement &statement, Body &body, Result flow);
  Result layerStatement(const ast::LayerStatement &statement, Body &body,
                        Result flow);
  void head(const ast::Head &head, Body &body);
  void table(const ast::Table &table, Body &body);
  bool isPlaced(const ast::Statement &statement, const Body &body);
  Result row(const ast::Row &row, Body &body, Result flow);

  // Pipelines (Stages.cpp).
  Result pipeline(const ast::Pipeline &pipeline,
                  const std::optional<Target> &target, const Body &body,
                  Result flow);
  Result namedStage(const ast::Stage &stage, const std::string &prefix,
                    const Body &body, Result flow);
  std::optional<int64_t> countOf(const ast::Stage &stage, const Body &body);
  Result stage(const ast::Stage &stage, const std::string &path,
               const std::string &branchPrefix, const Body &body, Result flow);
  Result layer(const ast::Layer &layer, const ast::Stage &stage,
               const std::string &path, const Body &body, Result flow);
  Result moduleCall(const ast::ModuleCall &call, const std::string &path,
                    const Body &body, Result flow);
  Result instantiate(Instance instance, Result flow);
  const ModuleRef *findModule(const ast::Name &name, const Body &body);
  const ModuleRef *replaced(const ModuleRef &ref, const Instance &user);
  bool mayUse(const ModuleRef &ref, const Instance &user,
              const SourceRange &where);

  // Where branches meet (Joins.cpp).
  void checkStart(const ast::JoinNames &names, const ast::Stage &stage,
                  bool startsHere);
  Result joinBlock(const ast::JoinBlock &join, const std::string &path,
                   const std::string &prefix, const Body &body, Result flow);
  Result joinNames(const ast::JoinNames &names, const std::string &path,
                   const Body &body);
  Result join(ast::JoinKind kind, const std::vector<Result> &inputs,
              const SourceRange &where, const std::string &path,
              const Body &body);

  // Names (Names.cpp).
  Target claim(const ast::Name &name, const std::string &prefix);
  Result lookUp(const ast::Path &path, const Body &body);
  Result inputOf(const ast::Path &path, const Body &body);
  static const Body &outermost(const Body &body);
  bool reportRemoved(const ast::Path &path, const Body &body);
  bool spend(const SourceRange &where, size_t cost = 1);

  // Expectations (Expectations.cpp).
  void expectShape(const ast::ExpectedShape &expected, const std::string &path,
                   const char *who, Result result, Result input);
  void expectCells(const ast::Row &row, const ast::Table &table, Row &made,
                   Result result, Result input);
  void expectColumns(const ast::Expect &expect, Row &row);
  void expectLabels(const ast::Labels &labels);

  /// `statement` gives the row's type and figures, unless it is null.
  void addRow(Row row, const ast::LayerStatement *statement, size_t firstLayer,
              Result result);
  void checkUnusedModules();
  void checkReplacements();

  const SpecTree &tree;
  const WholeNetwork &whole;
  const ReadFile &readFile;
  Diagnostics &diagnostics;
  Network network;
  NetworkBuilder builder;
  SymbolTable symbols;
  DefaultSettings defaults; ///< Of the network's body.
  std::set<const ast::Module *> usedModules;
  std::set<const ModuleReplacement *> usedReplacements;
  std::vector<ModuleInstance> *instances = nullptr;
  size_t steps = 0; ///< Stages and statements expanded, see `spend`.
};

} // namespace gnet

#endif // GNET_LANGUAGE_ELABORATION_ELABORATOR_H

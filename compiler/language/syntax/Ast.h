//===- Ast.h - The syntax tree of a spec ----------------------------------===//
//
// What is written, and where: nothing is resolved or checked here. A part that
// could not be parsed was reported by the parser and is marked, so that what
// depends on it can stay silent.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_LANGUAGE_SYNTAX_AST_H
#define GNET_LANGUAGE_SYNTAX_AST_H

#include "network/Network.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace gnet::ast {

struct Name {
  std::string text;
  SourceRange where;
};

/// `inception_4a.b2`, without its dots; `input` or `module input` is one name.
struct Path {
  std::vector<std::string> names;
  SourceRange where;

  std::string text() const;
  /// True if it names no layer, but what is around it started from.
  bool isInput() const;
};

struct Derivation;
struct Value;
struct Setting;

/// Reported already, or the parameter of a module that nobody uses.
struct Unknown {};
/// `12`, `0.75`, `-3`, `1e-4`; `integer` where it is one.
struct Number {
  double value = 0;
  std::optional<int64_t> integer;
  std::string text;
};
/// `40%` is 40.
struct Percent {
  double value = 0;
  std::string text;
};
/// `3x3`; without sizes if one was out of range.
struct Dims {
  std::vector<int64_t> sizes;
};
/// `same`, `true`, or a parameter of the module.
struct Word {
  std::string text;
};
/// `1/255` or `7x7/2`: two values. Where a whole number is wanted, `c/16` is
/// one.
struct Ratio {
  std::vector<Value> parts;
};
/// `4*k` or `a+b-1`: whole numbers, from left to right. The operators, one
/// between two operands each, have one rank.
struct Arithmetic {
  std::vector<Value> operands;
  std::string operators;
};
/// `[104, 117, 123]`, or lists in one.
struct List {
  std::vector<Value> values;
};
/// `batch_norm { epsilon: 1e-3 }`
struct Group {
  std::string name;
  std::vector<Setting> settings;
};

struct Value {
  std::variant<Unknown, Number, Percent, Dims, Word, Ratio, Arithmetic, List,
               Group>
      data;
  SourceRange where;
  /// Null for what is as it was written.
  std::shared_ptr<const Derivation> derivation = nullptr;

  template <typename Kind> const Kind *as() const {
    return std::get_if<Kind>(&data);
  }
};

/// How a value came out of one with parameters of a module in it.
struct Derivation {
  struct Parameter {
    std::string name;
    Value stoodFor;
  };
  std::string written; ///< `c/16`
  std::vector<Parameter> parameters;
};

/// `stride: 2`
struct Setting {
  Name key;
  Value value;
};

/// `conv 7x7/2 64 { bias: false }`
struct Layer {
  Name kind;
  std::vector<Value> arguments;
  std::vector<Setting> settings;
};

struct Argument {
  std::optional<Name> name;
  Value value;
};

/// `inception(64, 96, 128, 16, 32, 32)`
struct ModuleCall {
  Name module;
  std::vector<Argument> arguments;
  SourceRange where;
};

struct Statement;

/// How branches become one.
enum class JoinKind { Concat, Add, Multiply };

/// `concat`, `add` or `multiply`, as it is written.
const char *joinWord(JoinKind kind);

/// `concat { ... }`: each statement is a branch, from the same input.
struct JoinBlock {
  JoinKind kind;
  SourceRange where;
  std::vector<Statement> branches;
};

/// `add left, right`
struct JoinNames {
  JoinKind kind;
  SourceRange where;
  std::vector<Path> inputs;
};

struct Stage {
  std::variant<Layer, ModuleCall, JoinBlock, JoinNames> what;
  std::optional<Value> count; ///< `repeat 3`: so often, one after the other.
  std::optional<Name> as;
  SourceRange where;
};

/// Starts at `from`, or where the statement before it ended.
struct Pipeline {
  std::optional<Path> from;
  std::vector<Stage> stages;
  SourceRange where;
};

/// Heights x widths x channels.
struct ExpectedShape {
  Dims dims;
  SourceRange where;
};

/// `64 n3x3_reduce`: what a table prints of a convolution in one of its
/// columns.
struct ExpectedColumn {
  Name column;
  Value value;
};

struct Expect {
  std::optional<ExpectedShape> output;
  std::optional<PrintedFigure> params;
  std::optional<PrintedFigure> ops;
  std::vector<ExpectedColumn> columns;
};

/// `conv1: conv 7x7/2 64  expect 112x112x64`
struct LayerStatement {
  std::optional<Name> name;
  Pipeline pipeline;
  Expect expect;
  /// Parsing failed within: the name is known, what it stands for is not.
  bool broken = false;
};

/// `table inception | n1x1 n3x3 | output params`
struct Table {
  Name module;
  std::vector<Name> columns;
  std::vector<Name> expected;
};

struct ExpectedCell {
  std::variant<Unknown, Dims, PrintedFigure> data; ///< Unknown for `-`.
  std::string text;
  SourceRange where;
};

/// `3a | 64 96 128 | 28x28x256 159K`
struct Row {
  Name label;
  std::vector<Value> cells;
  std::vector<ExpectedCell> expected;
  SourceRange end; ///< Where a cell that lacks should stand.
  bool broken = false;
};

struct Head {
  Name name;
  Path at;
  std::vector<Setting> settings;
  std::vector<Statement> body;
};

struct Defaults {
  Name kind;
  std::vector<Setting> settings;
};

/// `input image: 3x224x224 { order: bgr }`: channels x height x width.
struct Input {
  Name name;
  Dims dims;
  SourceRange dimsWhere;
  std::vector<Setting> settings;
};

/// `labels "imagenet.txt"`
struct Labels {
  Name file;
};

/// `paper "Szegedy et al., CVPR 2015"`
struct Paper {
  Name citation;
};

/// `training { label_smoothing: 0.1 }`
struct Training {
  SourceRange where;
  std::vector<Setting> settings;
};

/// `remove norm1, norm2`
struct Remove {
  std::vector<Name> names;
};

/// `replace module inception with inception_3x3`
struct ReplaceModule {
  Name module;
  Name by;
};

/// `replace conv1, pool1 with { ... }`, or `replace conv1: conv 3x3/2 32`,
/// where the body is the one statement.
struct Replace {
  std::vector<Name> names;
  std::vector<Statement> body;
  bool isBlock = true;
};

/// `insert after pool1 { ... }`
struct Insert {
  enum Side { Before, After } side;
  Name at;
  std::vector<Statement> body;
};

/// Something that could not be parsed.
struct Broken {};

using StatementKind = std::variant<LayerStatement, Table, Row, Head, Defaults,
                                   Input, Labels, Paper, Training, Remove,
                                   ReplaceModule, Replace, Insert, Broken>;

struct Statement {
  StatementKind what;
  SourceRange where; ///< On its first line.
};

struct Module {
  Name name;
  std::vector<Name> parameters;
  std::vector<Statement> body;
  bool broken = false; ///< Only its name is known.
};

struct Network {
  Name name;
  std::optional<Name> base; ///< That it extends.
  std::vector<Statement> body;
};

struct Import {
  Name file;
};

using Item = std::variant<Import, Module, Network, Broken>;

struct File {
  std::string path;
  std::vector<Item> items;
};

} // namespace gnet::ast

#endif // GNET_LANGUAGE_SYNTAX_AST_H

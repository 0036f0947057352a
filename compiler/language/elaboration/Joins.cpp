#include "language/elaboration/Elaborator.h"

#include <fmt/format.h>

namespace gnet {

namespace {

bool isJoined(ast::JoinKind kind, size_t branches) {
  return kind == ast::JoinKind::Multiply ? branches == 2 : branches >= 2;
}

std::string wrongBranches(ast::JoinKind kind, size_t branches) {
  if (kind == ast::JoinKind::Multiply)
    return fmt::format("multiply joins two branches, not {}", branches);
  return fmt::format("{} joins at least two branches", joinWord(kind));
}

LayerOp joinOp(ast::JoinKind kind) {
  switch (kind) {
  case ast::JoinKind::Concat:
    return Concat{};
  case ast::JoinKind::Add:
    return Add{};
  case ast::JoinKind::Multiply:
    return Multiply{};
  }
  return Concat{};
}

} // namespace

void Elaborator::checkStart(const ast::JoinNames &names,
                            const ast::Stage &stage, bool startsHere) {
  const char *word = joinWord(names.kind);
  if (!startsHere)
    diagnostics.error(stage.where,
                      fmt::format("{} {} of named layers starts a pipeline: it "
                                  "would drop what is before",
                                  word[0] == 'a' ? "an" : "a", word));
  else if (stage.count)
    diagnostics.error(stage.where,
                      fmt::format("{} of named layers cannot be repeated: it "
                                  "would drop what is before",
                                  word));
}

Result Elaborator::joinBlock(const ast::JoinBlock &join,
                             const std::string &path, const std::string &prefix,
                             const Body &body, Result flow) {
  Body inner{Body::Branches, body.instance, prefix, &body, flow};
  std::vector<Result> branches;
  for (const ast::Statement &branch : join.branches)
    branches.push_back(statement(branch, inner, flow));
  return this->join(join.kind, branches, join.where, path, body);
}

Result Elaborator::joinNames(const ast::JoinNames &names,
                             const std::string &path, const Body &body) {
  std::vector<Result> inputs;
  for (const ast::Path &input : names.inputs)
    inputs.push_back(lookUp(input, body));
  return join(names.kind, inputs, names.where, path, body);
}

Result Elaborator::join(ast::JoinKind kind, const std::vector<Result> &inputs,
                        const SourceRange &where, const std::string &path,
                        const Body &body) {
  if (!isJoined(kind, inputs.size())) {
    diagnostics.error(where, wrongBranches(kind, inputs.size()));
    return std::nullopt;
  }
  std::vector<LayerId> layers;
  for (Result input : inputs) {
    if (!input)
      return std::nullopt;
    layers.push_back(*input);
  }
  LayerForm form;
  form.op = joinOp(kind);
  return builder.add(path, form, layers, where, *body.instance);
}

} // namespace gnet

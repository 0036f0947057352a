#include "language/elaboration/Elaborator.h"

#include <fmt/format.h>

namespace gnet {

namespace {

/// Why the layer does not join so many branches, or nothing. One branch joins
/// nothing, whatever the layer.
std::optional<std::string> branchProblem(const LayerKind &kind,
                                         size_t branches) {
  const auto count = static_cast<int>(branches);
  const bool isTwo = kind.mostInputs == 2;
  if (count >= 2 && (kind.mostInputs == 0 || count <= kind.mostInputs))
    return std::nullopt;
  return isTwo ? fmt::format("{} joins two branches, not {}", kind.word, count)
               : fmt::format("{} joins at least two branches", kind.word);
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
  for (const ast::Statement &branch : join.branches) {
    Result result = statement(branch, inner, flow);
    // What is none was reported.
    bool isBranch = std::holds_alternative<ast::LayerStatement>(branch.what);
    branches.push_back(isBranch ? result : std::nullopt);
  }
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
  const LayerKind &layer = *findLayerKind(joinWord(kind));
  if (auto problem = branchProblem(layer, inputs.size())) {
    diagnostics.error(where, *problem);
    return std::nullopt;
  }
  std::vector<LayerId> layers;
  for (Result input : inputs) {
    if (!input)
      return std::nullopt;
    layers.push_back(*input);
  }
  LayerForm form;
  form.op = layer.initial;
  return builder.add(path, form, layers, where, *body.instance);
}

} // namespace gnet

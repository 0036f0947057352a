#include "frontend/Elaborator.h"
#include "frontend/Spelling.h"

#include <fmt/format.h>

namespace gnet {

namespace {

constexpr int maxInstanceDepth = 32;

std::string automaticName(const ast::Stage &stage) {
  if (const auto *layer = std::get_if<ast::Layer>(&stage.what))
    return gnet::automaticName(*layer);
  if (const auto *call = std::get_if<ast::ModuleCall>(&stage.what))
    return call->module.text;
  return "concat";
}

std::vector<std::string> moduleNames(const SpecFile &file) {
  std::vector<std::string> names;
  for (const auto &[name, module] : file.modules)
    names.push_back(name);
  return names;
}

} // namespace

Result Elaborator::pipeline(const ast::Pipeline &pipeline,
                            const std::optional<Target> &target,
                            const Body &body, Result flow) {
  if (pipeline.from)
    flow = lookUp(*pipeline.from, body);
  const std::string &prefix = target ? target->path : body.prefix;
  bool isWhole = target && pipeline.stages.size() == 1;
  for (const ast::Stage &stage : pipeline.stages) {
    bool startsHere = &stage == &pipeline.stages.front() && !pipeline.from;
    if (std::holds_alternative<ast::ConcatNames>(stage.what) && !startsHere)
      diagnostics.error(stage.where, "a concat of named layers starts a "
                                     "pipeline: it would drop what is before");
    if (isWhole && !stage.as) {
      flow = this->stage(stage, target->path, target->path, body, flow);
      continue;
    }
    std::string path =
        stage.as ? claim(*stage.as, prefix).path
                 : symbols.claimFree(prefix, automaticName(stage), stage.where);
    flow = this->stage(stage, path, stage.as ? path : prefix, body, flow);
    symbols.complete(path, flow);
  }
  return flow;
}

Result Elaborator::stage(const ast::Stage &stage, const std::string &path,
                         const std::string &branchPrefix, const Body &body,
                         Result flow) {
  if (!spend(stage.where))
    return std::nullopt;
  if (const auto *layer = std::get_if<ast::Layer>(&stage.what))
    return this->layer(*layer, stage, path, body, flow);
  if (const auto *call = std::get_if<ast::ModuleCall>(&stage.what))
    return moduleCall(*call, path, body, flow);
  if (const auto *concat = std::get_if<ast::ConcatBlock>(&stage.what))
    return concatBlock(*concat, path, branchPrefix, body, flow);
  return concatNames(std::get<ast::ConcatNames>(stage.what), path, body);
}

Result Elaborator::layer(const ast::Layer &layer, const ast::Stage &stage,
                         const std::string &path, const Body &body,
                         Result flow) {
  const Instance &instance = *body.instance;
  if (!isLayerKind(layer.kind.text)) {
    const std::string &kind = layer.kind.text;
    if (instance.file->modules.count(kind))
      diagnostics.error(
          layer.kind.where,
          fmt::format("'{}' is a module: write {}(...)", kind, kind));
    else
      reportUnknown(diagnostics, layer.kind.where, kind,
                    fmt::format("there is no layer '{}'", kind), layerKinds());
    return std::nullopt;
  }
  std::optional<LayerForm> form =
      readLayer(layer, instance.defaults, instance.bindings, diagnostics);
  if (!form || !flow)
    return std::nullopt;
  return builder.add(path, *form, {*flow}, stage.where, instance);
}

const ModuleRef *Elaborator::findModule(const ast::Name &name,
                                        const Body &body) {
  const SpecFile &file = *body.instance->file;
  auto it = file.modules.find(name.text);
  if (it == file.modules.end()) {
    if (!file.isIncomplete)
      reportUnknown(diagnostics, name.where, name.text,
                    fmt::format("there is no module '{}'", name.text),
                    moduleNames(file));
    return nullptr;
  }
  usedModules.insert(it->second.module);
  bool isUsable = !it->second.module->broken &&
                  mayUse(it->second, *body.instance, name.where);
  return isUsable ? &it->second : nullptr;
}

/// A module within itself would never end.
bool Elaborator::mayUse(const ModuleRef &ref, const Instance &user,
                        const SourceRange &where) {
  for (const Instance *use = &user; use; use = use->user) {
    if (use->module != ref.module)
      continue;
    Diagnostic &error = diagnostics.error(
        where, fmt::format("module '{}' uses itself", ref.module->name.text));
    for (const Instance *step = &user; step != use; step = step->user)
      error.note(step->usedAt,
                 fmt::format("through '{}' here", step->module->name.text));
    return false;
  }
  if (user.depth < maxInstanceDepth)
    return true;
  diagnostics.error(where, fmt::format("modules are nested more than {} deep",
                                       maxInstanceDepth));
  return false;
}

Result Elaborator::moduleCall(const ast::ModuleCall &call,
                              const std::string &path, const Body &body,
                              Result flow) {
  const ModuleRef *ref = findModule(call.module, body);
  if (!ref)
    return std::nullopt;
  Instance instance{ref->file,
                    ref->module,
                    body.instance,
                    path,
                    call.where,
                    {},
                    body.instance->defaults,
                    body.instance->depth + 1};
  bool fits = bindArguments(*ref->module, call, body.instance->bindings,
                            instance.bindings, diagnostics);
  return instantiate(std::move(instance), fits ? flow : std::nullopt);
}

Result Elaborator::instantiate(Instance instance, Result flow) {
  if (!spend(instance.usedAt))
    return std::nullopt;
  const ast::Module &module = *instance.module;
  overlayDefaults(module.body, instance.bindings, instance.defaults,
                  diagnostics);
  if (module.body.empty())
    diagnostics.error(module.name.where,
                      fmt::format("module '{}' is empty", module.name.text));
  Body body{Body::ModuleBody, &instance, instance.path, nullptr, flow};
  return block(module.body, body, flow);
}

Result Elaborator::concatBlock(const ast::ConcatBlock &concat,
                               const std::string &path,
                               const std::string &prefix, const Body &body,
                               Result flow) {
  Body inner{Body::Branches, body.instance, prefix, &body, flow};
  std::vector<Result> branches;
  for (const ast::Statement &branch : concat.branches)
    branches.push_back(statement(branch, inner, flow));
  return join(branches, concat.where, path, body);
}

Result Elaborator::concatNames(const ast::ConcatNames &concat,
                               const std::string &path, const Body &body) {
  std::vector<Result> inputs;
  for (const ast::Path &input : concat.inputs)
    inputs.push_back(lookUp(input, body));
  return join(inputs, concat.where, path, body);
}

Result Elaborator::join(const std::vector<Result> &inputs,
                        const SourceRange &where, const std::string &path,
                        const Body &body) {
  if (inputs.size() < 2) {
    diagnostics.error(where, "concat joins at least two branches");
    return std::nullopt;
  }
  std::vector<LayerId> layers;
  for (Result input : inputs) {
    if (!input)
      return std::nullopt;
    layers.push_back(*input);
  }
  return builder.add(path, {Concat{}, {}, {}, false}, layers, where,
                     *body.instance);
}

} // namespace gnet

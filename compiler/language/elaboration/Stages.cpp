#include "language/elaboration/Elaborator.h"

#include "language/diagnostics/Spelling.h"
#include "language/elaboration/Arithmetic.h"
#include "language/syntax/AstPrinter.h"

#include <fmt/format.h>

namespace gnet {

namespace {

constexpr int maxInstanceDepth = 32;
constexpr size_t maxKeptInstances = 4096;

std::string automaticName(const ast::Stage &stage) {
  if (const auto *layer = std::get_if<ast::Layer>(&stage.what))
    return gnet::automaticName(*layer);
  if (const auto *call = std::get_if<ast::ModuleCall>(&stage.what))
    return call->module.text;
  if (const auto *names = std::get_if<ast::JoinNames>(&stage.what))
    return joinWord(names->kind);
  return joinWord(std::get<ast::JoinBlock>(stage.what).kind);
}

/// `linear (a+b)` reads like a call of one argument.
std::optional<ast::Layer> asLayer(const ast::ModuleCall &call,
                                  const SpecFile &file) {
  bool isCall = !isLayerWord(call.module.text) ||
                file.modules.count(call.module.text) > 0;
  if (isCall || call.arguments.size() != 1 || call.arguments.front().name)
    return std::nullopt;
  return ast::Layer{call.module, {call.arguments.front().value}, {}};
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
  bool isWhole =
      target && pipeline.stages.size() == 1 && !pipeline.stages.front().count;
  for (const ast::Stage &stage : pipeline.stages) {
    bool startsHere = &stage == &pipeline.stages.front() && !pipeline.from;
    if (const auto *names = std::get_if<ast::JoinNames>(&stage.what))
      checkStart(*names, stage, startsHere);
    flow = isWhole && !stage.as
               ? this->stage(stage, target->path, target->path, body, flow)
               : namedStage(stage, prefix, body, flow);
  }
  return flow;
}

/// As often as it is repeated, each under a name of its own.
Result Elaborator::namedStage(const ast::Stage &stage,
                              const std::string &prefix, const Body &body,
                              Result flow) {
  std::optional<int64_t> count = countOf(stage, body);
  if (!count)
    flow = std::nullopt;
  std::string name = stage.as ? stage.as->text : automaticName(stage);
  bool isOwnPlace = stage.as || stage.count;
  // What has an unknown count is looked at once.
  for (int64_t i = 0; i < count.value_or(1) && steps < maxSteps; ++i) {
    std::string path = stage.as && i == 0
                           ? claim(*stage.as, prefix).path
                           : symbols.claimFree(prefix, name, stage.where);
    flow = this->stage(stage, path, isOwnPlace ? path : prefix, body, flow);
    symbols.complete(path, flow);
  }
  return flow;
}

/// How often the stage is written out; nothing if that was reported.
std::optional<int64_t> Elaborator::countOf(const ast::Stage &stage,
                                           const Body &body) {
  if (!stage.count)
    return 1;
  if (!spend(stage.where, listedValues(*stage.count) / 64))
    return std::nullopt;
  ast::Value count =
      substitute(*stage.count, body.instance->bindings, diagnostics);
  std::optional<int64_t> number = asInteger(count);
  // The last row of a paper's table may come to `repeat n-1` of one.
  const int64_t least = stage.count->as<ast::Arithmetic>() ? 0 : 1;
  if (number && *number >= least && *number < static_cast<int64_t>(maxSteps))
    return number;
  if (isUnknown(count) || reportRemainder(count, diagnostics))
    return std::nullopt;
  Diagnostic &error = diagnostics.error(
      count.where, fmt::format("a stage is repeated from {} to {} times, not "
                               "'{}'",
                               least, maxSteps - 1, printValue(count)));
  if (count.where.file != stage.where.file ||
      count.where.line != stage.where.line)
    error.note(stage.where, "for this repeat");
  noteParameters(error, count);
  return std::nullopt;
}

Result Elaborator::stage(const ast::Stage &stage, const std::string &path,
                         const std::string &branchPrefix, const Body &body,
                         Result flow) {
  if (!spend(stage.where))
    return std::nullopt;
  if (const auto *layer = std::get_if<ast::Layer>(&stage.what))
    return this->layer(*layer, stage, path, body, flow);
  if (const auto *call = std::get_if<ast::ModuleCall>(&stage.what)) {
    std::optional<ast::Layer> layer = asLayer(*call, *body.instance->file);
    return layer ? this->layer(*layer, stage, path, body, flow)
                 : moduleCall(*call, path, body, flow);
  }
  if (const auto *join = std::get_if<ast::JoinBlock>(&stage.what))
    return joinBlock(*join, path, branchPrefix, body, flow);
  return joinNames(std::get<ast::JoinNames>(stage.what), path, body);
}

Result Elaborator::layer(const ast::Layer &layer, const ast::Stage &stage,
                         const std::string &path, const Body &body,
                         Result flow) {
  const Instance &instance = *body.instance;
  if (!isLayerWord(layer.kind.text)) {
    const std::string &kind = layer.kind.text;
    if (instance.file->modules.count(kind))
      diagnostics.error(
          layer.kind.where,
          fmt::format("'{}' is a module: write {}(...)", kind, kind));
    else
      reportUnknown(diagnostics, layer.kind.where, kind,
                    fmt::format("there is no layer '{}'", kind), layerWords());
    return std::nullopt;
  }
  // Its lists may be long, and the module used often.
  if (!spend(stage.where, listedValues(layer) / 64))
    return std::nullopt;
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
    if (isLayerWord(name.text))
      diagnostics.error(
          name.where,
          fmt::format("'{}' is a layer: write it without brackets", name.text));
    else if (!file.isIncomplete)
      reportUnknown(diagnostics, name.where, name.text,
                    fmt::format("there is no module '{}'", name.text),
                    moduleNames(file));
    return nullptr;
  }
  usedModules.insert(it->second.module);
  const ModuleRef *ref = replaced(it->second, *body.instance);
  usedModules.insert(ref->module);
  bool isUsable =
      !ref->module->broken && mayUse(*ref, *body.instance, name.where);
  return isUsable ? ref : nullptr;
}

/// What a variant puts in the module's place. Within that one the module is
/// still itself, so that a module can be replaced by one that wraps it.
const ModuleRef *Elaborator::replaced(const ModuleRef &ref,
                                      const Instance &user) {
  const ModuleRef *result = &ref;
  for (const ModuleReplacement &each : whole.replacements) {
    bool isWithin = false;
    for (const Instance *use = &user; use; use = use->user)
      isWithin = isWithin || use->module == each.by.module;
    if (result->module != each.replaced || isWithin)
      continue;
    usedReplacements.insert(&each);
    result = &each.by;
  }
  return result;
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
  if (!ref || !spend(call.where, listedValues(call) / 64))
    return std::nullopt;
  Instance instance{ref->file,
                    ref->module,
                    body.instance,
                    path,
                    call.where,
                    {},
                    body.instance->defaults,
                    body.instance->depth + 1};
  network.modules.push_back({path, ref->module->name.text});
  bool fits = bindArguments(*ref, call, body.instance->bindings,
                            instance.bindings, diagnostics);
  return instantiate(std::move(instance), fits ? flow : std::nullopt);
}

Result Elaborator::instantiate(Instance instance, Result flow) {
  const ast::Module &module = *instance.module;
  if (!spend(instance.usedAt, 1 + listedDefaults(module.body) / 64))
    return std::nullopt;
  overlayDefaults(module.body, instance.bindings, instance.defaults,
                  diagnostics);
  if (module.body.empty())
    diagnostics.error(module.name.where,
                      fmt::format("module '{}' is empty", module.name.text));
  if (instances && instances->size() < maxKeptInstances)
    instances->push_back(
        {instance.path, &module, instance.usedAt, instance.bindings});
  Body body{Body::ModuleBody, &instance, instance.path, nullptr, flow};
  return block(module.body, body, flow);
}

} // namespace gnet

//===- ProgramCode.cpp - The host's code of a package ---------------------===//
#include "target/program/ProgramCode.h"
#include "ir/gnk/GnkDialect.h"
#include "package/Link.h"
#include "target/program/EmitObject.h"
#include "llvm/Support/raw_ostream.h"

namespace gnet {
namespace {

/// Names that nothing outside of `module` uses are told from those of the other
/// programs by `suffix`.
void addToLocalNames(llvm::Module &module, const std::string &suffix) {
  for (llvm::GlobalValue &value : module.global_values())
    if (value.hasLocalLinkage())
      value.setName(value.getName() + suffix);
}

} // namespace

llvm::Error ProgramCode::translate(llvm::ArrayRef<mlir::ModuleOp> programs,
                                   llvm::StringRef triple) {
  context = std::make_unique<llvm::LLVMContext>();
  for (mlir::ModuleOp program : programs) {
    auto translated = translateToLlvm(program, *context, triple);
    if (!translated)
      return translated.takeError();
    if (auto cpu = program->getAttrOfType<mlir::StringAttr>(gnk::cpuAttribute))
      addToLocalNames(**translated, "." + cpu.str());
    code.push_back(std::move(*translated));
  }
  return llvm::Error::success();
}

llvm::Error ProgramCode::emit() {
  std::vector<std::string> objects;
  for (std::unique_ptr<llvm::Module> &module : code) {
    auto emitted = emitObject(*module, kernelCache);
    if (!emitted)
      return emitted.takeError();
    objects.push_back(std::move(*emitted));
    module.reset();
  }
  context.reset();
  auto joined = objects.size() == 1
                    ? llvm::Expected<std::string>(std::move(objects.front()))
                    : joinObjects(objects);
  if (!joined)
    return joined.takeError();
  object = std::move(*joined);
  return llvm::Error::success();
}

std::vector<Stage> ProgramCode::stages(std::function<llvm::Error()> translate) {
  return {{.name = "llvm",
           .needs = {"llvm-dialect"},
           .step = "generating code",
           .file = "llvm.ll",
           .make = std::move(translate),
           .print =
               [this](llvm::raw_ostream &os) {
                 for (const auto &module : code)
                   module->print(os, nullptr);
                 return llvm::Error::success();
               }},
          {.name = "obj",
           .kind = StageKind::Binary,
           .needs = {"llvm"},
           .step = "generating code",
           .file = "object.o",
           .make = [this] { return emit(); },
           .print =
               [this](llvm::raw_ostream &os) {
                 os << object;
                 return llvm::Error::success();
               }}};
}

} // namespace gnet

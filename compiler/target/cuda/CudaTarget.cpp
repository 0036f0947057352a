//===- CudaTarget.cpp - Packages for NVIDIA's GPUs ------------------------===//
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/PassManager.h"
#include "package/Package.h"
#include "passes/planning/Pipeline.h"
#include "target/Target.h"
#include "target/cuda/DevicePrograms.h"
#include "target/cuda/KernelReport.h"
#include "target/cuda/LowerKernels.h"
#include "target/cuda/Passes.h"
#include "target/cuda/Precision.h"
#include "target/cuda/kernels/KernelKind.h"
#include "target/cuda/program/LaunchTables.h"
#include "target/cuda/program/Passes.h"
#include "target/program/DescribeProgram.h"
#include "target/program/EmitObject.h"
#include "target/program/PackedWeights.h"
#include "target/program/ProgramCode.h"
#include "target/program/ProgramTables.h"
#include "llvm/Support/raw_ostream.h"

namespace gnet {
namespace {

/// When launches begin, where a GPU leaves the choice.
constexpr llvm::StringLiteral launchWords[] = {"early", "late"};

class CudaCompiler : public TargetCompiler {
public:
  llvm::Error setOptions(const TargetOptionValues &given) override;
  llvm::Error plan(mlir::OpPassManager &passes) override;
  std::vector<Stage> stages(const TargetInput &input) override;
  llvm::Error describePrograms(const TargetInput &input,
                               std::vector<ProgramFigures> &programs) override;
  llvm::Expected<TargetParts> takeParts(const TargetInput &input) override;

private:
  std::vector<Stage> deviceStages(const TargetInput &input);
  std::vector<Stage> programStages(const TargetInput &input);
  llvm::Error reportKernels(const TargetInput &input, llvm::raw_ostream &os);
  llvm::Error pack(const TargetInput &input);
  llvm::Error lower(mlir::OpPassManager &passes, const TargetInput &input);
  llvm::Error translate(mlir::Operation *module);
  llvm::Error addObjects(TargetParts &parts, const TargetInput &input);

  /// A safetensors file that the library is to hold itself; empty: none.
  llvm::StringRef embedded(const TargetInput &input) const;

  std::string precision = cuda::precisionNames().front().str();
  std::string card = cuda::defaultCard().name.str();
  DevicePrograms device;
  PackedWeights packed;
  ProgramCode code;
};

llvm::Error CudaCompiler::setOptions(const TargetOptionValues &given) {
  if (auto list = given.find("cuda-arch"); list != given.end())
    if (llvm::Error error = device.setArchs(list->second))
      return error;
  if (auto word = given.find("cuda-launches"); word != given.end()) {
    if (!llvm::is_contained(launchWords, word->second))
      return llvm::createStringError("unknown --cuda-launches '" +
                                     word->second + "'; known are early, late");
    device.setEarly(word->second == launchWords[0]);
  }
  if (auto word = given.find("precision"); word != given.end()) {
    if (llvm::Error error = cuda::findPrecision(word->second).takeError())
      return error;
    precision = word->second;
  }
  if (auto name = given.find("cuda-card"); name != given.end()) {
    if (llvm::Error error = cuda::findCard(name->second).takeError())
      return error;
    card = name->second;
  }
  return llvm::Error::success();
}

llvm::Error CudaCompiler::plan(mlir::OpPassManager &passes) {
  auto chosen = cuda::findPrecision(precision);
  if (!chosen)
    return chosen.takeError();
  ChooseCudaKernelsOptions options;
  options.card = card;
  buildPlanningPipeline(passes, cuda::channelBlock,
                        createChooseCudaKernels(options),
                        /*sideBySide=*/true, cuda::elementTypesOf(*chosen));
  mlir::OpPassManager &function = passes.nest<mlir::func::FuncOp>();
  // Again, for what planning added.
  function.addPass(createChooseCudaKernels(options));
  JoinSiblingsOptions joining;
  joining.card = card;
  function.addPass(createJoinSiblings(joining));
  function.addPass(createJoinSoftmax());
  function.addPass(createPackCudaWeights());
  return llvm::Error::success();
}

std::vector<Stage> CudaCompiler::stages(const TargetInput &input) {
  std::vector<Stage> stages = deviceStages(input);
  llvm::append_range(stages, programStages(input));
  return stages;
}

/// What the GPU runs.
std::vector<Stage> CudaCompiler::deviceStages(const TargetInput &input) {
  return {{.name = "gpu",
           .needs = {"gnk"},
           .step = "writing kernels",
           .file = "gpu.mlir",
           .passes =
               [this](mlir::OpPassManager &passes) {
                 EmitCudaKernelsOptions options;
                 options.warpgroups = device.isFor(cuda::warpgroupArch);
                 options.early = device.areEarly();
                 passes.addPass(createEmitCudaKernels(options));
                 return llvm::Error::success();
               }},
          {.name = "kernels",
           .needs = {"gpu"},
           .print =
               [this, &input](llvm::raw_ostream &os) {
                 return reportKernels(input, os);
               }},
          {.name = "nvvm",
           .needs = {"gpu"},
           .step = "generating device code",
           .file = "nvvm.mlir",
           .passes =
               [](mlir::OpPassManager &passes) {
                 addCudaKernelLowering(passes);
                 return llvm::Error::success();
               }},
          {.name = "device-llvm",
           .needs = {"nvvm"},
           .step = "generating device code",
           .file = "device.ll",
           .make = [this, &input] { return device.translate(input.module); },
           .print =
               [this](llvm::raw_ostream &os) {
                 device.shown().code->print(os, nullptr);
                 return llvm::Error::success();
               }},
          {.name = "ptx",
           .needs = {"device-llvm"},
           .step = "generating device code",
           .file = "kernels.ptx",
           .make = [this] { return device.emitPtx(); },
           .print =
               [this](llvm::raw_ostream &os) {
                 os << device.shown().ptx;
                 return llvm::Error::success();
               }},
          {.name = "images",
           .kind = StageKind::Inner,
           .needs = {"ptx"},
           .step = "assembling device code",
           .make = [this] { return device.assemble(); }}};
}

/// What launches that, and the weights.
std::vector<Stage> CudaCompiler::programStages(const TargetInput &input) {
  std::vector<Stage> stages = {
      {.name = "packed",
       .kind = StageKind::Inner,
       .needs = {"gnk", "safetensors"},
       .make = [this, &input] { return pack(input); }},
      {.name = "llvm-dialect",
       .needs = {"images", "packed"},
       .step = "lowering",
       .file = "llvm.mlir",
       .passes = [this, &input](mlir::OpPassManager &passes) {
         return lower(passes, input);
       }}};
  llvm::append_range(
      stages, code.stages([this, &input] { return translate(input.module); }));
  return stages;
}

llvm::Error CudaCompiler::reportKernels(const TargetInput &input,
                                        llvm::raw_ostream &os) {
  auto of = cuda::findCard(card);
  auto in = cuda::findPrecision(precision);
  if (!of || !in)
    return llvm::joinErrors(of.takeError(), in.takeError());
  return printCudaKernels(networkOf(input.module), **of, *in, os);
}

//===----------------------------------------------------------------------===//
// The program
//===----------------------------------------------------------------------===//

llvm::StringRef CudaCompiler::embedded(const TargetInput &input) const {
  return input.embedWeights ? llvm::StringRef(packed.file) : "";
}

llvm::Error CudaCompiler::pack(const TargetInput &input) {
  auto made = packWeights(networkOf(input.module), input.weights);
  if (!made)
    return made.takeError();
  packed = std::move(*made);
  return llvm::Error::success();
}

llvm::Error CudaCompiler::lower(mlir::OpPassManager &passes,
                                const TargetInput &input) {
  ConvertGnkToCudaProgramOptions options;
  options.compiler = input.compiler;
  options.precision = precision;
  options.packedName = packed.name;
  options.weightsSize = static_cast<int64_t>(embedded(input).size());
  for (const DeviceImage &image : device.images())
    options.images.push_back(image.arch + "=" +
                             std::to_string(image.data.size()) +
                             (image.waits ? "=waits" : ""));
  passes.addPass(createConvertGnkToCudaProgram(options));
  return llvm::Error::success();
}

llvm::Error CudaCompiler::translate(mlir::Operation *module) {
  return code.translate(mlir::cast<mlir::ModuleOp>(module), defaultTriple);
}

llvm::Error CudaCompiler::addObjects(TargetParts &parts,
                                     const TargetInput &input) {
  parts.objects.push_back(code.takeObject());
  std::vector<std::pair<std::string, llvm::StringRef>> contents;
  for (const DeviceImage &image : device.images())
    contents.emplace_back(imageSymbol(image.arch), image.data);
  if (llvm::StringRef file = embedded(input); !file.empty())
    contents.emplace_back(embeddedWeightsSymbol.str(), file);
  for (const auto &[symbol, content] : contents) {
    auto made = emitBytesObject(symbol, content);
    if (!made)
      return made.takeError();
    parts.objects.push_back(std::move(*made));
  }
  return llvm::Error::success();
}

llvm::Error
CudaCompiler::describePrograms(const TargetInput &input,
                               std::vector<ProgramFigures> &programs) {
  auto figures = describeProgram(networkOf(input.module));
  if (!figures)
    return figures.takeError();
  programs.push_back(std::move(*figures));
  return llvm::Error::success();
}

llvm::Expected<TargetParts> CudaCompiler::takeParts(const TargetInput &input) {
  TargetParts parts;
  if (llvm::Error error = addObjects(parts, input))
    return error;
  if (!input.embedWeights && !packed.file.empty())
    parts.weights = std::move(packed.file);
  parts.runtimeObject = "gnet_runtime_cuda.o";
  parts.interface = "cuda";
  llvm::json::Array archs;
  for (const DeviceImage &image : device.images())
    archs.push_back(image.arch);
  parts.manifest["cuda"] = llvm::json::Object{{"images", std::move(archs)},
                                              {"precision", precision}};
  parts.manifest["kernels"] = "generated";
  parts.manifest["block"] = cuda::channelBlock;
  return parts;
}

std::vector<llvm::StringRef> cardNames() {
  std::vector<llvm::StringRef> names;
  for (const cuda::Card &card : cuda::cards())
    names.push_back(card.name);
  return names;
}

std::vector<llvm::StringRef> archNames() {
  std::vector<llvm::StringRef> names;
  for (const CudaArch &arch : cudaArchs())
    names.push_back(arch.name);
  return names;
}

void registerPasses(mlir::DialectRegistry &dialects) {
  dialects.insert<mlir::arith::ArithDialect, mlir::gpu::GPUDialect,
                  mlir::LLVM::LLVMDialect, mlir::math::MathDialect,
                  mlir::NVVM::NVVMDialect, mlir::scf::SCFDialect,
                  mlir::vector::VectorDialect>();
  registerCudaKernelConversions(dialects);
  registerCudaTargetPasses();
  registerCudaProgramPasses();
  registerCudaKernelLowering();
}

std::unique_ptr<TargetCompiler> createCompiler() {
  return std::make_unique<CudaCompiler>();
}

} // namespace

Target cudaTarget() {
  return {
      .name = "cuda",
      .summary = "one for NVIDIA's GPUs, in ./NAME-cuda, or where -o says",
      .options = {{.name = "cuda-arch",
                   .value = "list",
                   .help = "GPUs as sm_80,sm_90a (default: all common ones)",
                   .values = archNames()},
                  {.name = "cuda-card",
                   .value = "name",
                   .help = "kernels for a100, h100 (default), h200, rtx4090",
                   .values = cardNames()},
                  {.name = "cuda-launches",
                   .value = "word",
                   .help = "early (default): from sm_90 on launches begin "
                           "before those that they wait for end; or late",
                   .values = {launchWords[0], launchWords[1]}},
                  {.name = "precision",
                   .value = "word",
                   .help = "fp32 (default), or bf16: half the memory; on "
                           "tensor cores tf32 and fp16, too",
                   .values = cuda::precisionNames()}},
      .registerPasses = registerPasses,
      .createCompiler = createCompiler};
}

} // namespace gnet

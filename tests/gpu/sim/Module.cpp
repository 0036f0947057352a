#include "gpu/sim/Module.h"
#include "gpu/sim/execution/Block.h"
#include "gpu/sim/execution/HostCode.h"
#include "gpu/sim/execution/Runtime.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/IR/Module.h"
#include "llvm/IRReader/IRReader.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"
#include <atomic>
#include <mutex>
#include <thread>

namespace gnet::gpu::sim {

namespace {

constexpr uint64_t mostThreads = 1024;
constexpr Dim3 mostBlocks{(1u << 31) - 1, 65535, 65535};

/// A level that all hosts have alike, so that results are the same on all.
llvm::Expected<std::unique_ptr<llvm::orc::LLJIT>> makeCompiler() {
  static const bool isInitialised = [] {
    return !llvm::InitializeNativeTarget() &&
           !llvm::InitializeNativeTargetAsmPrinter();
  }();
  if (!isInitialised)
    return llvm::createStringError("LLVM has no code generator for this host");
  auto target = llvm::orc::JITTargetMachineBuilder::detectHost();
  if (!target)
    return target.takeError();
  target->setCPU(__builtin_cpu_supports("x86-64-v3") ? "x86-64-v3"
                                                     : "x86-64-v2");
  target->getFeatures() = llvm::SubtargetFeatures();
  // Kernels run a few times: they are ready sooner than better code would save.
  target->setCodeGenOptLevel(llvm::CodeGenOptLevel::None);
  return llvm::orc::LLJITBuilder()
      .setJITTargetMachineBuilder(std::move(*target))
      .create();
}

llvm::Error defineRuntime(llvm::orc::LLJIT &compiler) {
  llvm::orc::SymbolMap symbols;
  for (const RuntimeSymbol &symbol : runtimeSymbols())
    symbols[compiler.mangleAndIntern(symbol.name)] = {
        llvm::orc::ExecutorAddr::fromPtr(symbol.address),
        llvm::JITSymbolFlags::Exported | llvm::JITSymbolFlags::Callable};
  return compiler.getMainJITDylib().define(
      llvm::orc::absoluteSymbols(std::move(symbols)));
}

llvm::Expected<std::unique_ptr<llvm::Module>>
parse(llvm::MemoryBufferRef code, llvm::LLVMContext &context) {
  llvm::SMDiagnostic diagnostic;
  auto module = llvm::parseIR(code, diagnostic, context);
  if (module)
    return module;
  std::string text;
  llvm::raw_string_ostream stream(text);
  diagnostic.print("", stream, false);
  return llvm::createStringError(text);
}

llvm::Error check(const Launch &launch, const Kernel &kernel) {
  const uint64_t threads = launch.block.count();
  const Dim3 &grid = launch.grid;
  if (grid.count() == 0 || grid.x > mostBlocks.x || grid.y > mostBlocks.y ||
      grid.z > mostBlocks.z)
    return llvm::createStringError(
        llvm::formatv("kernel {0}: a grid of {1} x {2} x {3} blocks; it has 1 "
                      "to {4} x {5} x {6}",
                      launch.kernel, grid.x, grid.y, grid.z, mostBlocks.x,
                      mostBlocks.y, mostBlocks.z));
  if (threads == 0 || threads > mostThreads)
    return llvm::createStringError(
        llvm::formatv("kernel {0}: blocks of {1} threads; they have 1 to {2}",
                      launch.kernel, threads, mostThreads));
  if (kernel.exactThreads != 0 && kernel.exactThreads != threads)
    return llvm::createStringError(
        llvm::formatv("kernel {0} is for blocks of {1} threads, not {2}",
                      launch.kernel, kernel.exactThreads, threads));
  if (kernel.mostThreads != 0 && kernel.mostThreads < threads)
    return llvm::createStringError(
        llvm::formatv("kernel {0} is for blocks of at most {1} threads, not "
                      "{2}",
                      launch.kernel, kernel.mostThreads, threads));
  return llvm::Error::success();
}

/// The blocks of a launch, taken one by one by workers.
class Execution {
public:
  explicit Execution(const Grid &grid)
      : grid(grid), count(grid.launch.grid.count()) {}

  llvm::Error run() {
    std::vector<std::thread> workers;
    for (uint32_t i = 1; i < std::min<uint64_t>(grid.launch.workers, count);
         ++i)
      workers.emplace_back([this] { work(); });
    work();
    for (std::thread &worker : workers)
      worker.join();
    if (failure.empty())
      return llvm::Error::success();
    return llvm::createStringError(failure);
  }

private:
  void work() {
    Block block(grid);
    for (uint64_t index; !hasFailed && (index = next++) < count;)
      if (llvm::Error error = block.execute(index))
        fail(std::move(error));
  }

  void fail(llvm::Error error) {
    const std::lock_guard lock(mutex);
    const std::string text = toString(std::move(error));
    if (!hasFailed)
      failure = text;
    hasFailed = true;
  }

  const Grid &grid;
  const uint64_t count;
  std::atomic<uint64_t> next = 0;
  std::atomic<bool> hasFailed = false;
  std::mutex mutex;
  std::string failure;
};

} // namespace

struct Module::Implementation {
  llvm::Error lookUpKernels() {
    for (auto &[name, kernel] : program.kernels) {
      auto entry = compiler->lookup(entryOf(name));
      if (!entry)
        return entry.takeError();
      kernel.entry = entry->toPtr<Kernel::Entry>();
    }
    return llvm::Error::success();
  }

  llvm::Error lookUpVariables() {
    for (const GlobalVariable &variable : program.globals) {
      auto address = compiler->lookup(variable.name);
      if (!address)
        return address.takeError();
      auto *begin = address->toPtr<uint8_t *>();
      if (llvm::Error error = variables.add(
              variable.name, {begin, variable.size},
              variable.isConstant ? Rights::ReadOnly : Rights::ReadWrite))
        return error;
      if (llvm::Error error = variables.hostWrites(begin, variable.size))
        return error;
    }
    return llvm::Error::success();
  }

  std::unique_ptr<llvm::orc::LLJIT> compiler;
  Program program;
  Checks checks = Checks::All;
  GlobalMemory variables;
  std::mutex mutex; // of `variables`
};

Module::Module(std::unique_ptr<Implementation> implementation)
    : implementation(std::move(implementation)) {}

Module::~Module() = default;

llvm::Expected<std::unique_ptr<Module>> Module::load(llvm::MemoryBufferRef code,
                                                     Checks checks) {
  auto made = std::make_unique<Implementation>();
  made->checks = checks;
  auto context = std::make_unique<llvm::LLVMContext>();
  auto module = parse(code, *context);
  if (!module)
    return module.takeError();
  auto compiler = makeCompiler();
  if (!compiler)
    return compiler.takeError();
  made->compiler = std::move(*compiler);
  auto program = makeHostCode(**module, made->compiler->getDataLayout(),
                              made->compiler->getTargetTriple(), checks);
  if (!program)
    return program.takeError();
  made->program = std::move(*program);
  if (llvm::Error error = defineRuntime(*made->compiler))
    return error;
  if (llvm::Error error = made->compiler->addIRModule(
          llvm::orc::ThreadSafeModule(std::move(*module), std::move(context))))
    return error;
  if (llvm::Error error = made->lookUpKernels())
    return error;
  if (llvm::Error error = made->lookUpVariables())
    return error;
  return std::unique_ptr<Module>(new Module(std::move(made)));
}

bool Module::hasKernel(llvm::StringRef name) const {
  return implementation->program.kernels.contains(name.str());
}

std::vector<std::string> Module::kernels() const {
  std::vector<std::string> names;
  for (const auto &[name, kernel] : implementation->program.kernels)
    names.push_back(name);
  return names;
}

llvm::Error Module::launch(const Launch &launch, GlobalMemory &memory) {
  const Program &program = implementation->program;
  const auto found = program.kernels.find(launch.kernel);
  if (found == program.kernels.end())
    return llvm::createStringError("no kernel " + launch.kernel);
  const Kernel &kernel = found->second;
  if (llvm::Error error = check(launch, kernel))
    return error;
  std::vector<SharedVariable> shared;
  for (uint32_t index : kernel.variables)
    shared.push_back(program.variables[index]);
  auto layout = SharedLayout::of(shared, launch.sharedBytes);
  if (!layout)
    return llvm::createStringError("kernel " + launch.kernel + ": " +
                                   toString(layout.takeError()));
  const std::lock_guard lock(implementation->mutex);
  const auto blocks = memory.beginLaunch(launch.grid.count());
  const auto variablesBlocks =
      implementation->variables.beginLaunch(launch.grid.count());
  const Grid grid{launch,
                  program,
                  kernel,
                  *layout,
                  memory,
                  blocks,
                  implementation->variables,
                  variablesBlocks,
                  implementation->checks};
  llvm::Error error = Execution(grid).run();
  if (implementation->checks == Checks::None)
    memory.assumeWritten();
  return error;
}

} // namespace gnet::gpu::sim

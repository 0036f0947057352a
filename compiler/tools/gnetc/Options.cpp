//===- Options.cpp - gnetc's command line ---------------------------------===//
#include "Options.h"
#include "frontend/Spelling.h"
#include "mlir/IR/AsmState.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Support/Timing.h"
#include "target/cpu/CpuLevel.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/raw_ostream.h"

namespace cl = llvm::cl;

namespace gnet {
namespace {

constexpr std::pair<const char *, Stage> stages[] = {
    {"summary", Stage::Summary}, {"ast", Stage::Ast},
    {"gn", Stage::Gn},           {"gn-inference", Stage::GnInference},
    {"gnk", Stage::Gnk},         {"llvm-dialect", Stage::LlvmDialect},
    {"llvm", Stage::Llvm},       {"obj", Stage::Object},
    {"package", Stage::Package},
};

constexpr llvm::StringLiteral overview =
    "Checks a network's spec, and compiles it to a C library.\n";

constexpr llvm::StringLiteral examples = R"(
Stages, for --emit:
  summary       the paper's table, computed     gnk      kernels on planned memory
  ast           the spec as it was read         llvm     LLVM IR (llvm-dialect: MLIR's)
  gn            layers and training heads       obj      the generated ELF object
  gn-inference  the inference form              package  headers, libraries, CMake

Examples:
  gnetc specs/googlenet.gn                      check, and print the table
  gnetc specs/googlenet.gn --target=cpu         package in ./googlenet-cpu
  gnetc specs/lenet5.gn --target=cpu --weights=lenet5.safetensors -o out/lenet5
  gnetc specs/googlenet.gn --emit=gnk --mlir-print-debuginfo
MLIR's options to print and time passes are listed by --help-hidden.
)";

/// LLVM keeps pointers to these, and the linker looks at them again.
struct CommandLine {
  cl::OptionCategory category{"gnetc"};
  cl::opt<std::string> spec{cl::Positional, cl::desc("SPEC"),
                            cl::cat(category)};
  cl::opt<std::string> target{"target", cl::desc("Make a package for it: cpu"),
                              cl::value_desc("target"), cl::cat(category)};
  cl::opt<std::string> output{
      "o", cl::desc("Package folder (default ./<name>-cpu), or file"),
      cl::value_desc("path"), cl::cat(category)};
  cl::opt<std::string> emit{"emit", cl::desc("Stop after a stage and print it"),
                            cl::value_desc("stage"), cl::cat(category)};
  cl::opt<std::string> format{
      "format", cl::desc("Of the summary: text (default) or json"),
      cl::value_desc("format"), cl::init("text"), cl::cat(category)};
  cl::opt<std::string> dumpFolder{
      "dump-stages", cl::desc("Also write each stage to a numbered file there"),
      cl::value_desc("folder"), cl::cat(category)};
  cl::opt<std::string> weights{
      "weights",
      cl::desc("A safetensors file, or random:SEED; without it the\n"
               "package asks for a file when it is opened"),
      cl::value_desc("file"), cl::cat(category)};
  cl::opt<bool> embedWeights{
      "embed-weights", cl::desc("Put the weights into the library itself"),
      cl::cat(category)};
  cl::opt<int64_t> batch{"batch", cl::desc("Images a run (default 1)"),
                         cl::value_desc("N"), cl::init(1), cl::cat(category)};
  cl::opt<std::string> cpu{
      "cpu", cl::desc("x86-64-v2, -v3, -v4, or native (default: this machine)"),
      cl::value_desc("level"), cl::init("native"), cl::cat(category)};
  cl::extrahelp more{examples};
};

/// LLVM's own options are for its developers; they go, so that a mistyped
/// option is told what ours are.
void removeForeignOptions(const cl::OptionCategory &ours) {
  llvm::SmallVector<cl::Option *> foreign;
  for (auto &entry : cl::getRegisteredOptions()) {
    llvm::StringRef name = entry.first;
    bool isOurs = llvm::is_contained(entry.second->Categories, &ours);
    bool isGeneral = name == "help" || name == "help-hidden" ||
                     name == "version" || name.starts_with("mlir-");
    if (!isOurs && !isGeneral)
      foreign.push_back(entry.second);
  }
  for (cl::Option *option : foreign)
    option->removeArgument();
}

llvm::Error unknownValue(llvm::StringRef option, const std::string &value,
                         const std::vector<std::string> &known) {
  std::string message =
      ("unknown " + option + " '" + llvm::Twine(value) + "'").str();
  if (auto near = nearestName(value, known))
    message += "; did you mean '" + *near + "'?";
  else
    message += "; known are " + llvm::join(known, ", ");
  return llvm::createStringError(message);
}

llvm::Expected<Stage> stageNamed(const std::string &name) {
  std::vector<std::string> known;
  for (const auto &[stageName, stage] : stages) {
    if (name == stageName)
      return stage;
    known.push_back(stageName);
  }
  return unknownValue("stage", name, known);
}

llvm::Expected<Stage> chosenStage(const CommandLine &line) {
  if (!line.target.empty() && line.target != "cpu")
    return unknownValue("target", line.target, {"cpu"});
  if (line.emit.getNumOccurrences() > 0)
    return stageNamed(line.emit);
  return line.target.empty() ? Stage::Summary : Stage::Package;
}

llvm::Expected<Options> check(const CommandLine &line) {
  auto emit = chosenStage(line);
  if (!emit)
    return emit.takeError();
  if (line.spec.empty())
    return llvm::createStringError("no spec is given; see gnetc --help");
  for (const auto *path : {&line.output, &line.dumpFolder, &line.weights})
    if (path->getNumOccurrences() > 0 && path->empty())
      return llvm::createStringError("-" + path->ArgStr + " needs a path");
  if (line.cpu != "native")
    if (auto level = findCpuLevel(line.cpu); !level)
      return level.takeError();
  if (line.format != "text" && line.format != "json")
    return unknownValue("format", line.format, {"text", "json"});
  if (line.format == "json" && *emit != Stage::Summary)
    return llvm::createStringError("--format=json is for the summary only");
  if (line.batch < 1 || line.batch > (1 << 20))
    return llvm::createStringError("--batch is at least 1 and at most 2^20");
  if (line.embedWeights && line.weights.empty())
    return llvm::createStringError("--embed-weights needs --weights");
  Options options;
  options.spec = line.spec;
  options.emit = *emit;
  if (line.output.getNumOccurrences() > 0)
    options.output = line.output;
  options.json = line.format == "json";
  options.dumpFolder = line.dumpFolder;
  options.weights = line.weights;
  options.embedWeights = line.embedWeights;
  options.batch = line.batch;
  options.cpu = line.cpu;
  return options;
}

} // namespace

llvm::StringRef compilerName() { return "gnetc " GNET_VERSION; }

llvm::Expected<Options> parseOptions(int argc, char **argv) {
  static CommandLine line;
  mlir::registerMLIRContextCLOptions();
  mlir::registerPassManagerCLOptions();
  mlir::registerAsmPrinterCLOptions();
  mlir::registerDefaultTimingManagerCLOptions();
  removeForeignOptions(line.category);
  cl::HideUnrelatedOptions(line.category);
  cl::SetVersionPrinter(
      [](llvm::raw_ostream &out) { out << compilerName() << "\n"; });
  cl::ParseCommandLineOptions(argc, argv, overview);
  return check(line);
}

} // namespace gnet

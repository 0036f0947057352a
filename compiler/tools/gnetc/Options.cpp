//===- Options.cpp - gnetc's command line ---------------------------------===//
#include "Options.h"
#include "Commands.h"
#include "Help.h"
#include "language/diagnostics/Spelling.h"
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
    {"dot", Stage::Dot},         {"svg", Stage::Svg},
    {"weights", Stage::Weights}, {"onnx", Stage::Onnx},
    {"gn", Stage::Gn},           {"gn-inference", Stage::GnInference},
    {"gnk", Stage::Gnk},         {"llvm-dialect", Stage::LlvmDialect},
    {"llvm", Stage::Llvm},       {"obj", Stage::Object},
    {"package", Stage::Package},
};

/// LLVM keeps pointers to these, and the linker looks at them again.
struct CommandLine {
  cl::OptionCategory category{"gnetc"};
  cl::opt<std::string> spec{cl::Positional, cl::desc("SPEC"),
                            cl::cat(category)};
  cl::opt<std::string> target{"target", cl::value_desc("target"),
                              cl::cat(category)};
  cl::opt<std::string> output{"o", cl::value_desc("path"), cl::cat(category)};
  cl::opt<std::string> emit{"emit", cl::value_desc("stage"), cl::cat(category)};
  cl::opt<std::string> format{"format", cl::value_desc("format"),
                              cl::init("text"), cl::cat(category)};
  cl::opt<std::string> dumpFolder{"dump-stages", cl::value_desc("folder"),
                                  cl::cat(category)};
  cl::opt<std::string> weights{"weights", cl::value_desc("file"),
                               cl::cat(category)};
  cl::opt<std::string> weightMap{"weight-map", cl::value_desc("file"),
                                 cl::cat(category)};
  cl::opt<bool> embedWeights{"embed-weights", cl::cat(category)};
  cl::opt<bool> weightsBeside{"weights-beside", cl::cat(category)};
  cl::opt<int64_t> batch{"batch", cl::value_desc("N"), cl::init(1),
                         cl::cat(category)};
  cl::opt<std::string> cpu{"cpu", cl::value_desc("level"), cl::init("native"),
                           cl::cat(category)};
};

CommandLine &commandLine() {
  static CommandLine line;
  return line;
}

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

/// What is written to a file of its own, from weights.
llvm::Error checkFileOutput(const CommandLine &line, Stage emit) {
  bool isFile = emit == Stage::Weights || emit == Stage::Onnx;
  if (isFile && line.weights.empty())
    return llvm::createStringError("--emit=" + line.emit +
                                   " needs --weights=FILE, or random:SEED");
  if (isFile && (line.output.empty() || line.output == "-"))
    return llvm::createStringError("--emit=" + line.emit +
                                   " writes a file: name it with -o");
  if (line.weightsBeside && emit != Stage::Onnx)
    return llvm::createStringError("--weights-beside is for --emit=onnx");
  if (!line.dumpFolder.empty() && emit > Stage::Summary && emit < Stage::Gn)
    return llvm::createStringError("--dump-stages goes with the stages of "
                                   "compiling, not with --emit=" +
                                   line.emit);
  return llvm::Error::success();
}

llvm::Expected<Options> check(const CommandLine &line) {
  auto emit = chosenStage(line);
  if (!emit)
    return emit.takeError();
  if (line.spec.empty())
    return llvm::createStringError("no spec is given; see gnetc --help");
  for (const auto *path :
       {&line.output, &line.dumpFolder, &line.weights, &line.weightMap})
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
  if (!line.weightMap.empty() && line.weights.empty())
    return llvm::createStringError("--weight-map needs --weights: it says how "
                                   "the names in that file are read");
  if (llvm::Error error = checkFileOutput(line, *emit))
    return error;
  Options options;
  options.spec = line.spec;
  options.emit = *emit;
  if (line.output.getNumOccurrences() > 0)
    options.output = line.output;
  options.json = line.format == "json";
  options.dumpFolder = line.dumpFolder;
  options.weights = line.weights;
  options.weightMap = line.weightMap;
  options.embedWeights = line.embedWeights;
  options.weightsBeside = line.weightsBeside;
  options.batch = line.batch;
  options.cpu = line.cpu;
  return options;
}

/// Of gnetc as a whole: a command's own help is LLVM's.
bool asksForHelp(int argc, char **argv) {
  llvm::ArrayRef<char *> arguments(argv + 1, argv + argc);
  if (arguments.empty())
    return false;
  bool isCommand = llvm::any_of(
      cl::getRegisteredSubcommands(), [&](const cl::SubCommand *sub) {
        return !sub->getName().empty() && sub->getName() == arguments[0];
      });
  return !isCommand && llvm::any_of(arguments, [](llvm::StringRef argument) {
    return argument == "--help" || argument == "-help" || argument == "-h";
  });
}

} // namespace

llvm::StringRef compilerName() { return "gnetc " GNET_VERSION; }

std::vector<std::pair<std::string, std::vector<std::string>>> optionValues() {
  std::vector<std::string> names;
  for (const auto &[name, stage] : stages)
    names.emplace_back(name);
  return {{"emit", names},
          {"format", {"text", "json"}},
          {"target", {"cpu"}},
          {"cpu", {"native", "x86-64-v2", "x86-64-v3", "x86-64-v4"}}};
}

void parseCommandLine(int argc, char **argv) {
  CommandLine &line = commandLine();
  registerCommands();
  mlir::registerMLIRContextCLOptions();
  mlir::registerPassManagerCLOptions();
  mlir::registerAsmPrinterCLOptions();
  mlir::registerDefaultTimingManagerCLOptions();
  removeForeignOptions(line.category);
  cl::HideUnrelatedOptions(line.category);
  cl::SetVersionPrinter(
      [](llvm::raw_ostream &out) { out << compilerName() << "\n"; });
  if (asksForHelp(argc, argv)) {
    llvm::outs() << helpText;
    std::exit(0);
  }
  cl::ParseCommandLineOptions(argc, argv);
}

llvm::Expected<Options> compileOptions() { return check(commandLine()); }

} // namespace gnet

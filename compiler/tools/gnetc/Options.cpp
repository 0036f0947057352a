//===- Options.cpp - gnetc's command line ---------------------------------===//
#include "Options.h"
#include "Commands.h"
#include "Help.h"
#include "TargetChoice.h"
#include "UnknownCommand.h"
#include "UnknownOption.h"
#include "UnknownValue.h"
#include "mlir/IR/AsmState.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Support/Timing.h"
#include "package/PythonNames.h"
#include "quantization/ChooseRange.h"
#include "target/Targets.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/raw_ostream.h"

namespace cl = llvm::cl;

namespace gnet {
namespace {

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
  cl::list<std::string> features{"output", cl::value_desc("layer"),
                                 cl::CommaSeparated, cl::cat(category)};
  cl::opt<bool> layerOutputs{"layer-outputs", cl::cat(category)};
  cl::opt<int64_t> batch{"batch", cl::value_desc("N"), cl::init(1),
                         cl::cat(category)};
  cl::list<std::string> against{"against", cl::value_desc("spec"),
                                cl::CommaSeparated, cl::cat(category)};
  cl::opt<std::string> depfile{"depfile", cl::value_desc("file"),
                               cl::cat(category)};
  cl::opt<std::string> wheelVersion{"wheel-version", cl::value_desc("version"),
                                    cl::init("1.0"), cl::cat(category)};
  cl::opt<bool> helpAll{"help-all", cl::cat(category)};
  /// Those of all targets: which of them are of use is known with the target.
  std::vector<std::unique_ptr<cl::opt<std::string>>> targetOptions;

  CommandLine() {
    for (const TargetOption &option : allTargetOptions())
      targetOptions.push_back(std::make_unique<cl::opt<std::string>>(
          option.name, cl::value_desc(option.value), cl::cat(category),
          option.value.empty() ? cl::ValueDisallowed : cl::ValueRequired));
  }
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

/// The target and what is to be made with it.
llvm::Expected<StageKind> readTarget(const CommandLine &line,
                                     Options &options) {
  auto target = chooseTarget(line.target);
  if (!target)
    return target.takeError();
  options.target = *target;
  options.compiler = options.target->createCompiler();
  options.emit = line.target.empty() ? defaultStage.str() : "package";
  if (line.emit.getNumOccurrences() > 0)
    options.emit = line.emit;
  auto stage = chooseStage(**target, options.emit);
  if (!stage)
    return stage.takeError();
  return stage->kind;
}

llvm::Error checkPaths(const CommandLine &line) {
  if (line.spec.empty())
    return llvm::createStringError("no spec is given; see gnetc --help");
  for (const auto *path : {&line.output, &line.dumpFolder, &line.weights,
                           &line.weightMap, &line.depfile})
    if (path->getNumOccurrences() > 0 && path->empty())
      return llvm::createStringError("-" + path->ArgStr + " needs a path");
  return llvm::Error::success();
}

llvm::Error readTargetOptions(const CommandLine &line, Options &options) {
  TargetOptionValues given;
  for (const auto &option : line.targetOptions)
    if (option->getNumOccurrences() > 0)
      given[option->ArgStr] = *option;
  for (const TargetOption &option : options.target->options)
    if (auto file = given.find(option.name);
        option.value == "file" && file != given.end())
      options.targetFiles.push_back(file->second);
  return setTargetOptions(*options.target, *options.compiler, given);
}

llvm::Error checkValues(const CommandLine &line, llvm::StringRef emit) {
  if (line.format != "text" && line.format != "json")
    return unknownValue("format", line.format, {"text", "json"});
  if (line.format == "json" && emit != "summary")
    return llvm::createStringError("--format=json is for the summary only");
  if (line.batch < 1 || line.batch > (1 << 20))
    return llvm::createStringError("--batch is at least 1 and at most 2^20");
  if (line.embedWeights && line.weights.empty())
    return llvm::createStringError("--embed-weights needs --weights");
  const bool isWeightsFile =
      !line.weights.empty() &&
      !llvm::StringRef(line.weights).starts_with("random:");
  if (!line.weightMap.empty() && !isWeightsFile)
    return llvm::createStringError(
        "--weight-map needs --weights=FILE: it says how the names in that file "
        "are read");
  if (line.layerOutputs && !line.features.empty())
    return llvm::createStringError("--layer-outputs gives what --output would "
                                   "name: take one of both");
  return llvm::Error::success();
}

/// What only some stages take, or need.
llvm::Error checkStage(const CommandLine &line, llvm::StringRef emit,
                       StageKind kind) {
  bool isFile = kind == StageKind::File;
  if (isFile && line.weights.empty())
    return llvm::createStringError("--emit=" + emit +
                                   " needs --weights=FILE, or random:SEED");
  if (isFile && (line.output.empty() || line.output == "-"))
    return llvm::createStringError("--emit=" + emit +
                                   " writes a file: name it with -o");
  bool hasOwnPlace = kind == StageKind::Package || kind == StageKind::Page;
  if (!line.depfile.empty() && kind != StageKind::Package &&
      (line.output == "-" || (line.output.empty() && !hasOwnPlace)))
    return llvm::createStringError("--depfile says what a file is made of: "
                                   "name the file with -o");
  if (!line.against.empty() && emit != "report")
    return llvm::createStringError("--against is for --emit=report");
  if (line.weightsBeside && emit != "onnx")
    return llvm::createStringError("--weights-beside is for --emit=onnx");
  if (line.wheelVersion.getNumOccurrences() > 0 && emit != "wheel")
    return llvm::createStringError("--wheel-version is for --emit=wheel");
  if (llvm::Error error = checkPythonVersion(line.wheelVersion))
    return error;
  if (!line.dumpFolder.empty() &&
      (isFile || kind == StageKind::Drawing || kind == StageKind::Page))
    return llvm::createStringError("--dump-stages goes with the stages of "
                                   "compiling, not with --emit=" +
                                   emit);
  return llvm::Error::success();
}

/// What needs no check, or had it.
void copyValues(const CommandLine &line, Options &options) {
  options.spec = line.spec;
  if (line.output.getNumOccurrences() > 0)
    options.output = line.output;
  options.json = line.format == "json";
  options.dumpFolder = line.dumpFolder;
  options.weights = line.weights;
  options.weightMap = line.weightMap;
  options.embedWeights = line.embedWeights;
  options.weightsBeside = line.weightsBeside;
  options.batch = line.batch;
  options.features.assign(line.features.begin(), line.features.end());
  options.layerOutputs = line.layerOutputs;
  options.against.assign(line.against.begin(), line.against.end());
  options.depfile = line.depfile;
  options.wheelVersion = line.wheelVersion;
}

llvm::Expected<Options> check(const CommandLine &line) {
  Options options;
  auto kind = readTarget(line, options);
  if (!kind)
    return kind.takeError();
  if (llvm::Error error = checkPaths(line))
    return error;
  if (llvm::Error error = readTargetOptions(line, options))
    return error;
  if (llvm::Error error = checkValues(line, options.emit))
    return error;
  if (llvm::Error error = checkStage(line, options.emit, *kind))
    return error;
  copyValues(line, options);
  return options;
}

/// The command that the arguments begin with, or compiling.
cl::SubCommand &commandIn(llvm::ArrayRef<const char *> arguments) {
  if (!arguments.empty())
    for (cl::SubCommand *sub : cl::getRegisteredSubcommands())
      if (!sub->getName().empty() && sub->getName() == arguments[0])
        return *sub;
  return cl::SubCommand::getTopLevel();
}

llvm::Error checkWords(llvm::ArrayRef<const char *> arguments) {
  if (llvm::Error error = checkCommandName(arguments))
    return error;
  return checkOptionNames(arguments, commandIn(arguments));
}

/// The help of gnetc as a whole that is asked for, or empty: a command's own is
/// LLVM's.
std::string helpFor(llvm::ArrayRef<const char *> arguments) {
  if (&commandIn(arguments) != &cl::SubCommand::getTopLevel())
    return "";
  for (llvm::StringRef argument : arguments) {
    if (argument == "--help" || argument == "-help" || argument == "-h")
      return helpText();
    if (argument == "--help-all" || argument == "-help-all")
      return allHelpText();
  }
  return "";
}

/// What the command is to be given, where LLVM only counts it.
std::string takenArguments() {
  cl::SubCommand *given = &cl::SubCommand::getTopLevel();
  for (cl::SubCommand *command : cl::getRegisteredSubcommands())
    if (*command && !command->getName().empty())
      given = command;
  std::string call = "gnetc";
  if (!given->getName().empty())
    call += " " + given->getName().str();
  std::string text = call + " takes";
  for (const cl::Option *argument : given->PositionalOpts)
    text += " " + argument->HelpStr.str();
  return text + "; see " + call + " --help";
}

[[noreturn]] void fail(const std::string &problem) {
  llvm::errs() << "gnetc: error: " << problem << "\n";
  std::exit(1);
}

} // namespace

llvm::StringRef compilerName() { return "gnetc " GNET_VERSION; }

std::vector<OptionValues> optionValues() {
  OptionValues stages{"emit", {}}, names{"target", {}};
  for (const StageName &stage : allStageNames())
    stages.second.push_back(stage.name.str());
  for (const Target &target : targets())
    names.second.push_back(target.name.str());
  std::vector<OptionValues> values = {
      std::move(stages), {"format", {"text", "json"}}, std::move(names)};
  OptionValues methods{"method", {}};
  for (const RangeMethod &method : rangeMethods())
    methods.second.push_back(method.name.str());
  values.push_back(std::move(methods));
  for (const TargetOption &option : allTargetOptions())
    if (!option.values.empty())
      values.emplace_back(
          option.name.str(),
          std::vector<std::string>(option.values.begin(), option.values.end()));
  return values;
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
  llvm::ArrayRef<const char *> arguments(argv + 1, argv + argc);
  if (std::string help = helpFor(arguments); !help.empty()) {
    llvm::outs() << help;
    std::exit(0);
  }
  if (llvm::Error error = checkWords(arguments))
    fail(llvm::toString(std::move(error)));
  std::string problem;
  llvm::raw_string_ostream problems(problem);
  if (cl::ParseCommandLineOptions(argc, argv, "", &problems))
    return;
  if (llvm::StringRef(problem).contains(" positional "))
    fail(takenArguments());
  llvm::errs() << problem;
  std::exit(1);
}

llvm::Expected<Options> compileOptions() { return check(commandLine()); }

} // namespace gnet

//===- Help.cpp - What gnetc --help and --help-all print ------------------===//
#include "Help.h"
#include "TargetChoice.h"
#include "target/Targets.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace gnet {
namespace {

constexpr llvm::StringLiteral commands =
    R"(gnetc checks the spec of a network and compiles it to a C library.

  gnetc SPEC.gn [options]         check, and print the paper's table
  gnetc diff A.gn B.gn            what two networks differ in, layer by layer
  gnetc layers [WORD]             the layers that a spec can name, their keys
  gnetc fmt FILE.gn... [--check]  lay specs out as all are
  gnetc lsp                       what editors talk to (docs/editors.md)
  gnetc import M.onnx -o M.gn     an ONNX model as a spec (--weights-out=FILE)
  gnetc weights inspect FILE      what is in a weights file of any framework
  gnetc calibrate SPEC.gn -o FILE ranges of its values, for --precision=int8
  gnetc tune SPEC.gn -o T.json    which kernels are fastest on this machine
  gnetc completion bash|zsh|fish  a completion script for your shell
)";

// What both helps say.
constexpr llvm::StringLiteral emit = "  --emit=STAGE          something else "
                                     "than a package, printed or to -o:\n";
constexpr llvm::StringLiteral output =
    "  -o PATH               folder of the package, or file of what --emit "
    "makes\n";
constexpr llvm::StringLiteral batch =
    "  --batch=N             images a run (default 1)\n";
constexpr llvm::StringLiteral weights =
    R"(  --weights=FILE        safetensors, PyTorch, ONNX, Caffe, NumPy, TensorFlow.js;
                        or random:SEED. Without it the library asks for a file
)";
constexpr llvm::StringLiteral version =
    "  --version; MLIR's options to print and time passes are in "
    "--help-hidden\n";

// What is said at more length, or only, where all is.
constexpr llvm::StringLiteral commonStages =
    R"(                        summary, svg, report, pytorch, onnx, weights, wheel, or
                        a stage of compiling
)";
constexpr llvm::StringLiteral ownStages =
    R"(                        summary (--format=text|json), dot, svg, ast: to look at;
                        report: a page of all that is known, to -o or NAME.html;
                        pytorch, onnx, weights: to take away;
                        wheel: a Python package, into the folder of -o;
)";
constexpr llvm::StringLiteral moreMade =
    R"(  --against=SPEC,...    other specs, or folders of them, for the report
  --output=LAYER,...    results of inner layers or modules, not the last one's
  --layer-outputs       the results of all layers, for gnet-run compare --layers
  --dump-stages=FOLDER  also write every stage to a numbered file there
  --depfile=FILE        also write a rule of make: what the result is made of
  --wheel-version=V     of a Python package (default 1.0)
)";
constexpr llvm::StringLiteral moreWeights =
    R"(  --weight-map=FILE     how names in it are read, if not found by the names
  --embed-weights       put the weights into the library itself
  --weights-beside      put an ONNX model's into a file of their own
)";

/// Of the targets' options those in the short help, as far as there are such.
constexpr llvm::StringLiteral commonOptions[] = {"cpu", "precision"};

/// What is said of an option begins in this column.
constexpr size_t column = 24;
constexpr size_t screen = 80;

/// `line` in front of `said`, in lines that fit the screen.
std::string entry(std::string line, llvm::StringRef said) {
  std::string lines;
  line.resize(std::max(column, line.size() + 1), ' ');
  llvm::SmallVector<llvm::StringRef> words;
  said.split(words, ' ');
  for (llvm::StringRef word : words) {
    bool isFirst = line.back() == ' ';
    if (!isFirst && line.size() + 1 + word.size() > screen) {
      lines += line + "\n";
      line.assign(column, ' ');
      isFirst = true;
    }
    line += (isFirst ? "" : " ") + word.str();
  }
  return lines + line + "\n";
}

std::string targetEntries() {
  std::string lines;
  for (const Target &target : targets())
    lines += entry(("  --target=" + target.name).str(), target.summary);
  return lines;
}

std::string stageEntry() {
  std::vector<std::string> names;
  for (const StageName &stage : allStageNames())
    if (stage.kind == StageKind::Text || stage.kind == StageKind::Binary)
      names.push_back(stage.name.str());
  return entry("", llvm::join(names, ", ") + ": stages");
}

std::string optionEntry(const TargetOption &option) {
  std::string word = "  --" + option.name.str();
  if (!option.value.empty())
    word += "=" + option.value.upper();
  return entry(word, option.help);
}

std::string commonOptionEntries() {
  std::string lines;
  for (const TargetOption &option : allTargetOptions())
    if (llvm::is_contained(commonOptions, option.name))
      lines += optionEntry(option);
  return lines;
}

std::string allOptionEntries() {
  std::string lines;
  for (const TargetOption &option : allTargetOptions())
    lines += optionEntry(option);
  return lines;
}

std::string examples() {
  return ("\n  gnetc specs/googlenet.gn --emit=report --against=specs -o "
          "googlenet.html\n  gnetc specs/resnet50.gn --target=" +
          targets().front().name + " --weights=resnet50.pth -o out/resnet50\n")
      .str();
}

} // namespace

std::string helpText() {
  return (commands + "\nThe commonest options:\n" + targetEntries() + emit +
          commonStages + output + weights + batch + commonOptionEntries() +
          "\nAll options: gnetc --help-all. Those of a command: gnetc COMMAND "
          "--help.\n" +
          examples())
      .str();
}

std::string allHelpText() {
  return (commands + "\nWhat is made:\n" + targetEntries() + emit + ownStages +
          stageEntry() + output + batch + moreMade + "\nWeights:\n" + weights +
          moreWeights + "\nMachines:\n" + allOptionEntries() + "\n" + version +
          examples())
      .str();
}

} // namespace gnet

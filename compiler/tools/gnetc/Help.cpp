//===- Help.cpp - What gnetc --help prints --------------------------------===//
#include "Help.h"
#include "TargetChoice.h"
#include "target/Targets.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

namespace gnet {
namespace {

/// {0} are the targets, {1} the stages of compiling, {2} the targets' options,
/// {3} is the first target.
constexpr llvm::StringLiteral text =
    R"(gnetc checks the spec of a network and compiles it to a C library.

  gnetc SPEC.gn [options]         check, and print the paper's table
  gnetc diff A.gn B.gn            what two networks differ in, layer by layer
  gnetc layers [WORD]             the layers that a spec can name, their keys
  gnetc fmt FILE.gn... [--check]  lay specs out as all are
  gnetc lsp                       what editors talk to (docs/editors.md)
  gnetc import M.onnx -o M.gn     an ONNX model as a spec (--weights-out=FILE)
  gnetc weights inspect FILE      what is in a weights file of any framework
  gnetc tune SPEC.gn -o T.json    which kernels are fastest on this machine
  gnetc completion bash|zsh|fish  a completion script for your shell

What is made:
{0}  --emit=STAGE          something else than a package, printed or to -o:
                        summary (--format=text|json), dot, svg, ast: to look at;
                        report: a page of all that is known, to -o or NAME.html;
                        pytorch, onnx, weights: to take away;
                        wheel: a Python package, into the folder of -o;
{1}  -o PATH               folder of the package, or file of what --emit makes
  --against=SPEC,...    other specs, or folders of them, for the report
  --batch=N             images a run (default 1)
  --output=LAYER,...    results of inner layers or modules, not the last one's
  --dump-stages=FOLDER  also write every stage to a numbered file there
  --depfile=FILE        also write a rule of make: what the result is made of
  --wheel-version=V     of a Python package (default 1.0)

Weights:
  --weights=FILE        safetensors, PyTorch, ONNX, Caffe, NumPy, TensorFlow.js;
                        or random:SEED. Without it the library asks for a file
  --weight-map=FILE     how names in it are read, if not found by the names
  --embed-weights       put the weights into the library itself
  --weights-beside      put an ONNX model's into a file of their own

Machines:
{2}
  --version; MLIR's options to print and time passes are in --help-hidden

  gnetc specs/googlenet.gn --emit=report --against=specs -o googlenet.html
  gnetc specs/resnet50.gn --target={3} --weights=resnet50.pth -o out/resnet50
)";

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

std::string optionEntries() {
  std::string lines;
  for (const TargetOption &option : allTargetOptions()) {
    std::string word = "  --" + option.name.str();
    if (!option.value.empty())
      word += "=" + option.value.upper();
    lines += entry(word, option.help);
  }
  return lines;
}

} // namespace

std::string helpText() {
  return llvm::formatv(text.data(), targetEntries(), stageEntry(),
                       optionEntries(), targets().front().name);
}

} // namespace gnet

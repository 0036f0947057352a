//===- Layers.cpp - gnetc layers: the words of the language ---------------===//
#include "Commands.h"
#include "WriteOutput.h"
#include "language/diagnostics/Spelling.h"
#include "report/LayerReference.h"

namespace cl = llvm::cl;

namespace gnet {
namespace {

std::vector<std::string> layerWords() {
  std::vector<std::string> words;
  for (const LayerKind &kind : layerKinds())
    words.push_back(kind.word);
  return words;
}

llvm::Error unknownLayer(const std::string &word) {
  std::string message = "there is no layer '" + word + "'";
  if (auto near = nearestName(word, layerWords()))
    message += "; did you mean '" + *near + "'?";
  else
    message += "; gnetc layers lists them";
  return llvm::createStringError(message);
}

class Layers : public Command {
public:
  Layers() : Command("layers", "Show the layers that a spec can name") {}

  std::vector<std::string> arguments() const override { return layerWords(); }

  llvm::Error run() override {
    std::string text;
    llvm::raw_string_ostream os(text);
    if (!markdown.empty()) {
      if (llvm::Error error = printMarkdown(os))
        return error;
    } else if (word.empty()) {
      printLayers(os);
    } else {
      const LayerKind *kind = findLayerKind(word);
      if (!kind)
        return unknownLayer(word);
      printLayer(*kind, os);
    }
    return writeOutput("-", text);
  }

private:
  llvm::Error printMarkdown(llvm::raw_ostream &os) {
    if (markdown == "layers")
      printLayersMarkdown(os);
    else if (markdown == "activations")
      printActivationsMarkdown(os);
    else if (markdown == "ranges")
      printRangesMarkdown(os);
    else
      return llvm::createStringError("there is no table '" + markdown +
                                     "'; known are layers, activations, "
                                     "ranges");
    return llvm::Error::success();
  }

  cl::opt<std::string> word{cl::Positional, cl::sub(sub), cl::cat(category),
                            cl::desc("[WORD]")};
  cl::opt<std::string> markdown{
      "markdown", cl::sub(sub), cl::cat(category), cl::value_desc("table"),
      cl::desc("A table of docs/language.md: layers, activations or ranges")};
};

} // namespace

Command &layersCommand() {
  static Layers command;
  return command;
}

} // namespace gnet

//===- InspectWeights.cpp - gnetc weights inspect: what a file has --------===//
#include "Commands.h"
#include "WriteOutput.h"
#include "weights/Weights.h"
#include "llvm/Support/raw_ostream.h"

namespace cl = llvm::cl;

namespace gnet {
namespace {

class InspectWeights : public Command {
public:
  InspectWeights()
      : Command("weights", "Show what is in a weights file: weights inspect") {}

  llvm::Error run() override {
    if (action != "inspect")
      return llvm::createStringError("gnetc weights knows no '" + action +
                                     "'; write gnetc weights inspect FILE");
    std::string text;
    llvm::raw_string_ostream os(text);
    if (llvm::Error error = inspectWeights(file, os))
      return error;
    return writeOutput("-", text);
  }

private:
  cl::opt<std::string> action{cl::Positional, cl::Required, cl::sub(sub),
                              cl::cat(category), cl::desc("inspect")};
  cl::opt<std::string> file{cl::Positional, cl::Required, cl::sub(sub),
                            cl::cat(category), cl::desc("FILE")};
};

} // namespace

Command &weightsCommand() {
  static InspectWeights command;
  return command;
}

} // namespace gnet

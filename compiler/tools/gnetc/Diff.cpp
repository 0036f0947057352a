//===- Diff.cpp - gnetc diff: what two networks differ in -----------------===//
#include "Commands.h"
#include "LoadSpec.h"
#include "WriteOutput.h"
#include "report/Difference.h"
#include "llvm/Support/FormatVariadic.h"

namespace cl = llvm::cl;

namespace gnet {
namespace {

class Diff : public Command {
public:
  Diff()
      : Command("diff", "Show what two networks differ in, layer by layer") {}

  llvm::Error run() override {
    if (format != "text" && format != "json")
      return llvm::createStringError("there is no format '" + format +
                                     "'; known are text, json");
    auto first = loadSpec(before);
    if (!first)
      return first.takeError();
    auto second = loadSpec(after);
    if (!second)
      return second.takeError();
    std::string text;
    llvm::raw_string_ostream os(text);
    if (format == "json")
      os << llvm::formatv("{0:2}\n", differenceJson(*first, *second));
    else
      printDifference(*first, *second, os);
    return writeOutput(output, text);
  }

private:
  cl::opt<std::string> before{cl::Positional, cl::Required, cl::sub(sub),
                              cl::cat(category), cl::desc("A.gn")};
  cl::opt<std::string> after{cl::Positional, cl::Required, cl::sub(sub),
                             cl::cat(category), cl::desc("B.gn")};
  cl::opt<std::string> format{"format",
                              cl::sub(sub),
                              cl::cat(category),
                              cl::init("text"),
                              cl::value_desc("format"),
                              cl::desc("text (default) or json")};
  cl::opt<std::string> output{"o",
                              cl::sub(sub),
                              cl::cat(category),
                              cl::init("-"),
                              cl::value_desc("file"),
                              cl::desc("Instead of standard output")};
};

} // namespace

Command &diffCommand() {
  static Diff command;
  return command;
}

} // namespace gnet

//===- Import.cpp - gnetc import: an ONNX model as a spec -----------------===//
#include "Commands.h"
#include "Progress.h"
#include "files/StagedFile.h"
#include "onnx/ImportOnnx.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace cl = llvm::cl;

namespace gnet {
namespace {

class Import : public Command {
public:
  Import() : Command("import", "Write an ONNX model as a spec") {}

  llvm::Error run() override {
    if (output.empty())
      return llvm::createStringError("gnetc import writes a spec: name it "
                                     "with -o NAME.gn");
    if (calibrationOut.getNumOccurrences() > 0 && calibrationOut.empty())
      return llvm::createStringError("--calibration-out needs a path");
    Progress progress(2);
    progress.step("reading " + model);
    auto imported = importOnnx(model, llvm::sys::path::stem(output));
    if (!imported)
      return imported.takeError();
    if (!calibrationOut.empty() && !imported->calibration)
      return llvm::createStringError(
          model + " has no ranges for --calibration-out: it rounds no result "
                  "to integers");
    progress.step("writing " + output);
    // The weights first: a spec without them would look complete.
    if (!weightsOut.empty())
      if (llvm::Error error = writeWeights(imported->weights, weightsOut))
        return error;
    if (!calibrationOut.empty())
      if (llvm::Error error = replaceFile(
              calibrationOut, calibrationJson(*imported->calibration)))
        return error;
    if (llvm::Error error = replaceFile(output, imported->text))
      return error;
    if (calibrationOut.empty() && imported->calibration)
      imported->notes.push_back("the file rounds results to integers: "
                                "--calibration-out=FILE writes their ranges");
    for (const std::string &note : imported->notes)
      llvm::errs() << "gnetc: note: " << note << "\n";
    return llvm::Error::success();
  }

private:
  cl::opt<std::string> model{cl::Positional, cl::Required, cl::sub(sub),
                             cl::cat(category), cl::desc("MODEL.onnx")};
  cl::opt<std::string> output{"o", cl::sub(sub), cl::cat(category),
                              cl::value_desc("NAME.gn"), cl::desc("The spec")};
  cl::opt<std::string> weightsOut{
      "weights-out", cl::sub(sub), cl::cat(category),
      cl::value_desc("FILE.safetensors"),
      cl::desc("Its weights, for gnetc NAME.gn --weights=")};
  cl::opt<std::string> calibrationOut{
      "calibration-out", cl::sub(sub), cl::cat(category),
      cl::value_desc("FILE.calibration.json"),
      cl::desc("Of a quantised model the ranges, for --calibration=")};
};

} // namespace

Command &importCommand() {
  static Import command;
  return command;
}

} // namespace gnet

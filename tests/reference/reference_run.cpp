// gnet-reference: runs a spec's network in double precision, for comparison
// with what a package or another engine gives for the same .npy.
#include "language/Frontend.h"
#include "reference/NamedWeights.h"
#include "reference/Npy.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/raw_ostream.h"

namespace cl = llvm::cl;
using namespace gnet;

namespace {

int fail(const llvm::Twine &message) {
  llvm::errs() << "gnet-reference: " << message << "\n";
  return 1;
}

} // namespace

int main(int argc, char **argv) {
  cl::opt<std::string> specPath(cl::Positional, cl::Required, cl::desc("SPEC"));
  cl::opt<std::string> weightsOption("weights", cl::Required,
                                     cl::desc("A safetensors file, or "
                                              "random:SEED"));
  cl::opt<std::string> inputPath("input", cl::Required,
                                 cl::desc("float32 NCHW, any batch"));
  cl::opt<std::string> outputPath("output", cl::Required,
                                  cl::desc("float32 NCHW"));
  cl::ParseCommandLineOptions(argc, argv,
                              "Runs a network in double precision.\n");
  LoadResult loaded = loadNetwork(specPath);
  llvm::errs() << loaded.diagnostics.render();
  if (!loaded.network)
    return 1;
  const Network &network = *loaded.network;
  llvm::Expected<Weights> weights = makeWeights(network, weightsOption);
  if (!weights)
    return fail(llvm::toString(weights.takeError()));
  std::string error;
  const auto input = reference::readNpy(inputPath, error);
  if (!input)
    return fail(inputPath + " " + error);
  if (!(input->shape == network.input.shape))
    return fail(inputPath + " does not have the shape of the network's input");
  const reference::Tensor output =
      reference::run(network, reference::byName(*weights), *input);
  if (!reference::writeNpy(outputPath, output, error))
    return fail(outputPath + " " + error);
  return 0;
}

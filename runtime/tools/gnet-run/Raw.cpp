#include "Arguments.h"
#include "Commands.h"
#include "SessionOptions.h"
#include "images/InputImages.h"
#include "loader/Error.h"

#include <filesystem>

namespace gnet {

const char *const rawHelp =
    R"(gnet-run raw PKG --input=X.npy --output=Y.npy [--threads=N] [--device=N]
                 [--weights=FILE]
                 [--cpu=NAME]

Runs the network on float32 images as they are, without preprocessing. X is
images x channels x height x width, any number of images; Y is the last layer,
images x channels, or images x channels x height x width where it is an image.
Each of several outputs goes to a file of its own, Y.LAYER.npy.

  --threads=N     threads of a run (1)
  --device=N      GPU of a CUDA package (0)
  --weights=FILE  a safetensors file instead of the package's own weights
  --cpu=NAME      of a package for several CPUs, the code for this one; without
                  it, the best for this machine
)";

namespace {

/// Those of `images` images, whose outputs of `size` floats follow each other.
Array takeOutput(const PackageOutput &output, llvm::ArrayRef<float> values,
                 int64_t images, int64_t size) {
  Array array{{images, output.channels}, {}};
  if (output.height != 1 || output.width != 1) {
    array.shape.push_back(output.height);
    array.shape.push_back(output.width);
  }
  for (int64_t image = 0; image < images; ++image) {
    auto part = values.slice(image * size + output.offset, output.elements());
    array.values.insert(array.values.end(), part.begin(), part.end());
  }
  return array;
}

/// To `path`, or, of several outputs, each to one of its name before the
/// extension.
llvm::Error writeOutputs(const Package &package, llvm::ArrayRef<float> values,
                         int64_t images, const std::string &path) {
  const bool isOne = package.outputs.size() == 1;
  const int64_t size = outputSize(*package.describe());
  for (const PackageOutput &output : package.outputs) {
    std::filesystem::path file = path;
    if (!isOne)
      file.replace_extension("." + output.name + file.extension().string());
    if (llvm::Error error =
            writeNpy(file.string(), takeOutput(output, values, images, size)))
      return error;
  }
  return llvm::Error::success();
}

} // namespace

llvm::Error rawCommand(const Words &words) {
  auto arguments = Arguments::parse(words,
                                    {{"input", false},
                                     {"output", false},
                                     {"threads", false},
                                     {"device", false},
                                     {"weights", false},
                                     {"cpu", false}},
                                    1, 1);
  if (!arguments)
    return arguments.takeError();
  for (const char *needed : {"input", "output"})
    if (!arguments->has(needed))
      return fail("--{}=FILE.npy is missing", needed);
  auto options = sessionOptions(*arguments);
  if (!options)
    return options.takeError();
  auto package = Package::load(arguments->positional()[0]);
  if (!package)
    return package.takeError();
  auto input = InputImages::openNpy(arguments->text("input"));
  if (!input)
    return input.takeError();
  if (llvm::Error error = input->check(*package->describe()))
    return error;
  auto session = Session::open(*package, *options);
  if (!session)
    return session.takeError();
  auto output = runImages(*package, *session, *input, 0, input->size());
  if (!output)
    return output.takeError();
  return writeOutputs(*package, *output, input->size(),
                      arguments->text("output"));
}

} // namespace gnet

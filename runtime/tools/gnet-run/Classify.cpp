#include "Arguments.h"
#include "Commands.h"
#include "SessionOptions.h"
#include "images/InputImages.h"
#include "loader/Error.h"
#include "loader/Package.h"

#include <algorithm>

namespace gnet {

const char *const classifyHelp =
    R"(gnet-run classify PKG IMAGE... [--top=N] [--threads=N] [--device=N]
                      [--weights=FILE]

Classifies PNG or JPEG pictures and prints the best classes of each with their
scores: the network's last layer.

  --top=N         how many classes (5)
  --threads=N     threads of a run (1)
  --device=N      GPU of a CUDA package (0)
  --weights=FILE  a safetensors file instead of the package's own weights
)";

namespace {

llvm::Error printTop(const Package &package, const std::string &path,
                     const float *scores, int32_t count) {
  int32_t classes = package.describe()->output_channels;
  std::vector<int32_t> best(std::min(count, classes));
  gnet_error error;
  if (package.top(scores, classes, static_cast<int32_t>(best.size()),
                  best.data(), &error) != GNET_OK)
    return fail("{}", error.message);
  fmt::print("{}\n", path);
  for (int32_t index : best) {
    const char *label = package.label(index);
    fmt::print("  {:8.4f}  {}\n", scores[index],
               label ? label : fmt::format("class {}", index));
  }
  return llvm::Error::success();
}

/// At most a batch of pictures: what is left of the input stays zero.
llvm::Error classify(const Package &package, Session &session,
                     llvm::ArrayRef<std::string> paths, int32_t top) {
  const gnet_info &info = *package.describe();
  std::vector<float> input(info.batch * inputSize(info));
  std::vector<float> output(info.batch * outputSize(info));
  for (size_t i = 0; i < paths.size(); ++i)
    if (llvm::Error error =
            readPictureFor(package, paths[i], &input[i * inputSize(info)]))
      return error;
  if (llvm::Error error = session.run(input.data(), output.data()))
    return error;
  for (size_t i = 0; i < paths.size(); ++i)
    if (llvm::Error error =
            printTop(package, paths[i], &output[i * outputSize(info)], top))
      return error;
  return llvm::Error::success();
}

} // namespace

llvm::Error classifyCommand(const Words &words) {
  auto arguments = Arguments::parse(words,
                                    {{"top", false},
                                     {"threads", false},
                                     {"device", false},
                                     {"weights", false}},
                                    2, SIZE_MAX);
  if (!arguments)
    return arguments.takeError();
  auto top = arguments->integer("top", 5, 1, INT32_MAX);
  if (!top)
    return top.takeError();
  auto options = sessionOptions(*arguments);
  if (!options)
    return options.takeError();
  auto package = Package::load(arguments->positional()[0]);
  if (!package)
    return package.takeError();
  const gnet_info &info = *package->describe();
  if (package->outputs.size() > 1)
    return fail("{} is no classifier: it has several outputs", package->name);
  if (outputSize(info) != info.output_channels)
    return fail("{} is no classifier: its output is an image", package->name);
  auto session = Session::open(*package, *options);
  if (!session)
    return session.takeError();
  auto paths = llvm::ArrayRef(arguments->positional()).drop_front();
  for (; !paths.empty();
       paths = paths.drop_front(std::min<size_t>(info.batch, paths.size())))
    if (llvm::Error error = classify(
            *package, *session,
            paths.take_front(std::min<size_t>(info.batch, paths.size())), *top))
      return error;
  return llvm::Error::success();
}

} // namespace gnet

#include "core/safetensors.h"
#include "weights/Weights.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/MemoryBuffer.h"

namespace gnet {

namespace {

/// The reader's view of a file, freed with it.
struct File {
  std::unique_ptr<llvm::MemoryBuffer> bytes;
  gnetrt_safetensors tensors{};

  File() = default;
  File(File &&other) noexcept
      : bytes(std::move(other.bytes)),
        tensors(std::exchange(other.tensors, {})) {}
  File &operator=(File &&) = delete;
  ~File() { gnetrt_safetensors_free(&tensors); }
};

llvm::Expected<File> open(llvm::StringRef path) {
  auto bytes = llvm::MemoryBuffer::getFile(path, /*IsText=*/false,
                                           /*RequiresNullTerminator=*/false);
  if (!bytes)
    return llvm::createFileError(path, bytes.getError());
  File file;
  file.bytes = std::move(*bytes);
  char message[512];
  if (!gnetrt_safetensors_parse(file.bytes->getBufferStart(),
                                file.bytes->getBufferSize(), &file.tensors,
                                message, sizeof message))
    return llvm::createStringError(path + ": " + message);
  return file;
}

std::string text(llvm::ArrayRef<int64_t> dims) {
  std::string joined;
  for (int64_t dim : dims)
    joined += (joined.empty() ? "" : "x") + std::to_string(dim);
  return dims.empty() ? "a single number" : joined;
}

llvm::ArrayRef<int64_t> dimsOf(const gnetrt_safetensor &tensor) {
  return {tensor.dims, static_cast<size_t>(tensor.rank)};
}

/// What keeps `tensor` from being `parameter`, or nothing.
std::string misfit(const Parameter &parameter,
                   const gnetrt_safetensor *tensor) {
  if (!tensor)
    return "missing: " + parameter.name + ", " + text(parameter.dims);
  if (!gnetrt_safetensor_is_float(tensor))
    return parameter.name + " is " + tensor->dtype +
           ", but must be F32, F16 or BF16";
  if (dimsOf(*tensor) != llvm::ArrayRef(parameter.dims))
    return parameter.name + " is " + text(dimsOf(*tensor)) + ", but must be " +
           text(parameter.dims);
  return "";
}

/// The names that a file for `network` may hold: also those of its heads.
llvm::StringSet<> knownNames(const Network &network) {
  llvm::StringSet<> names;
  for (LayerId id = 0; id < static_cast<LayerId>(network.layers.size()); ++id)
    for (const Parameter &parameter : parametersOf(network, id))
      names.insert(parameter.name);
  return names;
}

/// A line for each thing that is wrong.
std::string misfits(const Network &network,
                    llvm::ArrayRef<Parameter> parameters,
                    const gnetrt_safetensors &tensors) {
  std::string lines;
  for (const Parameter &parameter : parameters) {
    const std::string line = misfit(
        parameter, gnetrt_safetensors_find(&tensors, parameter.name.c_str()));
    if (!line.empty())
      lines += "\n  " + line;
  }
  const llvm::StringSet<> known = knownNames(network);
  for (const gnetrt_safetensor &tensor :
       llvm::ArrayRef(tensors.tensors, tensors.count))
    if (!known.contains(tensor.name))
      lines += "\n  not of this network: " + std::string(tensor.name) + ", " +
               text(dimsOf(tensor));
  return lines;
}

} // namespace

llvm::Expected<Weights> loadWeights(const Network &network,
                                    llvm::StringRef path) {
  llvm::Expected<File> file = open(path);
  if (!file)
    return file.takeError();
  std::vector<Parameter> parameters = inferenceParameters(network);
  const std::string wrong = misfits(network, parameters, file->tensors);
  if (!wrong.empty())
    return llvm::createStringError(path + ": these tensors do not fit " +
                                   network.name + ":" + wrong);
  Weights weights;
  for (Parameter &parameter : parameters) {
    const gnetrt_safetensor *tensor =
        gnetrt_safetensors_find(&file->tensors, parameter.name.c_str());
    std::vector<float> values(tensor->elements);
    gnetrt_safetensor_floats(tensor, values.data());
    weights.push_back({std::move(parameter), std::move(values)});
  }
  return weights;
}

llvm::Expected<Weights> makeWeights(const Network &network,
                                    llvm::StringRef option) {
  llvm::StringRef seed = option;
  if (!seed.consume_front("random:"))
    return loadWeights(network, option);
  uint64_t number = 0;
  if (seed.getAsInteger(10, number))
    return llvm::createStringError(
        "--weights=" + option +
        ": the seed must be a whole number from 0 to 18446744073709551615");
  return randomWeights(network, number);
}

} // namespace gnet

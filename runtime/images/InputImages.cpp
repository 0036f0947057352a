#include "images/InputImages.h"
#include "files/RegularFile.h"
#include "images/Picture.h"
#include "loader/Error.h"

#include <algorithm>
#include <filesystem>
#include <fmt/ranges.h>

namespace gnet {

namespace {

bool isPicture(const std::filesystem::path &path) {
  std::string extension = llvm::StringRef(path.extension().string()).lower();
  return extension == ".png" || extension == ".jpg" || extension == ".jpeg";
}

/// The paths of a folder, by name; at least one.
llvm::Expected<std::vector<std::string>> picturesOf(const std::string &folder) {
  std::vector<std::string> paths;
  std::error_code problem;
  for (std::filesystem::directory_iterator entry(folder, problem), end;
       !problem && entry != end; entry.increment(problem))
    if (isPicture(entry->path()))
      paths.push_back(entry->path().string());
  if (problem)
    return fail("cannot read {}: {}", folder, problem.message());
  if (paths.empty())
    return fail("{} has no .png, .jpg or .jpeg files", folder);
  std::sort(paths.begin(), paths.end());
  return paths;
}

} // namespace

llvm::Error readPictureFor(const Package &package, const std::string &path,
                           float *input) {
  auto picture = readPicture(path);
  if (!picture)
    return picture.takeError();
  gnet_error error;
  size_t rowBytes = static_cast<size_t>(picture->width) * picture->channels;
  if (package.preprocess(picture->pixels.get(), picture->width, picture->height,
                         rowBytes, picture->channels, input, &error) != GNET_OK)
    return fail("{}: {}", path, error.message);
  return llvm::Error::success();
}

llvm::Expected<InputImages> InputImages::open(const std::string &path) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(path, ignored))
    return openNpy(path);
  auto pictures = picturesOf(path);
  if (!pictures)
    return pictures.takeError();
  InputImages images;
  images.path = path;
  images.pictures = std::move(*pictures);
  return images;
}

llvm::Expected<InputImages> InputImages::openNpy(const std::string &path) {
  auto file = readRegularFile(path);
  if (!file)
    return fail("cannot read {}: {}", path, llvm::toString(file.takeError()));
  auto array = parseNpy((*file)->getBuffer());
  if (!array)
    return fail("{}: {}", path, llvm::toString(array.takeError()));
  InputImages images;
  images.path = path;
  images.file = std::move(*file);
  images.array = std::move(*array);
  return images;
}

llvm::Error InputImages::check(const gnet_info &info) const {
  const std::vector<int64_t> &shape = array.shape;
  if (!file ||
      (shape.size() == 4 && shape[0] >= 1 && shape[1] == info.input_channels &&
       shape[2] == info.input_height && shape[3] == info.input_width))
    return llvm::Error::success();
  return fail("the input is ({}), {} takes (images, {}, {}, {})",
              fmt::join(shape, ", "), info.name, info.input_channels,
              info.input_height, info.input_width);
}

int64_t InputImages::size() const {
  return file ? array.shape.front() : static_cast<int64_t>(pictures.size());
}

std::string InputImages::name(int64_t index) const {
  return file ? fmt::format("image {} of {}", index + 1, path)
              : pictures[index];
}

llvm::Error InputImages::read(const Package &package, int64_t index,
                              float *input) const {
  if (!file)
    return readPictureFor(package, pictures[index], input);
  const int64_t size = inputSize(*package.describe());
  array.copy(index * size, size, input);
  return llvm::Error::success();
}

llvm::Expected<std::vector<float>> runImages(const Package &package,
                                             Session &session,
                                             const InputImages &images,
                                             int64_t first, int64_t count) {
  const gnet_info &info = *package.describe();
  const int64_t in = inputSize(info), out = outputSize(info);
  std::vector<float> outputs(count * out);
  std::vector<float> batchOutput(info.batch * out);
  for (int64_t done = 0; done < count; done += info.batch) {
    const int64_t part = std::min<int64_t>(info.batch, count - done);
    std::vector<float> batchInput(info.batch * in);
    for (int64_t i = 0; i < part; ++i)
      if (llvm::Error error =
              images.read(package, first + done + i, &batchInput[i * in]))
        return error;
    if (llvm::Error error = session.run(batchInput.data(), batchOutput.data()))
      return error;
    std::copy_n(batchOutput.begin(), part * out, &outputs[done * out]);
  }
  return outputs;
}

} // namespace gnet

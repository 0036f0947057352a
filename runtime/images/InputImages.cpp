#include "images/InputImages.h"
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

} // namespace

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

llvm::Error checkImages(const Array &input, const gnet_info &info) {
  const std::vector<int64_t> &shape = input.shape;
  if (shape.size() == 4 && shape[0] >= 1 && shape[1] == info.input_channels &&
      shape[2] == info.input_height && shape[3] == info.input_width)
    return llvm::Error::success();
  return fail("the input is ({}), {} takes (images, {}, {}, {})",
              fmt::join(shape, ", "), info.name, info.input_channels,
              info.input_height, info.input_width);
}

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

llvm::Expected<Array> readImages(const Package &package,
                                 const std::string &path) {
  const gnet_info &info = *package.describe();
  std::error_code ignored;
  if (!std::filesystem::is_directory(path, ignored)) {
    auto array = readNpy(path);
    if (!array)
      return array.takeError();
    if (llvm::Error error = checkImages(*array, info))
      return error;
    return array;
  }
  auto paths = picturesOf(path);
  if (!paths)
    return paths.takeError();
  auto count = static_cast<int64_t>(paths->size());
  Array images{
      {count, info.input_channels, info.input_height, info.input_width},
      std::vector<float>(count * inputSize(info))};
  for (int64_t i = 0; i < count; ++i)
    if (llvm::Error error = readPictureFor(package, (*paths)[i],
                                           &images.values[i * inputSize(info)]))
      return error;
  return images;
}

llvm::Expected<std::vector<float>>
runImages(Session &session, const gnet_info &info, const Array &input) {
  int64_t images = input.shape[0];
  int64_t in = inputSize(info), out = outputSize(info);
  std::vector<float> output(images * out);
  std::vector<float> batchInput(info.batch * in);
  std::vector<float> batchOutput(info.batch * out);
  for (int64_t first = 0; first < images; first += info.batch) {
    int64_t count = std::min<int64_t>(info.batch, images - first);
    std::fill(batchInput.begin(), batchInput.end(), 0.0f);
    std::copy_n(&input.values[first * in], count * in, batchInput.begin());
    if (llvm::Error error = session.run(batchInput.data(), batchOutput.data()))
      return error;
    std::copy_n(batchOutput.begin(), count * out, &output[first * out]);
  }
  return output;
}

} // namespace gnet

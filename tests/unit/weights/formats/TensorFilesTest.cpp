// Files made by other software (make_files.py) against what is in them.
#include "weights/formats/TensorFile.h"
#include "llvm/ADT/StringExtras.h"
#include <cmath>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace gnet {
namespace {

namespace fs = std::filesystem;

const fs::path folder = GNET_TENSOR_FILES;

/// A line of an .expected file.
struct Expected {
  std::string name, type, dims, values;
};

std::vector<Expected> expectedOf(const std::string &name) {
  std::vector<Expected> lines;
  std::ifstream file((folder / name).string() + ".expected");
  for (std::string line; std::getline(file, line);) {
    llvm::SmallVector<llvm::StringRef, 4> parts;
    llvm::SplitString(line, parts, "\t");
    lines.push_back({parts[0].str(), parts[1].str(), parts[2].str(),
                     parts.size() > 3 ? parts[3].str() : ""});
  }
  return lines;
}

std::string text(const std::vector<int64_t> &dims) {
  std::string joined;
  for (int64_t dim : dims)
    joined += (joined.empty() ? "" : "x") + std::to_string(dim);
  return dims.empty() ? "-" : joined;
}

std::vector<float> numbers(const std::string &values, size_t count) {
  if (llvm::StringRef(values).starts_with("all "))
    return std::vector<float>(count, std::strtof(values.c_str() + 4, nullptr));
  std::vector<float> parsed;
  std::istringstream words(values);
  for (std::string word; words >> word;)
    parsed.push_back(std::strtof(word.c_str(), nullptr));
  return parsed;
}

/// Bit by bit, but that a division may round either way.
void expectSame(const std::vector<float> &found,
                const std::vector<float> &expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (size_t i = 0; i < found.size(); ++i) {
    EXPECT_LE(std::abs(found[i] - expected[i]),
              std::abs(expected[i]) * 0x1p-23f)
        << "at " << i << ": " << found[i] << ", not " << expected[i];
    EXPECT_EQ(std::signbit(found[i]), std::signbit(expected[i]));
  }
}

void expectTensor(const TensorFile &file, size_t index,
                  const Expected &expected) {
  const FileTensor &tensor = file.tensors()[index];
  SCOPED_TRACE(expected.name);
  EXPECT_EQ(tensor.name, expected.name);
  EXPECT_EQ(tensor.type, expected.type);
  EXPECT_EQ(text(tensor.dims), expected.dims);
  EXPECT_EQ(tensor.isNumeric, expected.values != "-");
  llvm::Expected<std::vector<float>> values = file.values(index);
  if (expected.values == "-") {
    ASSERT_FALSE(values);
    EXPECT_NE(llvm::toString(values.takeError()).find("cannot be weights"),
              std::string::npos);
    return;
  }
  ASSERT_TRUE(bool(values)) << llvm::toString(values.takeError());
  expectSame(*values, numbers(expected.values, values->size()));
}

struct GoodFile {
  const char *name;
  const char *format;
};

void PrintTo(const GoodFile &file, std::ostream *stream) {
  *stream << file.name;
}

class GoodFiles : public testing::TestWithParam<GoodFile> {};

TEST_P(GoodFiles, HasWhatWasWritten) {
  const std::string path = (folder / GetParam().name).string();
  auto file = openTensorFile(path);
  ASSERT_TRUE(bool(file)) << llvm::toString(file.takeError());
  EXPECT_EQ((*file)->format(), GetParam().format);
  const std::vector<Expected> expected = expectedOf(GetParam().name);
  ASSERT_FALSE(expected.empty());
  ASSERT_EQ((*file)->tensors().size(), expected.size());
  for (size_t i = 0; i < expected.size(); ++i)
    expectTensor(**file, i, expected[i]);
}

INSTANTIATE_TEST_SUITE_P(
    , GoodFiles,
    testing::Values(
        GoodFile{"all.safetensors", "safetensors"},
        GoodFile{"stored.npz", "NumPy"}, GoodFile{"deflated.npz", "NumPy"},
        GoodFile{"versions.npz", "NumPy"}, GoodFile{"protocol2.pth", "PyTorch"},
        GoodFile{"protocol4.pth", "PyTorch"},
        GoodFile{"protocol5.pth", "PyTorch"},
        GoodFile{"checkpoint.pth", "PyTorch"},
        GoodFile{"nested.pth", "PyTorch"}, GoodFile{"all.onnx", "ONNX"},
        GoodFile{"external/model.onnx", "ONNX"}, GoodFile{"light.onnx", "ONNX"},
        GoodFile{"new.caffemodel", "Caffe"},
        GoodFile{"old.caffemodel", "Caffe"},
        GoodFile{"unpacked.caffemodel", "Caffe"},
        GoodFile{"tfjs/model.json", "TensorFlow.js"},
        GoodFile{"tfjs/weights_manifest.json", "TensorFlow.js"}),
    [](const auto &info) {
      std::string name = info.param.name;
      for (char &c : name)
        if (!llvm::isAlnum(c))
          c = '_';
      return name;
    });

/// The first error of opening the file and reading all of it.
std::string errorOf(const std::string &path) {
  auto file = openTensorFile(path);
  if (!file)
    return llvm::toString(file.takeError());
  for (size_t i = 0; i < (*file)->tensors().size(); ++i) {
    auto values = (*file)->values(i);
    if (!values)
      return llvm::toString(values.takeError());
  }
  return "";
}

std::string contentOf(const fs::path &path) {
  std::ostringstream content;
  content << std::ifstream(path, std::ios::binary).rdbuf();
  return content.str();
}

TEST(BadFiles, AreRefusedWithTheirPathAndReason) {
  size_t count = 0;
  for (const fs::directory_entry &entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".error")
      continue;
    const fs::path path = fs::path(entry.path()).replace_extension();
    const std::string error = errorOf(path.string());
    EXPECT_EQ(error.find(path.string() + ": "), 0u) << path << "\n" << error;
    EXPECT_NE(error.find(contentOf(entry.path())), std::string::npos)
        << path << "\nsays: " << error
        << "\nmust say: " << contentOf(entry.path());
    ++count;
  }
  EXPECT_GT(count, 100u);
}

TEST(BadFiles, AreNotThere) {
  const std::string nowhere = (folder / "nowhere").string();
  EXPECT_EQ(errorOf(nowhere),
            nowhere + ": it cannot be read: No such file or directory");
  EXPECT_NE(errorOf(folder.string()), "");
}

} // namespace
} // namespace gnet

// Inputs that packages make of pictures on the GPU, held against those that
// they make on the CPU.
#include "endtoend/Package.h"
#include "gnet.h"
#include "gpu/driver/Control.h"
#include <cmath>
#include <dlfcn.h>
#include <gtest/gtest.h>

namespace gnet::endtoend {
namespace {

namespace driver = gpu::driver;

struct Case {
  const char *name;
  int64_t channels;
  const char *form;
};

std::ostream &operator<<(std::ostream &stream, const Case &what) {
  return stream << what.name;
}

constexpr int64_t height = 9, width = 11;

/// Its two ways from a picture to an input.
class Pictures : public testing::TestWithParam<Case> {
protected:
  void SetUp() override {
    driver::reset();
    const std::string spec = folder.file("net.gn"), out = folder.file("out");
    const std::string text =
        "network net {\n  input image: " + std::to_string(GetParam().channels) +
        "x9x11 { " + GetParam().form + " }\n  conv 1x1 2\n}\n";
    ASSERT_TRUE(writeFile(spec, text));
    llvm::Error compiled =
        gnetc(spec, {"--target=cuda", "--weights=random:1"}, out);
    if (!compiled)
      compiled = gnetc(spec, {"--target=cuda", "--emit=device-llvm"},
                       folder.file("device.ll"));
    ASSERT_FALSE(static_cast<bool>(compiled))
        << llvm::toString(std::move(compiled));
    driver::settings().deviceCode = folder.file("device.ll");
    auto opened = Package::open(out, "net", 1);
    ASSERT_TRUE(static_cast<bool>(opened))
        << llvm::toString(opened.takeError());
    package.emplace(std::move(*opened));
    library = dlopen((out + "/lib/libnet.so").c_str(), RTLD_NOW | RTLD_LOCAL);
    find("net_preprocess", onCpu);
    find("net_preprocess_async", onGpu);
  }

  void TearDown() override {
    package.reset();
    if (library)
      dlclose(library);
    EXPECT_EQ(driver::complaint(), "");
    EXPECT_EQ(driver::live().resources, 0) << driver::live().list;
  }

  template <typename Function>
  void find(const char *symbol, Function &function) {
    function = reinterpret_cast<Function>(dlsym(library, symbol));
    ASSERT_TRUE(function) << symbol;
  }

  /// Rows have a rest, which is nowhere to be read.
  void check(int32_t pictureWidth, int32_t pictureHeight, int32_t channels) {
    SCOPED_TRACE(testing::Message() << pictureWidth << " x " << pictureHeight
                                    << " x " << channels);
    const size_t rowBytes = static_cast<size_t>(pictureWidth) * channels + 3;
    const size_t bytes = rowBytes * pictureHeight - 3;
    std::vector<uint8_t> pixels(bytes);
    uint64_t state = bytes;
    for (uint8_t &pixel : pixels)
      pixel = static_cast<uint8_t>((state = state * 6364136223846793005u + 1) >>
                                   56);
    const size_t count = GetParam().channels * height * width;
    std::vector<float> expected(count), actual(count);
    gnet_error error;
    ASSERT_EQ(onCpu(pixels.data(), pictureWidth, pictureHeight, rowBytes,
                    channels, expected.data(), &error),
              GNET_OK)
        << error.message;
    driver::GpuMemory picture(bytes), input(count * sizeof(float));
    picture.write(pixels.data(), bytes);
    driver::Stream stream;
    ASSERT_EQ(onGpu(context.get(), stream.get(), picture.at<uint8_t>(0),
                    pictureWidth, pictureHeight, rowBytes, channels,
                    input.at<float>(0), &error),
              GNET_OK)
        << error.message;
    stream.wait();
    input.read(0, actual.data(), count * sizeof(float));
    float largest = 1;
    for (float value : expected)
      largest = std::max(largest, std::abs(value));
    for (size_t i = 0; i < count; ++i)
      ASSERT_NEAR(actual[i], expected[i], 1e-6 * largest) << i;
  }

  TemporaryFolder folder;
  std::optional<Package> package;
  void *library = nullptr;
  decltype(&gnet_preprocess) onCpu = nullptr;
  decltype(&gnet_preprocess_async) onGpu = nullptr;
  Context context{nullptr, nullptr};
};

TEST_P(Pictures, BecomeTheSameInput) {
  auto created = package->createContext();
  ASSERT_TRUE(static_cast<bool>(created))
      << llvm::toString(created.takeError());
  context = std::move(*created);
  for (int32_t channels : {1, 3, 4}) {
    check(11, 9, channels);  // As it is.
    check(40, 31, channels); // Smaller.
    check(25, 60, channels); // Cut at the top and bottom.
    check(200, 20, channels);
    check(4, 7, channels); // Larger.
    check(1, 1, channels);
  }
  context.reset();
}

INSTANTIATE_TEST_SUITE_P(
    Orders, Pictures,
    testing::Values(
        Case{"gray", 1, "order: gray, scale: 1/255"},
        Case{"rgb", 3,
             "order: rgb, scale: 1/255, mean: [0.485, 0.456, 0.406], std: "
             "[0.229, 0.224, 0.225]"},
        Case{"bgr", 3, "order: bgr, mean: [104, 117, 123]"}),
    [](const testing::TestParamInfo<Case> &info) {
      return std::string(info.param.name);
    });

} // namespace
} // namespace gnet::endtoend

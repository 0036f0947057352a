//===- GnetRunTest.cpp - The parts of gnet-run, and gnet-run itself -------===//
//
// The commands run on a package made of TheProgram.cpp.
//
//===----------------------------------------------------------------------===//
#include "Arguments.h"
#include "Commands.h"
#include "Images.h"
#include "WeightsFile.h"
#include "files/RegularFile.h"
#include "images/InputImages.h"
#include "loader/Manifest.h"

#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <llvm/Support/JSON.h>
#include <unistd.h>

using namespace gnet;
using testing::internal::CaptureStdout;
using testing::internal::GetCapturedStdout;

namespace {

std::string said(llvm::Error error) { return llvm::toString(std::move(error)); }

template <typename Value> std::string said(llvm::Expected<Value> value) {
  return value ? "" : llvm::toString(value.takeError());
}

bool contains(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

llvm::Expected<Arguments> parse(const Words &words) {
  return Arguments::parse(words, {{"top", false}, {"json", true}}, 1, 2);
}

/// A folder of the test's own, gone at the end.
class GnetRun : public testing::Test {
protected:
  GnetRun()
      : folder(testing::TempDir() + "gnet_run_test_" +
               std::to_string(getpid())) {
    std::filesystem::create_directories(folder);
    writeWeights({2, 3});
  }
  ~GnetRun() override { std::filesystem::remove_all(folder); }

  std::string write(const std::string &name, const std::string &bytes) const {
    std::string path = folder + "/" + name;
    std::filesystem::create_directories(
        std::filesystem::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }

  /// The package's own weights file.
  static void writeWeights(const std::vector<int64_t> &shape) {
    std::ofstream(weights, std::ios::binary)
        << test::fileOf({{"scale", shape, std::vector<float>(6)}});
  }

  static constexpr const char *weights =
      GNET_TEST_PACKAGE "/share/gnet/weights.safetensors";
  std::string folder;
};

std::string npy(llvm::StringRef header, llvm::StringRef data,
                char version = 1) {
  std::string length = {static_cast<char>(header.size()), 0};
  if (version != 1)
    length += std::string(2, '\0');
  return std::string("\x93NUMPY") + version + '\0' + length + header.str() +
         data.str();
}

Array readNpy(const std::string &path) {
  auto file = readRegularFile(path);
  EXPECT_TRUE(static_cast<bool>(file)) << said(file.takeError());
  auto array = parseNpy((*file)->getBuffer());
  EXPECT_TRUE(static_cast<bool>(array)) << said(array.takeError());
  std::vector<float> values(array->size());
  array->copy(0, array->size(), values.data());
  return {array->shape, values};
}

constexpr llvm::StringLiteral four =
    llvm::StringLiteral::withInnerNUL("\0\0\0\0");
const char *const right =
    "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }\n";

} // namespace

TEST(GnetRunArguments, AllForms) {
  auto arguments = parse({"pkg", "--top", "3", "--json"});
  ASSERT_TRUE(static_cast<bool>(arguments)) << said(arguments.takeError());
  EXPECT_EQ(arguments->positional(), Words{"pkg"});
  EXPECT_TRUE(arguments->has("json"));
  EXPECT_EQ(*arguments->integer("top", 5, 1, 9), 3);
  auto others = parse({"--top=4", "--", "--json"});
  ASSERT_TRUE(static_cast<bool>(others));
  EXPECT_EQ(others->positional(), Words{"--json"});
  EXPECT_FALSE(others->has("json"));
  EXPECT_EQ(*others->integer("other", 5, 1, 9), 5);
}

TEST(GnetRunArguments, Mistakes) {
  EXPECT_TRUE(contains(said(parse({})), "missing"));
  EXPECT_TRUE(
      contains(said(parse({"a", "b", "c"})), "unexpected argument 'c'"));
  EXPECT_TRUE(contains(said(parse({"a", "--bottom=1"})),
                       "unknown option --bottom; there are --top, --json"));
  EXPECT_TRUE(contains(said(parse({"a", "--top"})), "needs a value"));
  EXPECT_TRUE(contains(said(parse({"a", "--top="})), "needs a value"));
  EXPECT_TRUE(contains(said(parse({"a", "--json=1"})), "takes no value"));
  EXPECT_TRUE(contains(said(parse({"a", "--json", "--json"})), "twice"));
  for (const char *value : {"x", "0", "10", "3x", "99999999999", "-1", "1.5"}) {
    auto arguments = parse({"a", std::string("--top=") + value});
    ASSERT_TRUE(static_cast<bool>(arguments));
    EXPECT_TRUE(
        contains(said(arguments->integer("top", 5, 1, 9)), "from 1 to 9"))
        << value;
  }
  for (const char *value : {"x", "0", "-1", "nan", "inf", "1e9", "2s"}) {
    auto arguments = parse({"a", std::string("--top=") + value});
    ASSERT_TRUE(static_cast<bool>(arguments));
    EXPECT_TRUE(contains(said(arguments->seconds("top", 5)), "over 0"))
        << value;
  }
}

TEST(Npy, BothVersions) {
  for (char version : {1, 2}) {
    const std::string file = npy(right, four, version);
    auto array = parseNpy(file);
    ASSERT_TRUE(static_cast<bool>(array)) << said(array.takeError());
    EXPECT_EQ(array->shape, std::vector<int64_t>{1});
    ASSERT_EQ(array->size(), 1);
    float value = 1;
    array->copy(0, 1, &value);
    EXPECT_EQ(value, 0);
  }
}

TEST(Npy, Mistakes) {
  auto header = [](const std::string &text) {
    return said(parseNpy(npy(text, four)));
  };
  EXPECT_TRUE(contains(said(parseNpy("")), "not a .npy"));
  EXPECT_TRUE(contains(said(parseNpy("\x93NUMPX\1\0")), "not a .npy"));
  EXPECT_TRUE(contains(said(parseNpy(npy(right, four, 3))), "version 3"));
  EXPECT_TRUE(
      contains(said(parseNpy(npy(right, std::string(8, '\0')))), "needs 4"));
  EXPECT_TRUE(contains(said(parseNpy(npy(right, ""))), "needs 4"));
  EXPECT_TRUE(contains(
      header("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }"),
      "'<f8', not '<f4'"));
  EXPECT_TRUE(contains(
      header("{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }"),
      "not '<f4'"));
  EXPECT_TRUE(contains(
      header("{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }"),
      "Fortran"));
  const std::string begin = "{'descr': '<f4', 'fortran_order': False, ";
  EXPECT_TRUE(contains(header(begin + "'shape': (4294967296, 4294967296), }"),
                       "too large"));
  for (const std::string &text :
       {std::string(), std::string("{"), std::string("{}"), std::string("[]"),
        std::string("{'descr': '<f4'}"), begin + "'shape': (-1,), }",
        begin + "'shape': (1, }", begin + "'shape': 1, }",
        begin + "'shape': (1 1), }",
        begin + "'shape': (99999999999999999999,), }",
        begin + "'descr': '<f4', 'shape': (1,), }",
        begin + "'shape': (1,), } x", begin + "'shape': (1,), 'x': 1}"})
    EXPECT_TRUE(contains(header(text), "not one of NumPy's")) << text;
}

TEST(Npy, EveryCutIsAnError) {
  std::string file = npy(right, four);
  for (size_t size = 0; size < file.size(); ++size)
    EXPECT_NE(said(parseNpy(llvm::StringRef(file).take_front(size))), "");
}

TEST_F(GnetRun, NpyRoundTrip) {
  for (const std::vector<int64_t> &shape :
       std::vector<std::vector<int64_t>>{{}, {3}, {2, 3}, {2, 1, 3, 4}}) {
    int64_t size = 1;
    for (int64_t dimension : shape)
      size *= dimension;
    Array array{shape, test::randomFloats(size, 1)};
    std::string path = folder + "/x.npy";
    EXPECT_EQ(said(writeNpy(path, array)), "");
    EXPECT_EQ((std::filesystem::file_size(path) - size * 4) % 64, 0u);
    Array back = readNpy(path);
    EXPECT_EQ(back.shape, array.shape);
    EXPECT_EQ(back.values, array.values);
  }
  EXPECT_TRUE(contains(said(writeNpy("/no/such/file", {})), "cannot write"));
}

TEST_F(GnetRun, ImagesAreReadOneByOne) {
  auto package = Package::load(GNET_TEST_PACKAGE);
  ASSERT_TRUE(static_cast<bool>(package)) << said(package.takeError());
  const Array array{{3, 3, 4, 5}, test::randomFloats(180, 1)};
  const std::string path = folder + "/x.npy";
  ASSERT_EQ(said(writeNpy(path, array)), "");
  auto images = InputImages::open(path);
  ASSERT_TRUE(static_cast<bool>(images)) << said(images.takeError());
  EXPECT_EQ(said(images->check(*package->describe())), "");
  EXPECT_EQ(images->size(), 3);
  EXPECT_EQ(images->name(2), "image 3 of " + path);
  std::vector<float> last(60);
  EXPECT_EQ(said(images->read(*package, 2, last.data())), "");
  EXPECT_EQ(llvm::ArrayRef(last), llvm::ArrayRef(array.values).take_back(60));
  // Only a folder's pictures are made to fit.
  EXPECT_TRUE(contains(said(InputImages::open(folder)), "has no .png"));
  EXPECT_NE(said(InputImages::openNpy(folder)), "");
  EXPECT_TRUE(contains(said(InputImages::open("/no/such/file")), "/no/such"));
  EXPECT_TRUE(contains(said(InputImages::open("/dev/zero")), "regular file"));
}

TEST_F(GnetRun, Manifests) {
  EXPECT_TRUE(contains(said(readManifest(folder)), "is no package"));
  write("share/net/manifest.json", R"({"name":"net"})");
  EXPECT_EQ(readManifest(folder)->name, "net");
  for (const char *text :
       {"", "{", "[]", "{}", R"({"name":1})", R"({"name":"../net"})",
        R"({"name":""})", R"({"name":"net","outputs":[1]})",
        R"({"name":"net","outputs":[{"name":"a"}]})",
        R"({"name":"net","outputs":[{"name":"a","shape":[1,2,0,1]}]})",
        R"({"name":"net","outputs":[{"name":"a","shape":[1,2,1,1]},)"
        R"({"name":"b","shape":[1,2,1,1],"offset":3}]})"}) {
    write("share/net/manifest.json", text);
    EXPECT_NE(said(readManifest(folder)), "") << text;
  }
  write("share/net/manifest.json", std::string(1 << 19, '['));
  EXPECT_TRUE(contains(said(readManifest(folder)), "no manifest"));
  write("share/other/manifest.json", R"({"name":"other"})");
  EXPECT_TRUE(contains(said(readManifest(folder)), "2 packages"));
}

TEST_F(GnetRun, InfoAsJson) {
  CaptureStdout();
  std::string problem = said(infoCommand({GNET_TEST_PACKAGE, "--json"}));
  llvm::outs().flush();
  std::string output = GetCapturedStdout();
  ASSERT_EQ(problem, "");
  auto value = llvm::json::parse(output);
  ASSERT_TRUE(static_cast<bool>(value)) << output;
  const llvm::json::Object &info = *value->getAsObject();
  EXPECT_EQ(info.getString("name"), "gnet");
  EXPECT_EQ(info.getInteger("batch"), 2);
  EXPECT_EQ(info.getInteger("parameters"), 6);
  EXPECT_EQ(info.getArray("layers")->size(), 1u);
}

TEST_F(GnetRun, RawOfAnyNumberOfImages) {
  for (int64_t images : {1, 2, 5}) {
    Array input{{images, 3, 4, 5}, test::randomFloats(images * 60, 1)};
    std::string x = folder + "/x.npy", y = folder + "/y.npy";
    ASSERT_EQ(said(writeNpy(x, input)), "");
    ASSERT_EQ(said(rawCommand({GNET_TEST_PACKAGE, "--input=" + x,
                               "--output=" + y, "--threads=2"})),
              "");
    Array output = readNpy(y);
    EXPECT_EQ(output.shape, input.shape);
    for (float &value : input.values)
      value = std::max(value, 0.0f);
    EXPECT_EQ(output.values, input.values);
  }
}

TEST_F(GnetRun, PackagedWeights) {
  auto bench = [](const std::string &option) {
    CaptureStdout();
    Words words = {GNET_TEST_PACKAGE, "--seconds=0.001", option};
    std::string problem = said(benchCommand(words));
    llvm::outs().flush();
    GetCapturedStdout();
    return problem;
  };
  EXPECT_EQ(bench("--json"), "");
  writeWeights({3, 2});
  EXPECT_TRUE(contains(bench("--json"), "scale is 3x2, not 2x3"));
  std::filesystem::remove(weights);
  EXPECT_TRUE(contains(bench("--json"), "--weights=FILE"));
  EXPECT_TRUE(contains(bench("--weights=/no/such/file"), "/no/such/file"));
  std::string path =
      write("own", test::fileOf({{"scale", {2, 3}, std::vector<float>(6)}}));
  EXPECT_EQ(bench("--weights=" + path), "");
  writeWeights({2, 3});
  EXPECT_EQ(bench("--cpu=x86-64"), "");
  EXPECT_TRUE(contains(bench("--cpu=vax"), "the package is for x86-64"));
}

TEST_F(GnetRun, RawMistakes) {
  std::string x = folder + "/x.npy", y = "--output=" + folder + "/y.npy";
  EXPECT_TRUE(contains(said(rawCommand({GNET_TEST_PACKAGE, y})), "--input"));
  EXPECT_TRUE(contains(said(rawCommand({GNET_TEST_PACKAGE, "--input=" + x, y})),
                       "x.npy"));
  ASSERT_EQ(said(writeNpy(x, {{60}, test::randomFloats(60, 1)})), "");
  EXPECT_TRUE(contains(said(rawCommand({GNET_TEST_PACKAGE, "--input=" + x, y})),
                       "the input is (60), gnet takes (images, 3, 4, 5)"));
  EXPECT_TRUE(
      contains(said(rawCommand({folder, "--input=" + x, y})), "is no package"));
}

TEST_F(GnetRun, BenchAsJson) {
  CaptureStdout();
  std::string problem = said(benchCommand(
      {GNET_TEST_PACKAGE, "--seconds=0.01", "--profile", "--json"}));
  llvm::outs().flush();
  std::string output = GetCapturedStdout();
  ASSERT_EQ(problem, "");
  auto value = llvm::json::parse(output);
  ASSERT_TRUE(static_cast<bool>(value)) << output;
  const llvm::json::Object &bench = *value->getAsObject();
  const llvm::json::Object &latency = *bench.getObject("latency_ms");
  EXPECT_GT(*bench.getInteger("runs"), 4);
  EXPECT_LE(*latency.getNumber("min"), *latency.getNumber("median"));
  EXPECT_LE(*latency.getNumber("median"), *latency.getNumber("p90"));
  EXPECT_LE(*latency.getNumber("p90"), *latency.getNumber("p99"));
  EXPECT_GT(*bench.getNumber("open_ms"), 0);
  EXPECT_GT(*bench.getNumber("first_run_ms"), 0);
  EXPECT_GT(*bench.getInteger("resident_bytes_before"), 1 << 20);
  EXPECT_GT(*bench.getInteger("resident_bytes"), 1 << 20);
  EXPECT_EQ(*bench.getInteger("weight_bytes"), 5);
  EXPECT_LT(*bench.getInteger("resident_bytes_above_weights"),
            *bench.getInteger("resident_bytes"));
  ASSERT_EQ(bench.getArray("layers")->size(), 1u);
  const llvm::json::Object &layer =
      *bench.getArray("layers")->front().getAsObject();
  EXPECT_NEAR(*layer.getNumber("share"), 1, 1e-9);
}

TEST_F(GnetRun, BenchDrawsARoofline) {
  auto bench = [](const std::string &path) {
    CaptureStdout();
    std::string problem = said(benchCommand(
        {GNET_TEST_PACKAGE, "--seconds=0.01", "--roofline=" + path}));
    return std::pair(problem, GetCapturedStdout());
  };
  const std::string path = folder + "/roofline.svg";
  auto [problem, output] = bench(path);
  ASSERT_EQ(problem, "");
  EXPECT_TRUE(contains(output, "this machine: ")) << output;
  EXPECT_TRUE(contains(output, " of 1 steps reach under 80 %")) << output;
  std::ifstream file(path);
  std::string begin;
  std::getline(file, begin);
  EXPECT_TRUE(contains(begin, "<svg ")) << begin;
  EXPECT_TRUE(contains(bench("/no/such/folder/x.svg").first, "cannot write"));
}

TEST_F(GnetRun, ClassifyMistakes) {
  EXPECT_TRUE(contains(said(classifyCommand({GNET_TEST_PACKAGE, "no.png"})),
                       "no classifier"));
  EXPECT_TRUE(contains(said(classifyCommand({GNET_TEST_PACKAGE})), "missing"));
}

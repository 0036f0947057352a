#include "weights/maps/FindWeightMap.h"
#include "MemoryFile.h"
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>

namespace gnet {
namespace {

namespace fs = std::filesystem;

/// A network `net` of two 1x1 convolutions `a` and `b`, and a folder of maps.
struct FindWeightMap : testing::Test {
  fs::path folder =
      fs::path(testing::TempDir()) /
      (std::string("gnet_maps_") +
       testing::UnitTest::GetInstance()->current_test_info()->name());
  Network network;

  FindWeightMap() {
    network.name = "net";
    network.input.shape = {2, 1, 1};
    Conv conv;
    conv.channels = 2;
    conv.bias = false;
    network.layers = {{"a", conv, {networkInput}, {2, 1, 1}, {}},
                      {"b", conv, {0}, {2, 1, 1}, {}}};
    network.headOf = {-1, -1};
    network.output = 1;
    fs::create_directories(folder / "deep");
  }
  ~FindWeightMap() override { fs::remove_all(folder); }

  void write(const std::string &name, const std::string &text) {
    std::ofstream(folder / name) << text;
  }

  MemoryFile fileOf(const std::string &format,
                    const std::vector<std::string> &names) {
    MemoryFile file(format);
    for (const std::string &name : names)
      file.add(name, {2, 2, 1, 1});
    return file;
  }

  /// The map that was found, relative to the folder; or why none was.
  std::string found(const MemoryFile &file, const std::string &forced = "") {
    llvm::Expected<Fit> fit =
        findWeightMap(network, file, "w", {folder.string(), forced});
    if (!fit)
      return llvm::toString(fit.takeError());
    EXPECT_TRUE(fit->isComplete());
    return fit->map.file.empty() ? "own"
                                 : fs::relative(fit->map.file, folder).string();
  }
};

TEST_F(FindWeightMap, GoesByTheNames) {
  write("one.map", "networks: net\nlayers:\n  a = x\n  b = y\n");
  write("deep/two.map", "networks: net\nlayers:\n  a = p\n  b = q\n");
  write("notes.txt", "no map");
  EXPECT_EQ(found(fileOf("PyTorch", {"x.weight", "y.weight"})), "one.map");
  EXPECT_EQ(found(fileOf("PyTorch", {"p.weight", "q.weight"})), "deep/two.map");
  EXPECT_EQ(found(fileOf("PyTorch", {"a.weight", "b.weight"})), "own");
}

TEST_F(FindWeightMap, NeedsNoFolder) {
  fs::remove_all(folder);
  EXPECT_EQ(found(fileOf("PyTorch", {"a.weight", "b.weight"})), "own");
}

// Caffe's names may be ours, and its conventions are not: a map for the
// format of the file comes before our own names.
TEST_F(FindWeightMap, WhatAllNamesBeginWithMeansNothing) {
  write("one.map", "networks: net\nlayers:\n  a = x.a\n  b = x.b\n");
  for (std::string part : {"module.", "_orig_mod.", "module._orig_mod."})
    EXPECT_EQ(found(fileOf("PyTorch", {part + "a.weight", part + "b.weight"})),
              "own");
  EXPECT_EQ(found(fileOf("PyTorch", {"x.a.weight", "x.b.weight"})), "one.map");
  EXPECT_EQ(found(fileOf("PyTorch", {"m.x.a.weight", "m.x.b.weight"})),
            "one.map");
  EXPECT_THAT(found(fileOf("PyTorch", {"module.a.weight", "b.weight"})),
              testing::HasSubstr("does not fit"));
  EXPECT_THAT(found(fileOf("PyTorch", {"module.", "module."})),
              testing::HasSubstr("does not fit"));
}

TEST_F(FindWeightMap, AMapForTheFormatComesFirst) {
  write("caffe.map",
        "networks: net\nformat: Caffe\ninput: bgr\nlayers:\n  {x*} = {x}\n");
  write("any.map", "networks: net\nlayers:\n  {x*} = {x}\n");
  EXPECT_EQ(found(fileOf("Caffe", {"a.weight", "b.weight"})), "caffe.map");
  EXPECT_EQ(found(fileOf("NumPy", {"a.weight", "b.weight"})), "own");
}

TEST_F(FindWeightMap, AMapForAnotherFormatIsNotTaken) {
  write("caffe.map",
        "networks: net\nformat: Caffe\nlayers:\n  a = x\n  b = y\n");
  EXPECT_NE(found(fileOf("NumPy", {"x.weight", "y.weight"}))
                .find("this NumPy file does not fit net by the network's own "
                      "names, which places 0 of 2 parameters"),
            std::string::npos);
}

// The same layers may compute something else, as two ResNets do.
TEST_F(FindWeightMap, AMapForAnotherNetworkHasToBeForced) {
  write("other.map", "networks: other\nlayers:\n  a = x\n  b = y\n");
  const MemoryFile file = fileOf("PyTorch", {"x.weight", "y.weight"});
  const std::string path = (folder / "other.map").string();
  EXPECT_EQ(found(file), "w: " + path +
                             " places every tensor, but serves other; if net "
                             "computes the same, say --weight-map=" +
                             path);
  EXPECT_EQ(found(file, path), "other.map");
}

TEST_F(FindWeightMap, AForcedMapIsTheOnlyOne) {
  write("wrong.map", "networks: net\nlayers:\n  a = x\n  b = y\n");
  EXPECT_EQ(found(fileOf("PyTorch", {"a.weight", "b.weight"}),
                  (folder / "wrong.map").string()),
            "w: this PyTorch file does not fit net; " +
                (folder / "wrong.map").string() +
                " comes nearest, which places 0 of 2 parameters\n"
                "parameter  in the file  shape             the file has  "
                "shape\n"
                "---------  -----------  -------  -------  ------------  "
                "-------\n"
                "a.weight   x.weight     2x2x1x1  missing  a.weight      "
                "2x2x1x1\n"
                "b.weight   y.weight     2x2x1x1  missing  b.weight      "
                "2x2x1x1");
}

TEST_F(FindWeightMap, NamesABrokenMap) {
  write("broken.map", "layers\n");
  const MemoryFile file = fileOf("PyTorch", {"a.weight", "b.weight"});
  EXPECT_EQ(found(file).find((folder / "broken.map").string() +
                             ":1: 'layers' is in no section"),
            0u);
  EXPECT_NE(found(file, (folder / "missing.map").string())
                .find("No such file or directory"),
            std::string::npos);
}

TEST_F(FindWeightMap, ListsWhatIsWrongWithTheNearest) {
  write("near.map", "networks: net\nlayers:\n  a = first\n  b = second\n");
  MemoryFile file("PyTorch");
  file.add("first.weight", {2, 2, 3, 3});
  file.add("second_weight", {2, 2, 1, 1});
  file.addText("notes", {4});
  EXPECT_EQ(found(file),
            "w: this PyTorch file does not fit net; " +
                (folder / "near.map").string() +
                " comes nearest, which places 0 of 2 parameters\n"
                "parameter  in the file    shape                       the "
                "file has   shape\n"
                "---------  -------------  -------  -----------------  "
                "-------------  -------\n"
                "a.weight   first.weight   2x2x1x1  has another shape  "
                "first.weight   2x2x3x3\n"
                "b.weight   second.weight  2x2x1x1  missing            "
                "second_weight  2x2x1x1\n"
                "                                   left over          notes   "
                "       string");
}

TEST_F(FindWeightMap, ATensorWithoutNumbersCannotServe) {
  MemoryFile file("PyTorch");
  file.addText("a.weight", {2, 2, 1, 1});
  file.add("b.weight", {2, 2, 1, 1});
  EXPECT_NE(found(file).find("holds no numbers"), std::string::npos)
      << found(file);
}

TEST_F(FindWeightMap, KeepsLongListsShort) {
  std::vector<std::string> names = {"a.weight", "b.weight"};
  for (int i = 0; i < 100; ++i)
    names.push_back("more" + std::to_string(i));
  const std::string message = found(fileOf("PyTorch", names));
  EXPECT_NE(message.find("\nand 76 more"), std::string::npos) << message;
  EXPECT_EQ(std::count(message.begin(), message.end(), '\n'), 27);
}

TEST_F(FindWeightMap, SaysWhichLayerKeepsTheOrder) {
  std::get<Conv>(network.layers[0].op).groups = 2;
  network.input.order = ChannelOrder::Rgb;
  write("bgr.map", "networks: net\ninput: bgr\nlayers:\n  a = x\n  b = y\n");
  MemoryFile file("PyTorch");
  file.add("x.weight", {2, 1, 1, 1});
  file.add("y.weight", {2, 2, 1, 1});
  EXPECT_NE(found(file).find("a needs the input's channels in the file's "
                             "order"),
            std::string::npos)
      << found(file);
}

TEST(WeightMapsBeside, AreInAFolderOfTheSpec) {
  EXPECT_EQ(weightMapsBeside("specs/vgg_d.gn"), "specs/weights");
  EXPECT_EQ(weightMapsBeside("vgg_d.gn"), "weights");
}

} // namespace
} // namespace gnet

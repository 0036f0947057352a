#include "reference/Npy.h"
#include <fstream>
#include <gtest/gtest.h>

namespace gnet::reference {
namespace {

struct Npy : testing::Test {
  std::string path =
      testing::TempDir() + "gnet_" +
      testing::UnitTest::GetInstance()->current_test_info()->name() + ".npy";
  std::string error;

  ~Npy() override { std::remove(path.c_str()); }

  void write(const std::string &bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
  }

  /// As `numpy.save` writes it, version 1, with any header text.
  static std::string file(const std::string &header, const std::string &data) {
    return std::string("\x93NUMPY\x01\x00", 8) +
           static_cast<char>(header.size()) + '\0' + header + data;
  }
};

TEST_F(Npy, ReadsWhatNumpyWrites) {
  // numpy.save of numpy.array([[[[1.5], [-2]]]], "<f4")
  write(file("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 2, 1), "
             "}                                                 \n",
             std::string("\x00\x00\xc0\x3f\x00\x00\x00\xc0", 8)));
  auto tensor = readNpy(path, error);
  ASSERT_TRUE(tensor) << error;
  EXPECT_EQ(tensor->batch, 1);
  EXPECT_EQ(tensor->shape, (Shape{1, 2, 1}));
  EXPECT_EQ(tensor->values, (std::vector<double>{1.5, -2}));
}

TEST_F(Npy, ReadsWhatItWrote) {
  Tensor tensor(2, {3, 1, 5});
  for (size_t i = 0; i < tensor.values.size(); ++i)
    tensor.values[i] = 0.25 * static_cast<double>(i) - 2;
  ASSERT_TRUE(writeNpy(path, tensor, error)) << error;
  auto again = readNpy(path, error);
  ASSERT_TRUE(again) << error;
  EXPECT_EQ(again->batch, 2);
  EXPECT_EQ(again->shape, tensor.shape);
  EXPECT_EQ(again->values, tensor.values);
}

TEST_F(Npy, RefusesWhatItCannotRead) {
  const std::string four("\0\0\0\0", 4);
  const std::string good =
      "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 1, 1), }";
  const std::string bad[] = {
      "",
      "\x93NUMPY",
      file(good, ""),
      file(good, four + four),
      file("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1, 1, 1), }",
           four + four),
      file("{'descr': '<f4', 'fortran_order': True, 'shape': (1, 1, 1, 1), }",
           four),
      file("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1), }", four),
      file("{'descr': '<f4', 'fortran_order': False, 'shape': (999999999, "
           "999999999, 999999999, 999999999), }",
           four),
      file(good, four).substr(0, 40),
  };
  for (const std::string &bytes : bad) {
    write(bytes);
    error.clear();
    EXPECT_FALSE(readNpy(path, error)) << bytes;
    EXPECT_FALSE(error.empty());
  }
  EXPECT_FALSE(readNpy(path + ".missing", error));
}

} // namespace
} // namespace gnet::reference

//===- ImageTest.cpp - Which code suits which GPU -------------------------===//
#include "cuda/image.h"

#include <gtest/gtest.h>

TEST(CudaImage, CubinsRunOnTheirMajorVersion) {
  EXPECT_GT(gnetrt_image_suits("sm_80", 8, 0), 0);
  EXPECT_GT(gnetrt_image_suits("sm_80", 8, 9), 0);
  EXPECT_EQ(gnetrt_image_suits("sm_86", 8, 0), 0);
  EXPECT_EQ(gnetrt_image_suits("sm_80", 9, 0), 0);
  EXPECT_EQ(gnetrt_image_suits("sm_80", 7, 5), 0);
  EXPECT_GT(gnetrt_image_suits("sm_100", 10, 0), 0);
  EXPECT_GT(gnetrt_image_suits("sm_120", 12, 1), 0);
}

TEST(CudaImage, WithAnAOnThatVersionAlone) {
  EXPECT_GT(gnetrt_image_suits("sm_90a", 9, 0), 0);
  EXPECT_EQ(gnetrt_image_suits("sm_100a", 10, 3), 0);
  EXPECT_EQ(gnetrt_image_suits("compute_90a", 10, 0), 0);
  EXPECT_GT(gnetrt_image_suits("compute_90a", 9, 0), 0);
}

TEST(CudaImage, WithAnFInItsFamily) {
  EXPECT_GT(gnetrt_image_suits("sm_100f", 10, 3), 0);
  EXPECT_EQ(gnetrt_image_suits("sm_100f", 12, 0), 0);
  EXPECT_EQ(gnetrt_image_suits("compute_100f", 12, 0), 0);
}

TEST(CudaImage, PtxRunsOnLaterVersions) {
  EXPECT_GT(gnetrt_image_suits("compute_80", 8, 0), 0);
  EXPECT_GT(gnetrt_image_suits("compute_80", 12, 0), 0);
  EXPECT_EQ(gnetrt_image_suits("compute_80", 7, 5), 0);
  EXPECT_EQ(gnetrt_image_suits("compute_86", 8, 0), 0);
}

TEST(CudaImage, TheClosestIsTheBest) {
  const char *const falling[] = {"sm_90a", "sm_90", "compute_90a", "compute_90",
                                 "compute_80"};
  for (size_t i = 1; i < std::size(falling); ++i)
    EXPECT_GT(gnetrt_image_suits(falling[i - 1], 9, 0),
              gnetrt_image_suits(falling[i], 9, 0))
        << falling[i];
  EXPECT_GT(gnetrt_image_suits("sm_86", 8, 9),
            gnetrt_image_suits("sm_80", 8, 9));
}

TEST(CudaImage, OtherWordsAreNoArchitectures) {
  for (const char *word : {"", "sm_", "sm_x", "sm_90b", "sm_90aa", "sm90",
                           "compute", "gfx90a", "sm_-80", "compute_80 "})
    EXPECT_EQ(gnetrt_image_suits(word, 9, 0), 0) << word;
}

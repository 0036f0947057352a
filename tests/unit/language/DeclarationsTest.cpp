// The paper of a network and how it is trained.
#include "Spec.h"

#include <gtest/gtest.h>

namespace gnet::test {
namespace {

TEST(Declarations, PaperAndTrainingHoldWhereverTheyStand) {
  Network network = networkOf(inNetwork("relu\npaper \"LeCun et al., 1998\"\n"
                                        "training { label_smoothing: 1/10 }"));
  EXPECT_EQ(network.paper, "LeCun et al., 1998");
  EXPECT_DOUBLE_EQ(network.training.labelSmoothing, 0.1);
  network = networkOf(inNetwork("relu"));
  EXPECT_EQ(network.paper, "");
  EXPECT_EQ(network.training.labelSmoothing, 0);
}

TEST(Declarations, Mistakes) {
  EXPECT_EQ(errorsIn("relu\npaper \"A\"\npaper \"B\"\n"
                     "training { }\ntraining { }"),
            "5:1: a network has one paper; this is the second\n"
            "7:1: a network has one training; this is the second\n");
  EXPECT_EQ(errorsIn("relu\ntraining { label_smoothing: 1 }"),
            "4:29: label_smoothing of training is 1; it must be from 0 to "
            "0.999\n");
  EXPECT_EQ(errorsIn("relu\ntraining { momentum: 1 }"),
            "4:12: training has no key 'momentum'\n");
  EXPECT_EQ(errorsIn("relu\npaper A"),
            "4:7: 'A' is not expected here; expected a text in quotes\n");
  EXPECT_EQ(errorsIn("relu\nconcat { paper \"A\"\n relu }"),
            "4:10: a paper cannot stand here, only in the body of a network\n");
}

} // namespace
} // namespace gnet::test

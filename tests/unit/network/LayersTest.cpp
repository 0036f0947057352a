// The descriptions of layers hold together.
#include "network/Layers.h"
#include "network/Parameters.h"
#include "network/Shapes.h"
#include <gtest/gtest.h>
#include <set>

using namespace gnet;

namespace {

TEST(LayerKinds, AreFoundByTheirWords) {
  std::set<std::string> words;
  for (const LayerKind &kind : layerKinds()) {
    EXPECT_TRUE(words.insert(kind.word).second) << kind.word;
    EXPECT_EQ(findLayerKind(kind.word), &kind);
    EXPECT_EQ(&kindOf(kind.initial), &kind);
    EXPECT_FALSE(std::string(kind.doc).empty());
    EXPECT_NE(std::string(kind.doc).back(), '.') << kind.word;
  }
  EXPECT_EQ(findLayerKind("conf"), nullptr);
}

/// Names every field; a key that stands twice could not be told apart.
struct Words {
  std::set<std::string> seen;

  void add(const char *word) { EXPECT_TRUE(seen.insert(word).second) << word; }
  void kernel(const Field &field, const Extent &, const Extent &) {
    add(field.word);
    add("stride");
  }
  void padding(const Padding &) { add("pad"); }
  template <typename... Rest> void argument(const Field &field, Rest &&...) {
    add(field.word);
  }
  void rate(const Field &field, double) { add(field.word); }
  template <typename... Rest> void key(const Field &field, Rest &&...) {
    add(field.word);
  }
  void flag(const Flag &flag, bool) { add(flag.word); }
  void flagOfPadding(const Flag &flag, bool, const char *) { add(flag.word); }
  template <typename Message> void check(bool fits, Message message) {
    EXPECT_TRUE(fits) << "the default does not fit: " << message();
  }
};

TEST(LayerKinds, NameEachAttributeOnce) {
  for (const LayerKind &kind : layerKinds()) {
    SCOPED_TRACE(kind.word);
    Words words;
    describe(kind.initial, words);
  }
}

TEST(LayerKinds, OnlyWhatIsWeightedHasAWeight) {
  for (const LayerKind &kind : layerKinds()) {
    bool hasWeight = false;
    for (const ParameterForm &form : parameterForms(kind.initial, {4, 5, 6}))
      hasWeight = hasWeight || form.role == ParameterRole::Weight;
    EXPECT_EQ(hasWeight, kind.isWeighted) << kind.word;
  }
}

TEST(LayerKinds, FollowersKeepTheirInputsShape) {
  const Shape image{4, 5, 6};
  for (const LayerKind &kind : layerKinds())
    if (kind.isFollower || kind.drawnOnInput)
      EXPECT_EQ(std::get<Shape>(inferShape(kind.initial, {image})), image)
          << kind.word;
}

TEST(Canonical, LrnTakesAlphaOverSize) {
  const LayerOp paper = Lrn{.size = 5, .alpha = 1e-4, .alphaOverSize = false};
  const Lrn same = std::get<Lrn>(canonical(paper));
  EXPECT_TRUE(same.alphaOverSize);
  EXPECT_DOUBLE_EQ(same.alpha, 5e-4);
  EXPECT_EQ(canonical(Relu{}), LayerOp(Relu{}));
}

} // namespace

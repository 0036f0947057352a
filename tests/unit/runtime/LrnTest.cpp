#include "Placements.h"
#include "RunStep.h"

#include <cmath>

using namespace gnet::test;

namespace {

struct Form {
  int64_t size;
  double alpha, beta, k;
};

Images reference(const Images &in, const Form &form) {
  Images out = in;
  for (int64_t n = 0; n < in.batch; ++n)
    for (int64_t c = 0; c < in.channels; ++c)
      for (int64_t h = 0; h < in.height; ++h)
        for (int64_t w = 0; w < in.width; ++w) {
          double sum = 0;
          for (int64_t i = c - form.size / 2; i <= c + form.size / 2; ++i)
            if (i >= 0 && i < in.channels)
              sum += in.at(n, i, h, w) * in.at(n, i, h, w);
          out.at(n, c, h, w) /=
              std::pow(form.k + form.alpha / form.size * sum, form.beta);
        }
  return out;
}

std::string check(const Case &c, int64_t height, int64_t width,
                  const Form &form) {
  Images in = randomImages(c.batch, c.channels, height, width, 1);
  for (double &value : in.values)
    value *= 64; // The sum of squares counts beside k.
  Images expected = reference(in, form);
  Memory source(in, c.source), destination(expected, c.destination);
  gnetrt_lrn lrn{c.batch,   source.buffer(), destination.buffer(),
                 form.size, form.alpha,      form.beta,
                 form.k};
  std::string kernel =
      runStep({}, source, destination, [&](gnetrt_builder *builder) {
        return gnetrt_onednn_lrn(builder, 0, &lrn);
      });
  expectNear(destination.read(c.batch), expected);
  return kernel;
}

class Lrn : public testing::TestWithParam<Case> {};

} // namespace

TEST_P(Lrn, FormOfThePaper) { check(GetParam(), 5, 7, {5, 1e-2, 0.75, 1}); }
TEST_P(Lrn, OtherForms) {
  check(GetParam(), 4, 3, {3, 2e-2, 0.5, 2});
  check(GetParam(), 3, 5, {7, 1e-2, 0.9, 1.5});
}

INSTANTIATE_TEST_SUITE_P(Placements, Lrn, testing::ValuesIn(sameLayoutCases()));

TEST(LrnSize, EvenIsAnError) {
  TestProgram test(
      {}, 1,
      [](gnetrt_builder *builder) {
        gnetrt_lrn lrn{1, {8, 2, 2, 0, 32}, {8, 2, 2, 0, 32}, 4, 1, 1, 1};
        return gnetrt_onednn_lrn(builder, 0, &lrn);
      },
      nullptr);
  std::string file = test.file();
  gnet_options options;
  gnet_options_init(&options);
  options.weights_data = file.data();
  options.weights_size = file.size();
  Model model;
  gnet_error error{};
  EXPECT_EQ(test.open(&options, model, &error), GNET_BACKEND_ERROR);
  EXPECT_NE(std::string(error.message).find("odd"), std::string::npos);
}

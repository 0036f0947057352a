//===- TestProgram.h - A program written by a test -----------------------===//
//
// Stands for what gnetc generates: parameters, steps, and the two functions
// that make and run them.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TESTS_RUNTIME_TEST_PROGRAM_H
#define GNET_TESTS_RUNTIME_TEST_PROGRAM_H

#include "Images.h"
#include "WeightsFile.h"
#include "gnet.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace gnet::test {

using Prepare = std::function<int32_t(gnetrt_builder *)>;
using Execute =
    std::function<int32_t(gnetrt_execution *, char *, const float *, float *)>;

struct Closer {
  void operator()(gnet_model *model) const { gnet_model_close(model); }
  void operator()(gnet_context *context) const {
    gnet_context_destroy(context);
  }
};
using Model = std::unique_ptr<gnet_model, Closer>;
using Context = std::unique_ptr<gnet_context, Closer>;

/// Programs have no place for what a function of theirs captures, so only the
/// one made last can be opened and run.
class TestProgram {
public:
  TestProgram(std::vector<FileTensor> tensors, int64_t steps, Prepare prepare,
              Execute execute);
  ~TestProgram();
  TestProgram(const TestProgram &) = delete;
  TestProgram &operator=(const TestProgram &) = delete;

  gnetrt_program program{};

  /// A right weights file.
  std::string file() const { return fileOf(tensors); }
  gnet_status open(const gnet_options *options, Model &model,
                   gnet_error *error) const;
  /// With the right weights, in memory. Fails the test if it cannot.
  Model open(int32_t threads = 1) const;

private:
  std::vector<FileTensor> tensors;
  std::vector<gnetrt_parameter> parameters;
  std::vector<gnetrt_step> steps;
};

/// Fails the test if it cannot be made.
Context createContext(const Model &model, void *scratch = nullptr,
                      size_t bytes = 0);

} // namespace gnet::test

#endif // GNET_TESTS_RUNTIME_TEST_PROGRAM_H

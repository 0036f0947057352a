//===- AllocationTest.cpp - What generated kernels ask of the system ------===//
#include "Interposed.h"
#include "TemporaryFile.h"
#include "TwoSteps.h"

extern "C" {
#include "core/model.h"
}

#include <gtest/gtest.h>

using namespace gnet::test;

namespace {

/// Everything from open to close, without C++.
struct Session {
  const gnetrt_program *program;
  gnet_options options;
  std::vector<float> input, output;
  gnet_error error;

  Session(const TwoSteps &test, int32_t threads)
      : program(&test.program), options(),
        input(TwoSteps::batch * TwoSteps::inputs, 1),
        output(TwoSteps::batch * TwoSteps::outputs), error() {
    gnet_options_init(&options);
    options.threads = threads;
  }

  gnet_status operator()() {
    gnet_model *model = nullptr;
    gnet_context *context = nullptr;
    error = {};
    gnet_status status = gnetrt_model_open(program, &options, &model, &error);
    if (status == GNET_OK)
      status = gnet_context_create(model, nullptr, 0, &context, &error);
    if (status == GNET_OK)
      status = gnet_run(context, input.data(), output.data(), &error);
    gnet_context_destroy(context);
    gnet_model_close(model);
    return status;
  }
};

/// Each call for memory, a mapping or a thread fails in turn. Returns how many
/// there are.
long sweep(Session &session) {
  for (long failing = 1;; ++failing) {
    startCounting(failing);
    gnet_status status = session();
    Calls calls = stopCounting();
    EXPECT_EQ(calls.live, 0) << "call " << failing;
    if (!calls.hasFailed) {
      EXPECT_EQ(status, GNET_OK) << session.error.message;
      return failing - 1;
    }
    EXPECT_TRUE(status == GNET_OUT_OF_MEMORY || status == GNET_IO_ERROR ||
                status == GNET_BACKEND_ERROR)
        << "call " << failing << ": " << status;
    EXPECT_EQ(session.error.status, status);
    EXPECT_STRNE(session.error.message, "");
  }
}

} // namespace

TEST(GeneratedAllocation, NoneInARun) {
  TwoSteps test;
  for (int32_t threads : {1, 2, 5}) {
    startCounting();
    Model model = test.open(threads);
    EXPECT_GT(stopCounting().allocations, 0) << "opening does allocate";
    Context context = createContext(model);
    std::vector<float> input(TwoSteps::batch * TwoSteps::inputs, 1);
    std::vector<float> output(TwoSteps::batch * TwoSteps::outputs);
    std::vector<double> seconds(2);
    startCounting();
    for (int run = 0; run < 50; ++run) {
      gnet_run(context.get(), input.data(), output.data(), nullptr);
      gnet_run_profiled(context.get(), input.data(), output.data(),
                        seconds.data(), nullptr);
    }
    Calls calls = stopCounting();
    EXPECT_EQ(calls.allocations, 0);
    EXPECT_EQ(calls.locks, 0);
    EXPECT_NE(output[0], 0) << "the run did nothing";
  }
}

TEST(GeneratedAllocation, FailuresWithParameters) {
  TwoSteps test;
  Session session(test, 3);
  std::string file = test.file();
  for (size_t unaligned : {0, 1}) {
    std::string bytes = std::string(unaligned, ' ') + file;
    session.options.weights_data = bytes.data() + unaligned;
    session.options.weights_size = file.size();
    EXPECT_GE(sweep(session), 12);
  }
}

TEST(GeneratedAllocation, FailuresWithAFile) {
  TwoSteps test;
  Session session(test, 3);
  for (const std::string &bytes :
       {test.file(), test.packedFile(), test.packedFile(4)}) {
    TemporaryFile file(bytes);
    session.options.weights_path = file.path.c_str();
    EXPECT_GE(sweep(session), 10);
  }
}

/// Model, backend, pool, a thread, and the weights: a mapping or memory, not
/// both. Threads and mappings that stay are seen.
TEST(GeneratedAllocation, WhatAModelKeeps) {
  TwoSteps test;
  Session session(test, 2);
  for (const std::string &bytes :
       {test.file(), test.packedFile(), test.packedFile(4)}) {
    TemporaryFile file(bytes);
    session.options.weights_path = file.path.c_str();
    gnet_model *model = nullptr;
    startCounting();
    gnetrt_model_open(session.program, &session.options, &model,
                      &session.error);
    Calls open = stopCounting();
    gnet_model_close(model);
    EXPECT_EQ(open.live, 5);
  }
}

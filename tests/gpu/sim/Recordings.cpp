#include "gpu/sim/Recordings.h"
#include "gtest/gtest.h"

namespace gnet::gpu::sim {

std::vector<golden::Recorded> recorded(const std::string &group) {
  auto cases = golden::readGolden(GNET_GOLDEN "/h200/" + group + ".golden");
  if (cases)
    return std::move(*cases);
  ADD_FAILURE() << toString(cases.takeError());
  return {};
}

void holdAgainst(const std::string &group,
                 llvm::function_ref<llvm::Expected<Words>(const Case &)> run) {
  for (const golden::Recorded &each : recorded(group)) {
    SCOPED_TRACE(group + ".golden:" + std::to_string(each.line) + ": " +
                 each.done.line());
    auto words = run(each.done);
    if (words) {
      EXPECT_EQ(each.fault, "") << "the device refused";
      if (each.fault.empty())
        EXPECT_EQ(each.difference(*words), "");
      continue;
    }
    const std::string error = toString(words.takeError());
    const std::string kind = error.substr(0, error.find(':'));
    EXPECT_NE(each.fault.find(kind), std::string::npos)
        << error << "; the device: " << each.fault;
  }
}

std::string said(llvm::Error error) { return toString(std::move(error)); }

OperandType operandType(const Case &done) {
  const std::string type = done.text("type");
  return type == "f16"    ? OperandType::F16
         : type == "bf16" ? OperandType::BF16
                          : OperandType::TF32;
}

} // namespace gnet::gpu::sim

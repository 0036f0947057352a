//===- ToyTarget.cpp - A target that only these tests have ----------------===//
#include "ToyTarget.h"
#include "package/Package.h"
#include "target/Targets.h"
#include "llvm/Support/raw_ostream.h"

namespace gnet {
namespace {

class ToyCompiler : public TargetCompiler {
public:
  llvm::Error setOptions(const TargetOptionValues &given) override {
    if (auto found = given.find("toy-color"); found != given.end())
      color = found->second;
    if (color != "red" && color != "blue")
      return llvm::createStringError("there is no toy in " + color);
    return cpu->setOptions({{"cpu", "x86-64-v2"}, {"cpu-kernels", "onednn"}});
  }

  llvm::Error plan(mlir::OpPassManager &passes) override {
    return cpu->plan(passes);
  }

  std::vector<Stage> stages(const TargetInput &input) override {
    std::vector<Stage> stages = cpu->stages(input);
    stages.front().needs.push_back("toy-text");
    Stage text{.name = "toy-text",
               .needs = {"gnk"},
               .step = "playing",
               .file = "toy.txt",
               .make = [this] { return play(); },
               .print = [this](llvm::raw_ostream &os) -> llvm::Error {
                 os << played;
                 return llvm::Error::success();
               }};
    stages.insert(stages.begin(), std::move(text));
    return stages;
  }

  llvm::Expected<TargetParts> takeParts(const TargetInput &input) override {
    auto parts = cpu->takeParts(input);
    if (!parts)
      return parts;
    parts->manifest = llvm::json::Object{{"toy", color}};
    parts->versions = llvm::json::Object{{"toys", "7"}};
    parts->libraries.back().name = "again";
    return parts;
  }

private:
  llvm::Error play() {
    played = "played in " + color + "\n";
    return llvm::Error::success();
  }

  std::unique_ptr<TargetCompiler> cpu = findTarget("cpu")->createCompiler();
  std::string color = "red";
  std::string played;
};

const bool isRegistered = (registerTarget(toyTarget()), true);

} // namespace

Target toyTarget() {
  return {.name = "toy",
          .summary = "play in ./NAME-toy",
          .options = {{.name = "toy-color",
                       .value = "color",
                       .help = "red, blue (default: red)",
                       .values = {"red", "blue"}}},
          .registerPasses = [](mlir::DialectRegistry &) {},
          .createCompiler = []() -> std::unique_ptr<TargetCompiler> {
            return std::make_unique<ToyCompiler>();
          }};
}

} // namespace gnet

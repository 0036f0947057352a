// What the model has for the instructions of a chunk, against the PTX.
#include "gpu/kernels/Checks.h"
#include "gpu/kernels/TiledKernel.h"
#include "target/cuda/DeviceCode.h"
#include "target/cuda/kernels/GemmInstructions.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IRReader/IRReader.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/SourceMgr.h"
#include <set>

namespace gnet::gpu {
namespace {

/// Whether `line` of PTX is an instruction of the GPU. ptxas makes none of a
/// copy, of a constant predicate, of the bytes that a copy reads, nor of a
/// product of 64 bits or a comparison with 0, which the next or the last
/// instruction does besides.
bool isInstruction(llvm::StringRef line) {
  static const llvm::Regex none(
      "^(mov|cvt\\.u64\\.u32|bra\\.uni|mul\\.wide|setp\\.ne\\.b32 p,)|"
      "^selp\\.b32.*, 0, %p[0-9]+;$|^setp\\.eq\\.b32.*, 0;$");
  return line.ends_with(";") && !line.starts_with(".") && !none.match(line);
}

/// Those of the loop of kernel `name` that asks for copies.
int64_t instructionsOfLoop(llvm::StringRef ptx, llvm::StringRef name) {
  llvm::StringRef body = ptx.split((".entry " + name + "(").str()).second;
  body = body.split("\n.visible .entry").first;
  int64_t most = 0;
  std::map<llvm::StringRef, int64_t> before; // Of each label.
  std::map<llvm::StringRef, int64_t> copiesBefore;
  int64_t count = 0, copies = 0;
  for (llvm::StringRef line : llvm::split(body, '\n')) {
    line = line.trim();
    if (line.consume_back(":")) {
      before[line] = count;
      copiesBefore[line] = copies;
      continue;
    }
    count += isInstruction(line);
    copies += line.starts_with("cp.async.c");
    if (!line.consume_back(";"))
      continue;
    auto label = before.find(line.rsplit('\t').second);
    if (line.contains("bra") && label != before.end() &&
        copies > copiesBefore[label->first])
      most = std::max(most, count - label->second);
  }
  return most;
}

struct Case {
  const char *name;
  const char *layers; ///< The last one is meant.
};

constexpr Case cases[] = {
    {"Picture", "conv 7x7/2 128 { pad: 3 }"},
    {"Pointwise", "conv 1x1 1024 -> conv 1x1 128"},
    {"OddPointwise", "conv 1x1 1040 -> conv 1x1 128"},
    {"Padded", "conv 1x1 256 -> conv 3x3 128 { pad: 1 }"},
    {"Long", "conv 1x1 256 -> conv 1x7 128 { pad: [0, 3, 0, 3] }"}};

struct Product {
  const char *precision;
  size_t tile; ///< Number of those of the precision.
  bool byWarpgroups;
};

constexpr Product products[] = {
    {"fp32", 4, false},  {"fp32", 8, false}, {"tf32", 8, false},
    {"tf32", 11, false}, {"bf16", 2, false}, {"bf16", 4, false},
    {"bf16", 7, false},  {"bf16", 9, false}, {"bf16", 12, false},
    {"bf16", 0, true},   {"bf16", 4, true},  {"bf16", 9, true},
    {"tf32", 7, true}};

class Instructions : public testing::TestWithParam<std::tuple<Product, Case>> {
protected:
  cuda::GemmTile tile() const {
    auto [product, of] = GetParam();
    cuda::GemmTile tile = tilesOf(product.precision)[product.tile];
    tile.hasWarpgroups = product.byWarpgroups;
    return tile;
  }

  /// The tile's kernel, if it can be of `step`.
  gnk::KernelAttr kernelFor(gnk::KernelInterface step) {
    std::optional<cuda::GemmShape> shape = tiledShape(step);
    if (!shape || !tile().canCopy(*shape))
      return {};
    thought = cuda::instructionsOfChunk(tile(), *shape, tile().hasWarpgroups);
    return kernelOfTile(step, tile(), *shape);
  }

  /// Of the last tiled kernel that `ir` has.
  void count(const std::string &ir) {
    llvm::LLVMContext context;
    llvm::SMDiagnostic diagnostic;
    auto module =
        llvm::parseIR(llvm::MemoryBufferRef(ir, "ir"), diagnostic, context);
    ASSERT_TRUE(module);
    auto ptx = emitPtx(*module, tile().hasWarpgroups ? "sm_90a" : "sm_80");
    ASSERT_TRUE(bool(ptx));
    for (const llvm::Function &function : *module)
      if (function.getName().starts_with("tiled"))
        counted = instructionsOfLoop(*ptx, function.getName());
  }

  double thought = 0;
  int64_t counted = 0;
};

TEST_P(Instructions, AreThoseOfThePtx) {
  auto [product, of] = GetParam();
  auto network = networkOfText(
      std::string("network net { input image: 3x23x29\n") + of.layers + "\n}");
  ASSERT_TRUE(network);
  CompileOptions options{1, product.precision};
  options.warpgroups = product.byWarpgroups;
  options.replace = [&](gnk::KernelInterface step) { return kernelFor(step); };
  options.edit = [&](const std::string &ir) {
    count(ir);
    return ir;
  };
  ASSERT_TRUE(compiledSteps(*network, randomWeights(*network, 1), options));
  ASSERT_GT(counted, 0);
  EXPECT_NEAR(thought / double(counted), 1, 0.1) << thought << " " << counted;
}

std::string
nameOf(const testing::TestParamInfo<std::tuple<Product, Case>> &info) {
  auto [product, of] = info.param;
  return (llvm::Twine(product.precision) + "_" + llvm::Twine(product.tile) +
          (product.byWarpgroups ? "_Warpgroups_" : "_") + of.name)
      .str();
}

INSTANTIATE_TEST_SUITE_P(OfTiles, Instructions,
                         testing::Combine(testing::ValuesIn(products),
                                          testing::ValuesIn(cases)),
                         nameOf);

} // namespace
} // namespace gnet::gpu

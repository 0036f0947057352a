//===- KernelCache.cpp - Machine code of kernels that were compiled before ===//
#include "target/program/KernelCache.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Bitcode/BitcodeWriter.h"
#include "llvm/Support/CachePruning.h"
#include "llvm/Support/Caching.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/SHA256.h"
#include "llvm/Support/ThreadPool.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include <map>

namespace gnet {
namespace {

/// Of the folder; what was not taken for longest goes first.
constexpr uint64_t maxBytes = 512 << 20;

/// Of this program's file: what it makes of a kernel may differ from what
/// another did.
std::string ownIdentity() {
  static const int here = 0;
  const std::string path =
      llvm::sys::fs::getMainExecutable(nullptr, const_cast<int *>(&here));
  llvm::sys::fs::file_status status;
  if (llvm::sys::fs::status(path, status))
    return path;
  return path + "\n" + std::to_string(status.getSize()) + "\n" +
         std::to_string(
             status.getLastModificationTime().time_since_epoch().count());
}

/// A function that refers to nothing of its module.
bool standsAlone(const llvm::Function &function) {
  for (const llvm::BasicBlock &block : function)
    for (const llvm::Instruction &instruction : block)
      for (const llvm::Value *operand : instruction.operands()) {
        const auto *global = llvm::dyn_cast<llvm::GlobalValue>(operand);
        const auto *called = llvm::dyn_cast<llvm::Function>(operand);
        if (global && !(called && called->isDeclaration()))
          return false;
      }
  return true;
}

/// A module of that function and what it calls, under a name that is the same
/// whatever it was called.
std::unique_ptr<llvm::Module> takeOut(const llvm::Function &function) {
  llvm::ValueToValueMapTy map;
  std::unique_ptr<llvm::Module> part = llvm::CloneModule(
      *function.getParent(), map,
      [&](const llvm::GlobalValue *value) { return value == &function; });
  auto *kernel = llvm::cast<llvm::Function>(map[&function]);
  kernel->setName("kernel");
  kernel->setLinkage(llvm::GlobalValue::ExternalLinkage);
  for (llvm::GlobalValue &value :
       llvm::make_early_inc_range(part->global_values()))
    if (&value != kernel && value.use_empty())
      value.eraseFromParent();
  return part;
}

std::string bitcodeOf(const llvm::Module &module) {
  std::string bitcode;
  llvm::raw_string_ostream stream(bitcode);
  llvm::WriteBitcodeToFile(module, stream);
  return bitcode;
}

std::string digestOf(llvm::StringRef text) {
  llvm::SHA256 hash;
  hash.update(text);
  return llvm::toHex(hash.final(), /*LowerCase=*/true);
}

/// A kernel's code, and the name that follows from it.
struct Kernel {
  std::string name, bitcode;
};

/// What is equal in all but its name is one.
std::vector<Kernel>
takeOutKernels(llvm::Module &module,
               llvm::function_ref<bool(const llvm::Function &)> isKernel) {
  const std::string identity = ownIdentity();
  std::vector<Kernel> kernels;
  std::map<std::string, llvm::Function *> taken;
  for (llvm::Function &function : llvm::make_early_inc_range(module)) {
    if (!isKernel(function) || !standsAlone(function))
      continue;
    std::unique_ptr<llvm::Module> part = takeOut(function);
    const std::string name = "kernel_" + digestOf(identity + bitcodeOf(*part));
    llvm::Function *&first = taken[name];
    if (first) {
      function.replaceAllUsesWith(first);
      function.eraseFromParent();
      continue;
    }
    first = &function;
    function.deleteBody();
    function.setName(name);
    part->getFunction("kernel")->setName(name);
    kernels.push_back({name, bitcodeOf(*part)});
  }
  return kernels;
}

/// From the cache, or into it.
llvm::Error emitInto(llvm::FileCache &cache, unsigned index,
                     const Kernel &kernel, EmitBitcode emit) {
  auto stream = cache(index, kernel.name, kernel.name);
  if (!stream)
    return stream.takeError();
  if (!*stream) // The cache has given its object.
    return llvm::Error::success();
  auto object = emit(kernel.bitcode);
  if (!object)
    return object.takeError();
  auto file = (*stream)(index, kernel.name);
  if (!file)
    return file.takeError();
  *(*file)->OS << *object;
  return (*file)->commit();
}

} // namespace

llvm::Expected<std::vector<std::string>>
takeKernels(llvm::Module &module, const std::string &folder,
            llvm::function_ref<bool(const llvm::Function &)> isKernel,
            EmitBitcode emit) {
  const std::vector<Kernel> kernels = takeOutKernels(module, isKernel);
  std::vector<std::string> objects(kernels.size());
  auto cache =
      llvm::localCache("kernels", "kernel", folder,
                       [&](unsigned index, const llvm::Twine &,
                           std::unique_ptr<llvm::MemoryBuffer> object) {
                         objects[index] = object->getBuffer().str();
                       });
  if (!cache)
    return cache.takeError();
  std::vector<std::string> failures(kernels.size());
  llvm::DefaultThreadPool threads(llvm::hardware_concurrency());
  for (unsigned i = 0; i < kernels.size(); ++i)
    threads.async([&, i] {
      failures[i] = llvm::toString(emitInto(*cache, i, kernels[i], emit));
    });
  threads.wait();
  for (const std::string &failure : failures)
    if (!failure.empty())
      return llvm::createStringError(failure);
  llvm::CachePruningPolicy policy;
  policy.MaxSizeBytes = maxBytes;
  llvm::pruneCache(folder, policy);
  return objects;
}

} // namespace gnet

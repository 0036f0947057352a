#include "endtoend/Package.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"
#include <dlfcn.h>
#include <limits>
#include <sys/mman.h>

namespace gnet::endtoend {

TemporaryFolder::TemporaryFolder() {
  llvm::SmallString<128> made;
  if (auto failed = llvm::sys::fs::createUniqueDirectory("gnet", made))
    llvm::report_fatal_error(llvm::Twine(failed.message()));
  path = made.str();
}

TemporaryFolder::~TemporaryFolder() {
  if (auto failed = llvm::sys::fs::remove_directories(path))
    llvm::errs() << path << ": " << failed.message() << "\n";
}

std::string TemporaryFolder::file(llvm::StringRef name) const {
  llvm::SmallString<128> joined(path);
  llvm::sys::path::append(joined, name);
  return joined.str().str();
}

bool writeFile(const std::string &path, llvm::StringRef text) {
  std::error_code failed;
  llvm::raw_fd_ostream stream(path, failed);
  if (failed)
    return false;
  stream << text;
  return true;
}

llvm::Error gnetc(llvm::StringRef spec, llvm::ArrayRef<std::string> options,
                  llvm::StringRef output) {
  std::vector<llvm::StringRef> arguments = {GNETC, spec};
  arguments.insert(arguments.end(), options.begin(), options.end());
  arguments.insert(arguments.end(), {"-o", output});
  TemporaryFolder scratch;
  const std::string said = scratch.file("said");
  const std::optional<llvm::StringRef> redirects[] = {"", said, said};
  std::string failure;
  const int status =
      llvm::sys::ExecuteAndWait(GNETC, arguments, std::nullopt, redirects,
                                /*SecondsToWait=*/120, 0, &failure);
  if (status == 0)
    return llvm::Error::success();
  auto text = llvm::MemoryBuffer::getFile(said);
  return llvm::createStringError("gnetc gave " + std::to_string(status) + " " +
                                 failure + "\n" +
                                 (text ? (*text)->getBuffer().str() : ""));
}

llvm::Error compile(llvm::StringRef spec, llvm::ArrayRef<std::string> options,
                    llvm::StringRef folder) {
  std::vector<std::string> all = {"--target=cpu"};
  all.insert(all.end(), options.begin(), options.end());
  return gnetc(spec, all, folder);
}

namespace {

template <typename Function>
bool find(void *library, llvm::StringRef name, const char *suffix,
          Function &out) {
  const std::string symbol = (name + suffix).str();
  out = reinterpret_cast<Function>(dlsym(library, symbol.c_str()));
  return out != nullptr;
}

bool findAll(void *library, llvm::StringRef name, Api &api) {
  return find(library, name, "_cpu", api.cpu) &&
         find(library, name, "_model_info", api.modelInfo) &&
         find(library, name, "_options_init", api.optionsInit) &&
         find(library, name, "_model_open", api.modelOpen) &&
         find(library, name, "_model_close", api.modelClose) &&
         find(library, name, "_scratch_size", api.scratchSize) &&
         find(library, name, "_context_create", api.contextCreate) &&
         find(library, name, "_context_destroy", api.contextDestroy) &&
         find(library, name, "_layer_info", api.layerInfo) &&
         find(library, name, "_run", api.run) &&
         find(library, name, "_run_batch", api.runBatch);
}

llvm::Error failed(const char *what, const gnet_error &error) {
  return llvm::createStringError(std::string(what) + ": " + error.message);
}

} // namespace

llvm::Expected<Package> Package::open(llvm::StringRef folder,
                                      llvm::StringRef name, int threads,
                                      const char *cpu) {
  const std::string path = (folder + "/lib/lib" + name + ".so").str();
  Library library(dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL), dlclose);
  Api api;
  if (!library || !findAll(library.get(), name, api)) {
    const char *why = dlerror();
    return llvm::createStringError(why ? why : "dlopen failed");
  }
  gnet_options options;
  api.optionsInit(&options);
  options.threads = threads;
  options.cpu = cpu;
  gnet_model *model = nullptr;
  gnet_error error;
  if (api.modelOpen(&options, &model, &error) != GNET_OK)
    return failed("model_open", error);
  return Package(std::move(library), api, Model(model, api.modelClose));
}

std::vector<std::string> Package::cpus() const {
  std::vector<std::string> names;
  while (const char *name = api.cpu(static_cast<int32_t>(names.size())))
    names.emplace_back(name);
  return names;
}

size_t Package::inputElements() const {
  const gnet_info &i = info();
  return size_t{1} * i.batch * i.input_channels * i.input_height *
         i.input_width;
}

size_t Package::outputElements() const {
  const gnet_info &i = info();
  return size_t{1} * i.batch * i.output_channels * i.output_height *
         i.output_width;
}

llvm::Expected<gnet_layer> Package::layer(int index) const {
  gnet_layer layer;
  gnet_error error;
  if (api.layerInfo(model.get(), index, &layer, &error) != GNET_OK)
    return failed("layer_info", error);
  return layer;
}

llvm::Expected<std::vector<std::string>> Package::referenceKernels() const {
  std::vector<std::string> found;
  for (int index = 0; index < info().layer_count; ++index) {
    auto step = layer(index);
    if (!step)
      return step.takeError();
    if (llvm::StringRef(step->kernel).contains("ref"))
      found.push_back(std::string(step->path) + ": " + step->kernel);
  }
  return found;
}

size_t Package::scratchBytes() const {
  size_t bytes = 0, alignment = 0;
  return api.scratchSize(model.get(), &bytes, &alignment, nullptr) == GNET_OK
             ? bytes
             : 0;
}

llvm::Expected<Context> Package::createContext(void *scratch) const {
  gnet_context *context = nullptr;
  gnet_error error;
  if (api.contextCreate(model.get(), scratch, scratch ? scratchBytes() : 0,
                        &context, &error) != GNET_OK)
    return failed("context_create", error);
  return Context(context, api.contextDestroy);
}

llvm::Expected<std::vector<float>>
Package::run(gnet_context *context, llvm::ArrayRef<float> input) const {
  constexpr float guard = -12345.0f;
  // One float past where malloc aligns.
  std::vector<float> from(input.size() + 1);
  llvm::copy(input, from.begin() + 1);
  std::vector<float> to(outputElements() + 2, guard);
  gnet_error error;
  if (api.run(context, from.data() + 1, to.data() + 1, &error) != GNET_OK)
    return failed("run", error);
  if (to.front() != guard || to.back() != guard)
    return llvm::createStringError("run wrote beside its output");
  return std::vector<float>(to.begin() + 1, to.end() - 1);
}

llvm::Expected<std::vector<float>>
Package::runBatch(gnet_context *context, int images,
                  llvm::ArrayRef<float> input) const {
  std::vector<float> output(outputElements(),
                            std::numeric_limits<float>::quiet_NaN());
  gnet_error error;
  if (api.runBatch(context, images, input.data(), output.data(), &error) !=
      GNET_OK)
    return failed("run_batch", error);
  return output;
}

namespace {

/// Floats that end where a page does, with one after it that is not to be read
/// or written.
class LastFloats {
public:
  explicit LastFloats(size_t count)
      : bytes(llvm::alignTo(count * sizeof(float), page) + page),
        memory(mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)) {
    char *end = static_cast<char *>(memory) + bytes - page;
    if (memory == MAP_FAILED || mprotect(end, page, PROT_NONE) != 0)
      llvm::report_fatal_error("no memory");
    floats = {reinterpret_cast<float *>(end) - count, count};
  }
  LastFloats(const LastFloats &) = delete;
  ~LastFloats() { munmap(memory, bytes); }

  llvm::MutableArrayRef<float> floats;

private:
  static constexpr size_t page = 4096;

  size_t bytes;
  void *memory;
};

} // namespace

llvm::Expected<std::vector<float>>
Package::runBeforeNoMemory(gnet_context *context,
                           llvm::ArrayRef<float> input) const {
  LastFloats from(input.size()), to(outputElements());
  llvm::copy(input, from.floats.begin());
  gnet_error error;
  if (api.run(context, from.floats.data(), to.floats.data(), &error) != GNET_OK)
    return failed("run", error);
  return to.floats.vec();
}

} // namespace gnet::endtoend

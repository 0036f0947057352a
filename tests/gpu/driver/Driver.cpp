#include "gpu/driver/Driver.h"
#include "llvm/ADT/STLExtras.h"
#include <cstdio>
#include <cstdlib>
#include <random>

namespace gnet::gpu::driver {

Settings::Settings() {
  if (const char *file = std::getenv("GNET_SIM_DEVICE_CODE"))
    deviceCode = file;
  int version = 0;
  if (const char *arch = std::getenv("GNET_SIM_ARCH");
      arch && std::sscanf(arch, "sm_%d", &version) == 1) {
    cards.front().major = version / 10;
    cards.front().minor = version % 10;
    if (version >= 90)
      cards.front().sharedBytes = 232448;
  }
}

/// Never destroyed: who closes last does so as the program ends.
Driver &Driver::get() {
  static auto *driver = new Driver;
  return *driver;
}

Driver::Driver() = default;

bool &Driver::isApplication() {
  thread_local bool is = false;
  return is;
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

namespace {

/// After these a context is of no more use.
bool isSticky(cu_result result) {
  return (result >= 700 && result < 720 && result != 701) || result == 214;
}

} // namespace

cu_result Driver::begin(const char *function, CallTime when) {
  if (isApplication())
    return CU_SUCCESS;
  calls[function]++;
  if (isCounting && ++count == failing) {
    failed = function;
    if (CUctx_st *context = current(); context && isSticky(failure))
      context->failure = failure;
    return failure;
  }
  if (when == CallTime::Anytime)
    return CU_SUCCESS;
  if (!isInitialized)
    return CU_NOT_INITIALIZED;
  if (when == CallTime::Initialized)
    return CU_SUCCESS;
  if (CUctx_st *context = current())
    return context->failure;
  complain(std::string(function) + " without a current context");
  return CU_INVALID_CONTEXT;
}

void Driver::complain(std::string what) {
  std::fprintf(stderr, "stand-in driver: %s\n", what.c_str());
  if (complaint.empty())
    complaint = std::move(what);
}

cu_result Driver::misuse(std::string what) {
  complain(std::move(what));
  return CU_INVALID_VALUE;
}

cu_result Driver::fail(CUctx_st &context, cu_result result, std::string what) {
  complain(std::move(what));
  context.failure = result;
  return result;
}

//===----------------------------------------------------------------------===//
// Contexts
//===----------------------------------------------------------------------===//

std::vector<CUctx_st *> &Driver::stack() {
  thread_local std::vector<CUctx_st *> contexts;
  return contexts;
}

CUctx_st *Driver::current() {
  return stack().empty() ? nullptr : stack().back();
}

void Driver::release(CUctx_st &context) {
  if (--context.retained > 0)
    return;
  context.failure = CU_SUCCESS;
  if (llvm::all_of(primary,
                   [](const auto &each) { return each.second.retained == 0; }))
    releaseAll();
}

void Driver::releaseAll() {
  abandoned += live().resources;
  defaultStream.pending.clear();
  execs.clear();
  graphs.clear();
  events.clear();
  streams.clear();
  modules.clear();
  for (auto &[at, allocation] : deviceMemory)
    cantFail(memory.remove(at));
  deviceMemory.clear();
  hostMemory.clear();
  deviceBytes = 0;
}

//===----------------------------------------------------------------------===//
// Memory and streams
//===----------------------------------------------------------------------===//

bool Driver::isDeviceMemory(cu_address at, size_t bytes) const {
  auto after = deviceMemory.upper_bound(reinterpret_cast<const void *>(at));
  if (after == deviceMemory.begin())
    return false;
  const auto &[begin, allocation] = *std::prev(after);
  const uint64_t offset = at - reinterpret_cast<uint64_t>(begin);
  return offset <= allocation.bytes && bytes <= allocation.bytes - offset;
}

CUstream_st *Driver::streamOf(cu_stream stream) {
  if (!stream)
    return &defaultStream;
  auto found = streams.find(stream);
  return found == streams.end() ? nullptr : found->second.get();
}

void Driver::wait(CUstream_st &stream) {
  while (!stream.pending.empty()) {
    auto next = std::move(stream.pending.front());
    stream.pending.pop_front();
    next();
  }
}

void Driver::waitForAll() {
  wait(defaultStream);
  for (auto &[handle, stream] : streams)
    wait(*stream);
}

//===----------------------------------------------------------------------===//
// Kernels
//===----------------------------------------------------------------------===//

cu_result Driver::checkLaunch(const KernelLaunch &launch) const {
  uint64_t threads = 1;
  for (int i = 0; i < 3; ++i) {
    if (launch.grid[i] == 0 || launch.block[i] == 0 ||
        (i > 0 && launch.grid[i] > 65535))
      return CU_INVALID_VALUE;
    threads *= launch.block[i];
  }
  return threads > 1024 || launch.sharedBytes > launch.function->sharedBytes
             ? CU_INVALID_VALUE
             : CU_SUCCESS;
}

/// In a context that has failed nothing is done.
void Driver::run(const KernelLaunch &launch, bool isEarly) {
  CUctx_st &context = *launch.context;
  if (context.failure != CU_SUCCESS)
    return;
  std::array<void *, 7> arguments;
  for (size_t i = 0; i < launch.addresses.size(); ++i)
    arguments[i] = const_cast<uint64_t *>(&launch.addresses[i]);
  arguments[6] = const_cast<int32_t *>(&launch.images);
  sim::Launch simulated;
  simulated.kernel = launch.function->name;
  simulated.grid = {launch.grid[0], launch.grid[1], launch.grid[2]};
  simulated.block = {launch.block[0], launch.block[1], launch.block[2]};
  simulated.sharedBytes = launch.sharedBytes;
  simulated.isEarly = isEarly;
  earlyLaunches += isEarly;
  simulated.arguments = arguments.data();
  if (llvm::Error error =
          launch.function->module->code->launch(simulated, memory))
    fail(context, CU_ILLEGAL_ADDRESS, llvm::toString(std::move(error)));
}

void Driver::run(const std::vector<KernelLaunch> &launches,
                 const std::vector<Dependencies> &dependencies) {
  std::mt19937 random(settings.seed);
  std::vector<size_t> waiting(launches.size()), ready;
  for (size_t i = 0; i < launches.size(); ++i) {
    waiting[i] = dependencies[i].nodes.size();
    if (waiting[i] == 0)
      ready.push_back(i);
  }
  while (!ready.empty()) {
    const size_t chosen = settings.order == NodeOrder::First ? 0
                          : settings.order == NodeOrder::Last
                              ? ready.size() - 1
                              : random() % ready.size();
    const size_t node = ready[chosen];
    ready.erase(ready.begin() + static_cast<ptrdiff_t>(chosen));
    run(launches[node], dependencies[node].isEarly);
    for (size_t i = 0; i < launches.size(); ++i)
      for (size_t dependency : dependencies[i].nodes)
        if (dependency == node && --waiting[i] == 0)
          ready.push_back(i);
  }
}

//===----------------------------------------------------------------------===//
// What tests ask
//===----------------------------------------------------------------------===//

Live Driver::live() const {
  Live found;
  auto add = [&](const char *what, size_t count) {
    found.resources += static_cast<long>(count);
    if (count)
      found.list += std::to_string(count) + " " + what + " ";
  };
  add("memory", deviceMemory.size());
  add("host memory", hostMemory.size());
  add("modules", modules.size());
  add("streams", streams.size());
  add("events", events.size());
  add("graphs", graphs.size());
  add("executable graphs", execs.size());
  for (const auto &[card, context] : primary)
    found.contexts += context.retained;
  found.contexts += pushed;
  found.abandoned = abandoned;
  return found;
}

Settings &settings() { return Driver::get().settings; }

void startCounting(long failing, int32_t result) {
  Driver &driver = Driver::get();
  std::lock_guard lock(driver.mutex);
  driver.count = 0;
  driver.failing = failing;
  driver.failure = result;
  driver.failed.clear();
  driver.isCounting = true;
}

Calls stopCounting() {
  Driver &driver = Driver::get();
  std::lock_guard lock(driver.mutex);
  driver.isCounting = false;
  return {driver.count, driver.failed};
}

Live live() {
  Driver &driver = Driver::get();
  std::lock_guard lock(driver.mutex);
  return driver.live();
}

std::string complaint() {
  Driver &driver = Driver::get();
  std::lock_guard lock(driver.mutex);
  return driver.complaint;
}

long earlyLaunches() {
  Driver &driver = Driver::get();
  std::lock_guard lock(driver.mutex);
  return driver.earlyLaunches;
}

long callsOf(const std::string &function) {
  Driver &driver = Driver::get();
  std::lock_guard lock(driver.mutex);
  return driver.calls[function];
}

void reset() {
  Driver &driver = Driver::get();
  std::lock_guard lock(driver.mutex);
  driver.releaseAll();
  driver.primary.clear();
  driver.stack().clear();
  driver.pushed = driver.abandoned = driver.earlyLaunches = 0;
  driver.complaint.clear();
  driver.calls.clear();
  driver.isCounting = false;
  driver.settings = Settings();
}

} // namespace gnet::gpu::driver

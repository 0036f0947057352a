//===- Driver.h - The state of the stand-in driver ------------------------===//
#ifndef GNET_GPU_DRIVER_DRIVER_H
#define GNET_GPU_DRIVER_DRIVER_H

#include "cuda/driver_api.h"
#include "gpu/driver/Control.h"
#include "gpu/sim/Module.h"
#include <array>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>

/// Results that driver_api.h has no use for.
enum {
  CU_NOT_INITIALIZED = 3,
  CU_INVALID_CONTEXT = 201,
  CU_INVALID_HANDLE = 400,
  CU_NOT_READY = 600
};

struct CUctx_st {
  int card = 0;
  long retained = 0;
  cu_result failure = CU_SUCCESS; ///< Sticky.
};

struct CUstream_st {
  /// In order; done when somebody waits.
  std::deque<std::function<void()>> pending;
};

struct CUevent_st {
  bool isRecorded = false, isDone = false;
  double seconds = 0;
};

struct CUfunc_st {
  std::string name;
  CUmod_st *module = nullptr;
  uint32_t sharedBytes = 48 << 10; ///< That it may have.
};

struct CUmod_st {
  std::shared_ptr<gnet::gpu::sim::Module> code;
  std::map<std::string, std::unique_ptr<CUfunc_st>> functions;
};

/// A launch as it was asked for, with its own copy of the arguments: six
/// addresses and the images, which all kernels of gnetc have.
struct KernelLaunch {
  CUctx_st *context = nullptr; ///< The one current when it was asked for.
  CUfunc_st *function = nullptr;
  std::array<uint32_t, 3> grid, block;
  uint32_t sharedBytes = 0;
  std::array<uint64_t, 6> addresses;
  int32_t images = 0;
};

/// What a node waits for.
struct Dependencies {
  std::vector<size_t> nodes;
  /// Whether it may begin before one of them has ended.
  bool isEarly = false;
};

struct CUgraphNode_st {
  CUgraph_st *graph = nullptr;
  KernelLaunch launch;
  Dependencies dependencies;
};

struct CUgraph_st {
  std::vector<std::unique_ptr<CUgraphNode_st>> nodes;
};

struct CUgraphExec_st {
  std::vector<CUgraphNode_st *> nodes; ///< Of the graph that it is of,
  std::vector<KernelLaunch> launches;  ///< and what they do here.
  std::vector<Dependencies> dependencies;
};

namespace gnet::gpu::driver {

/// Memory of the GPU, or of the host that the GPU knows.
struct Allocation {
  std::unique_ptr<uint8_t, void (*)(void *)> memory{nullptr, nullptr};
  size_t bytes = 0;
};

/// What has to be there for a function to be called.
enum class CallTime { Anytime, Initialized, InContext };

/// All of it, behind one lock.
class Driver {
public:
  static Driver &get();
  /// Whether this thread's calls are an application's own.
  static bool &isApplication();

  std::recursive_mutex mutex;
  Settings settings;
  bool isInitialized = false;
  bool hasCard(int32_t ordinal) const {
    return ordinal >= 0 &&
           ordinal < static_cast<int32_t>(settings.cards.size());
  }

  /// Counts a call. The result that it is to have instead of being done, or
  /// CU_SUCCESS.
  cu_result begin(const char *function, CallTime when);
  void complain(std::string what);
  /// Complains; for a call that no right program makes.
  cu_result misuse(std::string what);
  /// Complains, and makes the current context unusable.
  cu_result fail(CUctx_st &context, cu_result result, std::string what);

  // Contexts.
  std::map<int, CUctx_st> primary; ///< By card.
  CUctx_st *current();
  std::vector<CUctx_st *> &stack(); ///< This thread's.
  long pushed = 0;                  ///< On all threads.
  /// Whoever was the last to hold it: what it failed with is forgotten. With
  /// the last of all go the resources.
  void release(CUctx_st &context);
  void releaseAll();

  // Resources.
  std::map<const void *, Allocation> deviceMemory, hostMemory;
  std::map<const void *, std::unique_ptr<CUmod_st>> modules;
  std::map<const void *, std::unique_ptr<CUstream_st>> streams;
  std::map<const void *, std::unique_ptr<CUevent_st>> events;
  std::map<const void *, std::unique_ptr<CUgraph_st>> graphs;
  std::map<const void *, std::unique_ptr<CUgraphExec_st>> execs;
  CUstream_st defaultStream;
  sim::GlobalMemory memory;
  size_t deviceBytes = 0;
  long allocations = 0; ///< So far, for their names.

  /// The handle of a new resource.
  template <typename Resource>
  Resource *keep(std::map<const void *, std::unique_ptr<Resource>> &all,
                 std::unique_ptr<Resource> made) {
    Resource *handle = made.get();
    all[handle] = std::move(made);
    return handle;
  }
  template <typename Resource>
  cu_result drop(std::map<const void *, std::unique_ptr<Resource>> &all,
                 Resource *handle, const char *what) {
    return all.erase(handle)
               ? CU_SUCCESS
               : misuse(std::string("what is destroyed is no ") + what);
  }

  /// Whether all these bytes are one allocation's.
  bool isDeviceMemory(cu_address at, size_t bytes) const;
  CUstream_st *streamOf(cu_stream stream);
  void wait(CUstream_st &stream);
  void waitForAll();

  cu_result checkLaunch(const KernelLaunch &launch) const;
  void run(const KernelLaunch &launch, bool isEarly = false);
  void run(const std::vector<KernelLaunch> &launches,
           const std::vector<Dependencies> &dependencies);

  Live live() const;
  std::string complaint;
  std::map<std::string, long> calls;
  long count = 0, failing = 0;
  cu_result failure = CU_SUCCESS;
  std::string failed;
  bool isCounting = false;
  long abandoned = 0;
  long earlyLaunches = 0;

private:
  Driver();
};

/// A kernel's code for all the functions of an image, which has to be a cubin
/// or PTX of the same kernels; an error says what it is else.
llvm::Expected<std::unique_ptr<CUmod_st>> loadModule(const Settings &settings,
                                                     const void *image);

/// Whether it is PTX; else a cubin.
bool isPtx(const void *image);

} // namespace gnet::gpu::driver

#endif // GNET_GPU_DRIVER_DRIVER_H

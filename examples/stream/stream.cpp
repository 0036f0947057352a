// stream FOLDER [--device N]
//
// Prints the best class of each PNG or JPEG picture in a folder. Two lanes take
// turns, each a context of the network on a stream of its own: while one's
// pictures are copied to the GPU, made inputs and computed there, the next
// one's are read.

#include "network.hpp"

#define STB_IMAGE_IMPLEMENTATION
#include <stb/stb_image.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cuda.h>
#include <exception>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

void check(CUresult result, const char *doing) {
  if (result == CUDA_SUCCESS)
    return;
  const char *text = nullptr;
  cuGetErrorString(result, &text);
  throw std::runtime_error(std::string(doing) + ": " + (text ? text : "?"));
}

// The GPU's primary context, which the network computes in, too.
class Gpu {
public:
  explicit Gpu(int ordinal) {
    CUcontext context;
    check(cuInit(0), "starting CUDA");
    check(cuDeviceGet(&device, ordinal), "finding the GPU");
    check(cuDevicePrimaryCtxRetain(&context, device), "taking the GPU");
    check(cuCtxPushCurrent(context), "taking the GPU");
  }
  ~Gpu() {
    CUcontext context;
    cuCtxPopCurrent(&context);
    cuDevicePrimaryCtxRelease(device);
  }
  Gpu(const Gpu &) = delete;

private:
  CUdevice device = 0;
};

// Values twice: in the host's memory, from where the GPU can copy by itself,
// and in the GPU's.
template <typename Value> class Buffer {
public:
  explicit Buffer(std::size_t count) : count(count) {
    void *memory;
    check(cuMemHostAlloc(&memory, bytes(), 0), "allocating host memory");
    host = static_cast<Value *>(memory);
    check(cuMemAlloc(&address, bytes()), "allocating GPU memory");
  }
  ~Buffer() {
    cuMemFree(address);
    cuMemFreeHost(host);
  }
  Buffer(const Buffer &) = delete;

  std::size_t size() const { return count; }
  Value *onDevice() const { return reinterpret_cast<Value *>(address); }
  void toDevice(CUstream stream) {
    check(cuMemcpyHtoDAsync(address, host, bytes(), stream), "copying");
  }
  void toHost(CUstream stream) {
    check(cuMemcpyDtoHAsync(host, address, bytes(), stream), "copying");
  }

  Value *host = nullptr;

private:
  std::size_t bytes() const { return count * sizeof(Value); }

  std::size_t count;
  CUdeviceptr address = 0;
};

struct Picture {
  explicit Picture(const std::string &path)
      : pixels(
            stbi_load(path.c_str(), &width, &height, &channelsOfFile, channels),
            stbi_image_free) {
    if (!pixels)
      throw std::runtime_error(path + ": " + stbi_failure_reason());
  }

  std::size_t size() const {
    return static_cast<std::size_t>(width) * static_cast<std::size_t>(height) *
           channels;
  }

  static constexpr int channels = 3;
  int width = 0, height = 0, channelsOfFile = 0;
  std::unique_ptr<stbi_uc, void (*)(void *)> pixels;
};

// One batch under way.
class Lane {
public:
  explicit Lane(const network::model &model)
      : context(model), input(network::input_size()),
        output(network::output_size()) {
    check(cuStreamCreate(&stream, CU_STREAM_NON_BLOCKING), "creating a stream");
  }
  ~Lane() {
    cuStreamSynchronize(stream);
    cuStreamDestroy(stream);
  }
  Lane(const Lane &) = delete;

  // Reads the pictures and enqueues all that is to be done with them.
  void start(const std::vector<std::string> &batch) {
    paths = batch;
    const std::vector<Picture> pictures(paths.begin(), paths.end());
    place(pictures);
    pixels->toDevice(stream);
    const unsigned char *from = pixels->onDevice();
    float *to = input.onDevice();
    for (const Picture &picture : pictures) {
      context.preprocess_async(stream, from, picture.width, picture.height,
                               Picture::channels, to);
      from += picture.size();
      to += network::input_size() / batchSize();
    }
    context.run_async(stream, input.onDevice(), output.onDevice(),
                      static_cast<std::int32_t>(paths.size()));
    output.toHost(stream);
  }

  // Waits for what was started.
  void finish() {
    check(cuStreamSynchronize(stream), "waiting");
    int classes = network::describe().output_channels;
    for (std::size_t i = 0; i < paths.size(); ++i) {
      const float *scores = output.host + i * static_cast<size_t>(classes);
      int best = network::top(scores, classes, 1).front();
      std::printf("%s: %s, %.2f %%\n", paths[i].c_str(),
                  network::label(best).c_str(), 100 * scores[best]);
    }
    paths.clear();
  }

  static std::size_t batchSize() {
    return static_cast<std::size_t>(network::describe().batch);
  }

private:
  // One behind the other, in memory that grows with the largest batch.
  void place(const std::vector<Picture> &pictures) {
    std::size_t bytes = 0;
    for (const Picture &picture : pictures)
      bytes += picture.size();
    if (!pixels || pixels->size() < bytes)
      pixels = std::make_unique<Buffer<unsigned char>>(bytes);
    unsigned char *to = pixels->host;
    for (const Picture &picture : pictures)
      to = std::copy_n(picture.pixels.get(), picture.size(), to);
  }

  network::context context;
  std::unique_ptr<Buffer<unsigned char>> pixels;
  Buffer<float> input, output;
  CUstream stream = nullptr;
  std::vector<std::string> paths;
};

std::vector<std::string> picturesIn(const std::string &folder) {
  std::vector<std::string> paths;
  for (const auto &entry : std::filesystem::directory_iterator(folder)) {
    std::string ending = entry.path().extension().string();
    if (ending == ".png" || ending == ".jpg" || ending == ".jpeg")
      paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

void classifyAll(const network::model &model,
                 const std::vector<std::string> &paths) {
  Lane lanes[] = {Lane(model), Lane(model)};
  std::size_t turn = 0;
  for (std::size_t first = 0; first < paths.size();
       first += Lane::batchSize(), ++turn) {
    std::size_t last = std::min(first + Lane::batchSize(), paths.size());
    Lane &lane = lanes[turn % 2];
    lane.finish();
    lane.start({paths.begin() + static_cast<std::ptrdiff_t>(first),
                paths.begin() + static_cast<std::ptrdiff_t>(last)});
  }
  // The older one first.
  lanes[turn % 2].finish();
  lanes[(turn + 1) % 2].finish();
}

int main(int argc, char **argv) {
  try {
    bool hasDevice = argc == 4 && std::string(argv[2]) == "--device";
    if (argc != 2 && !hasDevice)
      throw std::invalid_argument("usage: stream FOLDER [--device N]");
    network::options options;
    options.device = hasDevice ? std::atoi(argv[3]) : 0;
    network::model model(options);
    Gpu gpu(options.device);
    classifyAll(model, picturesIn(argv[1]));
  } catch (const std::exception &error) {
    std::fprintf(stderr, "stream: %s\n", error.what());
    return 1;
  }
  return 0;
}

#include "SessionOptions.h"
#include "Commands.h"

namespace gnet {

llvm::Expected<SessionOptions> sessionOptions(const Arguments &arguments) {
  auto threads = arguments.integer("threads", 1, 1, maxThreads);
  if (!threads)
    return threads.takeError();
  auto device = arguments.integer("device", 0, 0, INT32_MAX);
  if (!device)
    return device.takeError();
  return SessionOptions{.weights = arguments.text("weights"),
                        .threads = *threads,
                        .device = *device,
                        .cpu = arguments.text("cpu")};
}

} // namespace gnet

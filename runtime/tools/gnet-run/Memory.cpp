#include "Memory.h"

#include <fstream>
#include <unistd.h>

namespace gnet {

/// The second number of statm, in pages.
int64_t residentBytes() {
  std::ifstream statm("/proc/self/statm");
  int64_t size = 0, resident = 0;
  if (!(statm >> size >> resident))
    return 0;
  return resident * sysconf(_SC_PAGESIZE);
}

} // namespace gnet

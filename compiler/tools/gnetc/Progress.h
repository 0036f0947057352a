//===- Progress.h - What gnetc is at --------------------------------------===//
#ifndef GNET_TOOLS_GNETC_PROGRESS_H
#define GNET_TOOLS_GNETC_PROGRESS_H

#include "llvm/ADT/Twine.h"

namespace gnet {

/// `[2/6] importing` on standard error, where that is a terminal.
class Progress {
public:
  explicit Progress(int total);
  void step(const llvm::Twine &what);

private:
  int total;
  int current = 0;
  bool isShown;
};

} // namespace gnet

#endif // GNET_TOOLS_GNETC_PROGRESS_H

//===- LayoutDemand.h - The layouts that a kernel can work on -------------===//
#ifndef GNET_PASSES_PLANNING_LAYOUTDEMAND_H
#define GNET_PASSES_PLANNING_LAYOUTDEMAND_H

#include "ir/gnk/GnkDialect.h"
#include <optional>

namespace gnet::gnk {

/// What a kernel needs its buffers to be; without a value, any layout will do.
struct LayoutDemand {
  std::optional<Layout> source;
  /// Also of what is read besides the source.
  std::optional<Layout> destination;
  /// All that it reads and its destination need to have one layout, whichever.
  bool alike = false;
};

/// The demand of `kernel` on a machine whose blocked layout is `blocked`,
/// which is nchw itself where there is none.
LayoutDemand demandOf(KernelInterface kernel, Layout blocked);

} // namespace gnet::gnk

#endif // GNET_PASSES_PLANNING_LAYOUTDEMAND_H

//===- Memory.h - What this process holds ---------------------------------===//
#ifndef GNET_RUN_MEMORY_H
#define GNET_RUN_MEMORY_H

#include <cstdint>

namespace gnet {

/// Bytes of memory that are resident, shared ones included; 0 where the system
/// does not tell.
int64_t residentBytes();

} // namespace gnet

#endif // GNET_RUN_MEMORY_H

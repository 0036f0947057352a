//===- ClockRate.h - How fast this machine's clock runs -------------------===//
#ifndef GNET_TUNING_CLOCKRATE_H
#define GNET_TUNING_CLOCKRATE_H

namespace gnet {

/// Cycles of a core in a nanosecond, measured within some milliseconds; 0 on a
/// processor that no measurement is known for.
double measureGigahertz();

} // namespace gnet

#endif // GNET_TUNING_CLOCKRATE_H

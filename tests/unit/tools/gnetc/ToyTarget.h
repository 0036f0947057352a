//===- ToyTarget.h - A target that only these tests have ------------------===//
#ifndef GNET_TESTS_UNIT_TOOLS_GNETC_TOYTARGET_H
#define GNET_TESTS_UNIT_TOOLS_GNETC_TOYTARGET_H

#include "target/Target.h"

namespace gnet {

/// The CPU's code under another name, with a stage, an option and entries of
/// the manifest that no other target has. It is registered before any test.
Target toyTarget();

} // namespace gnet

#endif // GNET_TESTS_UNIT_TOOLS_GNETC_TOYTARGET_H

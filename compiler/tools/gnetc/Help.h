//===- Help.h - What gnetc --help prints ----------------------------------===//
#ifndef GNET_TOOLS_GNETC_HELP_H
#define GNET_TOOLS_GNETC_HELP_H

#include <string>

namespace gnet {

/// In groups, on one tall screen. A test holds it against the registered
/// options, another against the stages.
std::string helpText();

} // namespace gnet

#endif // GNET_TOOLS_GNETC_HELP_H

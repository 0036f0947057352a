//===- Help.h - What gnetc --help and --help-all print --------------------===//
#ifndef GNET_TOOLS_GNETC_HELP_H
#define GNET_TOOLS_GNETC_HELP_H

#include <string>

namespace gnet {

/// The commands and the commonest options, on one screen.
std::string helpText();

/// Every option, in groups. A test holds it against those registered, another
/// against the stages.
std::string allHelpText();

} // namespace gnet

#endif // GNET_TOOLS_GNETC_HELP_H

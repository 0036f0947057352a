//===- Format.h - The canonical layout of a spec --------------------------===//
#ifndef GNET_LANGUAGE_LAYOUT_FORMAT_H
#define GNET_LANGUAGE_LAYOUT_FORMAT_H

#include "language/diagnostics/Diagnostics.h"

#include <optional>
#include <string>

namespace gnet {

/// `text` with other blanks and line ends, so that all specs look alike. It
/// means what it meant, its comments stay, and done twice nothing changes.
/// Nothing where it has syntax errors (reported); `text` must be text (see
/// SpecText.h) and be known to `diagnostics` under `file`.
std::optional<std::string> formatSpec(const std::string &file,
                                      const std::string &text,
                                      Diagnostics &diagnostics);

} // namespace gnet

#endif // GNET_LANGUAGE_LAYOUT_FORMAT_H

#include "lsp/Formatting.h"

#include "language/layout/Format.h"

namespace gnet {

std::vector<lsp::TextEdit> formatting(const View &view) {
  const std::string &text = view.text.text();
  if (text.size() > maxSpecBytes || whyNotText(text))
    return {};
  Diagnostics ignored;
  std::optional<std::string> formatted = formatSpec(view.path, text, ignored);
  if (!formatted || *formatted == text)
    return {};
  return {{view.text.whole(), std::move(*formatted)}};
}

} // namespace gnet

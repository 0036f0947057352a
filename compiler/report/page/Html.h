//===- Html.h - Text as HTML ----------------------------------------------===//
#ifndef GNET_REPORT_PAGE_HTML_H
#define GNET_REPORT_PAGE_HTML_H

#include <string>
#include <string_view>

namespace gnet {

/// Safe between tags and in quoted attributes, of HTML and of SVG. Names and
/// citations come from specs, which are anybody's.
std::string escaped(std::string_view text);

/// A section with its heading; `id` is what the page's index links to. `about`
/// and `body` are HTML.
std::string section(std::string_view id, std::string_view heading,
                    std::string_view about, std::string_view body);

/// What may be wider than the screen scrolls by itself, also with keys.
std::string scrolling(std::string_view label, std::string_view html);

} // namespace gnet

#endif // GNET_REPORT_PAGE_HTML_H

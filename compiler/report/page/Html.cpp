#include "report/page/Html.h"
#include <fmt/format.h>

namespace gnet {

std::string escaped(std::string_view text) {
  std::string safe;
  for (char c : text) {
    switch (c) {
    case '&':
      safe += "&amp;";
      break;
    case '<':
      safe += "&lt;";
      break;
    case '>':
      safe += "&gt;";
      break;
    case '"':
      safe += "&quot;";
      break;
    case '\'':
      safe += "&#39;";
      break;
    default:
      safe += c;
    }
  }
  return safe;
}

std::string section(std::string_view id, std::string_view heading,
                    std::string_view about, std::string_view body) {
  return fmt::format("<section id=\"{0}\" aria-labelledby=\"{0}-heading\">\n"
                     "<h2 id=\"{0}-heading\">{1}</h2>\n"
                     "<p class=\"about\">{2}</p>\n{3}</section>\n",
                     id, escaped(heading), about, body);
}

std::string scrolling(std::string_view label, std::string_view html) {
  return fmt::format("<div class=\"scrolls\" role=\"region\" tabindex=\"0\" "
                     "aria-label=\"{}\">\n{}</div>\n",
                     escaped(label), html);
}

} // namespace gnet

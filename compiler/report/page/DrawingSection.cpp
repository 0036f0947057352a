#include "report/page/Html.h"
#include "report/page/Sections.h"
#include <fmt/format.h>

namespace gnet {

namespace {

/// Removes what stands between `begin` and `end`, these included, everywhere.
void removeAll(std::string &text, std::string_view begin,
               std::string_view end) {
  std::string kept;
  size_t at = 0;
  while (true) {
    const size_t from = text.find(begin, at);
    const size_t to =
        from == std::string::npos ? from : text.find(end, from + begin.size());
    if (to == std::string::npos)
      break;
    kept.append(text, at, from - at);
    at = to + end.size();
  }
  kept.append(text, at);
  text = std::move(kept);
}

void replaceAll(std::string &text, std::string_view from, std::string_view to) {
  for (size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// Graphviz's SVG as a part of the page: without the file's prolog and what it
/// says of its own names; a node's hint is its layer's path. Text of specs is
/// escaped in it, so that what is looked for is Graphviz's own.
std::string inlined(std::string svg, const std::string &title) {
  svg.erase(0, svg.find("<svg"));
  removeAll(svg, "<!--", "-->\n");
  removeAll(svg, "<title>", "</title>\n");
  replaceAll(svg, "<a xlink:title=\"", "<g class=\"layer\" data-hint=\"");
  replaceAll(svg, "</a>", "</g>");
  replaceAll(svg, " xmlns=\"http://www.w3.org/2000/svg\"", "");
  replaceAll(svg, " xmlns:xlink=\"http://www.w3.org/1999/xlink\"", "");
  svg.replace(0, 4, "<svg role=\"img\" aria-labelledby=\"drawing-title\"");
  svg.insert(svg.find('>') + 1,
             "<title id=\"drawing-title\">" + escaped(title) + "</title>");
  return svg;
}

/// Hidden until the page's script runs.
constexpr const char *zoomButtons =
    R"(<div class="zoom" hidden>
<button type="button" data-zoom="out" aria-label="Smaller">−</button>
<output aria-live="polite">100 %</output>
<button type="button" data-zoom="in" aria-label="Larger">+</button>
<button type="button" data-zoom="width">Width</button>
<button type="button" data-zoom="whole">Whole</button>
</div>
)";

} // namespace

std::string drawingHtml(const Network &network, const std::string &svg) {
  const std::string title = "The layers of " + network.name +
                            ", and what flows "
                            "between them";
  return section(
      "drawing", "Drawing",
      "From the input at the top down; on the arrows, height x width x "
      "channels. Convolutions and linear layers are blue, pools red, what "
      "joins "
      "and normalises green.",
      zoomButtons + scrolling(title, inlined(svg, title)));
}

} // namespace gnet

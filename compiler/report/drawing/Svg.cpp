#include "report/drawing/Svg.h"
#include "report/drawing/Dot.h"
#include <graphviz/gvc.h>
#include <memory>

namespace gnet {

namespace {

struct FreeContext {
  void operator()(GVC_t *context) const { gvFreeContext(context); }
};
struct CloseGraph {
  void operator()(Agraph_t *graph) const { agclose(graph); }
};

/// Graphviz's own words go to standard error only where they are errors.
void beQuiet() { agseterr(AGERR); }

} // namespace

llvm::Expected<std::string> svgOf(const Network &network) {
  std::string dot;
  llvm::raw_string_ostream stream(dot);
  printDot(network, stream);
  beQuiet();
  // The plug-ins with layouts and formats are Graphviz's, found by itself.
  std::unique_ptr<GVC_t, FreeContext> context(gvContext());
  std::unique_ptr<Agraph_t, CloseGraph> graph(agmemread(dot.c_str()));
  if (!graph || gvLayout(context.get(), graph.get(), "dot") != 0)
    return llvm::createStringError(
        "Graphviz cannot lay the network out; see --emit=dot");
  char *data = nullptr;
  unsigned length = 0;
  const bool isDrawn =
      gvRenderData(context.get(), graph.get(), "svg", &data, &length) == 0;
  std::string svg(data ? data : "", length);
  gvFreeRenderData(data);
  gvFreeLayout(context.get(), graph.get());
  if (!isDrawn)
    return llvm::createStringError("Graphviz cannot write SVG; is its package "
                                   "complete?");
  return svg;
}

} // namespace gnet

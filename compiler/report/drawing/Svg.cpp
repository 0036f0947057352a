#include "report/drawing/Svg.h"
#include "report/drawing/Dot.h"
#include <algorithm>
#include <deque>
#include <graphviz/gvc.h>
#include <map>
#include <memory>

namespace gnet {

namespace {

struct CloseGraph {
  void operator()(Agraph_t *graph) const { agclose(graph); }
};

/// The ids of what a graph has. Graphviz takes the addresses of names for them,
/// and its layout follows their order; in the order in which names come the
/// same network is drawn the same each time. Even ones are of names, odd ones
/// of what has none.
class NameOrder {
public:
  static Agiddisc_t methods() {
    return {open, map, alloc, release, print, close, record};
  }

private:
  static NameOrder &of(void *state) { return *static_cast<NameOrder *>(state); }

  static void *open(Agraph_t *, Agdisc_t *) { return new NameOrder; }
  static void close(void *state) { delete &of(state); }

  static long map(void *state, int, char *name, IDTYPE *id, int isNew) {
    NameOrder &order = of(state);
    if (!name) {
      *id = order.unnamed;
      order.unnamed += 2;
      return 1;
    }
    auto found = order.ids.find(name);
    if (found == order.ids.end()) {
      if (!isNew)
        return 0;
      found = order.ids.emplace(name, 2 * (order.names.size() + 1)).first;
      order.names.push_back(name);
    }
    *id = found->second;
    return 1;
  }

  /// Nobody asks for an id of their own.
  static long alloc(void *, int, IDTYPE) { return 0; }
  static void release(void *, int, IDTYPE) {}
  static void record(void *, int, void *) {}

  /// The name, or null for what has none.
  static char *print(void *state, int, IDTYPE id) {
    NameOrder &order = of(state);
    const size_t index = id / 2 - 1;
    return id % 2 == 0 && index < order.names.size() ? order.names[index].data()
                                                     : nullptr;
  }

  std::map<std::string, IDTYPE> ids;
  std::deque<std::string> names; ///< Which stay where they are.
  IDTYPE unnamed = 1;
};

/// Text that is yet to be read.
int readText(void *channel, char *buffer, int size) {
  auto &text = *static_cast<llvm::StringRef *>(channel);
  const size_t count = std::min<size_t>(text.size(), std::max(size, 0));
  std::copy_n(text.begin(), count, buffer);
  text = text.drop_front(count);
  return static_cast<int>(count);
}

/// Null for what is no graph.
Agraph_t *readGraph(llvm::StringRef dot) {
  // Graphviz keeps pointers to these.
  static Agiddisc_t ids = NameOrder::methods();
  static Agiodisc_t io = {readText, AgIoDisc.putstr, AgIoDisc.flush};
  static Agdisc_t disciplines = {&AgMemDisc, &ids, &io};
  return agread(&dot, &disciplines);
}

/// Graphviz's own words go to standard error only where they are errors.
void beQuiet() { agseterr(AGERR); }

} // namespace

llvm::Expected<std::string> svgOf(const Network &network) {
  std::string dot;
  llvm::raw_string_ostream stream(dot);
  printDot(network, stream);
  beQuiet();
  // The plug-ins with layouts and formats are Graphviz's, found by itself. One
  // context for the process: what measures text keeps the name of the last
  // font, which is its context's.
  static GVC_t *const context = gvContext();
  std::unique_ptr<Agraph_t, CloseGraph> graph(readGraph(dot));
  if (!graph || gvLayout(context, graph.get(), "dot") != 0)
    return llvm::createStringError(
        "Graphviz cannot lay the network out; see --emit=dot");
  char *data = nullptr;
  unsigned length = 0;
  const bool isDrawn =
      gvRenderData(context, graph.get(), "svg", &data, &length) == 0;
  std::string svg(data ? data : "", length);
  gvFreeRenderData(data);
  gvFreeLayout(context, graph.get());
  if (!isDrawn)
    return llvm::createStringError("Graphviz cannot write SVG; is its package "
                                   "complete?");
  return svg;
}

} // namespace gnet

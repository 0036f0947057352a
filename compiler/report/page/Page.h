//===- Page.h - All that is known of a network, as one page of HTML -------===//
//
// The page stands alone: no file beside it, nothing from the network. Figures
// need no script; that zooms, sorts and shows what is pointed at, and is the
// only one that the page's own policy lets a browser run.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_REPORT_PAGE_PAGE_H
#define GNET_REPORT_PAGE_PAGE_H

#include "network/Network.h"
#include "report/ProgramFigures.h"

namespace gnet {

struct PageContents {
  const Network &network;
  std::string drawing = ""; ///< SVG, as Graphviz writes it.
  /// What a target plans: one, or one a processor.
  std::vector<ProgramFigures> programs = {};
  std::string target = "";          ///< Whose they are.
  int64_t batch = 1;                ///< What they are planned for.
  std::vector<Network> others = {}; ///< To hold the network against.
  std::string compiler = "";        ///< As "gnetc 0.1.0".
};

/// The same contents give the same bytes.
std::string pageOf(const PageContents &contents);

} // namespace gnet

#endif // GNET_REPORT_PAGE_PAGE_H

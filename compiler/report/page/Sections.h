//===- Sections.h - The parts of the page, each in a file of its name -----===//
#ifndef GNET_REPORT_PAGE_SECTIONS_H
#define GNET_REPORT_PAGE_SECTIONS_H

#include "report/page/Page.h"

namespace gnet {

/// Name, paper, and the figures that one asks for first.
std::string overviewHtml(const PageContents &contents);

std::string drawingHtml(const Network &network, const std::string &svg);

/// The rows of the paper's table, and how far what it prints is from what is
/// computed.
std::string paperHtml(const Network &network);

/// Parameters and multiply-accumulates of every layer.
std::string layersHtml(const Network &network);

/// Of a section of a program: a page can have several.
struct SectionTitle {
  std::string id; ///< Begins all ids in it.
  std::string heading;
};

/// Where the buffers of a run lie, and when.
std::string memoryHtml(const Network &network, const ProgramFigures &program,
                       const SectionTitle &title);

/// The steps of a run, and where they stand under the machine's roofline.
std::string kernelsHtml(const Network &network, const ProgramFigures &program,
                        const SectionTitle &title);

std::string comparisonHtml(const Network &network,
                           const std::vector<Network> &others);

} // namespace gnet

#endif // GNET_REPORT_PAGE_SECTIONS_H

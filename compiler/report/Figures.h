//===- Figures.h - Numbers as reports print them --------------------------===//
#ifndef GNET_REPORT_FIGURES_H
#define GNET_REPORT_FIGURES_H

#include <cstdint>
#include <string>

namespace gnet {

/// 6998552 as `6,998,552`, also below zero.
std::string withCommas(int64_t value);

/// Three significant digits with the papers' letters: `9.47K`, `118M`.
std::string roundedFigure(int64_t value);

/// `26.7 MiB`
std::string mebibytes(int64_t bytes);

/// From `before` to `after`: `-5.3%`; empty where `before` is 0.
std::string changeText(int64_t before, int64_t after);

} // namespace gnet

#endif // GNET_REPORT_FIGURES_H

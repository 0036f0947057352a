//===- Chart.h - Pictures of figures as SVG -------------------------------===//
//
// Coordinates are units of the picture, `Chart::width` across; the page scales
// it. Colours are classes of page.css, so that pictures are dark where the page
// is.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_REPORT_PAGE_CHART_H
#define GNET_REPORT_PAGE_CHART_H

#include <string>
#include <string_view>
#include <vector>

namespace gnet {

/// Values onto a line of the picture, evenly or by their logarithms.
struct Axis {
  double least = 0, most = 1; ///< Values; both over 0 where logarithmic.
  double from = 0, to = 1;    ///< Where they are in the picture.
  bool isLogarithmic = false;

  double operator()(double value) const;

  /// Round values for lines across: some five evenly, or powers of ten.
  std::vector<double> ticks() const;
};

/// From 0 to a round value over `most`.
Axis evenAxis(double most, double from, double to);

/// Over all of `values` that are over 0, ending at half decades around them.
Axis logarithmicAxis(const std::vector<double> &values, double from, double to);

class Chart {
public:
  static constexpr double width = 960;
  /// Where values are drawn: beside them are the axes' words.
  static constexpr double left = 68, right = width - 16, top = 18;

  Chart(std::string id, std::string title, double height)
      : id(std::move(id)), title(std::move(title)), tall(height) {}

  double bottom() const { return tall - 44; }
  double height() const { return tall; }

  /// Lines across, and what they stand for. `name` has the unit.
  void addVerticalAxis(const Axis &scale, std::string_view name,
                       std::string (*text)(double));
  void addHorizontalAxis(const Axis &scale, std::string_view name,
                         std::string (*text)(double));

  /// `hint` is shown where the mark is pointed at, and read out.
  void addRectangle(double x, double y, double width, double height,
                    std::string_view style, std::string_view hint);
  void addDot(double x, double y, double radius, std::string_view style,
              std::string_view hint);
  void addLine(double x1, double y1, double x2, double y2,
               std::string_view style);
  /// `anchor`: start, middle or end.
  void addText(double x, double y, std::string_view text,
               std::string_view anchor, std::string_view style = "");

  /// A figure that scrolls where the screen is narrow. `caption` is HTML.
  std::string html(std::string_view caption) const;

private:
  std::string id, title;
  double tall;
  std::string body;
};

/// As `1.5M`, `0.25`, `40`.
std::string tickText(double value);

} // namespace gnet

#endif // GNET_REPORT_PAGE_CHART_H

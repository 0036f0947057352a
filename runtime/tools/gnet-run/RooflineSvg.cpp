//===- RooflineSvg.cpp - The roofline as a drawing ------------------------===//
//
// The steps that take longest have a number at their point and a line in the
// table beside the plot: names at the points would cover each other.
//
//===----------------------------------------------------------------------===//
#include "Roofline.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace gnet {

namespace {

constexpr double left = 76, top = 56, plotWidth = 760, plotHeight = 560;
constexpr double tableLeft = left + plotWidth + 40, tableWidth = 560;
constexpr double lineHeight = 15;
constexpr size_t mostNumbered = 40;

/// Of a kernel's kind.
struct Color {
  const char *kind, *value;
};
constexpr Color colors[] = {{"winograd", "#d1495b"}, {"direct", "#2a6f97"},
                            {"amx", "#c98a2b"},      {"linear", "#5b8c5a"},
                            {"grouped", "#8d6a9f"},  {"others", "#8a8f94"}};

const Color &colorOf(const gnet_layer &layer) {
  for (const Color &color : colors)
    if (std::string_view(layer.kernel)
            .substr(0, std::string_view(color.kind).size()) == color.kind)
      return color;
  return colors[std::size(colors) - 1];
}

std::string escaped(std::string_view text) {
  std::string result;
  for (char c : text)
    switch (c) {
    case '&':
      result += "&amp;";
      break;
    case '<':
      result += "&lt;";
      break;
    case '>':
      result += "&gt;";
      break;
    default:
      result += c;
    }
  return result;
}

/// The powers of ten, twice and five times them: the largest up to `value`.
double roundedDown(double value) {
  const double decade = std::pow(10, std::floor(std::log10(value)));
  for (double factor : {5.0, 2.0})
    if (factor * decade <= value)
      return factor * decade;
  return decade;
}

/// The next of them.
double nextOf(double tick) {
  const double exact = roundedDown(tick * 1.01);
  const double digit =
      exact / std::pow(10, std::floor(std::log10(exact) + 1e-9));
  return exact * (digit > 1.5 && digit < 3 ? 2.5 : 2);
}

/// Logarithmic, over so many pixels.
struct Axis {
  double low, high, pixels;

  static Axis around(double least, double largest, double pixels) {
    return {roundedDown(least), nextOf(roundedDown(largest)), pixels};
  }
  double operator()(double value) const {
    return pixels * std::log10(value / low) / std::log10(high / low);
  }
  template <typename Draw> void forTicks(Draw draw) const {
    double tick = low;
    while (tick <= high * 1.01) {
      draw(tick);
      tick = nextOf(tick);
    }
  }
};

struct Box {
  double x, y, width, height;

  bool overlaps(const Box &other) const {
    return x < other.x + other.width && other.x < x + width &&
           y < other.y + other.height && other.y < y + height;
  }
};

class Drawing {
public:
  Drawing(const std::vector<RooflineStep> &all, const Peaks &peaks);

  std::string svg(const std::string &title);

private:
  void drawGrid();
  void drawRoofs();
  void drawRoof(double bytesPerSecond, const std::string &label,
                const char *dashes);
  void drawPoints();
  void drawNumber(const RooflineStep &step, size_t number);
  void drawTable();
  void drawLegend();

  double xOf(double intensity) const { return left + x(intensity); }
  double yOf(double flops) const { return top + plotHeight - y(flops); }
  double radiusOf(const RooflineStep &step) const {
    return 3 + 14 * std::sqrt(step.time->share);
  }
  Box boxOf(const RooflineStep &step) const {
    double r = radiusOf(step);
    return {xOf(step.intensity) - r, yOf(step.flops) - r, 2 * r, 2 * r};
  }

  template <typename... Arguments>
  void add(fmt::format_string<Arguments...> format, Arguments &&...arguments) {
    text += fmt::format(format, std::forward<Arguments>(arguments)...);
    text += '\n';
  }

  const Peaks &peaks;
  std::vector<const RooflineStep *> steps; ///< The longest first.
  Axis x{}, y{};
  std::vector<Box> taken;
  std::string text;
};

Drawing::Drawing(const std::vector<RooflineStep> &all, const Peaks &peaks)
    : peaks(peaks) {
  double leastX = peaks.flops / peaks.cache,
         largestX = peaks.flops / peaks.memory;
  double leastY = peaks.flops;
  for (const RooflineStep &step : all) {
    if (step.flops <= 0)
      continue;
    steps.push_back(&step);
    leastX = std::min(leastX, step.intensity);
    largestX = std::max(largestX, step.intensity);
    leastY = std::min(leastY, step.flops);
  }
  std::sort(steps.begin(), steps.end(), [](const auto *a, const auto *b) {
    // Of equals the one that runs first.
    return std::pair(-a->time->seconds, a) < std::pair(-b->time->seconds, b);
  });
  x = Axis::around(leastX, largestX, plotWidth);
  y = Axis::around(leastY, peaks.flops * 1.1, plotHeight);
}

void Drawing::drawGrid() {
  auto tick = [](double value) {
    return value < 1 ? fmt::format("{:g}", value)
                     : fmt::format("{:.0f}", value);
  };
  x.forTicks([&](double decade) {
    add(R"(<line x1="{0:.1f}" y1="{1}" x2="{0:.1f}" y2="{2}" stroke="#e3e6e8"/>)",
        xOf(decade), top, top + plotHeight);
    add(R"(<text x="{:.1f}" y="{}" text-anchor="middle">{}</text>)",
        xOf(decade), top + plotHeight + 18, tick(decade));
  });
  y.forTicks([&](double decade) {
    add(R"(<line x1="{1}" y1="{0:.1f}" x2="{2}" y2="{0:.1f}" stroke="#e3e6e8"/>)",
        yOf(decade), left, left + plotWidth);
    add(R"(<text x="{}" y="{:.1f}" text-anchor="end">{}</text>)", left - 8,
        yOf(decade) + 4, tick(decade * 1e-9));
  });
  add(R"(<text x="{}" y="{}" text-anchor="middle">flops a byte of weights and )"
      R"(images</text>)",
      left + plotWidth / 2, top + plotHeight + 38);
  add(R"svg(<text transform="translate(20 {}) rotate(-90)" )svg"
      R"(text-anchor="middle">GF/s, of what is multiplied</text>)",
      top + plotHeight / 2);
}

void Drawing::drawRoofs() {
  drawRoof(peaks.memory, fmt::format("memory {:.1f} GB/s", peaks.memory * 1e-9),
           "");
  drawRoof(peaks.cache,
           fmt::format("second cache {:.0f} GB/s", peaks.cache * 1e-9), "6 4");
  double knee = std::max(peaks.flops / peaks.cache, x.low);
  add(R"(<line x1="{:.1f}" y1="{:.1f}" x2="{}" y2="{:.1f}" stroke="#333" )"
      R"(stroke-width="1.5"/>)",
      xOf(knee), yOf(peaks.flops), left + plotWidth, yOf(peaks.flops));
  // Where no steps are: those that reach the peak do so further right.
  add(R"(<text x="{:.1f}" y="{:.1f}" fill="#333">multiplying ({}) {:.0f} )"
      R"(GF/s</text>)",
      xOf(knee) + 4, yOf(peaks.flops) - 7, peaks.vectors, peaks.flops * 1e-9);
}

/// From the plot's edge to the peak, with its label along it.
void Drawing::drawRoof(double bytesPerSecond, const std::string &label,
                       const char *dashes) {
  double from = std::max(x.low, y.low / bytesPerSecond);
  double to = peaks.flops / bytesPerSecond;
  if (to <= from)
    return;
  double x1 = xOf(from), y1 = yOf(from * bytesPerSecond);
  double x2 = xOf(to), y2 = yOf(peaks.flops);
  add(R"(<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" stroke="#333" )"
      R"(stroke-width="1.5" stroke-dasharray="{}"/>)",
      x1, y1, x2, y2, dashes);
  double angle = std::atan2(y2 - y1, x2 - x1) * 180 / M_PI;
  add(R"svg(<text transform="translate({:.1f} {:.1f}) rotate({:.1f})" )svg"
      R"(text-anchor="middle" dy="-7" fill="#333">{}</text>)",
      (x1 + x2) / 2, (y1 + y2) / 2, angle, label);
}

void Drawing::drawPoints() {
  // The largest are below the others.
  for (const RooflineStep *step : steps)
    add(R"(<circle cx="{:.1f}" cy="{:.1f}" r="{:.1f}" fill="{}" )"
        R"(fill-opacity="0.55" stroke="#fff" stroke-width="0.7"><title>{}, {}, )"
        R"({:.1f} % of what bounds it</title></circle>)",
        xOf(step->intensity), yOf(step->flops), radiusOf(*step),
        colorOf(step->time->layer).value, escaped(step->time->layer.path),
        escaped(step->time->layer.kernel), step->reached * 100);
  for (size_t i = 0; i < std::min(steps.size(), mostNumbered); ++i)
    drawNumber(*steps[i], i + 1);
}

/// As near to its point as it covers no other number.
void Drawing::drawNumber(const RooflineStep &step, size_t number) {
  const std::string digits = std::to_string(number);
  const double width = 7.0 * static_cast<double>(digits.size()) + 2,
               height = 12;
  const double cx = xOf(step.intensity), cy = yOf(step.flops);
  Box box{cx - width / 2, cy - height / 2, width, height};
  auto isFree = [&] {
    return box.x > left && box.x + box.width < left + plotWidth &&
           box.y > top && box.y + box.height < top + plotHeight &&
           std::none_of(
               taken.begin(), taken.end(),
               [&](const Box &other) { return box.overlaps(other); });
  };
  double distance = 0;
  for (int turn = 0; turn < 400 && (turn == 0 || !isFree()); ++turn) {
    const double angle = turn * 0.7;
    distance = turn == 0 ? 0 : 9 + turn * 0.45;
    box.x = cx + distance * std::cos(angle) - width / 2;
    box.y = cy + distance * std::sin(angle) - height / 2;
    if (isFree())
      break;
  }
  taken.push_back(box);
  const double tx = box.x + width / 2, ty = box.y + height / 2;
  if (distance > radiusOf(step) + 6)
    add(R"(<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" )"
        R"(stroke="#9aa0a6" stroke-width="0.6"/>)",
        cx, cy, tx, ty);
  // White around it, so that it is legible on its point.
  for (const char *style :
       {R"(stroke="#fff" stroke-width="2.5" stroke-opacity="0.8")",
        R"(fill="#111")"})
    add(R"(<text x="{:.1f}" y="{:.1f}" text-anchor="middle" font-size="11" )"
        R"({}>{}</text>)",
        tx, ty + 4, style, digits);
}

void Drawing::drawTable() {
  const double columns[] = {tableLeft + 22,  tableLeft + 30,  tableLeft + 290,
                            tableLeft + 440, tableLeft + 500, tableLeft + 560};
  add(R"(<g font-size="11">)");
  double at = top;
  auto row = [&](const std::string &number, std::string_view path,
                 std::string_view kernel, const std::string &time,
                 const std::string &share, const std::string &reached,
                 const char *style) {
    auto cut = [](std::string_view cell, size_t most) {
      return cell.size() <= most
                 ? escaped(cell)
                 : "…" + escaped(cell.substr(cell.size() - most));
    };
    add(R"(<g {}><text x="{}" y="{:.1f}" text-anchor="end">{}</text>)", style,
        columns[0], at, number);
    add(R"(<text x="{}" y="{:.1f}">{}</text><text x="{}" y="{:.1f}">{}</text>)",
        columns[1], at, cut(path, 40), columns[2], at, cut(kernel, 24));
    add(R"(<text x="{}" y="{:.1f}" text-anchor="end">{}</text>)", columns[3],
        at, time);
    add(R"(<text x="{}" y="{:.1f}" text-anchor="end">{}</text>)", columns[4],
        at, share);
    add(R"(<text x="{}" y="{:.1f}" text-anchor="end">{}</text></g>)",
        columns[5], at, reached);
    at += lineHeight;
  };
  row("", "step", "kernel", "us", "share", "of bound", R"(fill="#666")");
  for (size_t i = 0; i < std::min(steps.size(), mostNumbered); ++i) {
    const RooflineStep &step = *steps[i];
    row(std::to_string(i + 1), step.time->layer.path, step.time->layer.kernel,
        fmt::format("{:.1f}", step.time->least * 1e6),
        fmt::format("{:.1f} %", step.time->share * 100),
        fmt::format("{:.0f} %", step.reached * 100),
        step.reached < wellReached ? R"(fill="#b3261e")" : "");
  }
  if (steps.size() > mostNumbered)
    row("",
        fmt::format("and {} more, without a number",
                    steps.size() - mostNumbered),
        "", "", "", "", R"(fill="#666")");
  add("</g>");
}

void Drawing::drawLegend() {
  double at = left;
  for (const Color &color : colors) {
    bool isThere =
        std::any_of(steps.begin(), steps.end(), [&](const RooflineStep *step) {
          return &colorOf(step->time->layer) == &color;
        });
    if (!isThere)
      continue;
    add(R"(<circle cx="{:.1f}" cy="{}" r="5" fill="{}" fill-opacity="0.7"/>)",
        at + 6, top + plotHeight + 60, color.value);
    add(R"(<text x="{:.1f}" y="{}">{}</text>)", at + 16, top + plotHeight + 64,
        color.kind);
    at += 100;
  }
  add(R"(<text x="{:.1f}" y="{}" fill="#666">areas: shares of the run</text>)",
      at, top + plotHeight + 64);
}

std::string Drawing::svg(const std::string &title) {
  const auto rows =
      static_cast<double>(std::min(steps.size(), mostNumbered) + 3);
  const double height =
      std::max(top + plotHeight + 84, top + rows * lineHeight);
  add(R"(<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{:.0f}" )"
      R"(font-family="sans-serif" font-size="13">)",
      tableLeft + tableWidth + 20, height);
  add(R"(<rect width="100%" height="100%" fill="white"/>)");
  add(R"(<text x="{}" y="28" font-weight="bold" font-size="15">{}</text>)",
      left, escaped(title));
  drawGrid();
  drawRoofs();
  drawPoints();
  drawLegend();
  drawTable();
  add("</svg>");
  return std::move(text);
}

} // namespace

std::string rooflineSvg(const std::string &title,
                        const std::vector<RooflineStep> &steps,
                        const Peaks &peaks) {
  return Drawing(steps, peaks).svg(title);
}

} // namespace gnet

#include "report/page/Chart.h"
#include "report/page/Html.h"
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace gnet {

namespace {

/// 1, 2 or 5 times a power of ten, for some five steps up to `most`.
double roundStep(double most) {
  const double raw = most / 5;
  const double power = std::pow(10, std::floor(std::log10(raw)));
  for (double factor : {1.0, 2.0, 5.0})
    if (factor * power >= raw * 0.999)
      return factor * power;
  return 10 * power;
}

} // namespace

double Axis::operator()(double value) const {
  double part = isLogarithmic ? std::log(value / least) / std::log(most / least)
                              : (value - least) / (most - least);
  return from + part * (to - from);
}

std::vector<double> Axis::ticks() const {
  std::vector<double> found;
  if (isLogarithmic) {
    const auto first = static_cast<int>(std::ceil(std::log10(least) - 1e-9));
    const auto last = static_cast<int>(std::floor(std::log10(most) + 1e-9));
    for (int power = first; power <= last; ++power)
      found.push_back(std::pow(10, power));
    return found;
  }
  const double step = roundStep(most - least);
  for (int i = 0; least + i * step <= most + step * 1e-6; ++i)
    found.push_back(least + i * step);
  return found;
}

Axis evenAxis(double most, double from, double to) {
  if (!(most > 0))
    return {0, 1, from, to};
  const double step = roundStep(most);
  return {0, std::ceil(most / step - 1e-9) * step, from, to};
}

Axis logarithmicAxis(const std::vector<double> &values, double from,
                     double to) {
  double least = 0, most = 0;
  for (double value : values)
    if (value > 0) {
      least = least > 0 ? std::min(least, value) : value;
      most = std::max(most, value);
    }
  if (!(least > 0))
    return {1, 10, from, to, true};
  auto half = [](double value, double (*round)(double), double apart) {
    return std::pow(10, round(std::log10(value) * 2 + apart) / 2);
  };
  return {half(least, std::floor, -0.2), half(most, std::ceil, 0.2), from, to,
          true};
}

void Chart::addVerticalAxis(const Axis &scale, std::string_view name,
                            std::string (*text)(double)) {
  for (double tick : scale.ticks()) {
    const double y = scale(tick);
    addLine(left, y, right, y, "grid");
    addText(left - 8, y + 4, text(tick), "end");
  }
  const double middle = (scale.from + scale.to) / 2;
  body += fmt::format("<text class=\"name\" text-anchor=\"middle\" "
                      "transform=\"translate(14 {:.1f}) rotate(-90)\">{}"
                      "</text>\n",
                      middle, escaped(name));
}

void Chart::addHorizontalAxis(const Axis &scale, std::string_view name,
                              std::string (*text)(double)) {
  addLine(left, bottom(), right, bottom(), "axis");
  for (double tick : scale.ticks()) {
    const double x = scale(tick);
    addLine(x, bottom(), x, bottom() + 4, "axis");
    addText(x, bottom() + 17, text(tick), "middle");
  }
  addText((left + right) / 2, bottom() + 36, name, "middle", "name");
}

void Chart::addRectangle(double x, double y, double width, double height,
                         std::string_view style, std::string_view hint) {
  body += fmt::format("<rect class=\"mark {}\" x=\"{:.2f}\" y=\"{:.2f}\" "
                      "width=\"{:.2f}\" height=\"{:.2f}\"><title>{}</title>"
                      "</rect>\n",
                      style, x, y, width, height, escaped(hint));
}

void Chart::addDot(double x, double y, double radius, std::string_view style,
                   std::string_view hint) {
  body += fmt::format("<circle class=\"mark {}\" cx=\"{:.2f}\" cy=\"{:.2f}\" "
                      "r=\"{:.1f}\"><title>{}</title></circle>\n",
                      style, x, y, radius, escaped(hint));
}

void Chart::addLine(double x1, double y1, double x2, double y2,
                    std::string_view style) {
  body += fmt::format("<line class=\"{}\" x1=\"{:.2f}\" y1=\"{:.2f}\" "
                      "x2=\"{:.2f}\" y2=\"{:.2f}\"/>\n",
                      style, x1, y1, x2, y2);
}

void Chart::addText(double x, double y, std::string_view text,
                    std::string_view anchor, std::string_view style) {
  const std::string classes =
      style.empty() ? "" : fmt::format(" class=\"{}\"", style);
  body += fmt::format("<text{} text-anchor=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\">{}"
                      "</text>\n",
                      classes, anchor, x, y, escaped(text));
}

std::string Chart::html(std::string_view caption) const {
  const std::string picture = fmt::format(
      "<svg class=\"chart\" viewBox=\"0 0 {0} {1}\" role=\"img\" "
      "aria-labelledby=\"{2}-title\"><title id=\"{2}-title\">{3}</title>\n"
      "{4}</svg>\n",
      width, tall, id, escaped(title), body);
  return fmt::format("<figure id=\"{}\">\n{}<figcaption>{}</figcaption>\n"
                     "</figure>\n",
                     id, scrolling(title, picture), caption);
}

std::string tickText(double value) {
  const char *const letters[] = {"", "K", "M", "G", "T", "P"};
  size_t letter = 0;
  while (std::abs(value) >= 999.5 && letter + 1 < std::size(letters)) {
    value /= 1000;
    ++letter;
  }
  return fmt::format("{:.4g}{}", value, letters[letter]);
}

} // namespace gnet

#include "report/Figures.h"
#include <fmt/format.h>

namespace gnet {

std::string withCommas(int64_t value) {
  std::string digits = std::to_string(value);
  const int first = value < 0 ? 1 : 0;
  for (int i = static_cast<int>(digits.size()) - 3; i > first; i -= 3)
    digits.insert(i, ",");
  return digits;
}

std::string roundedFigure(int64_t value) {
  const char *const letters[] = {"", "K", "M", "G", "T", "P"};
  double scaled = static_cast<double>(value);
  size_t letter = 0;
  while (scaled >= 999.5 && letter + 1 < std::size(letters)) {
    scaled /= 1000;
    ++letter;
  }
  int decimals = scaled >= 99.95 || letter == 0 ? 0 : scaled >= 9.995 ? 1 : 2;
  return fmt::format("{:.{}f}{}", scaled, decimals, letters[letter]);
}

std::string mebibytes(int64_t bytes) {
  return fmt::format("{:.1f} MiB", static_cast<double>(bytes) / (1 << 20));
}

std::string changeText(int64_t before, int64_t after) {
  if (before == 0)
    return "";
  double ratio = static_cast<double>(after) / static_cast<double>(before);
  return fmt::format("{:+.1f}%", (ratio - 1) * 100);
}

} // namespace gnet

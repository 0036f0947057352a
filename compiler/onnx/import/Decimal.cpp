#include "onnx/import/Readers.h"

#include <cmath>
#include <cstdlib>
#include <fmt/format.h>

namespace gnet {

double decimal(float value) {
  auto parsed = [](const std::string &text) {
    return std::strtod(text.c_str(), nullptr);
  };
  // Six digits always survive a float32.
  double rounded = parsed(fmt::format("{:.6g}", value));
  float nearest = static_cast<float>(rounded);
  bool isNextTo = std::nextafter(value, nearest) == nearest;
  return isNextTo ? rounded : parsed(fmt::format("{}", value));
}

} // namespace gnet

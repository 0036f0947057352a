#include "onnx/import/ReshapeTarget.h"

namespace gnet {

std::optional<std::vector<int64_t>>
reshapeTarget(std::vector<int64_t> asked, const std::vector<int64_t> &from,
              int64_t elements, bool allowZero) {
  __int128 product = 1;
  std::optional<size_t> open;
  for (size_t i = 0; i < asked.size(); ++i) {
    if (asked[i] == 0 && !allowZero && i < from.size())
      asked[i] = from[i];
    if (asked[i] == -1 && !open) {
      open = i;
      continue;
    }
    product *= asked[i];
    if (asked[i] < 0 || product > elements)
      return std::nullopt;
  }
  if (!open)
    return product == elements ? std::optional(std::move(asked)) : std::nullopt;
  if (product == 0 || elements % product != 0)
    return std::nullopt;
  asked[*open] = static_cast<int64_t>(elements / product);
  return asked;
}

} // namespace gnet

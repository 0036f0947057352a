#include "network/Uses.h"

namespace gnet {

std::vector<int> countUses(const Network &network) {
  std::vector<int> uses(network.layers.size());
  for (const Layer &layer : network.layers)
    for (LayerId input : layer.inputs)
      if (input != networkInput)
        ++uses[input];
  for (const Output &output : network.outputs())
    if (output.layer != networkInput)
      ++uses[output.layer];
  return uses;
}

} // namespace gnet

//===- Reference.h - A network in plain double-precision loops ------------===//
//
// What the compiled packages are held against. It follows the definitions in
// network/Network.h and shares no arithmetic with the compiler or the kernels:
// also the number of windows along an axis is found anew, by enumerating them.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_REFERENCE_REFERENCE_H
#define GNET_REFERENCE_REFERENCE_H

#include "network/Network.h"
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace gnet::reference {

/// A batch of images: n, c, h, w, the last index running fastest.
struct Tensor {
  int64_t batch = 0;
  Shape shape;
  std::vector<double> values;

  Tensor() = default;
  Tensor(int64_t batch, Shape shape, double value = 0)
      : batch(batch), shape(shape), values(batch * shape.elements(), value) {}

  size_t index(int64_t n, int64_t c, int64_t h, int64_t w) const {
    return ((n * shape.channels + c) * shape.height + h) * shape.width + w;
  }
  double &at(int64_t n, int64_t c, int64_t h, int64_t w) {
    return values[index(n, c, h, w)];
  }
  double at(int64_t n, int64_t c, int64_t h, int64_t w) const {
    return values[index(n, c, h, w)];
  }
};

/// By the names of network/Parameters.h. Missing or misshapen tensors are the
/// caller's mistake and abort.
using Weights = std::map<std::string, std::vector<float>>;

/// Changes a layer's result before others read it, as one that is rounded is.
using AfterLayer = std::function<void(LayerId, Tensor &result)>;

/// The result of every layer of the inference form, by LayerId; layers of
/// heads stay empty, dropout passes its input on.
std::vector<Tensor> runLayers(const Network &network, const Weights &weights,
                              const Tensor &input,
                              const AfterLayer &afterLayer = {});

/// The result of `network.output`.
Tensor run(const Network &network, const Weights &weights, const Tensor &input,
           const AfterLayer &afterLayer = {});

} // namespace gnet::reference

#endif // GNET_REFERENCE_REFERENCE_H

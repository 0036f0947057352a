//===- WeightMap.h - What the tensors of a framework's files are called ---===//
//
// A map is a text file of specs/weights/. It says where the parameters of some
// networks are in the files of some framework, and how they lie there:
//
//   // torchvision.models.resnet18
//   networks: resnet18 resnet34      which it serves
//   format: Caffe ONNX               only files of these formats; else any
//   conv: OIHW                       or HWIO
//   linear: OI                       or IO
//   flatten: CHW                     or HWC: how a linear layer sees an image
//   input: bgr                       or rgb; else the order of the network
//   epsilon: 1e-3                    of batch norm; else that of the network
//   extra_class: first               or last: a class more than the network's
//   trim: :0                         an ending of names that means nothing
//   ignore: fc.aux.* *.step          tensors of no use
//
//   tensors:                         by layer, {} being its name in the file
//     conv.weight = {}/kernel
//     norm.scale = 1
//     norm.shift = {}/beta * {}/factor + {}/offset
//   layers:                          their names in the file
//     conv{s}.unit{i#} = layer{s-1}.{i}
//   parameters:                      of ours, one by one, before all else
//     classifier.bias = logits
//   created:                         layers that the file numbers, in the
//     conv1 conv2.conv1x1            order of creation: {_} is nothing, _1, ...
//
// Several lines for a tensor or a layer are tried in their order: the first
// whose names the file has holds. The norm that follows a layer (`conv1.norm`)
// goes by that layer's name where it has none of its own.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_WEIGHTS_MAPS_WEIGHTMAP_H
#define GNET_WEIGHTS_MAPS_WEIGHTMAP_H

#include "network/Network.h"
#include "weights/maps/NamePattern.h"
#include "llvm/ADT/StringMap.h"
#include <array>

namespace gnet {

enum class ConvLayout { Oihw, Hwio };
enum class LinearLayout { Oi, Io };
enum class FlattenOrder { Chw, Hwc };
enum class ExtraClass { None, First, Last };

/// A tensor of the file, or a number.
using Factor = std::variant<NameTemplate, double>;
using Product = std::vector<Factor>;
/// A sum of products, element by element.
using Formula = std::vector<Product>;

/// The parameters that a layer can have.
enum class TensorKind {
  ConvWeight,
  ConvBias,
  LinearWeight,
  LinearBias,
  NormScale,
  NormShift,
  NormMean,
  NormVariance,
  AffineScale,
  AffineShift,
  RbfCentres,
};
inline constexpr size_t tensorKinds = 11;

struct WeightMap {
  struct LayerRule {
    NamePattern ours;
    NameTemplate theirs;
  };
  struct ParameterRule {
    NamePattern ours;
    Formula theirs;
  };

  std::string file; ///< Empty: the names are the network's own.
  std::vector<std::string> networks;
  std::vector<std::string> formats; ///< Empty: any.
  ConvLayout conv = ConvLayout::Oihw;
  LinearLayout linear = LinearLayout::Oi;
  FlattenOrder flatten = FlattenOrder::Chw;
  std::optional<ChannelOrder> input;
  std::optional<double> epsilon;
  ExtraClass extraClass = ExtraClass::None;
  std::string trim;
  std::vector<std::string> ignored; ///< With `*` for any characters.

  /// By kind, those to try; PyTorch's where the map has none.
  std::array<std::vector<Formula>, tensorKinds> tensors;
  std::vector<LayerRule> layers;
  std::vector<ParameterRule> parameters;
  llvm::StringMap<unsigned> created; ///< From 0.

  bool serves(llvm::StringRef network) const;
};

/// The map of a file that calls everything as the network does.
WeightMap ownNames();

/// `file` is for messages: `FILE:LINE: what is wrong and how to repair it`.
llvm::Expected<WeightMap> parseWeightMap(llvm::StringRef text,
                                         llvm::StringRef file);

} // namespace gnet

#endif // GNET_WEIGHTS_MAPS_WEIGHTMAP_H

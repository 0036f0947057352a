//===- Results.h - Which results of a network lie in memory ---------------===//
#ifndef GNET_QUANTIZATION_RESULTS_H
#define GNET_QUANTIZATION_RESULTS_H

#include "network/Network.h"
#include "quantization/Calibration.h"

namespace gnet {

/// A layer's activation is computed with it where nothing else reads what is
/// between them, and to flatten changes no value: the result of all of them is
/// one. The input is a result, too.
class Results {
public:
  /// `network` is folded, and outlives this.
  explicit Results(const Network &network);

  /// The layer behind which the value that `id` names lies in memory.
  LayerId of(LayerId id) const { return id == networkInput ? id : ends[id]; }

  /// All of them, the input first.
  std::vector<LayerId> all() const;

  /// What a calibration calls it, each name for the same range: the paths of
  /// the layers whose result it is, but of an activation that a layer has in
  /// its own path.
  std::vector<std::string> names(LayerId result) const;

  /// Results that have the same integers, in groups: what is joined, and the
  /// largest of what; each result is in one of them.
  std::vector<std::vector<LayerId>> alike() const;

  /// By layer.
  using Layers = std::vector<bool>;
  struct Integers {
    Layers bytes;    ///< Whose result lies in memory as bytes.
    Layers products; ///< What has filters or a matrix, and multiplies bytes.
  };
  /// What a package has where the layers `kept` stay float32. So does what
  /// softmax or the application takes, what is joined with one that does, what
  /// a convolution adds to another branch at once, and the products of what
  /// reads a result that stays so. Filters and matrices multiply the input as
  /// bytes; others read it as it is.
  Integers integers(const Layers &kept) const {
    return integers(kept, kept, /*isInputBytes=*/true);
  }
  /// Likewise where results that the calibration has no range of do, too.
  Integers integers(const Layers &kept, const Calibration &calibration) const;

  /// By layer, that of its result, if the calibration has one: those that are
  /// alike have one that holds all of theirs.
  std::vector<std::optional<Calibration::Range>>
  ranges(const Calibration &calibration) const;

  /// What the network's scores are: its output, but where that makes
  /// probabilities of them.
  LayerId scores() const;

private:
  bool isReadAsItIs(LayerId result) const;
  void findAdded(const std::vector<int> &uses);
  Layers areBytes(const Layers &floats) const;
  Integers integers(const Layers &kept, const Layers &floats,
                    bool isInputBytes) const;

  const Network &network;
  std::vector<LayerId> ends; ///< By layer.
  /// By layer: whether it is a convolution that makes a sum of its result.
  Layers isAdded;
};

} // namespace gnet

#endif // GNET_QUANTIZATION_RESULTS_H

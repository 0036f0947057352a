//===- Description.h - How a layer is described ---------------------------===//
//
// A layer is a struct of its attributes, each with the language's default. The
// struct says what is particular to it and nothing that follows from the rest:
//
//   static constexpr const char *word, *doc;     always
//   static void describe(layer, fields);         if it has attributes
//   ShapeOrError shape(inputs) const;            if it is not its input's
//   parameters(input) const;                     if it learns any
//   canonical() const;                           if two spellings mean the same
//   void takeWeight(dims);                       if attributes are a weight's
//   sizes std::optional<std::string> misfit() const;   what no range can say
//
// and where they hold the constants that LayerKind in network/Layers.h
// explains: `family`, `rowType`, `takesNorm`, `isActivation`, ...
//
// `describe` names each attribute once. `fields` is what the reader of specs,
// the writers of reports, the dialect or the documentation make of it; `layer`
// is const for those that only look.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_NETWORK_LAYERS_DESCRIPTION_H
#define GNET_NETWORK_LAYERS_DESCRIPTION_H

#include "network/Shape.h"
#include "network/Windows.h"
#include <optional>
#include <string>
#include <vector>

namespace gnet {

/// Both ends belong to it.
struct IntegerRange {
  int64_t low;
  int64_t high;
};
struct RealRange {
  double low;
  double high;
};

/// Of a kernel, stride, dilation or padding: far past any network, and
/// products of them stay far from overflow.
inline constexpr int64_t maxSide = 65535;
inline constexpr IntegerRange sideRange{1, maxSide};
/// Of channels, features and groups.
inline constexpr IntegerRange channelRange{1, 2147483647};
/// Of what values are multiplied by, or what is added to them.
inline constexpr RealRange factorRange{-1e6, 1e6};

/// When a report says an attribute.
enum class Said { UnlessDefault, Always, Never };

/// What is known of an attribute beside its value.
struct Field {
  /// The key; of an argument, what messages call it.
  const char *word;
  /// What it is, for a reader of documentation.
  const char *doc;
  /// What is missing where an argument is: the word unless it is given.
  const char *needs = nullptr;
  /// The attribute of the gn operation: the word unless it is given, empty for
  /// none.
  const char *gn = nullptr;
  /// Likewise in JSON.
  const char *json = nullptr;
  /// How reports say it, a format of fmt's for the value: the word and the
  /// value unless it is given.
  const char *report = nullptr;
  Said said = Said::UnlessDefault;
};

/// A key that is true or false; an empty text is not said.
struct Flag {
  const char *word;
  const char *doc;
  const char *gn = nullptr;
  const char *whenTrue = "";
  const char *whenFalse = "";
  Said said = Said::UnlessDefault;
};

/// The input channels that each output channel sees.
using Connections = std::vector<std::vector<int64_t>>;

/// What a layer learns.
enum class ParameterRole {
  Weight,
  Bias,
  Scale,
  Shift,
  Mean,
  Variance,
  Centres
};

/// A tensor that every layer of a kind learns, or that this one does without.
struct ParameterForm {
  const char *suffix; ///< Of its name, as `.weight`.
  ParameterRole role;
  std::vector<int64_t> dims;
  bool isThere = true;
};

/// What papers draw alike.
enum class LayerFamily { Filter, Pool, Join, ByElement, Output };

} // namespace gnet

#endif // GNET_NETWORK_LAYERS_DESCRIPTION_H

//===- Settings.h - The keys of layers, and which are defaults ------------===//
#ifndef GNET_ONNX_IMPORT_SETTINGS_H
#define GNET_ONNX_IMPORT_SETTINGS_H

#include "onnx/import/Structure.h"

#include <map>

namespace gnet {

/// A key of a layer. Where several values mean the same (the padding of a 1x1
/// kernel is `valid` and `same`), any of them may be a default; the first is
/// written.
struct SpecSetting {
  std::string key;
  std::vector<std::string> values;
  /// What holds if nothing is written, or empty if it must be.
  std::string otherwise;
  bool mayBeDefault = true;
};

/// What the network's `defaults` say: kind, key, value.
using SpecDefaults = std::map<std::string, std::map<std::string, std::string>>;

/// The defaults with which the fewest keys are to be written.
SpecDefaults chooseDefaults(const Network &network, const SpecChain &body);

/// The keys of `item` that `defaults` do not say, as `pad: 2`.
std::vector<std::string> settingsOf(const Network &network,
                                    const SpecItem &item,
                                    const SpecDefaults &defaults);

/// The shortest text that reads back as `value`.
std::string numberText(double value);

/// One number, or a list.
std::string numbersText(const std::vector<double> &values);

} // namespace gnet

#endif // GNET_ONNX_IMPORT_SETTINGS_H

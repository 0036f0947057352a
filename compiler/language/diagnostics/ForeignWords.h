//===- ForeignWords.h - What frameworks call it ---------------------------===//
#ifndef GNET_LANGUAGE_DIAGNOSTICS_FOREIGNWORDS_H
#define GNET_LANGUAGE_DIAGNOSTICS_FOREIGNWORDS_H

#include <optional>
#include <string>

namespace gnet {

/// Our word for one that PyTorch, Keras, Caffe or ONNX have: `silu` for
/// `swish`.
std::optional<std::string> ourWordFor(const std::string &word);

/// True for a layer or activation of the field that the language has not.
bool isNotThereYet(const std::string &word);

} // namespace gnet

#endif // GNET_LANGUAGE_DIAGNOSTICS_FOREIGNWORDS_H

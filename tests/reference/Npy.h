//===- Npy.h - Batches of images as numpy files ---------------------------===//
#ifndef GNET_REFERENCE_NPY_H
#define GNET_REFERENCE_NPY_H

#include "reference/Reference.h"
#include <optional>
#include <string>

namespace gnet::reference {

/// A float32 array of four dimensions in C order. On failure nothing, and in
/// `error` why, without the file's name.
std::optional<Tensor> readNpy(const std::string &path, std::string &error);

/// Writes float32, rounded from the tensor's doubles.
bool writeNpy(const std::string &path, const Tensor &tensor,
              std::string &error);

} // namespace gnet::reference

#endif // GNET_REFERENCE_NPY_H

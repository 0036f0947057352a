//===- Unify.h - One expression for several that differ in numbers --------===//
#ifndef GNET_PYTORCH_CLASSES_UNIFY_H
#define GNET_PYTORCH_CLASSES_UNIFY_H

#include "pytorch/classes/Classes.h"

namespace gnet {

/// Equal for expressions that one can stand for.
std::string skeletonOf(const PythonExpression &expression);

/// That one. Where they differ stands a parameter, which is added to
/// `parameters` unless it is there.
PythonExpression unified(const std::vector<const PythonExpression *> &uses,
                         std::vector<TorchParameter> &parameters);

} // namespace gnet

#endif // GNET_PYTORCH_CLASSES_UNIFY_H

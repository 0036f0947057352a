//===- RowTypes.h - How the paper's table calls a row ---------------------===//
#ifndef GNET_LANGUAGE_ELABORATION_ROWTYPES_H
#define GNET_LANGUAGE_ELABORATION_ROWTYPES_H

#include "language/syntax/Ast.h"

namespace gnet {

/// Sets `type` and `patchStride` of a row from the layers it made: those of
/// its last convolution or linear layer, else of its last layer. A module or
/// concat goes by its own name.
void describeRow(const Network &network, const ast::Pipeline &pipeline,
                 Row &row);

} // namespace gnet

#endif // GNET_LANGUAGE_ELABORATION_ROWTYPES_H

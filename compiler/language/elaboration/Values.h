//===- Values.h - Written values as numbers and sizes ---------------------===//
#ifndef GNET_LANGUAGE_ELABORATION_VALUES_H
#define GNET_LANGUAGE_ELABORATION_VALUES_H

#include "language/diagnostics/Diagnostics.h"
#include "language/syntax/Ast.h"

#include <map>

namespace gnet {

/// What a module's parameters stand for in one of its instances.
using Bindings = std::map<std::string, ast::Value>;

/// `value` with every parameter in it replaced by what it is bound to, which
/// stands where it was written: in the table's cell, or in the call. Arithmetic
/// is computed; what comes to no number is Unknown (reported).
ast::Value substitute(const ast::Value &value, const Bindings &bindings,
                      Diagnostics &diagnostics);

/// True for what was reported already, also within a ratio or a list.
bool isUnknown(const ast::Value &value);

/// How many values stand in lists and arithmetic.
size_t listedValues(const ast::Value &value);
size_t listedValues(const ast::Layer &layer);
size_t listedValues(const ast::ModuleCall &call);
size_t listedValues(const std::vector<ast::Setting> &settings);

/// `left / right` where that is a whole number of 64 bits.
std::optional<int64_t> quotient(int64_t left, int64_t right);

/// `12`, or `24/2`.
std::optional<int64_t> asInteger(const ast::Value &value);
/// `0.5`, `50%`, `1/255`.
std::optional<double> asReal(const ast::Value &value);
/// `3` is 3x3; `1x7` is height x width.
std::optional<Extent> asExtent(const ast::Value &value);

} // namespace gnet

#endif // GNET_LANGUAGE_ELABORATION_VALUES_H

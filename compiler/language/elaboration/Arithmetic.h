//===- Arithmetic.h - Whole numbers computed from parameters --------------===//
#ifndef GNET_LANGUAGE_ELABORATION_ARITHMETIC_H
#define GNET_LANGUAGE_ELABORATION_ARITHMETIC_H

#include "language/diagnostics/Diagnostics.h"
#include "language/elaboration/Values.h"

namespace gnet {

/// What `written`, which is Arithmetic, comes to: a number, at its place. A
/// division must come out even. Unknown where it comes to none (reported).
ast::Value compute(const ast::Value &written, const Bindings &bindings,
                   Diagnostics &diagnostics);

/// The two parts of a Ratio. What is a division itself must come out even; what
/// the whole ratio must be depends on where it stands.
ast::Value computeParts(const ast::Value &written, const Bindings &bindings,
                        Diagnostics &diagnostics);

/// Reports that `value` divides whole numbers with a remainder, if it came out
/// of parameters that way. False if not.
bool reportRemainder(const ast::Value &value, Diagnostics &diagnostics);

/// Says what the parameters stood for that `value` was computed from.
void noteParameters(Diagnostic &error, const ast::Value &value);

} // namespace gnet

#endif // GNET_LANGUAGE_ELABORATION_ARITHMETIC_H

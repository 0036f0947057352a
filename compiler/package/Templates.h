//===- Templates.h - Text with @names@ in it ------------------------------===//
#ifndef GNET_PACKAGE_TEMPLATES_H
#define GNET_PACKAGE_TEMPLATES_H

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"
#include <string>

namespace gnet {

using TemplateValues = llvm::StringMap<std::string>;

/// `text` with each `@key@` of `values` replaced. Another `@` stays as it is.
std::string substitute(llvm::StringRef text, const TemplateValues &values);

/// Reads the template `from` and writes it, filled in, to `to`.
llvm::Error writeFromTemplate(llvm::StringRef from, const llvm::Twine &to,
                              const TemplateValues &values);

} // namespace gnet

#endif // GNET_PACKAGE_TEMPLATES_H

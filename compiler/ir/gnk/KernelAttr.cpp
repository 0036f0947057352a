//===- KernelAttr.cpp - The kernel that computes a step -------------------===//
#include "ir/gnk/GnkDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"

using namespace mlir;
using namespace gnet::gnk;

ArrayRef<int64_t> KernelAttr::getNumbers(StringRef name) const {
  DictionaryAttr all = getParameters();
  auto numbers = all ? all.getAs<DenseI64ArrayAttr>(name) : nullptr;
  return numbers ? numbers.asArrayRef() : ArrayRef<int64_t>();
}

std::string KernelAttr::getNumbersText(StringRef name) const {
  std::string text;
  llvm::raw_string_ostream stream(text);
  llvm::interleave(getNumbers(name), stream, "x");
  return text;
}

KernelAttr KernelAttr::withNumbers(StringRef name,
                                   ArrayRef<int64_t> numbers) const {
  NamedAttrList parameters(getParameters());
  parameters.set(name, DenseI64ArrayAttr::get(getContext(), numbers));
  return get(getContext(), getName(), getSource(), getDestination(),
             parameters.getDictionary(getContext()), getScratch(), getShared());
}

std::string KernelAttr::getText() const {
  std::string text = getName().str();
  for (StringRef name : {"form", "tile"})
    if (std::string numbers = getNumbersText(name); !numbers.empty())
      text += " " + numbers;
  return text;
}

LogicalResult KernelAttr::verify(function_ref<InFlightDiagnostic()> error,
                                 StringRef name, std::optional<Layout> source,
                                 std::optional<Layout> destination,
                                 DictionaryAttr, int64_t scratch,
                                 int64_t shared) {
  if (name.empty() || scratch < 0 || shared < 0)
    return error()
           << "a kernel has a name, and scratch and shared memory from 0";
  if (source.has_value() != destination.has_value())
    return error() << "a kernel demands both layouts or none";
  return success();
}

static ParseResult parseLayout(AsmParser &parser,
                               std::optional<Layout> &layout) {
  StringRef word;
  SMLoc location = parser.getCurrentLocation();
  if (parser.parseKeyword(&word))
    return failure();
  layout = symbolizeLayout(word);
  if (layout)
    return success();
  return parser.emitError(location,
                          "expected a layout: nchw, nChw16c or nChw8c");
}

// <"direct", nchw to nChw16c, {tile = array<i64: 7, 3>}, scratch 64, shared 8>
Attribute KernelAttr::parse(AsmParser &parser, Type) {
  std::string name;
  std::optional<Layout> layouts[2];
  DictionaryAttr parameters;
  int64_t scratch = 0, shared = 0;
  if (parser.parseLess() || parser.parseString(&name))
    return {};
  while (succeeded(parser.parseOptionalComma())) {
    if (succeeded(parser.parseOptionalKeyword("scratch"))) {
      if (parser.parseInteger(scratch))
        return {};
      continue;
    }
    if (succeeded(parser.parseOptionalKeyword("shared"))) {
      if (parser.parseInteger(shared))
        return {};
      continue;
    }
    SMLoc location = parser.getCurrentLocation();
    Attribute given;
    OptionalParseResult isGiven = parser.parseOptionalAttribute(
        given, NoneType::get(parser.getContext()));
    if (isGiven.has_value()) {
      if (failed(*isGiven))
        return {};
      parameters = dyn_cast<DictionaryAttr>(given);
      if (!parameters) {
        parser.emitError(location, "a kernel's parameters are a dictionary");
        return {};
      }
      continue;
    }
    if (parseLayout(parser, layouts[0]) || parser.parseKeyword("to") ||
        parseLayout(parser, layouts[1]))
      return {};
  }
  SMLoc location = parser.getCurrentLocation();
  if (parser.parseGreater())
    return {};
  return parser.getChecked<KernelAttr>(location, parser.getContext(),
                                       StringRef(name), layouts[0], layouts[1],
                                       parameters, scratch, shared);
}

void KernelAttr::print(AsmPrinter &printer) const {
  printer << "<\"" << getName() << "\"";
  if (getSource())
    printer << ", " << stringifyLayout(*getSource()) << " to "
            << stringifyLayout(*getDestination());
  if (getParameters())
    printer << ", " << getParameters();
  if (getScratch() != 0)
    printer << ", scratch " << getScratch();
  if (getShared() != 0)
    printer << ", shared " << getShared();
  printer << ">";
}

//===- GnActivation.cpp - What is applied to each value of a result -------===//
#include "ir/gn/GnDialect.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace gnet::gn;

#define GET_ATTRDEF_CLASSES
#include "ir/gn/GnAttributes.cpp.inc"

void GnDialect::registerAttributes() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "ir/gn/GnAttributes.cpp.inc"
      >();
}

namespace {

struct Activation {
  StringLiteral word;
  int64_t number;
  bool hasAmplitude, hasSlope, isIdempotent;

  bool hasNumbers() const { return hasAmplitude || hasSlope; }
};

constexpr Activation activations[] = {
#define ACTIVATION(NAME, Name, word, number, amplitude, slope, again, ...)     \
  {#word, number, amplitude, slope, again},
#include "abi/activations.def"
};

/// Null if there is none of that word.
const Activation *findActivation(StringRef word) {
  const Activation *found = llvm::find_if(
      activations, [&](const Activation &each) { return each.word == word; });
  return found == std::end(activations) ? nullptr : found;
}

/// "relu, leaky_relu or tanh".
std::string knownWords() {
  std::string words;
  for (const Activation &each : activations) {
    if (&each != std::begin(activations))
      words += &each == std::end(activations) - 1 ? " or " : ", ";
    words += each.word;
  }
  return words;
}

} // namespace

int64_t ActivationAttr::getNumber() const {
  return findActivation(getKind())->number;
}

bool ActivationAttr::isIdempotent() const {
  return findActivation(getKind())->isIdempotent;
}

ActivationAttr ActivationAttr::get(MLIRContext *context, StringRef kind,
                                   double amplitude, double slope) {
  return get(context, kind, APFloat(amplitude), APFloat(slope));
}

LogicalResult
ActivationAttr::verify(llvm::function_ref<InFlightDiagnostic()> error,
                       StringRef kind, APFloat amplitude, APFloat slope) {
  const Activation *activation = findActivation(kind);
  if (!activation)
    return error() << "an activation is " << knownWords();
  if (!amplitude.isFinite() || !slope.isFinite())
    return error() << "an activation's amplitude and slope need to be finite";
  APFloat one(1.0);
  if ((!activation->hasAmplitude && amplitude != one) ||
      (!activation->hasSlope && slope != one))
    return error() << kind << " has no such amplitude or slope";
  return success();
}

/// Its numbers, in brackets.
static ParseResult parseNumbers(AsmParser &parser, const Activation &activation,
                                double &amplitude, double &slope) {
  if (!activation.hasNumbers())
    return success();
  if (parser.parseLParen() ||
      (activation.hasAmplitude && parser.parseFloat(amplitude)) ||
      (activation.hasAmplitude && activation.hasSlope && parser.parseComma()) ||
      (activation.hasSlope && parser.parseFloat(slope)))
    return failure();
  return parser.parseRParen();
}

ParseResult gnet::gn::parseActivation(AsmParser &parser,
                                      ActivationAttr &attribute) {
  StringRef word;
  SMLoc location = parser.getCurrentLocation();
  if (parser.parseKeyword(&word))
    return failure();
  const Activation *activation = findActivation(word);
  if (!activation)
    return parser.emitError(location, "expected ") << knownWords();
  double amplitude = 1, slope = 1;
  if (parseNumbers(parser, *activation, amplitude, slope))
    return failure();
  attribute = parser.getChecked<ActivationAttr>(
      location, parser.getContext(), activation->word, APFloat(amplitude),
      APFloat(slope));
  return success(static_cast<bool>(attribute));
}

void gnet::gn::printActivation(AsmPrinter &printer, Operation *,
                               ActivationAttr attribute) {
  const Activation &activation = *findActivation(attribute.getKind());
  printer << activation.word;
  if (!activation.hasNumbers())
    return;
  printer << "(";
  if (activation.hasAmplitude)
    printer.printFloat(attribute.getAmplitude());
  if (activation.hasAmplitude && activation.hasSlope)
    printer << ", ";
  if (activation.hasSlope)
    printer.printFloat(attribute.getSlope());
  printer << ")";
}

Attribute ActivationAttr::parse(AsmParser &parser, Type) {
  ActivationAttr activation;
  if (parser.parseLess() || parseActivation(parser, activation) ||
      parser.parseGreater())
    return {};
  return activation;
}

void ActivationAttr::print(AsmPrinter &printer) const {
  printer << "<";
  printActivation(printer, nullptr, *this);
  printer << ">";
}

ActivationAttr gnet::gn::activationOf(Operation *layer) {
  if (!layer->hasTrait<IsActivation>())
    return {};
  auto number = [&](StringRef name) {
    auto attribute = layer->getAttrOfType<FloatAttr>(name);
    return attribute ? attribute.getValue() : APFloat(1.0);
  };
  return ActivationAttr::get(layer->getContext(),
                             layer->getName().stripDialect(),
                             number("amplitude"), number("slope"));
}

LogicalResult gnet::gn::verifyActivation(Operation *layer) {
  for (NamedAttribute attribute : layer->getAttrs()) {
    auto number = dyn_cast<FloatAttr>(attribute.getValue());
    if (number && !number.getValue().isFinite())
      return layer->emitOpError()
             << attribute.getName().getValue() << " needs to be finite";
  }
  return success();
}

OpFoldResult gnet::gn::foldActivation(Operation *layer) {
  Value input = layer->getOperand(0);
  ActivationAttr activation = activationOf(layer);
  Operation *before = input.getDefiningOp();
  bool isAgain = before && activationOf(before) == activation;
  return isAgain && activation.isIdempotent() ? input : Value();
}

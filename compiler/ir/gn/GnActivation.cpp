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

bool hasAmplitude(ActivationKind kind) { return kind == ActivationKind::Tanh; }

bool hasSlope(ActivationKind kind) {
  return kind == ActivationKind::Tanh || kind == ActivationKind::LeakyRelu;
}

} // namespace

ActivationAttr ActivationAttr::get(MLIRContext *context, ActivationKind kind,
                                   double amplitude, double slope) {
  return get(context, kind, APFloat(amplitude), APFloat(slope));
}

LogicalResult
ActivationAttr::verify(llvm::function_ref<InFlightDiagnostic()> error,
                       ActivationKind kind, APFloat amplitude, APFloat slope) {
  if (!amplitude.isFinite() || !slope.isFinite())
    return error() << "an activation's amplitude and slope need to be finite";
  APFloat one(1.0);
  if ((!hasAmplitude(kind) && amplitude != one) ||
      (!hasSlope(kind) && slope != one))
    return error() << stringifyActivationKind(kind)
                   << " has no such amplitude or slope";
  return success();
}

ParseResult gnet::gn::parseActivation(AsmParser &parser,
                                      ActivationAttr &activation) {
  StringRef name;
  SMLoc location = parser.getCurrentLocation();
  if (parser.parseKeyword(&name))
    return failure();
  std::optional<ActivationKind> kind = symbolizeActivationKind(name);
  if (!kind)
    return parser.emitError(location,
                            "expected relu, leaky_relu, sigmoid or tanh");
  double amplitude = 1, slope = 1;
  if ((hasSlope(*kind) && parser.parseLParen()) ||
      (hasAmplitude(*kind) &&
       (parser.parseFloat(amplitude) || parser.parseComma())) ||
      (hasSlope(*kind) && (parser.parseFloat(slope) || parser.parseRParen())))
    return failure();
  activation = parser.getChecked<ActivationAttr>(
      location, parser.getContext(), *kind, APFloat(amplitude), APFloat(slope));
  return success(static_cast<bool>(activation));
}

void gnet::gn::printActivation(AsmPrinter &printer, Operation *,
                               ActivationAttr activation) {
  printer << stringifyActivationKind(activation.getKind());
  if (!hasSlope(activation.getKind()))
    return;
  printer << "(";
  if (hasAmplitude(activation.getKind())) {
    printer.printFloat(activation.getAmplitude());
    printer << ", ";
  }
  printer.printFloat(activation.getSlope());
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
  StringRef name = layer->getName().stripDialect();
  return ActivationAttr::get(layer->getContext(),
                             *symbolizeActivationKind(name),
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
  Operation *before = layer->getOperand(0).getDefiningOp();
  bool isAgain = before && isa<ReluOp>(layer) && isa<ReluOp>(before);
  return isAgain ? layer->getOperand(0) : OpFoldResult();
}

//===- TunedChoice.cpp - Kernels chosen by measurement --------------------===//
#include "target/cpu/TunedChoice.h"
#include "target/program/PlannedProgram.h"

using namespace mlir;

namespace gnet {
namespace {

void print(raw_ostream &os, gnk::BufferType type) {
  os << type.getBatch() << "x" << type.getChannels() << "x" << type.getHeight()
     << "x" << type.getWidth();
}

/// What passes set later, or what a step has besides.
bool isOfShape(const NamedAttribute &attribute) {
  StringRef name = attribute.getName();
  return name != "activation" && name != "operandSegmentSizes" &&
         !name.contains('.');
}

void print(raw_ostream &os, const NamedAttribute &attribute) {
  os << " " << attribute.getName().strref() << " ";
  if (auto numbers = dyn_cast<DenseI64ArrayAttr>(attribute.getValue()))
    return llvm::interleave(numbers.asArrayRef(), os, "x");
  attribute.getValue().print(os, /*elideType=*/true);
}

} // namespace

std::string stepShape(gnk::KernelInterface step) {
  std::string text;
  llvm::raw_string_ostream os(text);
  os << step.getKindText() << " ";
  print(os, step.getSource().getType());
  os << " to ";
  print(os, step.getDestination().getType());
  // What it reads may come to be a copy in another type.
  Type made = step.getDestination().getType().getElementType();
  if (gnk::quantizedType(made))
    os << " int8";
  else if (!made.isF32())
    os << " " << made;
  for (const NamedAttribute &attribute : step->getAttrDictionary())
    if (isOfShape(attribute))
      print(os, attribute);
  return text;
}

std::string choiceText(gnk::KernelAttr kernel) {
  std::string text = kernel.getName().str();
  if (!kernel.getParameters())
    return text;
  for (const NamedAttribute &parameter : kernel.getParameters()) {
    StringRef name = parameter.getName();
    if (name != cyclesParameter)
      text += " " + name.str() + " " + kernel.getNumbersText(name);
  }
  return text;
}

StepKernels kernelsOfStep(gnk::KernelInterface step, const Machine &machine,
                          bool exact) {
  StepKernels found{.layer = layerPath(step.getLoc()).str(),
                    .shape = stepShape(step),
                    .chosen = choiceText(gnk::chosenKernel(step)),
                    .kernels = {}};
  for (const Candidate &candidate : candidatesFor(step, machine, exact))
    found.kernels.push_back({choiceText(candidate.kernel), candidate.cycles});
  return found;
}

llvm::Expected<Tuning> readTuningFor(StringRef path, const CpuLevel &level,
                                     bool exact) {
  auto tuning = readTuning(path);
  if (!tuning)
    return tuning.takeError();
  if (tuning->cpu != level.processor)
    return llvm::createStringError(
        "'" + path + "' was measured for " + tuning->cpu +
        ", and this is for " + level.processor + ": give --cpu=" + tuning->cpu +
        ", or tune for this one");
  if (tuning->isExact != exact)
    return llvm::createStringError("'" + path + "' was measured " +
                                   (exact ? "without" : "with") +
                                   " --exact: compile so, or tune " +
                                   (exact ? "with" : "without") + " it");
  return tuning;
}

} // namespace gnet

//===- ProgramTables.cpp - gnetrt_the_program and what it points to -------===//
#include "target/program/ProgramTables.h"
#include "abi/program.h"
#include "target/program/KernelDemand.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;

namespace gnet {
namespace {

/// The tables of one program.
class ProgramEmitter {
public:
  ProgramEmitter(ConstantTables &tables, const PlannedProgram &program)
      : program(program), tables(tables), builder(tables.getBuilder()) {}

  FailureOr<LLVM::GlobalOp> emitPreprocessing();
  void emitProgram(const ProgramFacts &facts, LLVM::GlobalOp preprocessing);

private:
  LLVM::GlobalOp emitParameters();
  LLVM::GlobalOp emitSteps(const ProgramFacts &facts);
  /// Null where the spec names no class.
  LLVM::GlobalOp emitLabels();
  LLVM::GlobalOp declareWeights(int64_t size);
  /// Another object's; null for no name.
  LLVM::GlobalOp declareProgram(StringRef symbol);
  Value shapeOf(gnk::BufferType type) {
    return tables.integers(
        {type.getChannels(), type.getHeight(), type.getWidth()});
  }

  const PlannedProgram &program;
  ConstantTables &tables;
  OpBuilder &builder;
};

//===----------------------------------------------------------------------===//
// Tables
//===----------------------------------------------------------------------===//

LLVM::GlobalOp ProgramEmitter::emitParameters() {
  Type type = tables.type(ProgramStruct::parameter);
  return tables.createTable(
      "parameters", type, program.parameters.size(), [&](size_t index) {
        gn::ParameterOp parameter = program.parameters[index];
        auto shape = cast<RankedTensorType>(parameter.getType()).getShape();
        SmallVector<int64_t> dims(shape);
        dims.resize(GNETRT_MAX_RANK, 0);
        return tables.structOf(
            ProgramStruct::parameter,
            {{"name", tables.text(parameter.getName())},
             {"rank", tables.integer(static_cast<int64_t>(shape.size()))},
             {"dims", tables.integers(dims)}});
      });
}

LLVM::GlobalOp ProgramEmitter::emitSteps(const ProgramFacts &facts) {
  Type type = tables.type(ProgramStruct::step);
  return tables.createTable(
      "steps", type, program.steps.size(), [&](size_t index) {
        gnk::KernelInterface step = program.steps[index];
        const Demand demand = demandOf(step);
        return tables.structOf(
            ProgramStruct::step,
            {{"path", tables.text(layerPath(step.getLoc()))},
             {"kind", tables.text(step.getKindText())},
             {"kernel", tables.text(facts.kernelText(step))},
             {"macs", tables.integer(step.getMacs())},
             {"products", tables.integer(demand.products)},
             {"weight_bytes", tables.integer(demand.weightBytes)},
             {"activation_bytes", tables.integer(demand.activationBytes)}});
      });
}

LLVM::GlobalOp ProgramEmitter::emitLabels() {
  auto labels = program.function->getAttrOfType<ArrayAttr>(gn::labelsAttribute);
  if (!labels || labels.empty())
    return {};
  return tables.createTable(
      "labels", tables.pointer(), labels.size(), [&](size_t index) {
        return tables.text(cast<StringAttr>(labels[index]).getValue());
      });
}

int64_t orderNumber(StringRef order) {
  return llvm::StringSwitch<int64_t>(order)
      .Case("gray", 0)
      .Case("rgb", 1)
      .Case("bgr", 2)
      .Default(-1);
}

/// A value a channel, `missing` where there is none.
DenseElementsAttr channelValues(Builder &builder, DictionaryAttr input,
                                StringRef name, double missing) {
  SmallVector<double> values;
  if (auto given = input.getAs<DenseF64ArrayAttr>(name))
    values.append(given.asArrayRef().begin(), given.asArrayRef().end());
  values.resize(GNETRT_MAX_PREPROCESSED, missing);
  auto type =
      RankedTensorType::get(GNETRT_MAX_PREPROCESSED, builder.getF64Type());
  return DenseElementsAttr::get(type, ArrayRef<double>(values));
}

FailureOr<LLVM::GlobalOp> ProgramEmitter::emitPreprocessing() {
  func::FuncOp function = program.function;
  auto input = function->getAttrOfType<DictionaryAttr>(gn::inputAttribute);
  auto order = input ? input.getAs<StringAttr>("order") : StringAttr();
  auto scale = input ? input.getAs<FloatAttr>("scale") : FloatAttr();
  if (!order || !scale || orderNumber(order) < 0)
    return function.emitError("needs ")
           << gn::inputAttribute
           << " = {order, scale, mean, stddev}, how a picture becomes an input";
  SmallVector<Attribute> fields = inOrderOf<Attribute>(
      ProgramStruct::preprocessing,
      {{"order", builder.getI64IntegerAttr(orderNumber(order))},
       {"scale", scale},
       {"mean", channelValues(builder, input, "mean", 0.0)},
       {"stddev", channelValues(builder, input, "stddev", 1.0)}});
  return tables.createGlobal(
      "preprocessing", tables.type(ProgramStruct::preprocessing),
      LLVM::Linkage::Internal, builder.getArrayAttr(fields));
}

LLVM::GlobalOp ProgramEmitter::declareWeights(int64_t size) {
  if (size == 0)
    return {};
  return tables.createGlobal(
      embeddedWeightsSymbol,
      LLVM::LLVMArrayType::get(builder.getI8Type(), size),
      LLVM::Linkage::External);
}

LLVM::GlobalOp ProgramEmitter::declareProgram(StringRef symbol) {
  if (symbol.empty())
    return {};
  return tables.createGlobal(symbol, tables.type(ProgramStruct::program),
                             LLVM::Linkage::External);
}

//===----------------------------------------------------------------------===//
// The program
//===----------------------------------------------------------------------===//

void ProgramEmitter::emitProgram(const ProgramFacts &facts,
                                 LLVM::GlobalOp preprocessing) {
  LLVM::GlobalOp parameters = emitParameters();
  LLVM::GlobalOp steps = emitSteps(facts);
  LLVM::GlobalOp labels = emitLabels();
  LLVM::GlobalOp weights = declareWeights(facts.weightsSize);
  LLVM::GlobalOp next = declareProgram(facts.next);
  int64_t labelCount =
      labels ? cast<LLVM::LLVMArrayType>(labels.getType()).getNumElements() : 0;
  func::FuncOp function = program.function;
  auto integer = [&](int64_t value) { return tables.integer(value); };
  auto text = [&](StringRef value) { return tables.text(value); };
  auto fields = [&]() -> SmallVector<FieldValue> {
    return {{"version", integer(GNETRT_PROGRAM_VERSION)},
            {"name", text(function.getSymName())},
            {"compiler", text(facts.compiler)},
            {"target", text(facts.target)},
            {"cpu", text(facts.cpu)},
            {"cpu_features", text(facts.cpuFeatures)},
            {"batch", integer(program.input().getBatch())},
            {"input", shapeOf(program.input())},
            {"output", shapeOf(program.output())},
            {"macs", integer(program.macsOfImage())},
            {"arena_bytes", integer(program.arenaBytes)},
            {"scratch_bytes", integer(program.scratchBytes)},
            {"shared_bytes", integer(program.sharedBytes)},
            {"packed_bytes", integer(program.packedBytes)},
            {"packed_name", facts.packedName.empty()
                                ? tables.address(LLVM::GlobalOp())
                                : text(facts.packedName)},
            {"parameter_count",
             integer(static_cast<int64_t>(program.parameters.size()))},
            {"parameters", tables.address(parameters)},
            {"step_count", integer(static_cast<int64_t>(program.steps.size()))},
            {"steps", tables.address(steps)},
            {"label_count", integer(labelCount)},
            {"labels", tables.address(labels)},
            {"preprocessing", tables.address(preprocessing)},
            {"weights", tables.address(weights)},
            {"weights_size", integer(facts.weightsSize)},
            {"prepare", tables.address(facts.prepare)},
            {"execute", tables.address(facts.execute)},
            {"cuda", tables.address(facts.cuda)},
            {"next", tables.address(next)}};
  };
  tables.createStruct(facts.symbol, ProgramStruct::program,
                      LLVM::Linkage::External, fields);
}

} // namespace

LogicalResult emitProgramTables(ConstantTables &tables,
                                const PlannedProgram &program,
                                const ProgramFacts &facts) {
  ProgramEmitter emitter(tables, program);
  FailureOr<LLVM::GlobalOp> preprocessing = emitter.emitPreprocessing();
  if (failed(preprocessing))
    return failure();
  emitter.emitProgram(facts, *preprocessing);
  return success();
}

} // namespace gnet

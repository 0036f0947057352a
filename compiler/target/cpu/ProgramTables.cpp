//===- ProgramTables.cpp - gnetrt_the_program and what it points to -------===//
#include "abi/program.h"
#include "target/cpu/ProgramLayout.h"
#include "target/cpu/ProgramParts.h"
#include "target/cpu/kernels/KernelKind.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;

namespace gnet {
namespace {

/// A field of a struct, by its name, and what is in it.
using FieldValue = std::pair<StringRef, Value>;

/// Makes constant globals. A constant that holds pointers is built by code in
/// its initializer, the others are attributes.
class TableEmitter {
public:
  TableEmitter(ModuleOp module, const PlannedProgram &program)
      : module(module), program(program), builder(module.getContext()),
        location(module.getLoc()),
        pointer(LLVM::LLVMPointerType::get(module.getContext())) {
    builder.setInsertionPointToEnd(module.getBody());
  }

  LLVM::GlobalOp emitParameters();
  LLVM::GlobalOp emitSteps();
  /// Null where the spec names no class.
  LLVM::GlobalOp emitLabels();
  FailureOr<LLVM::GlobalOp> emitPreprocessing();
  LLVM::GlobalOp declareWeights(int64_t size);
  void emitProgram(const ConvertGnkToLlvmOptions &options,
                   LLVM::GlobalOp preprocessing, LLVM::LLVMFuncOp prepare,
                   LLVM::LLVMFuncOp execute);

private:
  LLVM::GlobalOp createGlobal(StringRef name, Type type,
                              LLVM::Linkage linkage = LLVM::Linkage::Internal,
                              Attribute value = {});
  /// A table with an entry for each of `count` indices, which `entry` makes.
  LLVM::GlobalOp createTable(StringRef name, Type entryType, size_t count,
                             function_ref<Value(size_t)> entry);
  /// Starts the initializer of `global`; `builder` stands in it until
  /// `endInitializer`.
  void beginInitializer(LLVM::GlobalOp global);
  void endInitializer(LLVM::GlobalOp global, Value value);

  /// `fields` are all those of the struct, in any order.
  Value structOf(ProgramStruct which, ArrayRef<FieldValue> fields);
  /// A struct or an array of these elements.
  Value aggregate(Type type, ArrayRef<Value> elements);
  Value integer(int64_t value);
  Value integers(ArrayRef<int64_t> values);
  Value text(StringRef value);
  /// NULL for no global.
  Value address(LLVM::GlobalOp global);
  Value shapeOf(gnk::BufferType type);

  ModuleOp module;
  const PlannedProgram &program;
  OpBuilder builder;
  Location location;
  Type pointer;
  llvm::StringMap<LLVM::GlobalOp> texts;
  LLVM::GlobalOp lastText; ///< They stand in the order of their first use.
};

//===----------------------------------------------------------------------===//
// Tables
//===----------------------------------------------------------------------===//

LLVM::GlobalOp TableEmitter::emitParameters() {
  Type type = structType(builder.getContext(), ProgramStruct::parameter);
  return createTable(
      "parameters", type, program.parameters.size(), [&](size_t index) {
        gn::ParameterOp parameter = program.parameters[index];
        auto shape = cast<RankedTensorType>(parameter.getType()).getShape();
        SmallVector<int64_t> dims(shape);
        dims.resize(GNETRT_MAX_RANK, 0);
        return structOf(ProgramStruct::parameter,
                        {{"name", text(parameter.getName())},
                         {"rank", integer(static_cast<int64_t>(shape.size()))},
                         {"dims", integers(dims)}});
      });
}

/// As a report names it: "direct 7x4", with a generated kernel's numbers.
std::string kernelText(gnk::KernelInterface step) {
  gnk::KernelAttr kernel = gnk::chosenKernel(step);
  if (!kernel)
    return "onednn";
  std::string text = kernel.getName().str();
  for (StringRef name : {"form", "tile"})
    if (std::string numbers = numbersText(kernel, name); !numbers.empty())
      text += " " + numbers;
  return text;
}

LLVM::GlobalOp TableEmitter::emitSteps() {
  Type type = structType(builder.getContext(), ProgramStruct::step);
  return createTable("steps", type, program.steps.size(), [&](size_t index) {
    gnk::KernelInterface step = program.steps[index];
    return structOf(ProgramStruct::step,
                    {{"path", text(layerPath(step.getLoc()))},
                     {"kind", text(step.getKindText())},
                     {"kernel", text(kernelText(step))},
                     {"macs", integer(step.getMacs())}});
  });
}

LLVM::GlobalOp TableEmitter::emitLabels() {
  auto labels = program.function->getAttrOfType<ArrayAttr>(gn::labelsAttribute);
  if (!labels || labels.empty())
    return {};
  return createTable("labels", pointer, labels.size(), [&](size_t index) {
    return text(cast<StringAttr>(labels[index]).getValue());
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

FailureOr<LLVM::GlobalOp> TableEmitter::emitPreprocessing() {
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
  return createGlobal(
      "preprocessing",
      structType(builder.getContext(), ProgramStruct::preprocessing),
      LLVM::Linkage::Internal, builder.getArrayAttr(fields));
}

LLVM::GlobalOp TableEmitter::declareWeights(int64_t size) {
  if (size == 0)
    return {};
  return createGlobal(embeddedWeightsSymbol,
                      LLVM::LLVMArrayType::get(builder.getI8Type(), size),
                      LLVM::Linkage::External);
}

//===----------------------------------------------------------------------===//
// The program
//===----------------------------------------------------------------------===//

void TableEmitter::emitProgram(const ConvertGnkToLlvmOptions &options,
                               LLVM::GlobalOp preprocessing,
                               LLVM::LLVMFuncOp prepare,
                               LLVM::LLVMFuncOp execute) {
  LLVM::GlobalOp parameters = emitParameters();
  LLVM::GlobalOp steps = emitSteps();
  LLVM::GlobalOp labels = emitLabels();
  LLVM::GlobalOp weights = declareWeights(options.weightsSize);
  int64_t labelCount =
      labels ? cast<LLVM::LLVMArrayType>(labels.getType()).getNumElements() : 0;
  LLVM::GlobalOp global =
      createGlobal("gnetrt_the_program",
                   structType(builder.getContext(), ProgramStruct::program),
                   LLVM::Linkage::External);
  func::FuncOp function = program.function;
  beginInitializer(global);
  auto addressOf = [&](LLVM::LLVMFuncOp code) -> Value {
    return LLVM::AddressOfOp::create(builder, location, code);
  };
  Value value = structOf(
      ProgramStruct::program,
      {{"version", integer(GNETRT_PROGRAM_VERSION)},
       {"name", text(function.getSymName())},
       {"compiler", text(options.compiler)},
       {"target", text("cpu")},
       {"cpu_features", text(options.cpuFeatures)},
       {"batch", integer(program.input().getBatch())},
       {"input", shapeOf(program.input())},
       {"output", shapeOf(program.output())},
       {"macs", integer(program.macsOfImage())},
       {"arena_bytes", integer(program.arenaBytes)},
       {"scratch_bytes", integer(program.scratchBytes)},
       {"packed_bytes", integer(program.packedBytes)},
       {"packed_name", options.packedName.empty() ? address(LLVM::GlobalOp())
                                                  : text(options.packedName)},
       {"parameter_count",
        integer(static_cast<int64_t>(program.parameters.size()))},
       {"parameters", address(parameters)},
       {"step_count", integer(static_cast<int64_t>(program.steps.size()))},
       {"steps", address(steps)},
       {"label_count", integer(labelCount)},
       {"labels", address(labels)},
       {"preprocessing", address(preprocessing)},
       {"weights", address(weights)},
       {"weights_size", integer(options.weightsSize)},
       {"prepare", addressOf(prepare)},
       {"execute", addressOf(execute)}});
  endInitializer(global, value);
}

//===----------------------------------------------------------------------===//
// Globals and constants
//===----------------------------------------------------------------------===//

LLVM::GlobalOp TableEmitter::createGlobal(StringRef name, Type type,
                                          LLVM::Linkage linkage,
                                          Attribute value) {
  return LLVM::GlobalOp::create(builder, location, type, /*isConstant=*/true,
                                linkage, name, value);
}

LLVM::GlobalOp TableEmitter::createTable(StringRef name, Type entryType,
                                         size_t count,
                                         function_ref<Value(size_t)> entry) {
  Type type = LLVM::LLVMArrayType::get(entryType, count);
  LLVM::GlobalOp global = createGlobal(name, type);
  beginInitializer(global);
  SmallVector<Value> entries;
  for (size_t index = 0; index < count; ++index)
    entries.push_back(entry(index));
  endInitializer(global, aggregate(type, entries));
  return global;
}

void TableEmitter::beginInitializer(LLVM::GlobalOp global) {
  builder.setInsertionPointToEnd(
      builder.createBlock(&global.getInitializerRegion()));
}

void TableEmitter::endInitializer(LLVM::GlobalOp global, Value value) {
  LLVM::ReturnOp::create(builder, location, value);
  builder.setInsertionPointAfter(global);
}

Value TableEmitter::structOf(ProgramStruct which, ArrayRef<FieldValue> fields) {
  return aggregate(structType(builder.getContext(), which),
                   inOrderOf(which, fields));
}

Value TableEmitter::aggregate(Type type, ArrayRef<Value> elements) {
  Value value = LLVM::PoisonOp::create(builder, location, type);
  for (auto [index, element] : llvm::enumerate(elements))
    value = LLVM::InsertValueOp::create(builder, location, value, element,
                                        static_cast<int64_t>(index));
  return value;
}

Value TableEmitter::integer(int64_t value) {
  return LLVM::ConstantOp::create(builder, location,
                                  builder.getI64IntegerAttr(value));
}

Value TableEmitter::integers(ArrayRef<int64_t> values) {
  Type type = LLVM::LLVMArrayType::get(builder.getI64Type(), values.size());
  return LLVM::ConstantOp::create(builder, location, type,
                                  builder.getI64TensorAttr(values));
}

/// The same text is stored once. It ends in a NUL, as C expects.
Value TableEmitter::text(StringRef value) {
  LLVM::GlobalOp &global = texts[value];
  if (!global) {
    OpBuilder::InsertionGuard guard(builder);
    if (lastText)
      builder.setInsertionPointAfter(lastText);
    else
      builder.setInsertionPointToStart(module.getBody());
    std::string bytes = value.str();
    bytes.push_back('\0');
    global = createGlobal(
        ("text" + Twine(texts.size() - 1)).str(),
        LLVM::LLVMArrayType::get(builder.getI8Type(), bytes.size()),
        LLVM::Linkage::Internal, builder.getStringAttr(bytes));
    lastText = global;
  }
  return LLVM::AddressOfOp::create(builder, location, global);
}

Value TableEmitter::address(LLVM::GlobalOp global) {
  if (!global)
    return LLVM::ZeroOp::create(builder, location, pointer);
  return LLVM::AddressOfOp::create(builder, location, global);
}

Value TableEmitter::shapeOf(gnk::BufferType type) {
  return integers({type.getChannels(), type.getHeight(), type.getWidth()});
}

} // namespace

LogicalResult emitProgramTables(ModuleOp module, const PlannedProgram &program,
                                const ConvertGnkToLlvmOptions &options,
                                LLVM::LLVMFuncOp prepare,
                                LLVM::LLVMFuncOp execute) {
  TableEmitter emitter(module, program);
  FailureOr<LLVM::GlobalOp> preprocessing = emitter.emitPreprocessing();
  if (failed(preprocessing))
    return failure();
  emitter.emitProgram(options, *preprocessing, prepare, execute);
  return success();
}

} // namespace gnet

//===- ProgramTables.cpp - gnetrt_the_program and what it points to -------===//
#include "target/cpu/ProgramLayout.h"
#include "target/cpu/ProgramParts.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;

namespace gnet {
namespace {

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

  Value structOf(Type type, ArrayRef<Value> fields);
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
  Type type = structType(builder.getContext(), ProgramStruct::Parameter);
  return createTable(
      "parameters", type, program.parameters.size(), [&](size_t index) {
        gn::ParameterOp parameter = program.parameters[index];
        auto shape = cast<RankedTensorType>(parameter.getType()).getShape();
        SmallVector<int64_t> dims(shape);
        dims.resize(maxParameterRank, 0);
        return structOf(type, {text(parameter.getName()),
                               integer(static_cast<int64_t>(shape.size())),
                               integers(dims)});
      });
}

LLVM::GlobalOp TableEmitter::emitSteps() {
  Type type = structType(builder.getContext(), ProgramStruct::Step);
  return createTable("steps", type, program.steps.size(), [&](size_t index) {
    gnk::KernelInterface step = program.steps[index];
    return structOf(type,
                    {text(layerPath(step.getLoc())), text(step.getKindText()),
                     text("onednn"), integer(step.getMacs())});
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
  values.resize(maxPreprocessedChannels, missing);
  auto type =
      RankedTensorType::get(maxPreprocessedChannels, builder.getF64Type());
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
  Attribute fields[] = {builder.getI64IntegerAttr(orderNumber(order)), scale,
                        channelValues(builder, input, "mean", 0.0),
                        channelValues(builder, input, "stddev", 1.0)};
  return createGlobal(
      "preprocessing",
      structType(builder.getContext(), ProgramStruct::Preprocessing),
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
  Type type = structType(builder.getContext(), ProgramStruct::Program);
  LLVM::GlobalOp global =
      createGlobal("gnetrt_the_program", type, LLVM::Linkage::External);
  func::FuncOp function = program.function;
  beginInitializer(global);
  auto addressOf = [&](LLVM::LLVMFuncOp code) -> Value {
    return LLVM::AddressOfOp::create(builder, location, code);
  };
  Value value =
      structOf(type, {integer(programVersion()),
                      text(function.getSymName()),
                      text(options.compiler),
                      text("cpu"),
                      text(options.cpuFeatures),
                      integer(program.input().getBatch()),
                      shapeOf(program.input()),
                      shapeOf(program.output()),
                      integer(program.macsOfImage()),
                      integer(program.arenaBytes),
                      integer(static_cast<int64_t>(program.parameters.size())),
                      address(parameters),
                      integer(static_cast<int64_t>(program.steps.size())),
                      address(steps),
                      integer(labelCount),
                      address(labels),
                      address(preprocessing),
                      address(weights),
                      integer(options.weightsSize),
                      addressOf(prepare),
                      addressOf(execute)});
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
  endInitializer(global, structOf(type, entries));
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

Value TableEmitter::structOf(Type type, ArrayRef<Value> fields) {
  Value value = LLVM::PoisonOp::create(builder, location, type);
  for (auto [index, field] : llvm::enumerate(fields))
    value = LLVM::InsertValueOp::create(builder, location, value, field,
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

//===- ConstantTables.cpp - Constant structs, arrays and texts ------------===//
#include "target/program/ConstantTables.h"

using namespace mlir;

namespace gnet {

ConstantTables::ConstantTables(ModuleOp module)
    : module(module), builder(module.getContext()), location(module.getLoc()),
      pointerType(LLVM::LLVMPointerType::get(module.getContext())) {
  builder.setInsertionPointToEnd(module.getBody());
}

LLVM::GlobalOp ConstantTables::createGlobal(StringRef name, Type type,
                                            LLVM::Linkage linkage,
                                            Attribute value) {
  return LLVM::GlobalOp::create(builder, location, type, /*isConstant=*/true,
                                linkage, name, value);
}

LLVM::GlobalOp ConstantTables::createTable(StringRef name, Type entryType,
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

LLVM::GlobalOp
ConstantTables::createStruct(StringRef name, ProgramStruct which,
                             LLVM::Linkage linkage,
                             function_ref<SmallVector<FieldValue>()> fields) {
  LLVM::GlobalOp global = createGlobal(name, type(which), linkage);
  beginInitializer(global);
  endInitializer(global, structOf(which, fields()));
  return global;
}

void ConstantTables::beginInitializer(LLVM::GlobalOp global) {
  builder.setInsertionPointToEnd(
      builder.createBlock(&global.getInitializerRegion()));
}

void ConstantTables::endInitializer(LLVM::GlobalOp global, Value value) {
  LLVM::ReturnOp::create(builder, location, value);
  builder.setInsertionPointAfter(global);
}

Value ConstantTables::structOf(ProgramStruct which,
                               ArrayRef<FieldValue> fields) {
  return aggregate(type(which), inOrderOf(which, fields));
}

Value ConstantTables::aggregate(Type type, ArrayRef<Value> elements) {
  Value value = LLVM::PoisonOp::create(builder, location, type);
  for (auto [index, element] : llvm::enumerate(elements))
    value = LLVM::InsertValueOp::create(builder, location, value, element,
                                        static_cast<int64_t>(index));
  return value;
}

Value ConstantTables::integer(int64_t value) {
  return LLVM::ConstantOp::create(builder, location,
                                  builder.getI64IntegerAttr(value));
}

Value ConstantTables::integers(ArrayRef<int64_t> values) {
  Type type = LLVM::LLVMArrayType::get(builder.getI64Type(), values.size());
  return LLVM::ConstantOp::create(builder, location, type,
                                  builder.getI64TensorAttr(values));
}

Value ConstantTables::text(StringRef value) {
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

Value ConstantTables::address(LLVM::GlobalOp global) {
  if (!global)
    return LLVM::ZeroOp::create(builder, location, pointerType);
  return LLVM::AddressOfOp::create(builder, location, global);
}

Value ConstantTables::address(LLVM::LLVMFuncOp function) {
  if (!function)
    return LLVM::ZeroOp::create(builder, location, pointerType);
  return LLVM::AddressOfOp::create(builder, location, function);
}

} // namespace gnet

//===- ConstantTables.h - Constant structs, arrays and texts --------------===//
#ifndef GNET_TARGET_PROGRAM_CONSTANTTABLES_H
#define GNET_TARGET_PROGRAM_CONSTANTTABLES_H

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "target/program/ProgramLayout.h"

namespace gnet {

/// A field of a struct, by its name, and what is in it.
using FieldValue = std::pair<llvm::StringRef, mlir::Value>;

/// Makes constant globals at the end of a module. A constant that holds
/// pointers is built by code in its initializer, the others are attributes.
class ConstantTables {
public:
  explicit ConstantTables(mlir::ModuleOp module);

  mlir::LLVM::GlobalOp
  createGlobal(llvm::StringRef name, mlir::Type type,
               mlir::LLVM::Linkage linkage = mlir::LLVM::Linkage::Internal,
               mlir::Attribute value = {});

  /// A table with an entry for each of `count` indices, which `entry` makes.
  mlir::LLVM::GlobalOp
  createTable(llvm::StringRef name, mlir::Type entryType, size_t count,
              llvm::function_ref<mlir::Value(size_t)> entry);

  /// The struct `which`, whose fields `fields` makes.
  mlir::LLVM::GlobalOp
  createStruct(llvm::StringRef name, ProgramStruct which,
               mlir::LLVM::Linkage linkage,
               llvm::function_ref<llvm::SmallVector<FieldValue>()> fields);

  // Values for what makes an entry or a field.

  /// `fields` are all those of the struct, in any order.
  mlir::Value structOf(ProgramStruct which, llvm::ArrayRef<FieldValue> fields);
  /// A struct or an array of these elements.
  mlir::Value aggregate(mlir::Type type, llvm::ArrayRef<mlir::Value> elements);
  mlir::Value integer(int64_t value);
  mlir::Value integers(llvm::ArrayRef<int64_t> values);
  /// The same text is stored once. It ends in a NUL, as C expects.
  mlir::Value text(llvm::StringRef value);
  /// NULL for no global.
  mlir::Value address(mlir::LLVM::GlobalOp global);
  /// NULL for no function.
  mlir::Value address(mlir::LLVM::LLVMFuncOp function);

  mlir::OpBuilder &getBuilder() { return builder; }
  mlir::Type pointer() const { return pointerType; }
  mlir::Type type(ProgramStruct which) {
    return structType(builder.getContext(), which);
  }

private:
  /// Starts the initializer of `global`; `builder` stands in it until
  /// `endInitializer`.
  void beginInitializer(mlir::LLVM::GlobalOp global);
  void endInitializer(mlir::LLVM::GlobalOp global, mlir::Value value);

  mlir::ModuleOp module;
  mlir::OpBuilder builder;
  mlir::Location location;
  mlir::Type pointerType;
  llvm::StringMap<mlir::LLVM::GlobalOp> texts;
  mlir::LLVM::GlobalOp lastText; ///< They stand in the order of first use.
};

} // namespace gnet

#endif // GNET_TARGET_PROGRAM_CONSTANTTABLES_H

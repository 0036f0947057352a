//===- GnkAttributes.cpp - The attributes of the gnk dialect --------------===//
#include "ir/gnk/GnkDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace gnet::gnk;

// Only this file sees how they are stored. So what parses them gives getChecked
// arguments of its own types: for others it is a template that has to see it.
#define GET_ATTRDEF_CLASSES
#include "ir/gnk/GnkAttributes.cpp.inc"

void GnkDialect::registerAttributes() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "ir/gnk/GnkAttributes.cpp.inc"
      >();
}

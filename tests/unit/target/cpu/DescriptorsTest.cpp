//===- DescriptorsTest.cpp - Kernels and the structs that describe them ---===//
#include "ir/gnk/GnkDialect.h"
#include "target/program/ProgramLayout.h"
#include <gtest/gtest.h>
#include <set>

using namespace mlir;

namespace gnet {
namespace {

using Names = std::set<std::string>;

/// The attributes of an operation, but for how its operands are counted.
Names attributesOf(RegisteredOperationName operation) {
  Names names;
  for (StringAttr name : operation.getAttributeNames())
    if (name.getValue() != "operandSegmentSizes")
      names.insert(name.str());
  return names;
}

/// The fields that attributes fill: all but the batch, the buffers and what
/// follows from the operands of a convolution.
Names fieldsToFill(const KernelMaker &maker) {
  Names names;
  for (const ProgramField &field : fieldsOf(maker.structure))
    if (field.kind != ProgramField::Kind::Buffer)
      names.insert(field.name.str());
  names.erase("batch");
  if (maker.name == "conv") {
    names.erase("kernel");
    names.erase("addition");
  }
  return names;
}

TEST(Descriptors, HoldWhatKernelsSay) {
  MLIRContext context;
  context.loadDialect<gnk::GnkDialect>();
  size_t kernels = 0;
  for (RegisteredOperationName operation : context.getRegisteredOperations()) {
    if (!operation.hasInterface<gnk::KernelInterface>())
      continue;
    SCOPED_TRACE(operation.getStringRef().str());
    StringRef name = operation.stripDialect();
    const KernelMaker *maker =
        findKernelMaker(name == "activation" ? "affine" : name);
    ASSERT_NE(maker, nullptr);
    EXPECT_EQ(attributesOf(operation), fieldsToFill(*maker));
    ++kernels;
  }
  EXPECT_GE(kernels, 10u);
}

} // namespace
} // namespace gnet

//===- GnkDialect.cpp - The gnk dialect and its memory operations ---------===//
#include "dialect/gnk/GnkDialect.h"

using namespace mlir;
using namespace gnet::gnk;

#include "dialect/gnk/GnkDialect.cpp.inc"
#include "dialect/gnk/GnkEnums.cpp.inc"
#include "dialect/gnk/GnkInterfaces.cpp.inc"

#define GET_OP_CLASSES
#include "dialect/gnk/GnkOps.cpp.inc"

void GnkDialect::initialize() {
  registerTypes();
  addOperations<
#define GET_OP_LIST
#include "dialect/gnk/GnkOps.cpp.inc"
      >();
}

LogicalResult AllocOp::verify() {
  if (!getBuffer().getType().isDense())
    return emitOpError("makes a dense buffer; a stride is a slice's");
  if (!getOffset())
    return success();
  int64_t offset = *getOffset();
  if (offset < 0 || offset % 64 != 0)
    return emitOpError("offset needs to be a multiple of 64 from 0");
  return success();
}

LogicalResult SliceOp::verify() {
  BufferType whole = getBuffer().getType();
  BufferType part = getSlice().getType();
  int64_t begin = getChannel();
  if (begin < 0 || begin + part.getChannels() > whole.getChannels())
    return emitOpError() << "channels " << begin << " to "
                         << begin + part.getChannels() << " are not within "
                         << whole.getChannels();
  if (part.getLayout() != whole.getLayout() ||
      part.getBatch() != whole.getBatch() ||
      part.getHeight() != whole.getHeight() ||
      part.getWidth() != whole.getWidth() ||
      part.getImageStride() != whole.getImageStride())
    return emitOpError("differs from its buffer in more than its channels");
  int64_t end = begin + part.getChannels();
  bool endsInGroup = end % whole.getBlock() != 0 && end != whole.getChannels();
  if (begin % whole.getBlock() != 0 || endsInGroup)
    return emitOpError() << "cuts a group of " << whole.getBlock()
                         << " channels";
  return success();
}

LogicalResult FlattenOp::verify() {
  BufferType image = getBuffer().getType();
  BufferType vector = getVector().getType();
  if (image.getLayout() != Layout::Nchw || vector.getLayout() != Layout::Nchw)
    return emitOpError("needs layout nchw");
  if (vector.getHeight() != 1 || vector.getWidth() != 1 ||
      vector.getBatch() != image.getBatch() ||
      vector.getChannels() != image.getImageElements() ||
      vector.getImageStride() != image.getImageStride())
    return emitOpError("gives the same elements as a vector");
  return success();
}

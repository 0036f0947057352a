//===- GnkDialect.cpp - The gnk dialect and its memory operations ---------===//
#include "ir/gnk/GnkDialect.h"

using namespace mlir;
using namespace gnet::gnk;

#include "ir/gnk/GnkDialect.cpp.inc"
#include "ir/gnk/GnkEnums.cpp.inc"
#include "ir/gnk/GnkInterfaces.cpp.inc"

#define GET_OP_CLASSES
#include "ir/gnk/GnkOps.cpp.inc"

void GnkDialect::initialize() {
  registerAttributes();
  registerTypes();
  addOperations<
#define GET_OP_LIST
#include "ir/gnk/GnkOps.cpp.inc"
      >();
}

/// The next steps are as many that say they are joined.
static LogicalResult verifyJoins(Operation *op, Attribute value) {
  auto step = dyn_cast<KernelInterface>(op);
  auto count = dyn_cast<IntegerAttr>(value);
  if (!step || !count || !count.getType().isSignlessInteger(64) ||
      count.getInt() < 1)
    return op->emitError() << joinsAttribute
                           << " needs to be an i64 from 1, of a kernel";
  SmallVector<KernelInterface> steps = joinedWith(step);
  bool areJoined =
      llvm::all_of(llvm::drop_begin(steps), [](KernelInterface each) {
        return each->hasAttr(joinedAttribute);
      });
  if (int64_t(steps.size()) - 1 == count.getInt() && areJoined)
    return success();
  return op->emitError() << "the " << count.getInt()
                         << " steps that follow are not all "
                         << joinedAttribute;
}

LogicalResult GnkDialect::verifyOperationAttribute(Operation *op,
                                                   NamedAttribute attribute) {
  auto isCount = [](Attribute value) {
    auto bytes = dyn_cast_or_null<IntegerAttr>(value);
    return bytes && bytes.getType().isSignlessInteger(64) &&
           bytes.getInt() >= 0;
  };
  auto isCode = [&](DictionaryAttr code) {
    return code && code.getAs<FlatSymbolRefAttr>("function") &&
           isCount(code.get("items")) && isCount(code.get("items_of_image"));
  };
  StringRef name = attribute.getName();
  if (name == "gnk.arena_bytes" || name == packedBytesAttribute)
    return isCount(attribute.getValue())
               ? success()
               : op->emitError() << name << " needs to be an i64 from 0";
  if (name == kernelAttribute)
    return isa<KernelAttr>(attribute.getValue()) && isa<KernelInterface>(op)
               ? success()
               : op->emitError() << name
                                 << " needs to be a #gnk.kernel of a "
                                    "kernel";
  if (name == keptAttribute)
    return isa<StringAttr>(attribute.getValue()) && isa<KernelInterface>(op)
               ? success()
               : op->emitError() << name << " needs to be a string of a kernel";
  if (name == cpuAttribute)
    return isa<StringAttr>(attribute.getValue()) && isa<ModuleOp>(op)
               ? success()
               : op->emitError() << name << " needs to be a string of a module";
  if (name == codeAttribute) {
    auto code = dyn_cast<DictionaryAttr>(attribute.getValue());
    Attribute before = code ? code.get(codeBefore) : Attribute();
    return isCode(code) && (!before || isCode(dyn_cast<DictionaryAttr>(before)))
               ? success()
               : op->emitError() << name
                                 << " needs a function, items and "
                                    "items_of_image";
  }
  if (name == launchesAttribute) {
    auto launches = dyn_cast<ArrayAttr>(attribute.getValue());
    return launches && !launches.empty() && isa<KernelInterface>(op) &&
                   llvm::all_of(launches, llvm::IsaPred<LaunchAttr>)
               ? success()
               : op->emitError()
                     << name
                     << " needs to be #gnk.launch of a kernel, one or "
                        "more";
  }
  if (name == joinedAttribute)
    return isa<UnitAttr>(attribute.getValue()) && isa<KernelInterface>(op)
               ? success()
               : op->emitError() << name << " needs to be a unit of a kernel";
  if (name == joinsAttribute)
    return verifyJoins(op, attribute.getValue());
  if (name == pictureAttribute)
    return isa<LaunchAttr>(attribute.getValue()) && isa<FunctionOpInterface>(op)
               ? success()
               : op->emitError()
                     << name << " needs to be a #gnk.launch of a function";
  if (name == weightTypeAttribute) {
    auto type = dyn_cast<TypeAttr>(attribute.getValue());
    return type && isWeightType(type.getValue()) && isa<KernelInterface>(op)
               ? success()
               : op->emitError()
                     << name
                     << " needs to be f32, bf16, f16, i24 or i8, of a kernel";
  }
  if (name != "gnk.memory")
    return op->emitError() << "the gnk dialect has no attribute " << name;
  auto memory = dyn_cast<DictionaryAttr>(attribute.getValue());
  for (StringRef key : {"arena", "sum", "live"})
    if (!memory || !isCount(memory.get(key)))
      return op->emitError() << "gnk.memory needs `" << key << "` in bytes";
  return success();
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

/// An image in a vector takes as many channels of it as it has floats.
static bool isImageInVector(BufferType part, BufferType whole) {
  return whole.getLayout() == Layout::Nchw && whole.getHeight() == 1 &&
         whole.getWidth() == 1 && part.getHeight() * part.getWidth() != 1;
}

LogicalResult SliceOp::verify() {
  BufferType whole = getBuffer().getType();
  BufferType part = getSlice().getType();
  bool isImage = isImageInVector(part, whole);
  int64_t begin = getChannel();
  int64_t channels = isImage ? part.getImageElements() : part.getChannels();
  if (begin < 0 || begin > whole.getChannels() - channels)
    return emitOpError() << channels << " channels from " << begin
                         << " are not within " << whole.getChannels();
  bool hasItsRows = part.getHeight() == whole.getHeight() &&
                    part.getWidth() == whole.getWidth();
  if (part.getLayout() != whole.getLayout() ||
      part.getElementType() != whole.getElementType() ||
      part.getBatch() != whole.getBatch() || !(hasItsRows || isImage) ||
      part.getImageStride() != whole.getImageStride())
    return emitOpError("differs from its buffer in more than its channels");
  int64_t end = begin + channels;
  bool endsInGroup = end % whole.getBlock() != 0 && end != whole.getChannels();
  if (begin % whole.getBlock() != 0 || endsInGroup)
    return emitOpError() << "cuts a group of " << whole.getBlock()
                         << " channels";
  return success();
}

/// A slice of everything is its buffer.
OpFoldResult SliceOp::fold(FoldAdaptor) {
  return getSlice().getType() == getBuffer().getType() ? getBuffer() : Value();
}

LogicalResult FlattenOp::verify() {
  BufferType image = getBuffer().getType();
  BufferType vector = getVector().getType();
  if (!image.liesAsNchw() || vector.getLayout() != Layout::Nchw)
    return emitOpError("needs layout nchw");
  if (vector.getHeight() != 1 || vector.getWidth() != 1 ||
      vector.getBatch() != image.getBatch() ||
      vector.getChannels() != image.getImageElements() ||
      vector.getElementType() != image.getElementType() ||
      vector.getImageStride() != image.getImageStride())
    return emitOpError("gives the same elements as a vector");
  return success();
}

StringRef gnet::layerPath(Location location) {
  if (auto name = dyn_cast<NameLoc>(location))
    return name.getName();
  if (auto fused = dyn_cast<FusedLoc>(location))
    for (Location part : fused.getLocations())
      if (StringRef path = layerPath(part); !path.empty())
        return path;
  return {};
}

int64_t Place::bytes() const {
  return elements * cast<BufferType>(root.getType()).getElementBytes();
}

Place gnet::gnk::placeOf(Value buffer) {
  Place place{buffer};
  while (Operation *view = place.root.getDefiningOp()) {
    if (auto slice = dyn_cast<SliceOp>(view)) {
      // A slice begins with a group of channels, so in every layout all that
      // is before it are whole channels.
      BufferType whole = slice.getBuffer().getType();
      place.elements += static_cast<int64_t>(slice.getChannel()) *
                        whole.getHeight() * whole.getWidth();
      place.root = slice.getBuffer();
    } else if (auto flatten = dyn_cast<FlattenOp>(view)) {
      place.root = flatten.getBuffer();
    } else {
      break;
    }
  }
  return place;
}

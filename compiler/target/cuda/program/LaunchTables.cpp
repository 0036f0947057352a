//===- LaunchTables.cpp - A gnetrt_cuda_program and what it points to -----===//
#include "target/cuda/program/LaunchTables.h"
#include "abi/program.h"

using namespace mlir;

namespace gnet {
namespace {

// Enumerators stand in the tables as they are.
static_assert(GNETRT_NOWHERE == int(MemorySpace::Nowhere));
static_assert(GNETRT_ARENA == int(MemorySpace::Arena));
static_assert(GNETRT_WEIGHTS == int(MemorySpace::Weights));
static_assert(GNETRT_INPUT == int(MemorySpace::Input));
static_assert(GNETRT_OUTPUT == int(MemorySpace::Output));
static_assert(GNETRT_SCRATCH == int(MemorySpace::Scratch));

class LaunchEmitter {
public:
  explicit LaunchEmitter(ConstantTables &tables) : tables(tables) {}

  LLVM::GlobalOp emitImages(ArrayRef<CudaImage> images);
  LLVM::GlobalOp emitLaunches(ArrayRef<PlannedLaunch> launches);
  LLVM::GlobalOp emitPicture(gnk::LaunchAttr launch);

private:
  Value launch(const PlannedLaunch &planned, LLVM::GlobalOp dependencies);
  Value place(const MemoryPlace &place);
  /// Null where there are none.
  LLVM::GlobalOp emitDependencies(const PlannedLaunch &planned, size_t index);

  ConstantTables &tables;
};

LLVM::GlobalOp LaunchEmitter::emitImages(ArrayRef<CudaImage> images) {
  Type byte = tables.getBuilder().getI8Type();
  SmallVector<LLVM::GlobalOp> codes;
  for (const CudaImage &image : images)
    codes.push_back(tables.createGlobal(
        imageSymbol(image.arch), LLVM::LLVMArrayType::get(byte, image.size),
        LLVM::Linkage::External));
  return tables.createTable(
      "images", tables.type(ProgramStruct::cuda_image), images.size(),
      [&](size_t index) {
        return tables.structOf(
            ProgramStruct::cuda_image,
            {{"arch", tables.text(images[index].arch)},
             {"data", tables.address(codes[index])},
             {"size", tables.integer(images[index].size)},
             {"waits", tables.integer(images[index].waits)}});
      });
}

LLVM::GlobalOp LaunchEmitter::emitDependencies(const PlannedLaunch &planned,
                                               size_t index) {
  if (planned.dependencies.empty())
    return {};
  Builder &builder = tables.getBuilder();
  return tables.createGlobal(
      ("launch" + Twine(index) + ".dependencies").str(),
      LLVM::LLVMArrayType::get(builder.getI64Type(),
                               planned.dependencies.size()),
      LLVM::Linkage::Internal, builder.getI64TensorAttr(planned.dependencies));
}

LLVM::GlobalOp LaunchEmitter::emitLaunches(ArrayRef<PlannedLaunch> launches) {
  SmallVector<LLVM::GlobalOp> dependencies;
  for (auto [index, planned] : llvm::enumerate(launches))
    dependencies.push_back(emitDependencies(planned, index));
  return tables.createTable("launches", tables.type(ProgramStruct::cuda_launch),
                            launches.size(), [&](size_t index) {
                              return launch(launches[index],
                                            dependencies[index]);
                            });
}

/// Its places are those of whoever calls it.
LLVM::GlobalOp LaunchEmitter::emitPicture(gnk::LaunchAttr picture) {
  if (!picture)
    return {};
  PlannedLaunch planned;
  planned.launch = picture;
  return tables.createTable("picture", tables.type(ProgramStruct::cuda_launch),
                            1, [&](size_t) { return launch(planned, {}); });
}

Value LaunchEmitter::place(const MemoryPlace &place) {
  return tables.structOf(ProgramStruct::cuda_place,
                         {{"space", tables.integer(int64_t(place.space))},
                          {"offset", tables.integer(place.offset)}});
}

Value LaunchEmitter::launch(const PlannedLaunch &planned,
                            LLVM::GlobalOp dependencies) {
  gnk::LaunchAttr launch = planned.launch;
  return tables.structOf(
      ProgramStruct::cuda_launch,
      {{"step", tables.integer(planned.step)},
       {"kernel", tables.text(launch.getKernel().getValue())},
       {"grid", tables.integers(launch.getGrid())},
       {"images_dimension", tables.integer(launch.getImages().value_or(-1))},
       {"block", tables.integers(launch.getBlock())},
       {"shared_bytes", tables.integer(launch.getShared())},
       {"source", place(planned.source)},
       {"other", place(planned.other)},
       {"destination", place(planned.destination)},
       {"weight", place(planned.weight)},
       {"bias", place(planned.bias)},
       {"scratch", place(planned.scratch)},
       {"dependency_count",
        tables.integer(int64_t(planned.dependencies.size()))},
       {"dependencies", tables.address(dependencies)}});
}

} // namespace

std::string imageSymbol(StringRef arch) {
  return ("gnetrt_cuda_image_" + arch).str();
}

LLVM::GlobalOp emitLaunchTables(ConstantTables &tables,
                                ArrayRef<PlannedLaunch> launches,
                                gnk::LaunchAttr picture,
                                ArrayRef<CudaImage> images,
                                StringRef precision) {
  LaunchEmitter emitter(tables);
  LLVM::GlobalOp imageTable = emitter.emitImages(images);
  LLVM::GlobalOp launchTable = emitter.emitLaunches(launches);
  LLVM::GlobalOp pictureTable = emitter.emitPicture(picture);
  auto fields = [&]() -> SmallVector<FieldValue> {
    return {{"precision", tables.text(precision)},
            {"image_count", tables.integer(int64_t(images.size()))},
            {"images", tables.address(imageTable)},
            {"launch_count", tables.integer(int64_t(launches.size()))},
            {"launches", tables.address(launchTable)},
            {"picture", tables.address(pictureTable)}};
  };
  return tables.createStruct("cuda_program", ProgramStruct::cuda_program,
                             LLVM::Linkage::Internal, fields);
}

} // namespace gnet

#include "gpu/sim/TensorCopy.h"
#include "gpu/sim/Convert.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include <algorithm>
#include <array>

namespace gnet::gpu::sim {

namespace {

constexpr int64_t pieceBytes = TensorPiece::bytes;
constexpr uint64_t sharedAlignment = 128;
/// Of elements of 16 bits, and of f32 twice.
constexpr uint32_t nanOutside = 0x7FF77FF7;

using Place = std::array<int64_t, 5>;

/// Where the rows of a box begin in the tensor, in their order.
using Rows = std::vector<Place>;

Place placeOf(Coordinates at) {
  Place place{};
  std::copy(at.begin(), at.end(), place.begin());
  return place;
}

Rows rowsOfTile(const TensorMap &map, Coordinates at) {
  Rows rows{placeOf(at)};
  for (size_t dim = 1; dim < at.size(); ++dim) {
    const size_t inner = rows.size();
    for (uint32_t i = map.steps[dim]; i < map.box[dim]; i += map.steps[dim])
      for (size_t row = 0; row < inner; ++row) {
        Place place = rows[row];
        place[dim] += i;
        rows.push_back(place);
      }
  }
  return rows;
}

/// To the next pixel of the boxes: along a row, to the next row, to the next
/// image.
void advance(const TensorMap &map, Place &pixel) {
  const Im2col &box = *map.im2col;
  const size_t axes = box.lower.size();
  for (size_t axis = 0; axis < axes; ++axis) {
    const size_t dim = axis + 1;
    pixel[dim] += map.steps[dim];
    if (pixel[dim] < int64_t(map.dims[dim]) + box.upper[axis])
      return;
    pixel[dim] = box.lower[axis];
  }
  ++pixel[axes + 1];
}

Rows rowsOfImage(const TensorMap &map, Coordinates at,
                 std::span<const uint16_t> offsets) {
  Rows rows(map.im2col->pixels);
  Place pixel = placeOf(at);
  for (Place &row : rows) {
    row = pixel;
    for (size_t axis = 0; axis < offsets.size(); ++axis)
      row[axis + 1] += offsets[axis];
    advance(map, pixel);
  }
  return rows;
}

llvm::Error check(const TensorMap &map, Coordinates at, uint64_t shared) {
  if (llvm::Error error = map.check())
    return error;
  if (at.size() != map.dims.size())
    return llvm::createStringError(
        llvm::formatv("{0} coordinates of a tensor of {1} dimensions",
                      at.size(), map.dims.size()));
  if (at[0] * int64_t(bytesOf(map.type)) % pieceBytes != 0)
    return llvm::createStringError(llvm::formatv(
        "illegal instruction: an innermost coordinate of {0} elements of {1} "
        "bytes, which is no multiple of {2} bytes",
        at[0], bytesOf(map.type), pieceBytes));
  if (shared % sharedAlignment != 0)
    return llvm::createStringError(
        llvm::formatv("misaligned address: {0:x} of shared memory is no "
                      "multiple of {1}",
                      shared, sharedAlignment));
  return llvm::Error::success();
}

llvm::Error checkStore(const TensorMap &map, Coordinates at, uint64_t shared) {
  if (llvm::Error error = check(map, at, shared))
    return error;
  if (map.im2col)
    return llvm::createStringError("a store through a tensor map of im2col");
  if (std::any_of(at.begin(), at.end(), [](int32_t i) { return i < 0; }))
    return llvm::createStringError(
        "illegal instruction: a store with a negative coordinate");
  return llvm::Error::success();
}

/// Whether the row is in the tensor in all dimensions but the innermost.
bool inside(const TensorMap &map, const Place &row) {
  for (size_t dim = 1; dim < map.dims.size(); ++dim)
    if (row[dim] < 0 || row[dim] >= int64_t(map.dims[dim]))
      return false;
  return true;
}

/// The address of the row's element 0, which may be outside of the tensor.
int64_t addressOf(const TensorMap &map, const Place &row) {
  auto address = int64_t(map.address) + row[0] * int64_t(bytesOf(map.type));
  for (size_t dim = 1; dim < map.dims.size(); ++dim)
    address += row[dim] * int64_t(map.strides[dim - 1]);
  return address;
}

void fill(const TensorMap &map, std::span<uint8_t> bytes) {
  const uint32_t word = map.nanOutside ? nanOutside : 0;
  for (size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = uint8_t(word >> i % 4 * 8);
}

void roundToTF32(std::span<uint8_t> bytes) {
  for (size_t i = 0; i < bytes.size(); i += 4)
    store(bytes.subspan(i),
          toTF32(load<uint32_t>(bytes.subspan(i)), Ties::Even));
}

/// How many of the piece's bytes, from its first, are in the tensor.
int64_t bytesInside(const TensorMap &map, const Place &row, uint32_t offset) {
  const auto size = int64_t(bytesOf(map.type));
  const int64_t first = row[0] * size + offset;
  if (first < 0 || !inside(map, row)) // a whole piece, as both are multiples
    return 0;
  return std::clamp<int64_t>(int64_t(map.dims[0]) * size - first, 0,
                             pieceBytes);
}

std::vector<TensorPiece> piecesOf(const TensorMap &map, const Rows &rows,
                                  uint64_t shared) {
  std::vector<TensorPiece> pieces;
  for (size_t row = 0; row < rows.size(); ++row)
    for (uint32_t offset = 0; offset < map.rowBytes(); offset += pieceBytes)
      pieces.push_back(
          {swizzled(shared + row * map.rowPitch() + offset, map.swizzle),
           uint64_t(addressOf(map, rows[row]) + offset),
           uint32_t(bytesInside(map, rows[row], offset))});
  return pieces;
}

llvm::Error loadPiece(const TensorMap &map, const Memory &global,
                      const TensorPiece &piece, std::span<uint8_t> to) {
  fill(map, to.subspan(piece.inside));
  if (piece.inside == 0)
    return llvm::Error::success();
  auto from = global.at(piece.global, piece.inside);
  if (!from)
    return from.takeError();
  std::copy(from->begin(), from->end(), to.begin());
  if (map.type == ElementType::TF32)
    roundToTF32(to.first(piece.inside));
  return llvm::Error::success();
}

/// Of the pieces of a box that begin in the tensor: theirs in global and in
/// shared memory.
using Transfer =
    llvm::function_ref<void(std::span<uint8_t>, std::span<const uint8_t>)>;

llvm::Error transferPieces(const TensorMap &map, const Memory &global,
                           Coordinates at, const Memory &shared, uint64_t from,
                           Transfer transfer) {
  auto pieces = storedPieces(map, at, from);
  if (!pieces)
    return pieces.takeError();
  for (const TensorPiece &piece : *pieces) {
    auto read = shared.at(piece.shared, pieceBytes, pieceBytes);
    if (!read)
      return read.takeError();
    auto to = global.at(piece.global, pieceBytes);
    if (!to)
      return to.takeError();
    transfer(*to, *read);
  }
  return llvm::Error::success();
}

} // namespace

llvm::Expected<std::vector<TensorPiece>>
loadedPieces(const TensorMap &map, Coordinates at,
             std::span<const uint16_t> offsets, uint64_t to) {
  if (llvm::Error error = check(map, at, to))
    return error;
  const size_t axes = map.im2col ? map.im2col->lower.size() : 0;
  if (offsets.size() != axes)
    return llvm::createStringError(llvm::formatv(
        "{0} offsets of a filter of {1} axes", offsets.size(), axes));
  return piecesOf(
      map, map.im2col ? rowsOfImage(map, at, offsets) : rowsOfTile(map, at),
      to);
}

llvm::Expected<std::vector<TensorPiece>>
storedPieces(const TensorMap &map, Coordinates at, uint64_t from) {
  if (llvm::Error error = checkStore(map, at, from))
    return error;
  auto pieces = piecesOf(map, rowsOfTile(map, at), from);
  std::erase_if(pieces,
                [](const TensorPiece &piece) { return piece.inside == 0; });
  return pieces;
}

llvm::Expected<uint32_t> loadTensor(const TensorMap &map, const Memory &global,
                                    Coordinates at,
                                    std::span<const uint16_t> offsets,
                                    const Memory &shared, uint64_t to) {
  auto pieces = loadedPieces(map, at, offsets, to);
  if (!pieces)
    return pieces.takeError();
  for (const TensorPiece &piece : *pieces) {
    auto written = shared.at(piece.shared, pieceBytes, pieceBytes);
    if (!written)
      return written.takeError();
    if (llvm::Error error = loadPiece(map, global, piece, *written))
      return error;
  }
  return uint32_t(pieces->size() * pieceBytes);
}

llvm::Error storeTensor(const TensorMap &map, const Memory &global,
                        Coordinates at, const Memory &shared, uint64_t from) {
  return transferPieces(
      map, global, at, shared, from,
      [](std::span<uint8_t> to, std::span<const uint8_t> piece) {
        std::copy(piece.begin(), piece.end(), to.begin());
      });
}

llvm::Error addTensor(const TensorMap &map, const Memory &global,
                      Coordinates at, const Memory &shared, uint64_t from) {
  if (map.type != ElementType::F32)
    return llvm::createStringError("a reduction of other elements than f32");
  return transferPieces(
      map, global, at, shared, from,
      [](std::span<uint8_t> to, std::span<const uint8_t> piece) {
        for (size_t i = 0; i < pieceBytes; i += sizeof(float))
          store(to.subspan(i),
                load<float>(to.subspan(i)) + load<float>(piece.subspan(i)));
      });
}

} // namespace gnet::gpu::sim

//===- PixelCopy.h - A source with all channels of a pixel side by side ---===//
//
// A row of a tile is what a pixel of the result sums over: bytes that lie
// together, and as far from those of the next pixel for all of them. In blocks
// of channels a pixel has a fourth or half of a tile's row together. So all
// threads first copy the source, in memory that they share: row by row, pixel
// by pixel, all channels of each, with what is outside around it.
//
// Taps of a filter's row then lie together, too: one run of words. And a pixel
// of the result is a position: that of the next row has its number in a row of
// the copy behind it, whatever lies between belongs to no pixel. With a stride
// of s in height, rows 0, s, 2s, ... of the copy come first, then 1, s + 1,
// ...: so that rows of the result have theirs one after the other.
//
// A picture in nchw, of float32, is copied likewise, rounded to pairs of bf16.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_CPU_KERNELS_PIXELCOPY_H
#define GNET_TARGET_CPU_KERNELS_PIXELCOPY_H

#include "target/cpu/kernels/ConvShape.h"
#include "target/cpu/kernels/KernelKind.h"
#include "target/cpu/kernels/TileSums.h"

namespace gnet {

class PixelCopy {
public:
  /// Of a source in blocks, with inputs that lie in words of 4 bytes; or of a
  /// picture that canCopyPicture() holds of.
  explicit PixelCopy(const ConvShape &shape);

  /// Inputs of a pixel, with those that fill up.
  int64_t inputs() const { return pixelWords * shape.together; }
  /// Parts of a filter whose inputs lie together, and the words of each: its
  /// rows, or with a dilation its taps.
  int64_t runs() const;
  int64_t runWords() const;
  int64_t chunkWords() const { return chunkOf(runWords()); }

  /// Of an image's result, the last one's included.
  int64_t positions() const;
  /// From a row of the result to the next; its pixels come first.
  int64_t rowPositions() const { return columns.count / columns.stride; }
  int64_t positionWords() const { return columns.stride * pixelWords; }
  /// Of the run number `run` of position 0.
  int64_t placeOfRun(int64_t run) const;

  int64_t imageWords() const { return rows.stride * planeRows() * rowWords(); }
  /// All, where tiles read so many positions of an image.
  int64_t words(int64_t positionsRead) const;

  /// Writes what makes it.
  Work emit(KernelBuilder &kernel) const;

private:
  /// Rows or columns. A filter of one reads only what has a pixel of the
  /// result.
  struct Axis {
    int64_t count;  ///< In the copy.
    int64_t step;   ///< From one to the next, in the source.
    int64_t before; ///< Places of the source that the first one is before it.
    int64_t stride; ///< Of what reads the copy.
    int64_t size;   ///< Of the source.

    /// In the copy, from the first inside the source to past the last.
    int64_t begin() const;
    int64_t end() const;
  };
  static Axis axisOf(int64_t size, int64_t results, int64_t kernel,
                     int64_t stride, int64_t dilation, int64_t before);

  bool hasDilation() const { return shape.dilationX > 1; }
  int64_t bestPixelWords() const;
  int64_t chunks(int64_t words) const;
  int64_t planeRows() const {
    return llvm::divideCeil(rows.count, rows.stride);
  }
  int64_t rowWords() const { return columns.count * pixelWords; }

  void emitRow(KernelBuilder &k, mlir::Value from, mlir::Value to) const;
  void emitPixels(KernelBuilder &k, mlir::Value from, mlir::Value to) const;
  void emitPicturePixels(KernelBuilder &k, mlir::Value from,
                         mlir::Value to) const;
  mlir::Value pairsAt(KernelBuilder &k, int64_t word, mlir::Value at,
                      int64_t count) const;
  void fill(KernelBuilder &k, mlir::Value to, int64_t begin, int64_t end,
            int64_t words) const;

  ConvShape shape;
  Axis rows, columns;
  int64_t pixelWords = 0;
};

/// Whether a convolution of that shape can take its source, a picture in nchw,
/// as a copy of pairs: of at most four channels, of which it reads each column.
bool canCopyPicture(const ConvShape &shape);

} // namespace gnet

#endif // GNET_TARGET_CPU_KERNELS_PIXELCOPY_H

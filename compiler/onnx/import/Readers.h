//===- Readers.h - What ONNX operators are in the language ----------------===//
//
// Those of single layers are in onnx/layers. Here is what is no layer, or which
// layer depends on constants.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_ONNX_IMPORT_READERS_H
#define GNET_ONNX_IMPORT_READERS_H

#include "onnx/import/Node.h"

namespace gnet {

/// Of nodes that pass their input on: of another rank, or padded.
void addPassingReaders(ImportReaders &readers);

/// Of nodes one of whose inputs is a constant.
void addArithmeticReaders(ImportReaders &readers);

/// Channels are taken out of an image, scaled and joined again, as
/// torchvision's `transform_input` does: one `scale` of the language.
void addGatherReader(ImportReaders &readers);
/// Of nodes one of whose inputs is such a channel.
void addChannelReaders(ImportReaders &readers);

/// Of nodes all of whose inputs are constants, or that ask for a shape.
void addFoldingReaders(ImportReaders &readers);

/// Of tensors that are rounded to integers and widened again, as quantisers
/// write them.
void addQuantizationReaders(ImportReaders &readers);
/// Of constants that are so.
void addQuantizedConstantReaders(ImportReaders &readers);

/// Factors, offsets and slopes are at most as large in the language.
constexpr double maxFactor = 1e6;

/// The nearest short decimal that is the same float32 or next to it: ONNX keeps
/// 1e-4 as 9.99999974e-05.
double decimal(float value);

} // namespace gnet

#endif // GNET_ONNX_IMPORT_READERS_H

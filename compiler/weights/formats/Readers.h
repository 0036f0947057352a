//===- Readers.h - One reader a format ------------------------------------===//
//
// Each takes a file of its format, however broken, and its path for messages.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_WEIGHTS_FORMATS_READERS_H
#define GNET_WEIGHTS_FORMATS_READERS_H

#include "weights/formats/BesideFile.h"
#include "weights/formats/TensorFile.h"
#include "llvm/Support/MemoryBuffer.h"

namespace gnet {

using ReadFile = llvm::Expected<std::unique_ptr<TensorFile>>;

ReadFile readSafetensors(std::unique_ptr<llvm::MemoryBuffer> bytes,
                         llvm::StringRef path);

/// A zip archive of NumPy's arrays, stored or deflated.
ReadFile readNpz(std::unique_ptr<llvm::MemoryBuffer> bytes,
                 llvm::StringRef path);

/// A state dict as torch.save writes it since PyTorch 1.6.
ReadFile readPyTorch(std::unique_ptr<llvm::MemoryBuffer> bytes,
                     llvm::StringRef path);

/// Initialisers, and the results of Constant and ConstantOfShape nodes.
ReadFile readOnnx(std::unique_ptr<llvm::MemoryBuffer> bytes,
                  llvm::StringRef path, const OpenBeside &openBeside);

/// The blobs of a .caffemodel's layers.
ReadFile readCaffe(std::unique_ptr<llvm::MemoryBuffer> bytes,
                   llvm::StringRef path);

/// A model.json or weights_manifest.json with its shards.
ReadFile readTensorFlowJs(std::unique_ptr<llvm::MemoryBuffer> bytes,
                          llvm::StringRef path, const OpenBeside &openBeside);

/// That every name can be printed and is there once, and no rank is beyond
/// reason. What `openTensorFile` holds every reader's file against.
llvm::Error checkTensors(const TensorFile &file, llvm::StringRef path);

} // namespace gnet

#endif // GNET_WEIGHTS_FORMATS_READERS_H

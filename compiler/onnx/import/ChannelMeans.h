//===- ChannelMeans.h - Means over neighbouring channels, of several nodes ===//
//
// ONNX has pools over rows and columns only. An exporter that has to say one
// over channels reshapes an image until they are such.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_ONNX_IMPORT_CHANNELMEANS_H
#define GNET_ONNX_IMPORT_CHANNELMEANS_H

#include "onnx/import/Node.h"

namespace gnet {

/// The operators that `channelsOfMeans` reads in a row.
std::vector<const char *> channelMeansOps();

/// Of how many channels the nodes make the mean, of which the middle one is the
/// channel that it stands for; what is past the image's are zeros, which count.
/// 0 where they do something else: that is a failure of one of them, or of
/// `last`.
int64_t channelsOfMeans(ImportNode &last, const Shape &image,
                        llvm::MutableArrayRef<ImportNode> row);

} // namespace gnet

#endif // GNET_ONNX_IMPORT_CHANNELMEANS_H

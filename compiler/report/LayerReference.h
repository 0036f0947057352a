//===- LayerReference.h - What can be said of each layer ------------------===//
//
// Made from the layers' own descriptions: what the reader of specs takes and
// what is printed here are one.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_REPORT_LAYERREFERENCE_H
#define GNET_REPORT_LAYERREFERENCE_H

#include "network/Layers.h"
#include "llvm/Support/raw_ostream.h"

namespace gnet {

/// Every layer with its arguments and the defaults of its keys.
void printLayers(llvm::raw_ostream &os);

/// One layer: what it does, and each argument and key with its range, default
/// and meaning.
void printLayer(const LayerKind &kind, llvm::raw_ostream &os);

/// The tables of docs/language.md: of layers, of activations, of ranges.
void printLayersMarkdown(llvm::raw_ostream &os);
void printActivationsMarkdown(llvm::raw_ostream &os);
void printRangesMarkdown(llvm::raw_ostream &os);

} // namespace gnet

#endif // GNET_REPORT_LAYERREFERENCE_H

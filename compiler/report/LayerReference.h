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

/// An argument or a key, as documentation tells of it.
struct FieldReference {
  std::string word;
  std::string doc;
  std::string otherwise; ///< Its default; empty if there is none.
  std::string range;     ///< `1 to 65,535`, or words: `true, false`.
};

/// What is written behind a layer's word: arguments, and keys in braces.
struct LayerFields {
  std::vector<FieldReference> arguments;
  std::vector<FieldReference> keys;
};

LayerFields fieldsOf(const LayerKind &kind);

/// `kernel[/stride] channels`, or empty.
std::string argumentsText(const LayerKind &kind);

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

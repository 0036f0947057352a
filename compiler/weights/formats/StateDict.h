//===- StateDict.h - The tensors that a PyTorch pickle describes ----------===//
#ifndef GNET_WEIGHTS_FORMATS_STATEDICT_H
#define GNET_WEIGHTS_FORMATS_STATEDICT_H

#include "weights/formats/ElementType.h"
#include "weights/formats/Strided.h"
#include "llvm/Support/Error.h"
#include <string>

namespace gnet {

/// A tensor whose values lie in a storage, which others may share.
struct StoredTensor {
  std::string name;
  std::string storage;             ///< Its key.
  std::optional<ElementType> type; ///< Nothing where it is no real number.
  std::string typeName;
  int64_t storageElements = 0;
  StridedView view; ///< Within the storage.
};

/// Nested dictionaries and lists become dotted names. Of a checkpoint that has
/// the model's state as one of its entries (`state_dict`, `model`, ...), only
/// that is taken, under its own names: the rest is the training's. What is no
/// tensor is left out.
llvm::Expected<std::vector<StoredTensor>> readStateDict(llvm::StringRef pickle);

} // namespace gnet

#endif // GNET_WEIGHTS_FORMATS_STATEDICT_H

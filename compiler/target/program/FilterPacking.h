//===- FilterPacking.h - What the runtime is told to pack a tensor --------===//
#ifndef GNET_TARGET_PROGRAM_FILTERPACKING_H
#define GNET_TARGET_PROGRAM_FILTERPACKING_H

#include "ir/gnk/GnkDialect.h"

namespace gnet {

/// The fields of a gnetrt_packing, see runtime/abi/program.def.
struct FilterPacking {
  explicit FilterPacking(gnk::PackOp pack);

  int64_t block, inputBlock, together;
  bool tapsFirst, halves;
  std::vector<int64_t> groups;
  std::array<int64_t, 2> phases;            ///< 0, 0: whole filters.
  std::array<int64_t, 2> transformed;       ///< 0, 0: the filters as they are.
  std::vector<double> vertical, horizontal; ///< Empty: that side as it is.
};

/// What the result of `pack` is of, as the runtime counts types: GNETRT_F32,
/// ...
int64_t packedType(gnk::PackOp pack);

} // namespace gnet

#endif // GNET_TARGET_PROGRAM_FILTERPACKING_H

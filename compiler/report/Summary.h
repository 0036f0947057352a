//===- Summary.h - The paper's table, computed ----------------------------===//
#ifndef GNET_REPORT_SUMMARY_H
#define GNET_REPORT_SUMMARY_H

#include "network/Network.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace gnet {

/// The network as the paper's table prints it: a line a row with its computed
/// parameters and operations, beside them what the paper prints and by how
/// much the computed figure differs; then the heads and the totals.
void printSummary(const Network &network, llvm::raw_ostream &os);

/// The same for programs: every layer with its attributes, the rows, the heads
/// and the totals. `params` and `macs` are exact, `activations_bytes` is of
/// one image.
llvm::json::Value summaryJson(const Network &network);

} // namespace gnet

#endif // GNET_REPORT_SUMMARY_H

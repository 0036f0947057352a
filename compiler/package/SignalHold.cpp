//===- SignalHold.cpp - Interrupts wait until files are whole or gone -----===//
#include "package/SignalHold.h"
#include "llvm/Support/Signals.h"

namespace gnet {
namespace {

constexpr std::array<int, 3> heldSignals = {SIGINT, SIGTERM, SIGHUP};

/// The last that came during a hold, or 0: all that a handler may touch.
volatile std::sig_atomic_t pending = 0;

void remember(int signal) { pending = signal; }

} // namespace

SignalHold::SignalHold() {
  // LLVM sets its own handlers once, when it first needs one: before ours,
  // then, and not over them in the middle of a link.
  llvm::sys::SetInterruptFunction(nullptr);
  pending = 0;
  struct sigaction hold = {};
  hold.sa_handler = remember;
  hold.sa_flags = SA_RESTART;
  for (size_t i = 0; i < heldSignals.size(); ++i)
    sigaction(heldSignals[i], &hold, &before[i]);
}

SignalHold::~SignalHold() {
  for (size_t i = 0; i < heldSignals.size(); ++i)
    sigaction(heldSignals[i], &before[i], nullptr);
  if (pending != 0)
    raise(pending);
}

} // namespace gnet

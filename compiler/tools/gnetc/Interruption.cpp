//===- Interruption.cpp - Interrupts that end something in good order -----===//
#include "Interruption.h"
#include "llvm/Support/Signals.h"
#include <cstdlib>

namespace gnet {
namespace {

constexpr std::array<int, 3> signals = {SIGINT, SIGTERM, SIGHUP};

/// All that a handler may touch.
volatile std::sig_atomic_t remembered = 0;

void remember(int signal) { remembered = signal; }

} // namespace

Interruption::Interruption() {
  // LLVM sets its own handlers once, when it first needs one: before ours.
  llvm::sys::SetInterruptFunction(nullptr);
  remembered = 0;
  struct sigaction once = {};
  once.sa_handler = remember;
  once.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND);
  for (size_t i = 0; i < signals.size(); ++i)
    sigaction(signals[i], &once, &before[i]);
}

Interruption::~Interruption() {
  for (size_t i = 0; i < signals.size(); ++i)
    sigaction(signals[i], &before[i], nullptr);
}

bool Interruption::came() { return remembered != 0; }

void Interruption::follow() {
  struct sigaction standard = {};
  standard.sa_handler = SIG_DFL;
  sigaction(remembered, &standard, nullptr);
  raise(remembered);
  std::_Exit(1);
}

} // namespace gnet

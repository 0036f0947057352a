//===- SignalHold.cpp - Interrupts wait until files are whole or gone -----===//
#include "package/SignalHold.h"
#include <initializer_list>

namespace gnet {

SignalHold::SignalHold() {
  sigset_t held;
  sigemptyset(&held);
  for (int signal : {SIGINT, SIGTERM, SIGHUP})
    sigaddset(&held, signal);
  pthread_sigmask(SIG_BLOCK, &held, &before);
}

SignalHold::~SignalHold() { pthread_sigmask(SIG_SETMASK, &before, nullptr); }

} // namespace gnet

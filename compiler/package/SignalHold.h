//===- SignalHold.h - Interrupts wait until files are whole or gone -------===//
#ifndef GNET_PACKAGE_SIGNALHOLD_H
#define GNET_PACKAGE_SIGNALHOLD_H

#include <signal.h>

namespace gnet {

/// While one lives, Ctrl-C, a hang-up and a polite kill of this process wait;
/// they take effect when it dies. So nobody finds half a package.
class SignalHold {
public:
  SignalHold();
  ~SignalHold();
  SignalHold(const SignalHold &) = delete;
  SignalHold &operator=(const SignalHold &) = delete;

private:
  sigset_t before;
};

} // namespace gnet

#endif // GNET_PACKAGE_SIGNALHOLD_H

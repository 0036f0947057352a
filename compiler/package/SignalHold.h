//===- SignalHold.h - Interrupts wait until files are whole or gone -------===//
#ifndef GNET_PACKAGE_SIGNALHOLD_H
#define GNET_PACKAGE_SIGNALHOLD_H

#include <array>
#include <csignal>

namespace gnet {

/// While one lives, Ctrl-C, a hang-up and a polite kill of this process wait;
/// they take effect when it dies. So nobody finds half a package. Whatever
/// thread the system hands the signal to, it waits; one hold at a time.
class SignalHold {
public:
  SignalHold();
  ~SignalHold();
  SignalHold(const SignalHold &) = delete;
  SignalHold &operator=(const SignalHold &) = delete;

private:
  std::array<struct sigaction, 3> before;
};

} // namespace gnet

#endif // GNET_PACKAGE_SIGNALHOLD_H

//===- Interruption.h - Interrupts that end something in good order -------===//
#ifndef GNET_TOOLS_GNETC_INTERRUPTION_H
#define GNET_TOOLS_GNETC_INTERRUPTION_H

#include <array>
#include <csignal>

namespace gnet {

/// While one lives, the first Ctrl-C, hang-up or polite kill of this process is
/// only remembered, for who asks; a second one ends it. One at a time.
class Interruption {
public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption &) = delete;
  Interruption &operator=(const Interruption &) = delete;

  static bool came();
  /// Ends this process as the signal that came would have.
  [[noreturn]] static void follow();

private:
  std::array<struct sigaction, 3> before;
};

} // namespace gnet

#endif // GNET_TOOLS_GNETC_INTERRUPTION_H

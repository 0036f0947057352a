/*===- futex.h - Sleeping until a word changes ------------------------------===
 *
 * Linux's own: its only lock is the kernel's, and only of those who sleep or
 * wake.
 *
 *===------------------------------------------------------------------------===*/
#ifndef GNET_RUNTIME_CPU_GENERATED_FUTEX_H
#define GNET_RUNTIME_CPU_GENERATED_FUTEX_H

#include <limits.h>
#include <linux/futex.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

/** Returns at once where the word is not `value`, and also without reason.
 *  `who`: bits; a sleeper is woken by those who name one of them. */
static inline void gnetrt_futex_wait(uint32_t *word, uint32_t value,
                                     uint32_t who) {
  syscall(SYS_futex, word, FUTEX_WAIT_BITSET_PRIVATE, value, NULL, NULL, who);
}

/** Wakes all of `who`. */
static inline void gnetrt_futex_wake(uint32_t *word, uint32_t who) {
  syscall(SYS_futex, word, FUTEX_WAKE_BITSET_PRIVATE, INT_MAX, NULL, NULL, who);
}

#endif /* GNET_RUNTIME_CPU_GENERATED_FUTEX_H */

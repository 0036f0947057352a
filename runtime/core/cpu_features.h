/*===- cpu_features.h - What this CPU has
 * -----------------------------------===*/
#ifndef GNET_RUNTIME_CORE_CPU_FEATURES_H
#define GNET_RUNTIME_CORE_CPU_FEATURES_H

#include <stdbool.h>
#include <stddef.h>

/** Whether the CPU has the feature of that name, which is LLVM's and of
 *  `length` characters, and the operating system enables it. For one of AMX's
 * it is asked to, once the CPU has it. */
bool gnetrt_cpu_has(const char *name, size_t length);

#if defined(__x86_64__)
/** Where CPUID leaves its answer. */
enum { GNETRT_EAX, GNETRT_EBX, GNETRT_ECX, GNETRT_EDX };

/** What a machine says of itself. */
typedef struct gnetrt_x86 {
  unsigned (*cpuid)(unsigned leaf, unsigned subleaf, int word);
  unsigned (*enabled_state)(void); /**< The lower half of XCR0. */
  bool (*request_tiles)(void); /**< Asks the system that threads may use AMX. */
} gnetrt_x86;

/** Likewise of a machine that need not be this one. */
bool gnetrt_x86_has(const gnetrt_x86 *machine, const char *name, size_t length);
#endif

#endif /* GNET_RUNTIME_CORE_CPU_FEATURES_H */

/*===- cpu_features.h - What this CPU has
 * -----------------------------------===*/
#ifndef GNET_RUNTIME_CORE_CPU_FEATURES_H
#define GNET_RUNTIME_CORE_CPU_FEATURES_H

#include <stdbool.h>
#include <stddef.h>

/** Whether the CPU has the feature of that name, which is LLVM's and of
 *  `length` characters, and the operating system enables it. */
bool gnetrt_cpu_has(const char *name, size_t length);

#endif /* GNET_RUNTIME_CORE_CPU_FEATURES_H */

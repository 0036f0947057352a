/*===- cpu_features.h - Whether this CPU is the one compiled for
 * ------------===*/
#ifndef GNET_RUNTIME_CORE_CPU_FEATURES_H
#define GNET_RUNTIME_CORE_CPU_FEATURES_H

#include "abi/program.h"
#include "gnet.h"

/** UNSUPPORTED_CPU with the names of those of the program's `cpu_features`
 *  (LLVM's names, separated by commas) that the CPU lacks, or the operating
 *  system does not enable. */
gnet_status gnetrt_check_cpu(const gnetrt_program *program, gnet_error *error);

#endif /* GNET_RUNTIME_CORE_CPU_FEATURES_H */

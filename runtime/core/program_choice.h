/*===- program_choice.h - Which of a package's programs runs here -----------===
 *
 * A package holds a program for each kind of CPU that it was compiled for,
 * linked by `next`, the most demanding first.
 *
 *===------------------------------------------------------------------------===*/
#ifndef GNET_RUNTIME_CORE_PROGRAM_CHOICE_H
#define GNET_RUNTIME_CORE_PROGRAM_CHOICE_H

#include "abi/program.h"
#include "gnet.h"

#include <stdbool.h>

/** As gnetrt_cpu_has. */
typedef bool gnetrt_has_feature(const char *name, size_t length);

/** The first of `first` and those after it that needs only what `has` has; of
 *  those called `cpu`, if that is not NULL. INVALID_ARGUMENT where none is
 *  called so; UNSUPPORTED_CPU with what is missing. */
gnet_status gnetrt_choose_program(const gnetrt_program *first, const char *cpu,
                                  gnetrt_has_feature *has,
                                  const gnetrt_program **out,
                                  gnet_error *error);

/** The one that this machine takes by itself; if none, the least demanding. */
const gnetrt_program *gnetrt_program_here(const gnetrt_program *first);

#endif /* GNET_RUNTIME_CORE_PROGRAM_CHOICE_H */

/*===- context.h - For functions of one target beside gnet_run
 * --------------===*/
#ifndef GNET_RUNTIME_CORE_CONTEXT_H
#define GNET_RUNTIME_CORE_CONTEXT_H

#include "core/backend.h"

/** What is to do `run`, which is one that `context` can do, or something else,
 *  where it is NULL: `context` may be NULL, as in the functions of the API, and
 *  all of `run` be wrong. */
gnet_status gnetrt_context_execution(gnet_context *context,
                                     const gnetrt_run *run,
                                     gnetrt_execution **out, gnet_error *error);

#endif /* GNET_RUNTIME_CORE_CONTEXT_H */

/*===- error.h - A status and the sentence that goes with it
 * ----------------===*/
#ifndef GNET_RUNTIME_CORE_ERROR_H
#define GNET_RUNTIME_CORE_ERROR_H

#include "gnet.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Returns `status`; fills `error` where it is not NULL. A message that is too
 *  long ends in "..." at the border of a character. */
gnet_status gnetrt_fail(gnet_error *error, gnet_status status,
                        const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#ifdef __cplusplus
}
#endif

#endif /* GNET_RUNTIME_CORE_ERROR_H */

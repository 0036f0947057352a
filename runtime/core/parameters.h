/*===- parameters.h - A program's parameters, taken from a weights file
 * -----===*/
#ifndef GNET_RUNTIME_CORE_PARAMETERS_H
#define GNET_RUNTIME_CORE_PARAMETERS_H

#include "core/safetensors.h"
#include "core/tensor.h"
#include "gnet.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Gives every parameter of `program` its tensor of `file`. A tensor that is
 *  missing, extra, misshapen or of a type that is no float fails; the message
 *  lists them all as far as it has room. `out`: `parameter_count` tensors, to
 *  be freed by the caller, also where this fails; valid as long as the file. */
gnet_status gnetrt_bind_parameters(const gnetrt_program *program,
                                   const gnetrt_safetensors *file,
                                   gnetrt_tensor **out, gnet_error *error);

void gnetrt_free_parameters(gnetrt_tensor *parameters, int64_t count);

#ifdef __cplusplus
}
#endif

#endif /* GNET_RUNTIME_CORE_PARAMETERS_H */

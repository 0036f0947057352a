/*===- model.h - A program with its weights, ready to run
 * -------------------===*/
#ifndef GNET_RUNTIME_CORE_MODEL_H
#define GNET_RUNTIME_CORE_MODEL_H

#include "core/backend.h"

struct gnet_model {
  const gnetrt_program *program;
  gnet_info info; /**< What it says of itself. */
  gnetrt_backend *backend;
  /** Once it is open, the packed ones alone, or what the backend leaves. */
  gnetrt_weights weights;
  /** Who holds it: its opener and each context. The only field that changes
   *  once it is open; from any thread. */
  int64_t holders;
};

/** For a new context. Each is answered by a `gnet_model_close`. */
void gnetrt_model_hold(const gnet_model *model);

/** `gnet_model_open` of one of these: `first` and those after it. */
gnet_status gnetrt_model_open(const gnetrt_program *first,
                              const gnet_options *options,
                              gnet_model **out_model, gnet_error *error);

/** `gnet_layer_info` of a given program; `model` may be NULL. */
gnet_status gnetrt_layer_info(const gnetrt_program *program,
                              const gnet_model *model, int32_t index,
                              gnet_layer *out_layer, gnet_error *error);

#endif /* GNET_RUNTIME_CORE_MODEL_H */

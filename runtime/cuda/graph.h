/*===- graph.h - The launches of a run as one CUDA graph ------------------===*/
#ifndef GNET_RUNTIME_CUDA_GRAPH_H
#define GNET_RUNTIME_CUDA_GRAPH_H

#include "cuda/backend.h"

/** What a run computes with. */
typedef struct gnetrt_binding {
  int64_t images;
  cu_address spaces[6]; /**< GNETRT_NOWHERE, ... */
} gnetrt_binding;

typedef struct gnetrt_graph {
  cu_graph graph;
  cu_graph_exec exec;
  cu_graph_node *nodes; /**< Of each launch. */
  /** What the nodes of `exec` have. `images` is 0 where they differ. */
  gnetrt_binding bound;
} gnetrt_graph;

/** A launch, ready to be given to the driver: points into itself. */
typedef struct gnetrt_bound_launch {
  cu_kernel_node node;
  void *arguments[7];
  gnetrt_cuda_arguments values;
} gnetrt_bound_launch;

void gnetrt_bind_launch(const gnetrt_backend *backend, int64_t index,
                        const gnetrt_binding *binding,
                        gnetrt_bound_launch *out);

/** Launches that do not wait for each other may run side by side. The device's
 *  context is entered, as for all here. The caller destroys `out`, also where
 *  this fails. */
gnet_status gnetrt_graph_create(gnetrt_device *device,
                                const gnetrt_backend *backend,
                                const gnetrt_binding *binding,
                                gnetrt_graph *out, gnet_error *error);

/** For the launches to come: those under way stay as they are. */
gnet_status gnetrt_graph_bind(gnetrt_device *device,
                              const gnetrt_backend *backend,
                              gnetrt_graph *graph,
                              const gnetrt_binding *binding, gnet_error *error);

void gnetrt_graph_destroy(gnetrt_device *device, gnetrt_graph *graph);

#endif /* GNET_RUNTIME_CUDA_GRAPH_H */

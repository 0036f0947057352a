#include "cuda/graph.h"

#include "core/error.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static cu_address address_of(const gnetrt_binding *binding,
                             const gnetrt_cuda_place *place) {
  return place->space == GNETRT_NOWHERE
             ? 0
             : binding->spaces[place->space] + (cu_address)place->offset;
}

static void set_grid(cu_kernel_node *node, const gnetrt_cuda_launch *launch,
                     int64_t images) {
  for (int i = 0; i < 3; ++i) {
    bool is_by_image = launch->images_dimension == i;
    node->grid[i] = (uint32_t)(launch->grid[i] * (is_by_image ? images : 1));
    node->block[i] = (uint32_t)launch->block[i];
  }
}

void gnetrt_bind_launch(const gnetrt_backend *backend, int64_t index,
                        const gnetrt_binding *binding,
                        gnetrt_bound_launch *out) {
  const gnetrt_cuda_launch *launch = &backend->program->cuda->launches[index];
  gnetrt_cuda_arguments *values = &out->values;
  values->source = address_of(binding, &launch->source);
  values->other = address_of(binding, &launch->other);
  values->destination = address_of(binding, &launch->destination);
  values->weight = address_of(binding, &launch->weight);
  values->bias = address_of(binding, &launch->bias);
  values->scratch = address_of(binding, &launch->scratch);
  values->images = (int32_t)binding->images;
  out->arguments[0] = &values->source;
  out->arguments[1] = &values->other;
  out->arguments[2] = &values->destination;
  out->arguments[3] = &values->weight;
  out->arguments[4] = &values->bias;
  out->arguments[5] = &values->scratch;
  out->arguments[6] = &values->images;
  memset(&out->node, 0, sizeof(out->node));
  out->node.function = backend->functions[index];
  out->node.shared_bytes = (uint32_t)launch->shared_bytes;
  out->node.arguments = out->arguments;
  set_grid(&out->node, launch, binding->images);
}

/** `dependencies` has room for all of a launch. */
static cu_result add_nodes(gnetrt_device *device, const gnetrt_backend *backend,
                           const gnetrt_binding *binding, gnetrt_graph *graph,
                           cu_graph_node *dependencies) {
  const gnetrt_cuda_program *cuda = backend->program->cuda;
  cu_result result = CU_SUCCESS;
  for (int64_t i = 0; i < cuda->launch_count && result == CU_SUCCESS; ++i) {
    const gnetrt_cuda_launch *launch = &cuda->launches[i];
    gnetrt_bound_launch bound;
    gnetrt_bind_launch(backend, i, binding, &bound);
    for (int64_t d = 0; d < launch->dependency_count; ++d)
      dependencies[d] = graph->nodes[launch->dependencies[d]];
    result = device->driver.cuGraphAddKernelNode(
        &graph->nodes[i], graph->graph, dependencies,
        (size_t)launch->dependency_count, &bound.node);
  }
  return result;
}

static gnet_status build(gnetrt_device *device, const gnetrt_backend *backend,
                         const gnetrt_binding *binding, gnetrt_graph *graph,
                         cu_graph_node *dependencies, gnet_error *error) {
  cu_result result = device->driver.cuGraphCreate(&graph->graph, 0);
  if (result != CU_SUCCESS)
    graph->graph = NULL;
  else
    result = add_nodes(device, backend, binding, graph, dependencies);
  if (result != CU_SUCCESS)
    return gnetrt_device_check(device, result, "building the graph of a run",
                               error);
  result =
      device->driver.cuGraphInstantiateWithFlags(&graph->exec, graph->graph, 0);
  if (result != CU_SUCCESS)
    graph->exec = NULL;
  return gnetrt_device_check(device, result, "preparing the graph of a run",
                             error);
}

gnet_status gnetrt_graph_create(gnetrt_device *device,
                                const gnetrt_backend *backend,
                                const gnetrt_binding *binding,
                                gnetrt_graph *out, gnet_error *error) {
  size_t launches = (size_t)backend->program->cuda->launch_count;
  memset(out, 0, sizeof(*out));
  cu_graph_node *dependencies =
      (cu_graph_node *)calloc(launches + 1, sizeof(cu_graph_node));
  out->nodes = (cu_graph_node *)calloc(launches + 1, sizeof(cu_graph_node));
  gnet_status status =
      dependencies && out->nodes
          ? build(device, backend, binding, out, dependencies, error)
          : gnetrt_fail(error, GNET_OUT_OF_MEMORY,
                        "out of memory for a context");
  free((void *)dependencies);
  if (status == GNET_OK)
    out->bound = *binding;
  return status;
}

/** Whether the launch computes with what differs between the two. */
static bool is_touched(const gnetrt_cuda_launch *launch,
                       const gnetrt_binding *before,
                       const gnetrt_binding *after) {
  const int64_t spaces[] = {launch->source.space, launch->other.space,
                            launch->destination.space};
  if (before->images != after->images)
    return true;
  for (size_t i = 0; i < sizeof(spaces) / sizeof(spaces[0]); ++i)
    if (before->spaces[spaces[i]] != after->spaces[spaces[i]])
      return true;
  return false;
}

gnet_status gnetrt_graph_bind(gnetrt_device *device,
                              const gnetrt_backend *backend,
                              gnetrt_graph *graph,
                              const gnetrt_binding *binding,
                              gnet_error *error) {
  const gnetrt_cuda_program *cuda = backend->program->cuda;
  const gnetrt_binding before = graph->bound;
  cu_result result = CU_SUCCESS;
  if (memcmp(&before, binding, sizeof(before)) == 0)
    return GNET_OK;
  graph->bound.images = 0;
  for (int64_t i = 0; i < cuda->launch_count && result == CU_SUCCESS; ++i) {
    gnetrt_bound_launch bound;
    if (!is_touched(&cuda->launches[i], &before, binding))
      continue;
    gnetrt_bind_launch(backend, i, binding, &bound);
    result = device->driver.cuGraphExecKernelNodeSetParams(
        graph->exec, graph->nodes[i], &bound.node);
  }
  if (result == CU_SUCCESS)
    graph->bound = *binding;
  return gnetrt_device_check(device, result,
                             "setting the images and buffers of a run", error);
}

void gnetrt_graph_destroy(gnetrt_device *device, gnetrt_graph *graph) {
  if (graph->exec)
    device->driver.cuGraphExecDestroy(graph->exec);
  if (graph->graph)
    device->driver.cuGraphDestroy(graph->graph);
  free((void *)graph->nodes);
  memset(graph, 0, sizeof(*graph));
}

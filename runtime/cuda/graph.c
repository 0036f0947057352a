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

/** The edges that lead to a node, of which any launch may have as many. */
typedef struct node_edges {
  cu_graph_node *from, *to;
  cu_graph_edge *kinds;
} node_edges;

static bool allocate(node_edges *edges, size_t launches) {
  edges->from = (cu_graph_node *)calloc(launches + 1, sizeof(cu_graph_node));
  edges->to = (cu_graph_node *)calloc(launches + 1, sizeof(cu_graph_node));
  edges->kinds = (cu_graph_edge *)calloc(launches + 1, sizeof(cu_graph_edge));
  return edges->from && edges->to && edges->kinds;
}

static void release(node_edges *edges) {
  free((void *)edges->from);
  free((void *)edges->to);
  free(edges->kinds);
}

/** A graph under construction. */
typedef struct construction {
  gnetrt_device *device;
  const gnetrt_backend *backend;
  const gnetrt_binding *binding;
  gnetrt_graph *graph;
  node_edges edges;
  /** Whether launches begin before those that they wait for have ended. */
  bool is_early;
  const char *doing;
} construction;

static const cu_graph_edge early_edge = {
    CU_PORT_IS_PROGRAMMATIC, 0, CU_EDGE_IS_PROGRAMMATIC, {0}};

/** For the node of launch `index`, which is there. */
static cu_result add_early_edges(construction *made, int64_t index,
                                 size_t count) {
  for (size_t i = 0; i < count; ++i) {
    made->edges.to[i] = made->graph->nodes[index];
    made->edges.kinds[i] = early_edge;
  }
  made->doing = "letting the launches of a run begin early";
  return made->device->driver.cuGraphAddDependencies_v2(
      made->graph->graph, made->edges.from, made->edges.to, made->edges.kinds,
      count);
}

static cu_result add_node(construction *made, int64_t index) {
  const gnetrt_cuda_launch *launch =
      &made->backend->program->cuda->launches[index];
  size_t count = (size_t)launch->dependency_count;
  gnetrt_bound_launch bound;
  gnetrt_bind_launch(made->backend, index, made->binding, &bound);
  for (size_t i = 0; i < count; ++i)
    made->edges.from[i] = made->graph->nodes[launch->dependencies[i]];
  made->doing = "building the graph of a run";
  cu_result result = made->device->driver.cuGraphAddKernelNode(
      &made->graph->nodes[index], made->graph->graph, made->edges.from,
      made->is_early ? 0 : count, &bound.node);
  if (result != CU_SUCCESS || !made->is_early || count == 0)
    return result;
  return add_early_edges(made, index, count);
}

static cu_result build(construction *made) {
  const gnetrt_driver *driver = &made->device->driver;
  gnetrt_graph *graph = made->graph;
  made->doing = "building the graph of a run";
  cu_result result = driver->cuGraphCreate(&graph->graph, 0);
  if (result != CU_SUCCESS)
    graph->graph = NULL;
  for (int64_t i = 0;
       i < made->backend->program->cuda->launch_count && result == CU_SUCCESS;
       ++i)
    result = add_node(made, i);
  if (result != CU_SUCCESS)
    return result;
  made->doing = "preparing the graph of a run";
  result = driver->cuGraphInstantiateWithFlags(&graph->exec, graph->graph, 0);
  if (result != CU_SUCCESS)
    graph->exec = NULL;
  return result;
}

static void destroy_both(gnetrt_device *device, gnetrt_graph *graph) {
  if (graph->exec)
    device->driver.cuGraphExecDestroy(graph->exec);
  if (graph->graph)
    device->driver.cuGraphDestroy(graph->graph);
  graph->exec = NULL;
  graph->graph = NULL;
}

/** Where the driver does not take edges that let launches begin early, others
 *  do. */
static gnet_status build_as_taken(construction *made, gnet_error *error) {
  made->is_early = made->backend->image->waits &&
                   made->device->driver.cuGraphAddDependencies_v2;
  cu_result result = build(made);
  if (made->is_early &&
      (result == CU_NOT_SUPPORTED || result == CU_INVALID_VALUE)) {
    destroy_both(made->device, made->graph);
    made->is_early = false;
    result = build(made);
  }
  return gnetrt_device_check(made->device, result, made->doing, error);
}

gnet_status gnetrt_graph_create(gnetrt_device *device,
                                const gnetrt_backend *backend,
                                const gnetrt_binding *binding,
                                gnetrt_graph *out, gnet_error *error) {
  size_t launches = (size_t)backend->program->cuda->launch_count;
  construction made = {
      .device = device, .backend = backend, .binding = binding, .graph = out};
  memset(out, 0, sizeof(*out));
  out->nodes = (cu_graph_node *)calloc(launches + 1, sizeof(cu_graph_node));
  gnet_status status = allocate(&made.edges, launches) && out->nodes
                           ? build_as_taken(&made, error)
                           : gnetrt_fail(error, GNET_OUT_OF_MEMORY,
                                         "out of memory for a context");
  release(&made.edges);
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
  destroy_both(device, graph);
  free((void *)graph->nodes);
  memset(graph, 0, sizeof(*graph));
}

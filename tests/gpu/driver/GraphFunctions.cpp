//===- GraphFunctions.cpp - Launches and graphs of them -------------------===//
#include "gpu/driver/Functions.h"

using namespace gnet::gpu::driver;

namespace {

/// The arguments are read now, as CUDA does.
KernelLaunch launchOf(cu_function function, const uint32_t *grid,
                      const uint32_t *block, uint32_t sharedBytes,
                      void **arguments) {
  KernelLaunch launch;
  launch.context = Driver::get().current();
  launch.function = function;
  std::copy_n(grid, 3, launch.grid.begin());
  std::copy_n(block, 3, launch.block.begin());
  launch.sharedBytes = sharedBytes;
  for (size_t i = 0; i < launch.addresses.size(); ++i)
    std::memcpy(&launch.addresses[i], arguments[i], sizeof(uint64_t));
  std::memcpy(&launch.images, arguments[6], sizeof(launch.images));
  return launch;
}

KernelLaunch launchOf(const cu_kernel_node &node) {
  return launchOf(node.function, node.grid, node.block, node.shared_bytes,
                  node.arguments);
}

/// The number of `node` in its graph; none of what is no node of `graph`.
std::optional<size_t> numberOf(cu_graph graph, cu_graph_node node) {
  auto found = llvm::find_if(
      graph->nodes, [&](const auto &each) { return each.get() == node; });
  if (found == graph->nodes.end())
    return std::nullopt;
  return found - graph->nodes.begin();
}

/// An edge as every graph has them, or one to a node that may begin early.
bool isKnown(const cu_graph_edge &edge) {
  return edge.to_port == 0 && edge.from_port == edge.type &&
         edge.type <= CU_EDGE_IS_PROGRAMMATIC;
}

} // namespace

extern "C" {

cu_result cuLaunchKernel(cu_function function, uint32_t grid_x, uint32_t grid_y,
                         uint32_t grid_z, uint32_t block_x, uint32_t block_y,
                         uint32_t block_z, uint32_t shared_bytes,
                         cu_stream stream, void **arguments, void **) {
  DRIVER_CALL(cuLaunchKernel, InContext);
  const uint32_t grid[] = {grid_x, grid_y, grid_z};
  const uint32_t block[] = {block_x, block_y, block_z};
  const KernelLaunch launch =
      launchOf(function, grid, block, shared_bytes, arguments);
  CUstream_st *queue = driver.streamOf(stream);
  if (!queue)
    return driver.misuse("a launch on what is no stream");
  const cu_result result = driver.checkLaunch(launch);
  if (result == CU_SUCCESS)
    queue->pending.emplace_back([&driver, launch] { driver.run(launch); });
  return result;
}

cu_result cuGraphCreate(cu_graph *out, uint32_t) {
  DRIVER_CALL(cuGraphCreate, InContext);
  *out = driver.keep(driver.graphs, std::make_unique<CUgraph_st>());
  return CU_SUCCESS;
}

cu_result cuGraphDestroy(cu_graph graph) {
  DRIVER_CALL(cuGraphDestroy, InContext);
  return driver.drop(driver.graphs, graph, "graph");
}

cu_result cuGraphAddKernelNode(cu_graph_node *out, cu_graph graph,
                               const cu_graph_node *dependencies, size_t count,
                               const cu_kernel_node *parameters) {
  DRIVER_CALL(cuGraphAddKernelNode, InContext);
  if (!driver.graphs.count(graph))
    return driver.misuse("a node is added to what is no graph");
  auto node = std::make_unique<CUgraphNode_st>();
  node->graph = graph;
  node->launch = launchOf(*parameters);
  for (size_t i = 0; i < count; ++i) {
    const auto found = numberOf(graph, dependencies[i]);
    if (!found)
      return driver.misuse("a node waits for what is no node of its graph");
    node->dependencies.nodes.push_back(*found);
  }
  const cu_result result = driver.checkLaunch(node->launch);
  if (result != CU_SUCCESS)
    return result;
  graph->nodes.push_back(std::move(node));
  *out = graph->nodes.back().get();
  return CU_SUCCESS;
}

cu_result cuGraphAddDependencies_v2(cu_graph graph, const cu_graph_node *from,
                                    const cu_graph_node *to,
                                    const cu_graph_edge *edges, size_t count) {
  DRIVER_CALL(cuGraphAddDependencies_v2, InContext);
  if (driver.settings.edgeResult != CU_SUCCESS)
    return driver.settings.edgeResult;
  if (!driver.graphs.count(graph))
    return driver.misuse("edges are added to what is no graph");
  for (size_t i = 0; i < count; ++i) {
    const auto source = numberOf(graph, from[i]), node = numberOf(graph, to[i]);
    if (!source || !node || *source >= *node)
      return driver.misuse("an edge leads to no later node of its graph");
    if (!isKnown(edges[i]))
      return driver.misuse("an edge is of an unknown type");
    Dependencies &its = graph->nodes[*node]->dependencies;
    its.nodes.push_back(*source);
    its.isEarly |= edges[i].type == CU_EDGE_IS_PROGRAMMATIC;
  }
  return CU_SUCCESS;
}

cu_result cuGraphInstantiateWithFlags(cu_graph_exec *out, cu_graph graph,
                                      uint64_t) {
  DRIVER_CALL(cuGraphInstantiateWithFlags, InContext);
  if (!driver.graphs.count(graph))
    return driver.misuse("what is instantiated is no graph");
  auto exec = std::make_unique<CUgraphExec_st>();
  for (const auto &node : graph->nodes) {
    exec->nodes.push_back(node.get());
    exec->launches.push_back(node->launch);
    exec->dependencies.push_back(node->dependencies);
  }
  *out = driver.keep(driver.execs, std::move(exec));
  return CU_SUCCESS;
}

cu_result cuGraphExecDestroy(cu_graph_exec exec) {
  DRIVER_CALL(cuGraphExecDestroy, InContext);
  return driver.drop(driver.execs, exec, "executable graph");
}

cu_result cuGraphExecKernelNodeSetParams(cu_graph_exec exec, cu_graph_node node,
                                         const cu_kernel_node *parameters) {
  DRIVER_CALL(cuGraphExecKernelNodeSetParams, InContext);
  if (!driver.execs.count(exec))
    return driver.misuse("what is changed is no executable graph");
  const KernelLaunch launch = launchOf(*parameters);
  const cu_result result = driver.checkLaunch(launch);
  if (result != CU_SUCCESS)
    return result;
  for (size_t i = 0; i < exec->nodes.size(); ++i)
    if (exec->nodes[i] == node) {
      if (launch.function != node->launch.function)
        return CU_INVALID_VALUE;
      exec->launches[i] = launch;
      return CU_SUCCESS;
    }
  return driver.misuse("what is changed is no node of the graph");
}

cu_result cuGraphUpload(cu_graph_exec exec, cu_stream stream) {
  DRIVER_CALL(cuGraphUpload, InContext);
  return driver.execs.count(exec) && driver.streamOf(stream)
             ? CU_SUCCESS
             : driver.misuse("what is uploaded is no executable graph");
}

/// What is changed of it later does not touch this launch.
cu_result cuGraphLaunch(cu_graph_exec exec, cu_stream stream) {
  DRIVER_CALL(cuGraphLaunch, InContext);
  CUstream_st *queue = driver.streamOf(stream);
  if (!queue || !driver.execs.count(exec))
    return driver.misuse("what is launched is no executable graph");
  queue->pending.emplace_back(
      [&driver, launches = exec->launches, dependencies = exec->dependencies] {
        driver.run(launches, dependencies);
      });
  return CU_SUCCESS;
}

} // extern "C"

/*===- post_ops.h - What a primitive applies to its result ------------------===
 *
 * oneDNN's post-ops, in the order in which they are appended.
 *
 *===------------------------------------------------------------------------===*/
#ifndef GNET_RUNTIME_CPU_ONEDNN_POST_OPS_H
#define GNET_RUNTIME_CPU_ONEDNN_POST_OPS_H

#include "cpu/onednn/kernel.h"

/** Adds what is in the destination before. */
void gnetrt_post_sum(gnetrt_kernel_maker *maker);

/** Adds a tensor. Returns the argument that it is. */
int gnetrt_post_add(gnetrt_kernel_maker *maker, const_dnnl_memory_desc_t desc);

void gnetrt_post_activation(gnetrt_kernel_maker *maker,
                            const gnetrt_activation *activation);

/** Puts them into the attributes, before the primitive is described. */
void gnetrt_post_ops_finish(gnetrt_kernel_maker *maker);

#endif /* GNET_RUNTIME_CPU_ONEDNN_POST_OPS_H */

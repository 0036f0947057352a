/*===- average_pool.h - Averages whose windows pass the counted padding
 * -----===*/
#ifndef GNET_RUNTIME_CPU_ONEDNN_AVERAGE_POOL_H
#define GNET_RUNTIME_CPU_ONEDNN_AVERAGE_POOL_H

#include "abi/program.h"

/** GNETRT_AVG_COUNT_PADDING of the whole batch, in any layout, on one thread:
 *  divides by the elements of a window inside the input and its declared
 *  padding. Writes the zeros of a blocked destination's last channels. */
void gnetrt_average_pool(const gnetrt_pool *pool, const float *source,
                         float *destination);

#endif /* GNET_RUNTIME_CPU_ONEDNN_AVERAGE_POOL_H */

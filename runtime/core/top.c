/*===- top.c - The largest scores
 * -------------------------------------------===*/
#include "core/error.h"

#include <math.h>
#include <stdbool.h>

/** The order of the result, total also with NaN, which comes last. */
static bool comes_before(const float *scores, int32_t a, int32_t b) {
  bool a_is_nan = isnan(scores[a]), b_is_nan = isnan(scores[b]);
  if (a_is_nan != b_is_nan)
    return b_is_nan;
  if (!a_is_nan && scores[a] != scores[b])
    return scores[a] > scores[b];
  return a < b;
}

gnet_status gnet_top(const float *scores, int32_t size, int32_t count,
                     int32_t *out_indices, gnet_error *out_error) {
  if (!scores || (!out_indices && count != 0))
    return gnetrt_fail(out_error, GNET_INVALID_ARGUMENT, "%s is NULL",
                       scores ? "out_indices" : "scores");
  if (count < 0 || size < count)
    return gnetrt_fail(out_error, GNET_INVALID_ARGUMENT,
                       "the %d largest of %d scores are asked for", (int)count,
                       (int)size);
  /* Keeps the best so far in order: no memory but the result's. */
  int32_t kept = 0;
  for (int32_t i = 0; i < size; ++i) {
    int32_t place = kept;
    while (place > 0 && comes_before(scores, i, out_indices[place - 1]))
      place--;
    if (place == count)
      continue;
    if (kept < count)
      kept++;
    for (int32_t j = kept - 1; j > place; --j)
      out_indices[j] = out_indices[j - 1];
    out_indices[place] = i;
  }
  return GNET_OK;
}

#include "core/preprocess.h"

#include "core/error.h"

#include <math.h>
#include <stdlib.h>

enum { GRAY = 0, RGB = 1, BGR = 2 };

/** How the positions of one axis of the result read the picture: position i is
 *  the sum of weights[i * taps + t] * picture[first[i] + t], t < count[i]. */
typedef struct axis {
  int32_t size;
  size_t taps;
  int32_t *first, *count;
  float *weights;
} axis;

/** `step` pixels of the picture make one of the result. Bilinear: a triangle
 *  over two pixels, and where the picture shrinks over two of the result's. */
static void fill(axis *a, int32_t picture_size, double origin, double step) {
  double support = step > 1 ? step : 1;
  for (int32_t i = 0; i < a->size; ++i) {
    double centre = origin + (i + 0.5) * step;
    int64_t first = (int64_t)floor(centre - support + 0.5);
    int64_t end = (int64_t)floor(centre + support + 0.5);
    first = first < 0 ? 0 : first;
    end = end > picture_size ? picture_size : end;
    float *weights = a->weights + (size_t)i * a->taps;
    double sum = 0;
    for (int64_t t = first; t < end; ++t)
      sum += fmax(0, 1 - fabs((double)t + 0.5 - centre) / support);
    for (int64_t t = first; t < end; ++t)
      weights[t - first] =
          (float)(fmax(0, 1 - fabs((double)t + 0.5 - centre) / support) / sum);
    a->first[i] = (int32_t)first;
    a->count[i] = (int32_t)(end - first);
  }
}

/** The middle `size` * `step` pixels of the picture. False: out of memory. */
static int make_axis(axis *a, int32_t picture_size, int32_t size, double step) {
  double support = step > 1 ? step : 1;
  a->size = size;
  a->taps = (size_t)(2 * support) + 2;
  a->first = calloc((size_t)size, sizeof(*a->first));
  a->count = calloc((size_t)size, sizeof(*a->count));
  a->weights = calloc((size_t)size, a->taps * sizeof(*a->weights));
  if (!a->first || !a->count || !a->weights)
    return 0;
  fill(a, picture_size, (picture_size - size * step) / 2, step);
  return 1;
}

static void free_axis(axis *a) {
  free(a->first);
  free(a->count);
  free(a->weights);
}

/** One row of the picture, made as wide as the result: x, then colour. */
static void resample_row(const gnetrt_picture *picture, int32_t row,
                         int32_t colours, const axis *x, float *out) {
  const uint8_t *pixels = picture->pixels + (size_t)row * picture->row_bytes;
  for (int32_t i = 0; i < x->size; ++i) {
    const float *weights = x->weights + (size_t)i * x->taps;
    const uint8_t *pixel =
        pixels + (size_t)x->first[i] * (size_t)picture->channels;
    float sums[3] = {0, 0, 0};
    for (int32_t t = 0; t < x->count[i]; ++t, pixel += picture->channels)
      for (int32_t c = 0; c < colours; ++c)
        sums[c] += weights[t] * pixel[c];
    for (int32_t c = 0; c < colours; ++c)
      *out++ = sums[c];
  }
}

/** The network's channel `c` of a colour. Gray is ITU-R BT.601's luma. */
static double channel(const float *colour, int32_t colours, int64_t order,
                      int64_t c) {
  if (colours == 1)
    return colour[0];
  if (order == GRAY)
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2];
  return colour[order == BGR ? 2 - c : c];
}

/** Sums the rows of `wide` (whose first is the picture's row `first_row`). */
static void resample_columns(const gnetrt_program *program, const float *wide,
                             int32_t first_row, int32_t colours, const axis *x,
                             const axis *y, float *out) {
  const gnetrt_preprocessing *form = program->preprocessing;
  size_t stride = (size_t)x->size * (size_t)colours;
  size_t plane = (size_t)x->size * (size_t)y->size;
  for (int32_t i = 0; i < y->size; ++i) {
    const float *weights = y->weights + (size_t)i * y->taps;
    const float *rows = wide + (size_t)(y->first[i] - first_row) * stride;
    for (int32_t j = 0; j < x->size; ++j) {
      float colour[3] = {0, 0, 0};
      for (int32_t t = 0; t < y->count[i]; ++t)
        for (int32_t c = 0; c < colours; ++c)
          colour[c] +=
              weights[t] * rows[(size_t)t * stride + (size_t)(j * colours + c)];
      for (int64_t c = 0; c < program->input[0]; ++c)
        out[(size_t)c * plane + (size_t)i * (size_t)x->size + (size_t)j] =
            (float)((channel(colour, colours, form->order, c) * form->scale -
                     form->mean[c]) /
                    form->stddev[c]);
    }
  }
}

static int resample(const gnetrt_program *program,
                    const gnetrt_picture *picture, const axis *x, const axis *y,
                    float *out) {
  int32_t colours = picture->channels == 1 ? 1 : 3;
  int32_t first = y->first[0];
  int32_t end = y->first[y->size - 1] + y->count[y->size - 1];
  size_t stride = (size_t)x->size * (size_t)colours;
  float *wide = calloc((size_t)(end - first), stride * sizeof(float));
  if (!wide)
    return 0;
  for (int32_t row = first; row < end; ++row)
    resample_row(picture, row, colours, x,
                 wide + (size_t)(row - first) * stride);
  resample_columns(program, wide, first, colours, x, y, out);
  free(wide);
  return 1;
}

gnet_status gnetrt_check_picture(const gnetrt_program *program,
                                 const gnetrt_picture *picture,
                                 const float *out_input, gnet_error *error) {
  const gnetrt_preprocessing *form = program->preprocessing;
  if (!picture->pixels || !out_input)
    return gnetrt_fail(error, GNET_INVALID_ARGUMENT, "%s is NULL",
                       out_input ? "pixels" : "out_input");
  if (!form || program->input[0] != (form->order == GRAY ? 1 : 3))
    return gnetrt_fail(error, GNET_INVALID_ARGUMENT,
                       "the input of %s, of %lld channels, is no picture",
                       program->name, (long long)program->input[0]);
  if (picture->width < 1 || picture->height < 1)
    return gnetrt_fail(error, GNET_INVALID_ARGUMENT, "the picture is %d x %d",
                       (int)picture->width, (int)picture->height);
  if (picture->channels != 1 && picture->channels != 3 &&
      picture->channels != 4)
    return gnetrt_fail(error, GNET_INVALID_ARGUMENT,
                       "the picture has %d channels: 1 (gray), 3 (RGB) or 4 "
                       "(RGBA) are taken",
                       (int)picture->channels);
  if (picture->row_bytes < (size_t)picture->width * (size_t)picture->channels)
    return gnetrt_fail(error, GNET_INVALID_ARGUMENT,
                       "row_bytes is %zu, less than a row's %zu bytes",
                       picture->row_bytes,
                       (size_t)picture->width * (size_t)picture->channels);
  return GNET_OK;
}

gnet_status gnetrt_preprocess(const gnetrt_program *program,
                              const gnetrt_picture *picture, float *out_input,
                              gnet_error *error) {
  gnet_status status = gnetrt_check_picture(program, picture, out_input, error);
  if (status != GNET_OK)
    return status;
  int32_t height = (int32_t)program->input[1];
  int32_t width = (int32_t)program->input[2];
  axis x = {0}, y = {0};
  /* The smaller ratio: the scaled picture covers the input. */
  double step =
      fmin((double)picture->width / width, (double)picture->height / height);
  int done = make_axis(&x, picture->width, width, step) &&
             make_axis(&y, picture->height, height, step) &&
             resample(program, picture, &x, &y, out_input);
  free_axis(&x);
  free_axis(&y);
  return done ? GNET_OK
              : gnetrt_fail(error, GNET_OUT_OF_MEMORY,
                            "out of memory for the picture");
}

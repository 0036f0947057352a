/*===- pack.c - Weights in the order in which generated kernels read them ---===
 *
 * A tensor is taken in tiles: the filters of one input and of TILE outputs,
 * which are lanes side by side where they are packed. All of a tile are
 * transformed at once, and each of its taps is written as one run of lanes.
 *
 *===------------------------------------------------------------------------===*/
#include "core/builder.h"
#include "core/float_types.h"
#include "core/quantize.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TILE = 16 };

/** What a tensor is packed as. */
typedef struct packer {
  const gnetrt_packing *packing;
  int64_t type;            /**< GNETRT_F32, ... */
  int64_t size;            /**< Bytes of an element. */
  float too_large;         /**< A number that is beyond the type; 0: none. */
  int64_t pair;            /**< Inputs and taps of a lane that lie together. */
  int64_t parts;           /**< Of outputs and of inputs: 2, halves, or 1. */
  int64_t outputs, inputs; /**< Of a part. */
  int64_t output_step;     /**< From the filters of an output to the next's. */
  int64_t filter[2];       /**< Height, width of a filter in the tensor, */
  int64_t phases[2];       /**< which is cut into so many along each, */
  int64_t kernel[2];       /**< of so many taps, */
  int64_t taps[2];         /**< and as a packed one. */
  /** A tile by taps and lanes: as it is, after the vertical transform, after
   *  both. One memory, owned by the first. */
  double *stages[3];
  /** Of i8: where all outputs have them, and those of the tile at work. */
  char *header;
  float scales[TILE];
  int32_t sums[TILE];
  /** Of i24: where all outputs have their scales. */
  char *footer;
} packer;

static int is_transformed(const gnetrt_packing *packing) {
  return packing->transformed[0] != 0;
}

static int64_t bytes_of(int64_t type) {
  if (type == GNETRT_F32 || type == GNETRT_TF32)
    return 4;
  if (type == GNETRT_I24)
    return 3;
  return type == GNETRT_I8 ? 1 : 2;
}

static packer describe(const gnetrt_tensor *tensor,
                       const gnetrt_packing *packing, int64_t type) {
  const int64_t parts = packing->halves ? 2 : 1;
  packer p = {.packing = packing,
              .type = type,
              .size = bytes_of(type),
              .pair = packing->together,
              .outputs = gnetrt_tensor_dim(tensor, 0) / parts,
              .inputs = gnetrt_tensor_dim(tensor, 1) / parts,
              .parts = parts};
  p.output_step = gnetrt_tensor_dim(tensor, 1);
  for (int side = 0; side < 2; ++side) {
    p.filter[side] = gnetrt_tensor_dim(tensor, 2 + side);
    p.output_step *= p.filter[side];
    p.phases[side] = packing->phases[side] ? packing->phases[side] : 1;
    p.kernel[side] = (p.filter[side] + p.phases[side] - 1) / p.phases[side];
    if (side == 1 && parts > 1)
      p.kernel[side] = parts * parts;
    p.taps[side] =
        is_transformed(packing) ? packing->transformed[side] : p.kernel[side];
  }
  return p;
}

static int64_t lane_count(const gnetrt_packing *packing) {
  int64_t blocks = 0;
  for (int64_t g = 0; g < packing->group_count; ++g)
    blocks += packing->groups[g];
  return blocks * packing->block;
}

static int64_t whole_blocks(const packer *p, int64_t inputs) {
  int64_t block = p->packing->input_block;
  return (inputs + block - 1) / block * block;
}

static int64_t inputs_of_phase(const packer *p) {
  return p->inputs < p->packing->input_block ? p->inputs
                                             : whole_blocks(p, p->inputs);
}

/** Of all phases, filled up to whole blocks. */
static int64_t padded_inputs(const packer *p) {
  return whole_blocks(p, p->phases[0] * p->phases[1] * inputs_of_phase(p));
}

static int64_t filter_elements(const packer *p) {
  return p->filter[0] * p->filter[1];
}

/** Of i8: before the elements, a scale and a sum a lane. */
static int64_t header_bytes(const packer *p) {
  const int64_t of_lane = sizeof(p->scales[0]) + sizeof(p->sums[0]);
  return p->type == GNETRT_I8 ? lane_count(p->packing) * of_lane : 0;
}

/** Of i24: behind the elements, a scale a lane. */
static int64_t footer_bytes(const packer *p) {
  const int64_t of_lane = sizeof(p->scales[0]);
  return p->type == GNETRT_I24 ? lane_count(p->packing) * of_lane : 0;
}

/** The elements of one lane. */
static int64_t lane_elements(const packer *p) {
  int64_t elements = padded_inputs(p) * p->taps[0] * p->taps[1];
  return (elements + p->pair - 1) / p->pair * p->pair;
}

int64_t gnetrt_packed_elements(const gnetrt_tensor *tensor,
                               const gnetrt_packing *packing) {
  const packer p = describe(tensor, packing, GNETRT_F32);
  return lane_count(packing) * lane_elements(&p);
}

/** False when memory runs out. */
static int make_stages(packer *p) {
  size_t tile = TILE * sizeof(double);
  int64_t as_is = p->kernel[0] * p->kernel[1];
  int64_t after_vertical = p->taps[0] * p->kernel[1];
  int64_t after_both = p->taps[0] * p->taps[1];
  p->stages[0] = malloc((size_t)(as_is + after_vertical + after_both) * tile);
  if (!p->stages[0])
    return 0;
  p->stages[1] = p->stages[0] + as_is * TILE;
  p->stages[2] = p->stages[1] + after_vertical * TILE;
  return 1;
}

/** The first `count` lanes of a tap, of outputs from the one of `weight` on. */
static void load_tap(const packer *p, const float *weight, int64_t tap,
                     int64_t count) {
  for (int64_t lane = 0; lane < count; ++lane)
    p->stages[0][tap * TILE + lane] = (double)weight[lane * p->output_step];
}

/** The weights of an output and an input of all parts, as taps. */
static void load_parts(const packer *p, const float *weights, int64_t count) {
  int64_t outputs = p->outputs * p->output_step;
  for (int64_t tap = 0; tap < p->parts * p->parts; ++tap)
    load_tap(p, weights + tap / p->parts * outputs + tap % p->parts * p->inputs,
             tap, count);
}

/** Taps of a phase of `filters`, those of an input: the first `count` lanes are
 *  of outputs, the others zero, as is what lies past a filter. */
static void load(const packer *p, const float *filters, int64_t phase,
                 int64_t count) {
  int64_t top = phase / p->phases[1], left = phase % p->phases[1];
  double *tile = p->stages[0];
  memset(tile, 0, (size_t)(p->kernel[0] * p->kernel[1] * TILE) * sizeof(*tile));
  if (p->parts > 1)
    return load_parts(p, filters, count);
  for (int64_t y = top; y < p->filter[0]; y += p->phases[0])
    for (int64_t x = left; x < p->filter[1]; x += p->phases[1]) {
      int64_t tap = y / p->phases[0] * p->kernel[1] + x / p->phases[1];
      load_tap(p, filters + y * p->filter[1] + x, tap, count);
    }
}

/** A row or a column of a tile, whose taps lie `step` apart: `from` of them
 *  become `to`. NULL for `matrix`: they stay as they are. */
static void transform_line(const double *matrix, int64_t to, int64_t from,
                           int64_t step, const double *in, double *out) {
  for (int64_t row = 0; row < to; ++row) {
    double sums[TILE] = {0};
    for (int64_t i = 0; matrix && i < from; ++i) {
      const double factor = matrix[row * from + i];
      for (int lane = 0; lane < TILE; ++lane)
        sums[lane] += factor * in[i * step * TILE + lane];
    }
    memcpy(out + row * step * TILE, matrix ? sums : in + row * step * TILE,
           sizeof(sums));
  }
}

/** The tile as it is packed. */
static const double *transform(const packer *p) {
  const gnetrt_packing *packing = p->packing;
  int64_t width = p->kernel[1];
  if (!is_transformed(packing))
    return p->stages[0];
  for (int64_t x = 0; x < width; ++x)
    transform_line(packing->vertical, p->taps[0], p->kernel[0], width,
                   p->stages[0] + x * TILE, p->stages[1] + x * TILE);
  for (int64_t y = 0; y < p->taps[0]; ++y)
    transform_line(packing->horizontal, p->taps[1], width, 1,
                   p->stages[1] + y * width * TILE,
                   p->stages[2] + y * p->taps[1] * TILE);
  return p->stages[2];
}

static uint16_t narrow(packer *p, float value) {
  if (p->type == GNETRT_BF16)
    return gnetrt_bf16_of(value);
  uint16_t half = gnetrt_f16_of(value);
  if ((half & 0x7FFF) == 0x7C00 && isfinite(value))
    p->too_large = value;
  return half;
}

/** As three bytes, the lowest first. */
static void store_int24(int32_t number, int8_t *out) {
  for (int byte = 0; byte < 3; ++byte)
    out[byte] = (int8_t)((uint32_t)number >> 8 * byte & 0xFF);
}

/** The first `width` lanes of a tap. */
static void store_lanes(packer *p, const double *lanes, int64_t width,
                        void *out) {
  float *floats = out;
  uint16_t *halves = out;
  int8_t *bytes = out;
  for (int64_t lane = 0; lane < width; ++lane) {
    float value = (float)lanes[lane];
    if (p->type == GNETRT_F32)
      floats[lane * p->pair] = value;
    else if (p->type == GNETRT_TF32)
      floats[lane * p->pair] = gnetrt_tf32_of(value);
    else if (p->type == GNETRT_I24)
      store_int24(gnetrt_quantize_int24(value, p->scales[lane]),
                  bytes + 3 * lane);
    else if (p->type == GNETRT_I8)
      p->sums[lane] += bytes[lane * p->pair] =
          gnetrt_quantize(value, p->scales[lane]);
    else
      halves[lane * p->pair] = narrow(p, value);
  }
}

/** Likewise of all taps of an input, of a group of `lanes`: `depth` counts the
 *  elements of a lane, which lie together by so many. */
static void store(packer *p, const double *tile, int64_t width, int64_t input,
                  int64_t lanes, char *out) {
  int64_t block = p->packing->input_block, taps = p->taps[0] * p->taps[1];
  int taps_first = p->packing->taps_first != 0;
  int64_t step = taps_first ? padded_inputs(p) : block;
  int64_t depth =
      taps_first ? input : input / block * taps * block + input % block;
  for (int64_t tap = 0; tap < taps; ++tap, depth += step) {
    int64_t second = depth % p->pair;
    store_lanes(p, tile + tap * TILE, width,
                out + ((depth - second) * lanes + second) * p->size);
  }
}

/** What fills up the last elements that lie together, of all lanes. */
static void fill_up(const packer *p, int64_t lanes, char *out) {
  int64_t depth = padded_inputs(p) * p->taps[0] * p->taps[1];
  int64_t second = depth % p->pair, left = (p->pair - second) % p->pair;
  out += (lane_elements(p) - p->pair) * lanes * p->size;
  for (int64_t lane = 0; left > 0 && lane < lanes; ++lane)
    memset(out + (lane * p->pair + second) * p->size, 0,
           (size_t)(left * p->size));
}

/** `width` of a group's `lanes`, from the one at `out` on, of all inputs:
 *  `count` outputs. */
static void pack_lanes(packer *p, const float *weight, int64_t count,
                       int64_t width, int64_t lanes, char *out) {
  int64_t of_phase = inputs_of_phase(p), phases = p->phases[0] * p->phases[1];
  int64_t inputs = padded_inputs(p);
  for (int64_t input = 0; input < inputs; ++input) {
    int64_t phase = input / of_phase, number = input % of_phase;
    int is_there = phase < phases && number < p->inputs;
    load(p, weight + (is_there ? number * filter_elements(p) : 0), phase,
         is_there ? count : 0);
    store(p, transform(p), width, input, lanes, out);
  }
}

static int is_scaled(const packer *p) {
  return p->type == GNETRT_I8 || p->type == GNETRT_I24;
}

static float scale_of(const packer *p, const float *weight) {
  return p->type == GNETRT_I8 ? gnetrt_weight_scale(weight, p->output_step)
                              : gnetrt_int24_scale(weight, p->output_step);
}

/** The scales of a tile of `count` outputs. */
static void begin_quantizing(packer *p, const float *weight, int64_t count) {
  for (int64_t lane = 0; lane < TILE; ++lane) {
    p->sums[lane] = 0;
    p->scales[lane] =
        lane < count ? scale_of(p, weight + lane * p->output_step) : 1;
  }
}

/** What begins or ends the packed weights, of `width` lanes from `first` on. */
static void store_scales(const packer *p, int64_t first, int64_t width) {
  const int64_t size = sizeof(p->scales[0]);
  char *scales = p->type == GNETRT_I8 ? p->header : p->footer;
  memcpy(scales + first * size, p->scales, (size_t)(width * size));
  if (p->type == GNETRT_I8)
    memcpy(p->header + (lane_count(p->packing) + first) * size, p->sums,
           (size_t)(width * size));
}

static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

static void pack(packer *p, const float *weight, char *out) {
  const gnetrt_packing *packing = p->packing;
  int64_t left = p->outputs, first = 0;
  p->header = out;
  out += header_bytes(p);
  p->footer = out + lane_count(packing) * lane_elements(p) * p->size;
  for (int64_t g = 0; g < packing->group_count; ++g) {
    int64_t lanes = packing->groups[g] * packing->block;
    for (int64_t lane = 0; lane < lanes; lane += TILE) {
      int64_t width = least(TILE, lanes - lane), count = least(width, left);
      if (is_scaled(p))
        begin_quantizing(p, weight, count);
      pack_lanes(p, weight, count, width, lanes,
                 out + lane * p->pair * p->size);
      if (is_scaled(p))
        store_scales(p, first + lane, width);
      weight += count * p->output_step;
      left -= count;
    }
    fill_up(p, lanes, out);
    first += lanes;
    out += lanes * lane_elements(p) * p->size;
  }
}

/** Whether there is room for all of the tensor. */
static int fits(const gnetrt_builder *builder, const packer *p,
                int64_t offset) {
  int64_t lanes = lane_count(p->packing);
  int64_t bytes =
      header_bytes(p) + lanes * lane_elements(p) * p->size + footer_bytes(p);
  int64_t alignment = is_scaled(p) ? 1 : p->size;
  return builder->packed && p->outputs <= lanes && offset >= 0 &&
         offset % alignment == 0 &&
         offset <= builder->program->packed_bytes - bytes;
}

int32_t gnetrt_pack(gnetrt_builder *builder, const gnetrt_tensor *tensor,
                    const gnetrt_packing *packing, int64_t offset) {
  return gnetrt_pack_as(builder, tensor, packing, GNETRT_F32, offset);
}

int32_t gnetrt_pack_as(gnetrt_builder *builder, const gnetrt_tensor *tensor,
                       const gnetrt_packing *packing, int64_t type,
                       int64_t offset) {
  if (!tensor)
    return gnetrt_builder_fail(builder, GNET_BACKEND_ERROR,
                               "a weight to be packed could not be made");
  packer p = describe(tensor, packing, type);
  if (!fits(builder, &p, offset))
    return gnetrt_builder_fail(builder, GNET_BACKEND_ERROR,
                               "%s: a weight does not fit where it is to be "
                               "packed, at byte %lld of %lld",
                               builder->program->name, (long long)offset,
                               (long long)builder->program->packed_bytes);
  if (type == GNETRT_I8 &&
      !gnetrt_are_finite(tensor->data, gnetrt_tensor_elements(tensor)))
    return gnetrt_builder_fail(builder, GNET_BAD_WEIGHTS,
                               "%s has a weight that is not finite, which int8 "
                               "has no number for",
                               tensor->name ? tensor->name : "a tensor");
  if (!make_stages(&p))
    return gnetrt_builder_fail(builder, GNET_OUT_OF_MEMORY,
                               "out of memory for packing the weights");
  pack(&p, tensor->data, builder->packed + offset);
  free(p.stages[0]);
  if (p.too_large != 0)
    return gnetrt_builder_fail(builder, GNET_BAD_WEIGHTS,
                               "%s has a weight of %g, as the kernels take it; "
                               "fp16 holds none beyond 65504: compile the "
                               "network with bf16 in its place",
                               tensor->name ? tensor->name : "a tensor",
                               (double)p.too_large);
  return GNET_OK;
}

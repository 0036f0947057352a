/*===- amx_instructions.c - AMX as the manual defines it --------------------===
 *
 * For machines that have none: a function for each instruction, of its name.
 * The tiles are a thread's. What the manual has an exception for aborts; so
 * does what reads a tile that nothing was written to since it was configured,
 * or what configures tiles that nobody released.
 *
 *===------------------------------------------------------------------------===*/
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TILES = 8, ROWS = 16, ROW_BYTES = 64 };

typedef struct tile {
  int rows, row_bytes;
  int is_written;
  unsigned char bytes[ROWS][ROW_BYTES];
} tile;

static _Thread_local tile tiles[TILES];
static _Thread_local int is_configured;

#define REQUIRE(condition)                                                     \
  do {                                                                         \
    if (!(condition)) {                                                        \
      fprintf(stderr, "%s: not %s\n", __func__, #condition);                   \
      abort();                                                                 \
    }                                                                          \
  } while (0)

static tile *configured(int8_t number) {
  REQUIRE(is_configured);
  REQUIRE(number >= 0 && number < TILES);
  tile *t = &tiles[number];
  REQUIRE(t->rows > 0 && t->row_bytes > 0);
  return t;
}

static tile *written(int8_t number) {
  tile *t = configured(number);
  REQUIRE(t->is_written);
  return t;
}

/** What is beyond a tile's rows and columns is 0. */
static void clear(tile *t) { memset(t->bytes, 0, sizeof(t->bytes)); }

void ldtilecfg(const void *memory) {
  unsigned char bytes[64];
  memcpy(bytes, memory, sizeof(bytes));
  REQUIRE(!is_configured);
  REQUIRE(bytes[0] == 1);
  for (int i = 1; i < 16; ++i)
    REQUIRE(bytes[i] == 0);
  for (int i = 0; i < 16; ++i) {
    uint16_t row_bytes;
    memcpy(&row_bytes, bytes + 16 + 2 * i, sizeof(row_bytes));
    int rows = bytes[48 + i];
    REQUIRE(rows <= ROWS && row_bytes <= ROW_BYTES);
    REQUIRE((rows == 0) == (row_bytes == 0));
    REQUIRE(i < TILES || rows == 0);
    if (i >= TILES)
      continue;
    tiles[i] = (tile){.rows = rows, .row_bytes = row_bytes};
  }
  is_configured = 1;
}

void tilerelease(void) {
  memset(tiles, 0, sizeof(tiles));
  is_configured = 0;
}

void tilezero(int8_t number) {
  tile *t = configured(number);
  clear(t);
  t->is_written = 1;
}

void tileloadd64(int8_t number, const char *memory, int64_t step) {
  tile *t = configured(number);
  clear(t);
  for (int row = 0; row < t->rows; ++row)
    memcpy(t->bytes[row], memory + row * step, (size_t)t->row_bytes);
  t->is_written = 1;
}

void tilestored64(int8_t number, char *memory, int64_t step) {
  const tile *t = written(number);
  for (int row = 0; row < t->rows; ++row)
    memcpy(memory + row * step, t->bytes[row], (size_t)t->row_bytes);
}

/** C has A's rows and B's columns, B a row for each word of one of A's. */
static void require_fitting(const tile *c, const tile *a, const tile *b) {
  REQUIRE(c != a && c != b && a != b);
  REQUIRE(c->rows == a->rows);
  REQUIRE(c->row_bytes == b->row_bytes);
  REQUIRE(a->row_bytes == 4 * b->rows);
  REQUIRE(a->row_bytes % 4 == 0 && b->row_bytes % 4 == 0);
}

/** Unsigned bytes of A, signed ones of B; sums wrap around. */
void tdpbusd(int8_t sum, int8_t left, int8_t right) {
  tile *c = written(sum);
  const tile *a = written(left), *b = written(right);
  require_fitting(c, a, b);
  for (int m = 0; m < c->rows; ++m)
    for (int n = 0; n < c->row_bytes / 4; ++n) {
      uint32_t word;
      memcpy(&word, c->bytes[m] + 4 * n, sizeof(word));
      for (int k = 0; k < b->rows; ++k)
        for (int i = 0; i < 4; ++i)
          word += (uint32_t)((int32_t)a->bytes[m][4 * k + i] *
                             (int32_t)(int8_t)b->bytes[k][4 * n + i]);
      memcpy(c->bytes[m] + 4 * n, &word, sizeof(word));
    }
}

/** 0 of its sign where it is not normal. */
static float flushed(float value) {
  return fpclassify(value) == FP_SUBNORMAL ? copysignf(0, value) : value;
}

static float bf16(const unsigned char *bytes) {
  uint32_t bits = (uint32_t)bytes[0] << 16 | (uint32_t)bytes[1] << 24;
  float value;
  memcpy(&value, &bits, sizeof(value));
  return flushed(value);
}

/** Products of first and of second numbers are added up by themselves, each
 *  rounded once, then both, then what was there. */
void tdpbf16ps(int8_t sum, int8_t left, int8_t right) {
  tile *c = written(sum);
  const tile *a = written(left), *b = written(right);
  require_fitting(c, a, b);
  for (int m = 0; m < c->rows; ++m)
    for (int n = 0; n < c->row_bytes / 4; ++n) {
      float word, sums[2] = {0, 0};
      memcpy(&word, c->bytes[m] + 4 * n, sizeof(word));
      for (int k = 0; k < b->rows; ++k)
        for (int i = 0; i < 2; ++i)
          sums[i] = flushed(fmaf(bf16(a->bytes[m] + 4 * k + 2 * i),
                                 bf16(b->bytes[k] + 4 * n + 2 * i), sums[i]));
      word = flushed(flushed(word) + flushed(sums[0] + sums[1]));
      memcpy(c->bytes[m] + 4 * n, &word, sizeof(word));
    }
}

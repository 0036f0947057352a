#include "core/safetensors.h"

#include "core/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** The format's own bound; it keeps a lying length from costing memory. */
static const uint64_t max_header = 100000000;

typedef struct type {
  const char *name;
  int64_t bytes;
} type;

static const type types[] = {
    {"F32", 4},     {"F16", 2},     {"BF16", 2}, {"F64", 8}, {"I64", 8},
    {"I32", 4},     {"I16", 2},     {"I8", 1},   {"U64", 8}, {"U32", 4},
    {"U16", 2},     {"U8", 1},      {"BOOL", 1}, {"C64", 8}, {"F8_E4M3", 1},
    {"F8_E5M2", 1}, {"F8_E8M0", 1},
};

/** The state of one parse. */
typedef struct reader {
  gnetrt_json json;
  const char *data; /**< Behind the header. */
  size_t data_bytes;
  gnetrt_safetensors *out;
  size_t capacity;
  char *next_name; /**< Free storage: as many bytes as the header has left. */
  char *message;
  size_t message_size;
  bool is_out_of_memory;
} reader;

/** A tensor's entry as the header has it. */
typedef struct entry {
  const type *dtype;
  bool has_shape, has_offsets;
  int64_t offsets[2];
} entry;

static bool fail(reader *r, const char *name, const char *problem) {
  if (name)
    snprintf(r->message, r->message_size, "tensor %.200s: %s", name, problem);
  else
    snprintf(r->message, r->message_size, "%s", problem);
  return false;
}

static bool fail_memory(reader *r) {
  r->is_out_of_memory = true;
  return fail(r, NULL, "out of memory");
}

static bool fail_json(reader *r) {
  snprintf(r->message, r->message_size, "the header is wrong at byte %zu: %s",
           (size_t)(r->json.next - r->json.begin), r->json.problem);
  return false;
}

/** A string that need not be kept. */
static bool passing_string(reader *r, const char **out) {
  size_t length = 0;
  *out = r->next_name;
  return gnetrt_json_string(&r->json, r->next_name, &length);
}

static bool kept_string(reader *r, const char **out) {
  size_t length = 0;
  *out = r->next_name;
  if (!gnetrt_json_string(&r->json, r->next_name, &length))
    return false;
  r->next_name += length + 1;
  return true;
}

static bool read_dtype(reader *r, entry *e) {
  const char *name;
  if (e->dtype)
    return gnetrt_json_fail(&r->json, "a tensor has two dtypes");
  if (!passing_string(r, &name))
    return false;
  for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); ++i)
    if (strcmp(types[i].name, name) == 0)
      e->dtype = &types[i];
  return e->dtype || gnetrt_json_fail(&r->json, "an unknown dtype");
}

static bool read_shape(reader *r, gnetrt_safetensor *tensor, entry *e) {
  gnetrt_json *json = &r->json;
  if (e->has_shape)
    return gnetrt_json_fail(json, "a tensor has two shapes");
  e->has_shape = true;
  if (!gnetrt_json_expect(json, '['))
    return false;
  if (gnetrt_json_accept(json, ']'))
    return true;
  do {
    if (tensor->rank == GNETRT_SAFETENSOR_MAX_RANK)
      return gnetrt_json_fail(json, "a shape has more than 8 dimensions");
    if (!gnetrt_json_count(json, &tensor->dims[tensor->rank++]))
      return false;
  } while (gnetrt_json_accept(json, ','));
  return gnetrt_json_expect(json, ']');
}

static bool read_offsets(reader *r, entry *e) {
  gnetrt_json *json = &r->json;
  if (e->has_offsets)
    return gnetrt_json_fail(json, "a tensor has two data_offsets");
  e->has_offsets = true;
  return gnetrt_json_expect(json, '[') &&
         gnetrt_json_count(json, &e->offsets[0]) &&
         gnetrt_json_expect(json, ',') &&
         gnetrt_json_count(json, &e->offsets[1]) &&
         gnetrt_json_expect(json, ']');
}

/** Holds the entry's figures against each other and the file. */
static bool check_entry(reader *r, gnetrt_safetensor *tensor, const entry *e) {
  const char *name = tensor->name;
  if (!e->dtype || !e->has_shape || !e->has_offsets)
    return fail(r, name, "it needs dtype, shape and data_offsets");
  if (e->offsets[0] > e->offsets[1])
    return fail(r, name, "its data ends before it begins");
  if ((uint64_t)e->offsets[1] > r->data_bytes)
    return fail(r, name, "its data ends behind the end of the file");
  int64_t elements = 1, bytes;
  for (int64_t i = 0; i < tensor->rank; ++i)
    if (__builtin_mul_overflow(elements, tensor->dims[i], &elements))
      return fail(r, name, "its shape is too large");
  if (__builtin_mul_overflow(elements, e->dtype->bytes, &bytes))
    return fail(r, name, "its shape is too large");
  if (bytes != e->offsets[1] - e->offsets[0])
    return fail(r, name, "its shape and its data_offsets give other sizes");
  tensor->dtype = e->dtype->name;
  tensor->elements = elements;
  tensor->data = r->data + e->offsets[0];
  tensor->bytes = (size_t)bytes;
  return true;
}

static bool read_tensor(reader *r, gnetrt_safetensor *tensor) {
  gnetrt_json *json = &r->json;
  entry e = {0};
  if (!gnetrt_json_expect(json, '{'))
    return false;
  do {
    const char *key;
    if (!passing_string(r, &key))
      return false;
    bool dtype = strcmp(key, "dtype") == 0;
    bool shape = strcmp(key, "shape") == 0;
    if (!dtype && !shape && strcmp(key, "data_offsets") != 0)
      return gnetrt_json_fail(json, "an unknown key of a tensor");
    if (!gnetrt_json_expect(json, ':'))
      return false;
    if (!(dtype   ? read_dtype(r, &e)
          : shape ? read_shape(r, tensor, &e)
                  : read_offsets(r, &e)))
      return false;
  } while (gnetrt_json_accept(json, ','));
  return gnetrt_json_expect(json, '}') && check_entry(r, tensor, &e);
}

static bool read_metadata(reader *r) {
  gnetrt_json *json = &r->json;
  const char *text;
  if (!gnetrt_json_expect(json, '{'))
    return false;
  if (gnetrt_json_accept(json, '}'))
    return true;
  do {
    if (!passing_string(r, &text) || !gnetrt_json_expect(json, ':') ||
        !passing_string(r, &text))
      return false;
  } while (gnetrt_json_accept(json, ','));
  return gnetrt_json_expect(json, '}');
}

/** A zeroed tensor at the end of the list, or NULL. */
static gnetrt_safetensor *append(reader *r) {
  gnetrt_safetensors *out = r->out;
  if (out->count == r->capacity) {
    size_t capacity = r->capacity ? 2 * r->capacity : 64;
    void *grown = realloc(out->tensors, capacity * sizeof(*out->tensors));
    if (!grown)
      return NULL;
    out->tensors = grown;
    r->capacity = capacity;
  }
  gnetrt_safetensor *tensor = &out->tensors[out->count++];
  memset(tensor, 0, sizeof(*tensor));
  return tensor;
}

/** Names appear in messages: no line breaks, no terminal's escape sequences. */
static bool is_printable(const char *name) {
  for (; *name; ++name)
    if ((unsigned char)*name < 0x20 || *name == 0x7F)
      return false;
  return true;
}

static bool read_member(reader *r, bool *has_metadata) {
  const char *name;
  if (!kept_string(r, &name))
    return false;
  if (!is_printable(name))
    return gnetrt_json_fail(&r->json, "a name with a control character");
  if (!gnetrt_json_expect(&r->json, ':'))
    return false;
  if (strcmp(name, "__metadata__") == 0) {
    if (*has_metadata)
      return gnetrt_json_fail(&r->json, "a second __metadata__");
    *has_metadata = true;
    return read_metadata(r);
  }
  gnetrt_safetensor *tensor = append(r);
  if (!tensor)
    return fail_memory(r);
  tensor->name = name;
  return read_tensor(r, tensor);
}

static bool read_header(reader *r) {
  gnetrt_json *json = &r->json;
  bool has_metadata = false;
  if (!gnetrt_json_expect(json, '{'))
    return false;
  if (!gnetrt_json_accept(json, '}')) {
    do {
      if (!read_member(r, &has_metadata))
        return false;
    } while (gnetrt_json_accept(json, ','));
    if (!gnetrt_json_expect(json, '}'))
      return false;
  }
  return gnetrt_json_finish(json);
}

static int by_data(const void *a, const void *b) {
  const gnetrt_safetensor *left = a, *right = b;
  if (left->data != right->data)
    return (const char *)left->data < (const char *)right->data ? -1 : 1;
  return (left->bytes > right->bytes) - (left->bytes < right->bytes);
}

static int by_name(const void *a, const void *b) {
  const gnetrt_safetensor *left = a, *right = b;
  return strcmp(left->name, right->name);
}

/** The tensors must cover the data: no overlap, no gap. */
static bool check_cover(reader *r) {
  gnetrt_safetensors *out = r->out;
  if (out->count > 1)
    qsort(out->tensors, out->count, sizeof(*out->tensors), by_data);
  const char *end = r->data;
  for (size_t i = 0; i < out->count; ++i) {
    const gnetrt_safetensor *tensor = &out->tensors[i];
    if ((const char *)tensor->data < end)
      return fail(r, tensor->name, "its data overlaps another tensor's");
    if ((const char *)tensor->data > end)
      return fail(r, tensor->name, "before its data are bytes of no tensor");
    end += tensor->bytes;
  }
  if (end != r->data + r->data_bytes)
    return fail(r, NULL, "behind the last tensor are bytes of no tensor");
  return true;
}

static bool sort_by_name(reader *r) {
  gnetrt_safetensors *out = r->out;
  if (out->count > 1)
    qsort(out->tensors, out->count, sizeof(*out->tensors), by_name);
  for (size_t i = 1; i < out->count; ++i)
    if (by_name(&out->tensors[i - 1], &out->tensors[i]) == 0)
      return fail(r, out->tensors[i].name, "it is there twice");
  return true;
}

/** The header's length, or false: it must lie in the file. */
static bool read_length(reader *r, const unsigned char *file, size_t size,
                        size_t *out) {
  uint64_t length = 0;
  if (size < 8)
    return fail(r, NULL, "a safetensors file has at least 8 bytes");
  for (int i = 7; i >= 0; --i)
    length = length << 8 | file[i];
  if (length > size - 8) {
    snprintf(r->message, r->message_size,
             "the header's length, %llu bytes, is more than the file holds: "
             "it is cut off or not a safetensors file",
             (unsigned long long)length);
    return false;
  }
  if (length > max_header)
    return fail(r, NULL, "the header is longer than 100 MB");
  *out = (size_t)length;
  return true;
}

static bool parse(reader *r, const void *file, size_t size) {
  size_t length = 0;
  if (!read_length(r, file, size, &length))
    return false;
  const char *header = (const char *)file + 8;
  r->json = gnetrt_json_begin(header, length);
  r->data = header + length;
  r->data_bytes = size - 8 - length;
  /* A name and its NUL take no more than in the header with their quotes. */
  r->out->names = malloc(length + 1);
  if (!r->out->names)
    return fail_memory(r);
  r->next_name = r->out->names;
  if (!read_header(r))
    return r->json.problem ? fail_json(r) : false;
  return check_cover(r) && sort_by_name(r);
}

bool gnetrt_safetensors_parse(const void *file, size_t size,
                              gnetrt_safetensors *out, char *message,
                              size_t message_size) {
  reader r = {0};
  memset(out, 0, sizeof(*out));
  r.out = out;
  r.message = message;
  r.message_size = message_size;
  if (parse(&r, file, size))
    return true;
  gnetrt_safetensors_free(out);
  out->is_out_of_memory = r.is_out_of_memory;
  return false;
}

void gnetrt_safetensors_free(gnetrt_safetensors *tensors) {
  free(tensors->tensors);
  free(tensors->names);
  memset(tensors, 0, sizeof(*tensors));
}

const gnetrt_safetensor *
gnetrt_safetensors_find(const gnetrt_safetensors *tensors, const char *name) {
  gnetrt_safetensor key = {.name = name};
  if (tensors->count == 0)
    return NULL;
  return bsearch(&key, tensors->tensors, tensors->count,
                 sizeof(*tensors->tensors), by_name);
}

#include "core/parameters.h"

#include "core/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHAPE_TEXT = 200 };

/** What is wrong, a line each; counts on where the text is full. */
typedef struct problems {
  char text[800];
  size_t length;
  size_t listed, total;
} problems;

static void note(problems *list, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void note(problems *list, const char *format, ...) {
  size_t room = sizeof(list->text) - list->length;
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(list->text + list->length, room, format, arguments);
  va_end(arguments);
  /* Once a line did not fit none is added: the list stays without holes. */
  bool fits =
      length >= 0 && (size_t)length < room && list->listed == list->total;
  list->total++;
  if (fits) {
    list->listed++;
    list->length += (size_t)length;
  } else {
    list->text[list->length] = '\0';
  }
}

/** "64x3x7x7"; a scalar is "one value". */
static const char *shape_text(char text[SHAPE_TEXT], const int64_t *dims,
                              int64_t rank) {
  size_t length = 0;
  if (rank == 0)
    return "one value";
  for (int64_t i = 0; i < rank; ++i)
    length += (size_t)snprintf(text + length, SHAPE_TEXT - length, "%s%lld",
                               i ? "x" : "", (long long)dims[i]);
  return text;
}

static bool has_shape(const gnetrt_safetensor *tensor,
                      const gnetrt_parameter *parameter) {
  return tensor->rank == parameter->rank &&
         memcmp(tensor->dims, parameter->dims,
                (size_t)parameter->rank * sizeof(int64_t)) == 0;
}

/** Whether the tensor, NULL if there is none, fits; else notes why not. */
static bool check(problems *list, const gnetrt_parameter *parameter,
                  const gnetrt_safetensor *tensor) {
  char is[SHAPE_TEXT], wanted[SHAPE_TEXT];
  const char *shape = shape_text(wanted, parameter->dims, parameter->rank);
  if (!tensor) {
    note(list, "\n  missing: %s (%s)", parameter->name, shape);
    return false;
  }
  bool right_shape = has_shape(tensor, parameter);
  if (!right_shape)
    note(list, "\n  %s is %s, not %s", parameter->name,
         shape_text(is, tensor->dims, tensor->rank), shape);
  bool right_type = gnetrt_safetensor_is_float(tensor);
  if (!right_type)
    note(list, "\n  %s is %s, not F32, F16 or BF16", parameter->name,
         tensor->dtype);
  return right_shape && right_type;
}

/** In place where the file holds aligned float32, else converted. */
static bool take(gnetrt_tensor *out, const gnetrt_safetensor *tensor) {
  out->rank = tensor->rank;
  memcpy(out->dims, tensor->dims, sizeof(out->dims));
  bool aligned = (uintptr_t)tensor->data % sizeof(float) == 0;
  if (aligned && strcmp(tensor->dtype, "F32") == 0) {
    out->data = tensor->data;
    return true;
  }
  out->owned = malloc((size_t)tensor->elements * sizeof(float) + 1);
  if (!out->owned)
    return false;
  gnetrt_safetensor_floats(tensor, out->owned);
  out->data = out->owned;
  return true;
}

static void note_extra(problems *list, const gnetrt_safetensors *file,
                       const unsigned char *used) {
  char text[SHAPE_TEXT];
  for (size_t i = 0; i < file->count; ++i) {
    const gnetrt_safetensor *tensor = &file->tensors[i];
    if (!used[i])
      note(list, "\n  extra: %.300s (%s)", tensor->name,
           shape_text(text, tensor->dims, tensor->rank));
  }
}

/** False when memory runs out. */
static bool bind(problems *list, const gnetrt_program *program,
                 const gnetrt_safetensors *file, unsigned char *used,
                 gnetrt_tensor *out) {
  for (int64_t i = 0; i < program->parameter_count; ++i) {
    const gnetrt_parameter *parameter = &program->parameters[i];
    const gnetrt_safetensor *tensor =
        gnetrt_safetensors_find(file, parameter->name);
    if (tensor)
      used[tensor - file->tensors] = 1;
    if (check(list, parameter, tensor) && !take(&out[i], tensor))
      return false;
    out[i].name = parameter->name;
  }
  note_extra(list, file, used);
  return true;
}

static gnet_status report(const problems *list, const char *name,
                          gnet_error *error) {
  char more[48] = "";
  if (list->listed < list->total)
    snprintf(more, sizeof(more), "\n  and %zu more",
             list->total - list->listed);
  return gnetrt_fail(error, GNET_BAD_WEIGHTS,
                     "the weights do not fit %.60s, %zu thing%s wrong:%s%s",
                     name, list->total, list->total == 1 ? " is" : "s are",
                     list->text, more);
}

gnet_status gnetrt_bind_parameters(const gnetrt_program *program,
                                   const gnetrt_safetensors *file,
                                   gnetrt_tensor **out, gnet_error *error) {
  problems list = {.length = 0};
  *out = calloc((size_t)program->parameter_count + 1, sizeof(gnetrt_tensor));
  unsigned char *used = calloc(file->count + 1, 1);
  bool has_memory = *out && used && bind(&list, program, file, used, *out);
  free(used);
  if (!has_memory)
    return gnetrt_fail(error, GNET_OUT_OF_MEMORY,
                       "out of memory for the weights");
  return list.total == 0 ? GNET_OK : report(&list, program->name, error);
}

void gnetrt_free_parameters(gnetrt_tensor *parameters, int64_t count) {
  for (int64_t i = 0; parameters && i < count; ++i)
    free(parameters[i].owned);
  free(parameters);
}

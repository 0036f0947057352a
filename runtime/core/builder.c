#include "core/builder.h"

#include "core/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

gnet_status gnetrt_builder_fail(gnetrt_builder *builder, gnet_status status,
                                const char *format, ...) {
  char message[sizeof(builder->error.message)];
  va_list arguments;
  if (builder->error.status != GNET_OK)
    return builder->error.status;
  va_start(arguments, format);
  vsnprintf(message, sizeof(message), format, arguments);
  va_end(arguments);
  return gnetrt_fail(&builder->error, status, "%s", message);
}

const gnetrt_tensor *gnetrt_parameter_value(gnetrt_builder *builder,
                                            int64_t index) {
  return &builder->parameters[index];
}

static void free_derived(gnetrt_builder *builder) {
  while (builder->derived) {
    gnetrt_tensor *tensor = builder->derived;
    builder->derived = tensor->next;
    free(tensor->owned);
    free(tensor);
  }
}

gnet_status gnetrt_builder_finish(gnetrt_builder *builder, int32_t status,
                                  gnet_error *error) {
  free_derived(builder);
  if (status == GNET_OK)
    return GNET_OK;
  if (builder->error.status != GNET_OK)
    return gnetrt_fail(error, builder->error.status, "%s",
                       builder->error.message);
  return gnetrt_fail(error, (gnet_status)status,
                     "%s: a kernel cannot be prepared", builder->program->name);
}

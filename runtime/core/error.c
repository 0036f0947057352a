#include "core/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/** Ends the full buffer in "...", never in the middle of a UTF-8 character. */
static void end_in_dots(char *text, size_t size) {
  size_t end = size - sizeof("...");
  while (end > 0 && ((unsigned char)text[end] & 0xC0) == 0x80)
    end--;
  memcpy(text + end, "...", sizeof("..."));
}

gnet_status gnetrt_fail(gnet_error *error, gnet_status status,
                        const char *format, ...) {
  if (!error)
    return status;
  error->status = status;
  va_list arguments;
  va_start(arguments, format);
  int length =
      vsnprintf(error->message, sizeof(error->message), format, arguments);
  va_end(arguments);
  if (length >= (int)sizeof(error->message))
    end_in_dots(error->message, sizeof(error->message));
  return status;
}

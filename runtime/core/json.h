/*===- json.h - A strict reader of JSON text, token by token ----------------===
 *
 * For callers that know what must come next. There is no value tree and no
 * recursion: memory and depth are the caller's. The text is any bytes.
 *
 *===------------------------------------------------------------------------===*/
#ifndef GNET_RUNTIME_CORE_JSON_H
#define GNET_RUNTIME_CORE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct gnetrt_json {
  const char *begin, *next, *end;
  /** What was wrong at `next`, or NULL; stays once set. */
  const char *problem;
} gnetrt_json;

gnetrt_json gnetrt_json_begin(const char *text, size_t size);

/** Takes `mark` if it comes next. */
bool gnetrt_json_accept(gnetrt_json *json, char mark);

/** Takes `mark`, else fails. */
bool gnetrt_json_expect(gnetrt_json *json, char mark);

/** Takes a string and writes it, decoded, as UTF-8 with a NUL: at most as many
 *  bytes as it takes in the text with its quotes. A string that is not UTF-8,
 *  or holds a NUL, fails. `out_length` is without the NUL. */
bool gnetrt_json_string(gnetrt_json *json, char *out, size_t *out_length);

/** Takes an integer from 0 to INT64_MAX: no sign, fraction or exponent. */
bool gnetrt_json_count(gnetrt_json *json, int64_t *out);

/** Fails unless only white space is left. */
bool gnetrt_json_finish(gnetrt_json *json);

/** Fails with `problem` where nothing failed before; returns false. */
bool gnetrt_json_fail(gnetrt_json *json, const char *problem);

#endif /* GNET_RUNTIME_CORE_JSON_H */

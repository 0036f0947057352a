#include "core/program_choice.h"

#include "core/cpu_features.h"
#include "core/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/** A list in words, cut where it gets too long. */
typedef struct text {
  char words[512];
  size_t used;
} text;

__attribute__((format(printf, 2, 3))) static void
append(text *to, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(to->words + to->used, sizeof(to->words) - to->used,
                         format, arguments);
  va_end(arguments);
  to->used += length > 0 ? (size_t)length : 0;
  if (to->used >= sizeof(to->words))
    to->used = sizeof(to->words) - 1;
}

/** Whether `has` has all of the program's features. Adds the others to
 *  `missing`. */
static bool suits(const gnetrt_program *program, gnetrt_has_feature *has,
                  text *missing) {
  const char *name = program->cpu_features ? program->cpu_features : "";
  int count = 0;
  while (*name) {
    size_t length = strcspn(name, ",");
    if (length > 0 && !has(name, length))
      append(missing, "%s%.*s",
             count++         ? ", "
             : missing->used ? "; "
                             : "",
             (int)length, name);
    name += length + (name[length] == ',');
  }
  return count == 0;
}

static bool is_called(const gnetrt_program *program, const char *cpu) {
  return !cpu || (program->cpu && strcmp(program->cpu, cpu) == 0);
}

static gnet_status fail_unknown(const gnetrt_program *first, const char *cpu,
                                gnet_error *error) {
  text known = {"", 0};
  for (const gnetrt_program *one = first; one; one = one->next)
    append(&known, "%s%s", known.used ? ", " : "", one->cpu ? one->cpu : "any");
  return gnetrt_fail(error, GNET_INVALID_ARGUMENT,
                     "options.cpu is '%.100s': the package is for %s", cpu,
                     known.words);
}

gnet_status gnetrt_choose_program(const gnetrt_program *first, const char *cpu,
                                  gnetrt_has_feature *has,
                                  const gnetrt_program **out,
                                  gnet_error *error) {
  text missing = {"", 0};
  for (const gnetrt_program *one = first; one; one = one->next) {
    if (!is_called(one, cpu))
      continue;
    if (suits(one, has, &missing)) {
      *out = one;
      return GNET_OK;
    }
    if (first->next)
      append(&missing, " for %s", one->cpu);
  }
  if (missing.used == 0)
    return fail_unknown(first, cpu, error);
  return gnetrt_fail(error, GNET_UNSUPPORTED_CPU,
                     "this CPU, or the operating system, lacks %s, which the "
                     "package was compiled for: compile it for this CPU",
                     missing.words);
}

const gnetrt_program *gnetrt_program_here(const gnetrt_program *first) {
  const gnetrt_program *chosen = first;
  if (gnetrt_choose_program(first, NULL, gnetrt_cpu_has, &chosen, NULL) !=
      GNET_OK)
    while (chosen->next)
      chosen = chosen->next;
  return chosen;
}

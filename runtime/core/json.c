#include "core/json.h"

gnetrt_json gnetrt_json_begin(const char *text, size_t size) {
  gnetrt_json json = {text, text, text + size, NULL};
  return json;
}

bool gnetrt_json_fail(gnetrt_json *json, const char *problem) {
  if (!json->problem)
    json->problem = problem;
  return false;
}

static void skip_space(gnetrt_json *json) {
  while (json->next < json->end && (*json->next == ' ' || *json->next == '\t' ||
                                    *json->next == '\n' || *json->next == '\r'))
    json->next++;
}

bool gnetrt_json_accept(gnetrt_json *json, char mark) {
  skip_space(json);
  if (json->problem || json->next == json->end || *json->next != mark)
    return false;
  json->next++;
  return true;
}

static const char *expected(char mark) {
  switch (mark) {
  case '{':
    return "a '{' is expected";
  case '}':
    return "a ',' or '}' is expected";
  case '[':
    return "a '[' is expected";
  case ']':
    return "a ',' or ']' is expected";
  case ':':
    return "a ':' is expected";
  default:
    return "a ',' is expected";
  }
}

bool gnetrt_json_expect(gnetrt_json *json, char mark) {
  return gnetrt_json_accept(json, mark) ||
         gnetrt_json_fail(json, expected(mark));
}

/** Four hexadecimal digits, or -1. */
static int32_t hex4(gnetrt_json *json) {
  int32_t value = 0;
  for (int i = 0; i < 4; ++i) {
    if (json->next == json->end)
      return -1;
    char c = *json->next++;
    int digit = c >= '0' && c <= '9'   ? c - '0'
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                       : -1;
    if (digit < 0)
      return -1;
    value = value * 16 + digit;
  }
  return value;
}

static char *put_utf8(char *out, uint32_t code) {
  if (code < 0x80) {
    *out++ = (char)code;
    return out;
  }
  if (code < 0x800) {
    *out++ = (char)(0xC0 | code >> 6);
  } else {
    if (code < 0x10000) {
      *out++ = (char)(0xE0 | code >> 12);
    } else {
      *out++ = (char)(0xF0 | code >> 18);
      *out++ = (char)(0x80 | (code >> 12 & 0x3F));
    }
    *out++ = (char)(0x80 | (code >> 6 & 0x3F));
  }
  *out++ = (char)(0x80 | (code & 0x3F));
  return out;
}

/** After "\u": one character, of two escapes where it is a surrogate pair. */
static char *unicode_escape(gnetrt_json *json, char *out) {
  int32_t code = hex4(json);
  if (code >= 0xD800 && code < 0xDC00) {
    bool pair = json->end - json->next >= 2 && json->next[0] == '\\' &&
                json->next[1] == 'u';
    if (!pair)
      return NULL;
    json->next += 2;
    int32_t low = hex4(json);
    if (low < 0xDC00 || low > 0xDFFF)
      return NULL;
    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
  }
  bool alone = code >= 0xDC00 && code <= 0xDFFF;
  if (code <= 0 || alone)
    return NULL;
  return put_utf8(out, (uint32_t)code);
}

/** After "\". NULL if it is no escape. */
static char *escape(gnetrt_json *json, char *out) {
  if (json->next == json->end)
    return NULL;
  char c = *json->next++;
  switch (c) {
  case '"':
  case '\\':
  case '/':
    *out = c;
    return out + 1;
  case 'b':
    *out = '\b';
    return out + 1;
  case 'f':
    *out = '\f';
    return out + 1;
  case 'n':
    *out = '\n';
    return out + 1;
  case 'r':
    *out = '\r';
    return out + 1;
  case 't':
    *out = '\t';
    return out + 1;
  case 'u':
    return unicode_escape(json, out);
  default:
    return NULL;
  }
}

/** Length of the UTF-8 character at `text`, or 0: no overlong form, no
 *  surrogate, nothing past U+10FFFF. */
static size_t utf8_length(const unsigned char *text, size_t left) {
  unsigned char first = text[0];
  if (first < 0x80)
    return 1;
  size_t length = first >= 0xC2 && first < 0xE0    ? 2
                  : first >= 0xE0 && first < 0xF0  ? 3
                  : first >= 0xF0 && first <= 0xF4 ? 4
                                                   : 0;
  if (length == 0 || length > left)
    return 0;
  for (size_t i = 1; i < length; ++i)
    if ((text[i] & 0xC0) != 0x80)
      return 0;
  bool overlong =
      (first == 0xE0 && text[1] < 0xA0) || (first == 0xF0 && text[1] < 0x90);
  bool surrogate = first == 0xED && text[1] >= 0xA0;
  bool too_large = first == 0xF4 && text[1] >= 0x90;
  return overlong || surrogate || too_large ? 0 : length;
}

bool gnetrt_json_string(gnetrt_json *json, char *out, size_t *out_length) {
  char *begin = out;
  if (!gnetrt_json_accept(json, '"'))
    return gnetrt_json_fail(json, "a string is expected");
  while (json->next < json->end) {
    unsigned char c = (unsigned char)*json->next;
    if (c == '"') {
      json->next++;
      *out = '\0';
      *out_length = (size_t)(out - begin);
      return true;
    }
    if (c < 0x20)
      return gnetrt_json_fail(json, "a control character in a string");
    if (c == '\\') {
      json->next++;
      out = escape(json, out);
      if (!out)
        return gnetrt_json_fail(json, "a bad escape in a string");
      continue;
    }
    size_t length = utf8_length((const unsigned char *)json->next,
                                (size_t)(json->end - json->next));
    if (length == 0)
      return gnetrt_json_fail(json, "a string is not UTF-8");
    for (size_t i = 0; i < length; ++i)
      *out++ = *json->next++;
  }
  return gnetrt_json_fail(json, "a string has no end");
}

bool gnetrt_json_count(gnetrt_json *json, int64_t *out) {
  skip_space(json);
  if (json->problem)
    return false;
  const char *first = json->next;
  int64_t value = 0;
  while (json->next < json->end && *json->next >= '0' && *json->next <= '9') {
    if (__builtin_mul_overflow(value, (int64_t)10, &value) ||
        __builtin_add_overflow(value, (int64_t)(*json->next - '0'), &value))
      return gnetrt_json_fail(json, "a number is too large");
    json->next++;
  }
  if (json->next == first || (*first == '0' && json->next - first > 1))
    return gnetrt_json_fail(json, "a whole number from 0 is expected");
  *out = value;
  return true;
}

bool gnetrt_json_finish(gnetrt_json *json) {
  skip_space(json);
  return !json->problem &&
         (json->next == json->end ||
          gnetrt_json_fail(json, "something follows the end"));
}

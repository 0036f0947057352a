/* read_digit FILE...: prints the digit that each text picture shows.
 *
 * A picture has lines of equal length, a character a pixel: of the ten
 * characters _.:-=+*#%@ the first is no ink, the last the most. */
#include <reader.h>

#include <stdio.h>
#include <string.h>

enum { LARGEST = 64 };

typedef struct picture {
  unsigned char pixels[LARGEST * LARGEST];
  int width, height;
} picture;

/* Adds a line of text; 0 if it is not one of a picture. */
static int add_line(picture *read, const char *line) {
  static const char inks[] = "_.:-=+*#%@";
  const int width = (int)strcspn(line, "\r\n");
  if (width == 0 || width > LARGEST || read->height == LARGEST ||
      (read->height > 0 && width != read->width))
    return 0;
  for (int x = 0; x < width; ++x) {
    const char *ink = strchr(inks, line[x]);
    if (!ink)
      return 0;
    read->pixels[read->height * width + x] =
        (unsigned char)((ink - inks) * 255 / 9);
  }
  read->width = width;
  ++read->height;
  return 1;
}

static int read_picture(const char *path, picture *read) {
  char line[LARGEST + 3];
  FILE *file = fopen(path, "r");
  int is_good = file != NULL;
  read->width = read->height = 0;
  while (is_good && fgets(line, sizeof line, file))
    is_good = add_line(read, line);
  if (file)
    fclose(file);
  return is_good && read->height > 0;
}

static int print_digit(reader_context *context, const char *path,
                       reader_error *error) {
  static float input[READER_INPUT_SIZE], scores[READER_OUTPUT_SIZE];
  picture digit;
  int32_t best;
  if (!read_picture(path, &digit)) {
    snprintf(error->message, sizeof error->message, "%s is no text picture",
             path);
    return 0;
  }
  if (reader_preprocess(digit.pixels, digit.width, digit.height,
                        (size_t)digit.width, 1, input, error) ||
      reader_run(context, input, scores, error) ||
      reader_top(scores, READER_OUTPUT_SIZE, 1, &best, error))
    return 0;
  printf("%s: %s (%.1f %%)\n", path, reader_label(best),
         100 * (double)scores[best]);
  return 1;
}

int main(int argc, char **argv) {
  reader_model *model = NULL;
  reader_context *context = NULL;
  reader_error error;
  int is_good =
      reader_model_open(NULL, &model, &error) == READER_OK &&
      reader_context_create(model, NULL, 0, &context, &error) == READER_OK;
  for (int i = 1; is_good && i < argc; ++i)
    is_good = print_digit(context, argv[i], &error);
  if (!is_good)
    fprintf(stderr, "read_digit: %s\n", error.message);
  reader_context_destroy(context);
  reader_model_close(model);
  return is_good ? 0 : 1;
}

/*===- file_mapping.h - A file's bytes, read only
 * ---------------------------===*/
#ifndef GNET_RUNTIME_CORE_FILE_MAPPING_H
#define GNET_RUNTIME_CORE_FILE_MAPPING_H

#include "gnet.h"

typedef struct gnetrt_file_mapping {
  const void *data; /**< NULL if the file is empty. */
  size_t size;
} gnetrt_file_mapping;

/** Maps a regular file. The caller unmaps. Nobody may shorten the file in
 *  between: the system answers that with a signal. */
gnet_status gnetrt_map_file(const char *path, gnetrt_file_mapping *out,
                            gnet_error *error);

void gnetrt_unmap_file(gnetrt_file_mapping *mapping);

#endif /* GNET_RUNTIME_CORE_FILE_MAPPING_H */

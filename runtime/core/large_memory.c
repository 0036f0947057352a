#include "core/large_memory.h"

#include "core/backend.h"

#include <stdlib.h>
#include <sys/mman.h>

enum { LARGE_PAGE = 2 << 20 };

void *gnetrt_allocate_large(size_t bytes) {
  size_t alignment = bytes < LARGE_PAGE ? GNETRT_ALIGNMENT : LARGE_PAGE;
  void *memory;
  if (posix_memalign(&memory, alignment, bytes) != 0)
    return NULL;
  /* Advice only: without it, or where it is refused, all works as well. */
  if (alignment == LARGE_PAGE)
    madvise(memory, bytes / LARGE_PAGE * LARGE_PAGE, MADV_HUGEPAGE);
  return memory;
}

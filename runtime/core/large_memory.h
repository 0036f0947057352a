/*===- large_memory.h - Memory that every run goes through
 * ------------------===*/
#ifndef GNET_RUNTIME_CORE_LARGE_MEMORY_H
#define GNET_RUNTIME_CORE_LARGE_MEMORY_H

#include <stddef.h>

/** Aligned to GNETRT_ALIGNMENT, for `free`; NULL where there is none. In pages
 *  of 2 MiB where it is so large and the system has such: with those of 4 KiB
 *  a run would wait for the translation of thousands of addresses. */
void *gnetrt_allocate_large(size_t bytes);

#endif /* GNET_RUNTIME_CORE_LARGE_MEMORY_H */

#include "core/cpu_features.h"

#include <string.h>

#if defined(__x86_64__)
#include <cpuid.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { EAX = GNETRT_EAX, EBX = GNETRT_EBX, ECX = GNETRT_ECX, EDX = GNETRT_EDX };

/** What the operating system must save on a task switch: bits of XCR0. */
enum {
  NO_STATE = 0x00,
  AVX_STATE = 0x06,
  AVX512_STATE = 0xE6,
  AMX_STATE = 0x60006
};

typedef struct feature {
  const char *name;
  unsigned leaf, subleaf;
  int word; /**< EAX .. EDX */
  int bit;
  unsigned state;
} feature;

static const feature features[] = {
    {"sse2", 1, 0, EDX, 26, NO_STATE},
    {"sse3", 1, 0, ECX, 0, NO_STATE},
    {"ssse3", 1, 0, ECX, 9, NO_STATE},
    {"sse4.1", 1, 0, ECX, 19, NO_STATE},
    {"sse4.2", 1, 0, ECX, 20, NO_STATE},
    {"popcnt", 1, 0, ECX, 23, NO_STATE},
    {"lzcnt", 0x80000001, 0, ECX, 5, NO_STATE},
    {"bmi", 7, 0, EBX, 3, NO_STATE},
    {"bmi2", 7, 0, EBX, 8, NO_STATE},
    {"avx", 1, 0, ECX, 28, AVX_STATE},
    {"f16c", 1, 0, ECX, 29, AVX_STATE},
    {"fma", 1, 0, ECX, 12, AVX_STATE},
    {"avx2", 7, 0, EBX, 5, AVX_STATE},
    {"avxvnni", 7, 1, EAX, 4, AVX_STATE},
    {"avx512f", 7, 0, EBX, 16, AVX512_STATE},
    {"avx512dq", 7, 0, EBX, 17, AVX512_STATE},
    {"avx512cd", 7, 0, EBX, 28, AVX512_STATE},
    {"avx512bw", 7, 0, EBX, 30, AVX512_STATE},
    {"avx512vl", 7, 0, EBX, 31, AVX512_STATE},
    {"avx512vbmi", 7, 0, ECX, 1, AVX512_STATE},
    {"avx512vnni", 7, 0, ECX, 11, AVX512_STATE},
    {"avx512bf16", 7, 1, EAX, 5, AVX512_STATE},
    {"avx512fp16", 7, 0, EDX, 23, AVX512_STATE},
    {"amx-bf16", 7, 0, EDX, 22, AMX_STATE},
    {"amx-tile", 7, 0, EDX, 24, AMX_STATE},
    {"amx-int8", 7, 0, EDX, 25, AMX_STATE},
};

static unsigned cpuid_word(unsigned leaf, unsigned subleaf, int word) {
  unsigned words[4] = {0, 0, 0, 0};
  __get_cpuid_count(leaf, subleaf, &words[EAX], &words[EBX], &words[ECX],
                    &words[EDX]);
  return words[word];
}

/** XCR0; 0 where the system does not use XSAVE. */
static unsigned enabled_state(void) {
  unsigned low = 0, high = 0;
  bool has_xgetbv = cpuid_word(1, 0, ECX) >> 27 & 1;
  if (has_xgetbv)
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

/** Linux gives a process, with all its threads, the memory for tiles' state
 * only when asked. It refuses where an alternate signal stack has no room for
 * it, and a kernel that does not know of AMX knows no such question. */
static bool request_tiles(void) {
  enum { ARCH_REQ_XCOMP_PERM = 0x1023, XFEATURE_XTILEDATA = 18 };
  return syscall(SYS_arch_prctl, ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA) == 0;
}

static const gnetrt_x86 this_machine = {cpuid_word, enabled_state,
                                        request_tiles};

bool gnetrt_x86_has(const gnetrt_x86 *machine, const char *name,
                    size_t length) {
  for (size_t i = 0; i < sizeof(features) / sizeof(features[0]); ++i) {
    const feature *f = &features[i];
    if (strlen(f->name) != length || memcmp(f->name, name, length) != 0)
      continue;
    return (machine->cpuid(f->leaf, f->subleaf, f->word) >> f->bit & 1) &&
           (machine->enabled_state() & f->state) == f->state &&
           (f->state != AMX_STATE || machine->request_tiles());
  }
  return false;
}

bool gnetrt_cpu_has(const char *name, size_t length) {
  return gnetrt_x86_has(&this_machine, name, length);
}
#elif defined(__aarch64__)
#include <sys/auxv.h>

typedef struct feature {
  const char *name;
  unsigned long kind; /**< AT_HWCAP or AT_HWCAP2. */
  int bit;
} feature;

/** Bits as Linux documents them, whatever the headers know. */
static const feature features[] = {
    {"fp-armv8", AT_HWCAP, 0},  {"neon", AT_HWCAP, 1},
    {"crc", AT_HWCAP, 7},       {"lse", AT_HWCAP, 8},
    {"fullfp16", AT_HWCAP, 10}, {"rdm", AT_HWCAP, 12},
    {"dotprod", AT_HWCAP, 20},  {"sve", AT_HWCAP, 22},
    {"sve2", AT_HWCAP2, 1},     {"i8mm", AT_HWCAP2, 13},
    {"bf16", AT_HWCAP2, 14},
};

bool gnetrt_cpu_has(const char *name, size_t length) {
  for (size_t i = 0; i < sizeof(features) / sizeof(features[0]); ++i) {
    const feature *f = &features[i];
    if (strlen(f->name) == length && memcmp(f->name, name, length) == 0)
      return getauxval(f->kind) >> f->bit & 1;
  }
  return false;
}
#else
bool gnetrt_cpu_has(const char *name, size_t length) {
  (void)name;
  (void)length;
  return false;
}
#endif

//===- Interposed.cpp - malloc, free and locks in front of the C library's ===//
//
// The executable's definitions come before those of every shared library, so
// every call of the process passes here and goes on to the C library.
//
//===----------------------------------------------------------------------===//
#include "Interposed.h"

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <dlfcn.h>
#include <new>
#include <pthread.h>
#include <sys/mman.h>

// NOLINTBEGIN: the names are the C library's.
extern "C" {
void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);
void __libc_free(void *);
// The linker's: where this executable's code begins and ends.
extern const char __executable_start, etext;
}
// NOLINTEND

namespace {

std::atomic<bool> counting{false};
std::atomic<long> allocations{0}, locks{0}, live{0}, untilFailure{0};
std::atomic<bool> hasFailed{false};

bool isOurs(const void *caller) {
  return caller >= &__executable_start && caller < &etext;
}

void count(std::atomic<long> &counter, const void *caller) {
  if (counting && isOurs(caller))
    counter++;
}

/// Whether this call for a resource is the one that fails.
bool fails(const void *caller) {
  if (!counting || !isOurs(caller) || --untilFailure != 0)
    return false;
  hasFailed = true;
  return true;
}

/// A resource that was got, or, with -1, given back; `is`: whether there is
/// one.
void change(long by, bool is, const void *caller) {
  if (is && counting && isOurs(caller))
    live += by;
}

void *given(void *memory, const void *caller) {
  change(1, memory, caller);
  return memory;
}

/// The C library's function of that name.
template <typename Function> Function next(const char *name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

} // namespace

#define CALLER __builtin_return_address(0)

extern "C" {

void *malloc(size_t size) {
  count(allocations, CALLER);
  return fails(CALLER) ? nullptr : given(__libc_malloc(size), CALLER);
}

void *calloc(size_t number, size_t size) {
  count(allocations, CALLER);
  return fails(CALLER) ? nullptr : given(__libc_calloc(number, size), CALLER);
}

void *realloc(void *memory, size_t size) {
  count(allocations, CALLER);
  if (fails(CALLER))
    return nullptr;
  change(1, !memory, CALLER);
  return __libc_realloc(memory, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  count(allocations, CALLER);
  return fails(CALLER) ? nullptr
                       : given(__libc_memalign(alignment, size), CALLER);
}

int posix_memalign(void **out, size_t alignment, size_t size) {
  count(allocations, CALLER);
  if (fails(CALLER))
    return ENOMEM;
  *out = given(__libc_memalign(alignment, size), CALLER);
  return *out ? 0 : ENOMEM;
}

void free(void *memory) {
  count(allocations, CALLER);
  change(-1, memory, CALLER);
  __libc_free(memory);
}

void *mmap(void *at, size_t size, int protection, int flags, int file,
           off_t offset) {
  static auto real =
      next<void *(*)(void *, size_t, int, int, int, off_t)>("mmap");
  count(allocations, CALLER);
  if (fails(CALLER)) {
    errno = ENOMEM;
    return MAP_FAILED;
  }
  void *memory = real(at, size, protection, flags, file, offset);
  change(1, memory != MAP_FAILED, CALLER);
  return memory;
}

int munmap(void *memory, size_t size) {
  static auto real = next<int (*)(void *, size_t)>("munmap");
  count(allocations, CALLER);
  change(-1, true, CALLER);
  return real(memory, size);
}

int pthread_create(pthread_t *out, const pthread_attr_t *attributes,
                   void *(*body)(void *), void *argument) {
  static auto real = next<decltype(&pthread_create)>("pthread_create");
  if (fails(CALLER))
    return EAGAIN;
  int status = real(out, attributes, body, argument);
  change(1, status == 0, CALLER);
  return status;
}

int pthread_join(pthread_t thread, void **result) {
  static auto real = next<decltype(&pthread_join)>("pthread_join");
  change(-1, true, CALLER);
  return real(thread, result);
}

int pthread_mutex_lock(pthread_mutex_t *mutex) {
  static auto real = next<int (*)(pthread_mutex_t *)>("pthread_mutex_lock");
  count(locks, CALLER);
  return real(mutex);
}

int pthread_rwlock_rdlock(pthread_rwlock_t *lock) {
  static auto real = next<int (*)(pthread_rwlock_t *)>("pthread_rwlock_rdlock");
  count(locks, CALLER);
  return real(lock);
}

int pthread_rwlock_wrlock(pthread_rwlock_t *lock) {
  static auto real = next<int (*)(pthread_rwlock_t *)>("pthread_rwlock_wrlock");
  count(locks, CALLER);
  return real(lock);
}

int pthread_once(pthread_once_t *once, void (*function)()) {
  static auto real =
      next<int (*)(pthread_once_t *, void (*)())>("pthread_once");
  count(locks, CALLER);
  return real(once, function);
}
}

void *operator new(size_t size) {
  count(allocations, CALLER);
  if (void *memory = __libc_malloc(size ? size : 1))
    return memory;
  throw std::bad_alloc();
}

void operator delete(void *memory) noexcept {
  count(allocations, CALLER);
  __libc_free(memory);
}

void operator delete(void *memory, size_t) noexcept {
  count(allocations, CALLER);
  __libc_free(memory);
}

namespace gnet::test {

void startCounting(long failing) {
  allocations = locks = live = 0;
  untilFailure = failing;
  hasFailed = false;
  counting = true;
}

Calls stopCounting() {
  counting = false;
  return {allocations, locks, live, hasFailed};
}

} // namespace gnet::test

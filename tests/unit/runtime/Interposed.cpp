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

// NOLINTBEGIN: the names are the C library's.
extern "C" {
void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);
void __libc_free(void *);
}
// NOLINTEND

namespace {

std::atomic<bool> counting{false};
std::atomic<long> allocations{0}, locks{0};

bool isOurs(const void *caller) {
  static const void *base = [] {
    Dl_info here;
    return dladdr(reinterpret_cast<void *>(&isOurs), &here) ? here.dli_fbase
                                                            : nullptr;
  }();
  Dl_info there;
  return dladdr(caller, &there) && there.dli_fbase == base;
}

void count(std::atomic<long> &counter, const void *caller) {
  if (counting && isOurs(caller))
    counter++;
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
  return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
  count(allocations, CALLER);
  return __libc_calloc(number, size);
}

void *realloc(void *memory, size_t size) {
  count(allocations, CALLER);
  return __libc_realloc(memory, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  count(allocations, CALLER);
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **out, size_t alignment, size_t size) {
  count(allocations, CALLER);
  *out = __libc_memalign(alignment, size);
  return *out ? 0 : ENOMEM;
}

void free(void *memory) {
  count(allocations, CALLER);
  __libc_free(memory);
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

void startCounting() {
  isOurs(nullptr); // Its own initialisation is not what is counted.
  allocations = locks = 0;
  counting = true;
}

Calls stopCounting() {
  counting = false;
  return {allocations, locks};
}

} // namespace gnet::test

/*===- threads.c - A pool of threads ----------------------------------------===
 *
 * A job is the items of one step. Each thread has a range of them and takes
 * most of what is left of it at a time; with none left it takes half of what
 * the others have.
 *
 * Who opens a job closes it once nothing is left to take. Workers join it in
 * between: only they are waited for, and only they may look at it. Both sides
 * wait for the other spinning, as steps follow each other within microseconds,
 * and soon asleep.
 *
 *===------------------------------------------------------------------------===*/
#include "cpu/generated/threads.h"

#include "core/backend.h"
#include "core/clock.h"
#include "core/error.h"
#include "cpu/generated/futex.h"

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/** What `state` is made of. A job's number distinguishes it from the one that
 *  a worker did last. */
static const uint32_t joined = 0xFFF;     /**< How many workers have. */
static const uint32_t awaited = 1u << 12; /**< The last one wakes the caller. */
static const uint32_t opened = 1u << 13;
static const uint32_t ended = 1u << 14; /**< There will be no more jobs. */
static const uint32_t first_job = 1u << 15;

/** Sleepers on `state`. */
enum { WORKERS = 1, CALLER = 2 };

/** How long one spins before one sleeps. */
static const double long_spin = 100e-6, short_spin = 2e-6;

/** Short spins after a long one that was in vain. */
enum { SHORT_SPINS = 30 };

/** A thread of the pool and its range of the job's items. */
typedef struct member {
  int64_t next, end;
  gnet_threads *threads;
  int32_t number;
  pthread_t thread;    /**< Not of number 0, the caller. */
  int32_t short_spins; /**< How many of its next ones are. */
} __attribute__((aligned(GNETRT_ALIGNMENT))) member;

struct gnet_threads {
  int64_t holders;
  int32_t count;
  bool busy;
  /* The job, written before it is opened. */
  gnetrt_body *body;
  const void *argument;
  uint32_t state __attribute__((aligned(GNETRT_ALIGNMENT)));
  int32_t sleepers; /**< Workers about to sleep, or asleep. */
  member members[];
};

static uint32_t job_of(uint32_t state) { return state & ~(first_job - 1); }

/*===- Waiting ------------------------------------------------------------===*/

typedef struct wait {
  member *self;
  int pauses;
  double begin; /**< Taken at the first look at the clock. */
  bool slept;
} wait;

/** Waits a moment. False once that went on for long enough: then sleep. */
static bool may_spin(wait *w) {
  enum { PAUSES_A_LOOK = 16 };
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("isb" ::: "memory"); /* `yield` does not wait. */
#endif
  if (++w->pauses % PAUSES_A_LOOK != 0)
    return true;
  double now = gnetrt_now();
  if (w->begin == 0)
    w->begin = now;
  w->slept = now - w->begin >= (w->self->short_spins ? short_spin : long_spin);
  return !w->slept;
}

/** Who spins in vain and has what it waits for as soon as it sleeps may have
 *  kept the other from the only core there is for both: it spins less for some
 *  time. */
static void end_wait(const wait *w) {
  member *self = w->self;
  if (!w->slept)
    self->short_spins = 0;
  else if (self->short_spins > 0)
    self->short_spins--;
  else if (gnetrt_now() - w->begin < 4 * long_spin)
    self->short_spins = SHORT_SPINS;
}

/** Whether a worker whose last job was `done` has something to do. */
static bool calls(uint32_t state, uint32_t done) {
  return (state & ended) || ((state & opened) && job_of(state) != done);
}

/** Either this thread sees the new state, or who sets it sees the sleeper. */
static void sleep_worker(gnet_threads *threads, uint32_t done) {
  __atomic_fetch_add(&threads->sleepers, 1, __ATOMIC_SEQ_CST);
  uint32_t state = __atomic_load_n(&threads->state, __ATOMIC_SEQ_CST);
  if (!calls(state, done))
    gnetrt_futex_wait(&threads->state, state, WORKERS);
  __atomic_fetch_sub(&threads->sleepers, 1, __ATOMIC_RELAXED);
}

/** Returns the state that calls. */
static uint32_t await_call(member *self, uint32_t done) {
  gnet_threads *threads = self->threads;
  wait w = {.self = self};
  uint32_t state = __atomic_load_n(&threads->state, __ATOMIC_RELAXED);
  while (!calls(state, done)) {
    if (!may_spin(&w))
      sleep_worker(threads, done);
    state = __atomic_load_n(&threads->state, __ATOMIC_RELAXED);
  }
  end_wait(&w);
  return state;
}

static void change_state(gnet_threads *threads, uint32_t state) {
  __atomic_store_n(&threads->state, state, __ATOMIC_SEQ_CST);
  if (__atomic_load_n(&threads->sleepers, __ATOMIC_SEQ_CST) > 0)
    gnetrt_futex_wake(&threads->state, WORKERS);
}

/*===- A job --------------------------------------------------------------===*/

/** Some of what is left of a range; false if nothing is. A thread takes most of
 *  its own at once: what kernels do for the first item of a call, as to
 *  transform a convolution's inputs, serves those after it. */
static bool take(member *from, bool is_own, int64_t *begin, int64_t *end) {
  *begin = __atomic_load_n(&from->next, __ATOMIC_RELAXED);
  do {
    int64_t left = from->end - *begin;
    if (left <= 0)
      return false;
    *end = *begin + (is_own ? left - left / 8 : (left + 1) / 2);
  } while (!__atomic_compare_exchange_n(&from->next, begin, *end, true,
                                        __ATOMIC_RELAXED, __ATOMIC_RELAXED));
  return true;
}

/** Does all that is left of the job, this thread's own first. */
static void work(gnet_threads *threads, int32_t number) {
  int64_t begin, end;
  for (int32_t i = 0; i < threads->count; ++i) {
    member *from = &threads->members[(number + i) % threads->count];
    while (take(from, i == 0, &begin, &end))
      threads->body(threads->argument, number, begin, end);
  }
}

static void open_job(gnet_threads *threads, int64_t items, gnetrt_body *body,
                     const void *argument) {
  int64_t count = threads->count;
  threads->body = body;
  threads->argument = argument;
  for (int64_t i = 0; i < count; ++i) {
    threads->members[i].next = items * i / count;
    threads->members[i].end = items * (i + 1) / count;
  }
  uint32_t last = __atomic_load_n(&threads->state, __ATOMIC_RELAXED);
  change_state(threads, (job_of(last) + first_job) | opened);
}

/** Until the last worker has left; it wakes who sleeps. */
static void sleep_caller(gnet_threads *threads) {
  uint32_t state =
      __atomic_or_fetch(&threads->state, awaited, __ATOMIC_ACQUIRE);
  if (state & joined)
    gnetrt_futex_wait(&threads->state, state, CALLER);
}

/** Keeps further workers out and waits for those inside. */
static void close_job(gnet_threads *threads) {
  wait w = {.self = &threads->members[0]};
  uint32_t state =
      __atomic_and_fetch(&threads->state, ~opened, __ATOMIC_ACQUIRE);
  while (state & joined) {
    if (!may_spin(&w))
      sleep_caller(threads);
    state = __atomic_load_n(&threads->state, __ATOMIC_ACQUIRE);
  }
  end_wait(&w);
}

void gnetrt_threads_run(gnet_threads *threads, int64_t items, gnetrt_body *body,
                        const void *argument) {
  if (threads->count == 1 ||
      __atomic_exchange_n(&threads->busy, true, __ATOMIC_ACQUIRE)) {
    body(argument, 0, 0, items);
    return;
  }
  open_job(threads, items, body, argument);
  work(threads, 0);
  close_job(threads);
  __atomic_store_n(&threads->busy, false, __ATOMIC_RELEASE);
}

/*===- Workers ------------------------------------------------------------===*/

/** False if the job was closed before. */
static bool join(gnet_threads *threads, uint32_t state) {
  return __atomic_compare_exchange_n(&threads->state, &state, state + 1, false,
                                     __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

static void leave(gnet_threads *threads) {
  uint32_t state = __atomic_sub_fetch(&threads->state, 1, __ATOMIC_RELEASE);
  if ((state & awaited) && !(state & joined))
    gnetrt_futex_wake(&threads->state, CALLER);
}

static void *run_worker(void *argument) {
  member *self = argument;
  gnet_threads *threads = self->threads;
  uint32_t done = 0;
  for (;;) {
    uint32_t state = await_call(self, done);
    if (state & ended)
      return NULL;
    if (!join(threads, state))
      continue;
    done = job_of(state);
    work(threads, self->number);
    leave(threads);
  }
}

/** The application's signals are none of theirs. */
static int start(member *worker) {
  sigset_t all, previous;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &previous);
  int problem = pthread_create(&worker->thread, NULL, run_worker, worker);
  pthread_sigmask(SIG_SETMASK, &previous, NULL);
  return problem;
}

/** Ends workers 1 to `count` - 1. */
static void stop(gnet_threads *threads, int32_t count) {
  uint32_t state = __atomic_load_n(&threads->state, __ATOMIC_RELAXED);
  change_state(threads, state | ended);
  for (int32_t i = 1; i < count; ++i)
    pthread_join(threads->members[i].thread, NULL);
}

static gnet_status start_all(gnet_threads *threads, gnet_error *error) {
  for (int32_t i = 0; i < threads->count; ++i) {
    threads->members[i].threads = threads;
    threads->members[i].number = i;
  }
  for (int32_t i = 1; i < threads->count; ++i) {
    int problem = start(&threads->members[i]);
    if (problem == 0)
      continue;
    stop(threads, i);
    return gnetrt_fail(error, GNET_BACKEND_ERROR,
                       "cannot create thread %d of %d: %s", (int)i + 1,
                       (int)threads->count, strerror(problem));
  }
  return GNET_OK;
}

gnet_status gnet_threads_create(int32_t count, gnet_threads **out_threads,
                                gnet_error *out_error) {
  if (!out_threads)
    return gnetrt_fail(out_error, GNET_INVALID_ARGUMENT, "out_threads is NULL");
  *out_threads = NULL;
  if (count < 1 || count > GNETRT_MAX_THREADS)
    return gnetrt_fail(out_error, GNET_INVALID_ARGUMENT,
                       "%d threads are asked for: it must be from 1 to %d",
                       (int)count, GNETRT_MAX_THREADS);
  void *memory;
  size_t bytes = sizeof(gnet_threads) + (size_t)count * sizeof(member);
  if (posix_memalign(&memory, GNETRT_ALIGNMENT, bytes) != 0)
    return gnetrt_fail(out_error, GNET_OUT_OF_MEMORY,
                       "out of memory for %d threads", (int)count);
  gnet_threads *threads = memset(memory, 0, bytes);
  threads->holders = 1;
  threads->count = count;
  gnet_status status = start_all(threads, out_error);
  if (status == GNET_OK)
    *out_threads = threads;
  else
    free(threads);
  return status;
}

void gnetrt_threads_hold(gnet_threads *threads) {
  __atomic_fetch_add(&threads->holders, 1, __ATOMIC_RELAXED);
}

int32_t gnetrt_threads_count(const gnet_threads *threads) {
  return threads->count;
}

void gnet_threads_destroy(gnet_threads *threads) {
  if (!threads ||
      __atomic_sub_fetch(&threads->holders, 1, __ATOMIC_ACQ_REL) > 0)
    return;
  stop(threads, threads->count);
  free(threads);
}

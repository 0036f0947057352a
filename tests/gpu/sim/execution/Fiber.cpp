#include "gpu/sim/execution/Fiber.h"
#include "llvm/Support/ErrorHandling.h"
#include <sys/mman.h>

namespace gnet::gpu::sim {

namespace {

constexpr size_t stackBytes = 128 * 1024, guardBytes = 4096;

} // namespace

// gnetSimChange(void **from, void *to) saves the callee-saved registers on the
// stack at hand, keeps its pointer in *from and takes those of `to` from its
// stack. gnetSimStart is where a new fiber's first switch returns to.
extern "C" {
void gnetSimChange(void **from, void *to);
void gnetSimStart();
}
asm(R"(
.text
.globl gnetSimChange
.hidden gnetSimChange
.type gnetSimChange, @function
gnetSimChange:
  push %rbp
  push %rbx
  push %r12
  push %r13
  push %r14
  push %r15
  mov %rsp, (%rdi)
  mov %rsi, %rsp
  pop %r15
  pop %r14
  pop %r13
  pop %r12
  pop %rbx
  pop %rbp
  ret
.size gnetSimChange, . - gnetSimChange

.globl gnetSimStart
.hidden gnetSimStart
.type gnetSimStart, @function
gnetSimStart:
  mov %r13, %rdi
  call *%r12
  ud2
.size gnetSimStart, . - gnetSimStart
)");

void Fiber::start(std::span<uint8_t> stack, Body body, void *argument) {
  // As gnetSimChange pops them, and where it returns to. The stack pointer is a
  // multiple of 16 then, as a call needs it.
  void *const words[] = {nullptr,                        // r15
                         nullptr,                        // r14
                         argument,                       // r13
                         reinterpret_cast<void *>(body), // r12
                         nullptr,                        // rbx
                         nullptr,                        // rbp
                         reinterpret_cast<void *>(gnetSimStart)};
  auto *const top = reinterpret_cast<void **>(stack.data() + stack.size()) - 2;
  void **const saved = top - std::size(words);
  for (size_t i = 0; i < std::size(words); ++i)
    saved[i] = words[i];
  stackPointer = saved;
}

void Fiber::change(Fiber &from, Fiber &to) {
  gnetSimChange(&from.stackPointer, to.stackPointer);
}

FiberStacks::FiberStacks(size_t count) : bytes(count * stackBytes) {
  void *const mapped = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (mapped == MAP_FAILED)
    llvm::report_bad_alloc_error("no memory for the stacks of a block");
  memory = static_cast<uint8_t *>(mapped);
  for (size_t i = 0; i < count; ++i)
    mprotect(memory + i * stackBytes, guardBytes, PROT_NONE);
}

FiberStacks::~FiberStacks() { munmap(memory, bytes); }

std::span<uint8_t> FiberStacks::of(size_t index) const {
  return {memory + index * stackBytes + guardBytes, stackBytes - guardBytes};
}

} // namespace gnet::gpu::sim

#include "gpu/sim/execution/Block.h"
#include "llvm/Support/FormatVariadic.h"
#include <algorithm>
#include <bit>

namespace gnet::gpu::sim {

namespace {

uint32_t warpsOf(uint32_t threads) {
  return (threads + warpSize - 1) / warpSize;
}

bool ordersSomeThreads(const Program &program) {
  return std::any_of(
      program.operations.begin(), program.operations.end(),
      [](const Operation &operation) { return operation.orders; });
}

std::string textOf(const Dim3 &place) {
  return llvm::formatv("({0}, {1}, {2})", place.x, place.y, place.z);
}

} // namespace

Block::Block(const Grid &grid)
    : barriers(*this), mbarriers(*this), bulkCopies(*this),
      warpgroupReads(shared), grid(grid), stacks(grid.launch.block.count()),
      threads(grid.launch.block.count()),
      variables(grid.program.variables.size()),
      global(grid.memory, grid.blocks, grid.checks),
      own(grid.variables, grid.variablesBlocks, grid.checks) {
  shared.arrange(grid.layout, threadCount(), grid.checks,
                 ordersSomeThreads(grid.program));
  for (size_t i = 0; i < grid.layout.places.size(); ++i)
    variables[grid.kernel.variables[i]] =
        shared.at(grid.layout.places[i].offset);
  const Dim3 &block = grid.launch.block, &blocks = grid.launch.grid;
  for (uint32_t i = 0; i < threadCount(); ++i) {
    Thread &thread = threads[i];
    const Dim3 at = block.at(i);
    static_cast<Registers &>(thread) = {{at.x, at.y, at.z},
                                        {block.x, block.y, block.z},
                                        {},
                                        {blocks.x, blocks.y, blocks.z},
                                        i % warpSize,
                                        i / warpSize,
                                        warpsOf(threadCount()),
                                        warpSize,
                                        variables.data()};
    thread.block = this;
    thread.index = i;
  }
}

llvm::Error Block::execute(uint64_t index) {
  begin(index);
  if (const auto first = next())
    Fiber::change(host, threads[*first].fiber);
  return end();
}

void Block::begin(uint64_t index) {
  number = index;
  place = grid.launch.grid.at(index);
  global.enter(index);
  own.enter(index);
  random.seed(uint32_t(grid.launch.seed + index));
  shared.reset();
  barriers.reset();
  mbarriers.reset();
  bulkCopies.reset();
  warpgroupReads.reset();
  meetings.clear();
  ready.clear();
  ended = 0;
  failure.reset();
  for (Thread &thread : threads) {
    thread.ctaid[0] = place.x;
    thread.ctaid[1] = place.y;
    thread.ctaid[2] = place.z;
    thread.state = Thread::State::Ready;
    thread.hasWaitedForLaunches = false;
    thread.open.clear();
    thread.groups.clear();
    thread.fiber.start(stacks.of(thread.index), runThread, &thread);
    ready.push_back(thread.index);
  }
}

void Block::runThread(void *argument) {
  Thread &thread = *static_cast<Thread *>(argument);
  Block &block = *thread.block;
  block.grid.kernel.entry(&thread, block.grid.launch.arguments);
  if (llvm::Error error = block.checkEnd(thread))
    block.fail(thread, 0, std::move(error));
  thread.state = Thread::State::Ended;
  ++block.ended;
  block.pass(thread);
}

bool Block::isBeforeLaunches(const Thread &thread) const {
  return grid.launch.isEarly && !thread.hasWaitedForLaunches;
}

llvm::Error Block::checkEnd(const Thread &thread) const {
  if (thread.hasOpenCopies() || bulkCopies.hasStores(thread))
    return llvm::createStringError(
        "it ends with asynchronous copies not waited for");
  if (isBeforeLaunches(thread))
    return llvm::createStringError(
        "it ends and has not waited for the launches before it");
  return llvm::Error::success();
}

llvm::Error Block::end() {
  if (failure)
    return llvm::createStringError(*failure);
  if (ended != threadCount())
    return deadlock();
  if (bulkCopies.hasLoads() || warpgroupReads.isOpen())
    return llvm::createStringError(
        said(threads[0], 0,
             "the block ends with bulk copies or wgmma not waited for"));
  return llvm::Error::success();
}

void Block::fail(Thread &thread, uint32_t site, llvm::Error error) {
  failure = said(thread, site, toString(std::move(error)));
  while (true) // nothing comes back to it
    Fiber::change(thread.fiber, host);
}

std::optional<uint32_t> Block::next() {
  while (ready.empty() && bulkCopies.hasLoads() && ended != threadCount()) {
    uint32_t thread = 0, site = 0;
    if (llvm::Error error = bulkCopies.finishLoad(thread, site)) {
      failure = said(threads[thread], site, toString(std::move(error)));
      return std::nullopt;
    }
  }
  if (ready.empty())
    return std::nullopt;
  auto at = ready.begin();
  if (grid.launch.order == ThreadOrder::Backward)
    at = std::prev(ready.end());
  else if (grid.launch.order == ThreadOrder::Random)
    at += ptrdiff_t(random() % ready.size());
  const uint32_t thread = *at;
  ready.erase(at);
  return thread;
}

/// To the next thread that can go on, or back to the host.
void Block::pass(Thread &from) {
  const auto to = next();
  if (!to)
    Fiber::change(from.fiber, host);
  else if (*to != from.index)
    Fiber::change(from.fiber, threads[*to].fiber);
}

void Block::wait(Thread &thread, uint32_t site) {
  thread.state = Thread::State::Waiting;
  thread.site = site;
  pass(thread);
}

void Block::release(uint32_t thread) {
  threads[thread].state = Thread::State::Ready;
  ready.push_back(thread);
}

bool Block::isOther(uint64_t address, const Thread &thread) const {
  const auto stack = stacks.of(thread.index);
  if (address - reinterpret_cast<uint64_t>(stack.data()) < stack.size())
    return true;
  return std::any_of(grid.kernel.byValue.begin(), grid.kernel.byValue.end(),
                     [&](const std::pair<uint32_t, uint64_t> &argument) {
                       const auto begin = reinterpret_cast<uint64_t>(
                           grid.launch.arguments[argument.first]);
                       return address - begin < argument.second;
                     });
}

llvm::Error Block::check(const Access &access, uint32_t thread) {
  if (access.size == 0)
    return llvm::Error::success();
  if (shared.has(access.address))
    return shared.check(access, thread);
  if (own.bufferHolds(access.address))
    return own.check(access);
  if (isBeforeLaunches(threads[thread]) && global.bufferHolds(access.address))
    return llvm::createStringError(
        "it touches global memory and has not waited for the launches before "
        "it");
  return global.check(access);
}

llvm::Error Block::checkWithOwn(const Access &access, const Thread &thread) {
  llvm::Error error = check(access, thread.index);
  if (!error || !isOther(access.address, thread))
    return error;
  consumeError(std::move(error));
  return llvm::Error::success();
}

llvm::Expected<Memory> Block::globalAt(uint64_t address) const {
  return own.bufferHolds(address) ? own.bufferAt(address)
                                  : global.bufferAt(address);
}

void Block::access(Thread &thread, const Access &access, bool acquires,
                   uint32_t site) {
  if (acquires)
    global.acquire();
  if (llvm::Error error = checkWithOwn(access, thread))
    fail(thread, site, std::move(error));
  if (shared.has(access.address))
    count(thread.index, site, {access.address, access.size});
}

void Block::count(uint32_t thread, uint32_t site, const Banks::Access &access) {
  if (grid.launch.banks)
    grid.launch.banks->add(number, thread, site, access);
}

void Block::count(const std::set<uint64_t> &pieces, uint32_t bytes) {
  if (grid.launch.banks)
    grid.launch.banks->addPieces(pieces, bytes);
}

void Block::execute(Thread &thread, uint32_t operation, Call &call) {
  const Operation &called = grid.program.operations[operation];
  if (called.runTogether)
    return executeTogether(thread, operation, call);
  if (llvm::Error error = called.run(thread, call))
    fail(thread, call.calledAt(), std::move(error));
}

void Block::executeTogether(Thread &thread, uint32_t operation, Call &call) {
  const Operation &called = grid.program.operations[operation];
  Meeting &meeting = join(thread, operation, call);
  if (meeting.arrived != meeting.expected)
    return wait(thread, call.calledAt());
  Gathering gathering(*this, meeting.firstThread, meeting.calls, meeting.mask);
  if (llvm::Error error = called.runTogether(gathering))
    fail(thread, call.calledAt(), std::move(error));
  gathering.forEach([&](size_t lane, const Call &) {
    if (const auto other = uint32_t(meeting.firstThread + lane);
        other != thread.index)
      release(other);
  });
  meetings.erase(meetings.begin() + (&meeting - meetings.data()));
}

/// The thread's call, with those it belongs to.
Block::Meeting &Block::join(Thread &thread, uint32_t operation, Call &call) {
  const Operation &called = grid.program.operations[operation];
  const uint32_t first = thread.index / called.threads * called.threads;
  const uint32_t present = std::min(called.threads, threadCount() - first);
  uint32_t mask = present >= warpSize ? ~0u : (1u << present) - 1;
  if (called.mask)
    mask &= call.argument<uint32_t>(*called.mask);
  if (called.mask && !(mask >> thread.lane() & 1))
    fail(thread, call.calledAt(),
         llvm::createStringError(llvm::formatv(
             "lane {0} is not in its mask, {1:x}", thread.lane(), mask)));
  auto meeting =
      std::find_if(meetings.begin(), meetings.end(), [&](const Meeting &other) {
        return other.firstThread == first && other.mask == mask &&
               other.site == call.calledAt();
      });
  if (meeting == meetings.end()) {
    const auto expected = called.mask ? uint32_t(std::popcount(mask)) : present;
    meetings.push_back({first, operation, call.calledAt(), mask, 0, expected,
                        std::vector<Call *>(called.threads)});
    meeting = std::prev(meetings.end());
  }
  meeting->calls[thread.index - first] = &call;
  ++meeting->arrived;
  return *meeting;
}

llvm::Error Block::deadlock() {
  const auto waiting =
      std::find_if(threads.begin(), threads.end(), [](const Thread &thread) {
        return thread.state == Thread::State::Waiting;
      });
  std::string what = "deadlock";
  auto absence = absenceAtMeeting(waiting->index);
  if (!absence)
    absence = barriers.absence(waiting->index);
  if (const auto phase = mbarriers.absence(waiting->index))
    what += ": " + *phase;
  if (absence)
    what += " or divergence: " + absence->what + "; " +
            placeOf(threads[absence->thread]);
  return llvm::createStringError(said(*waiting, waiting->site, what));
}

std::optional<Absence> Block::absenceAtMeeting(uint32_t thread) const {
  for (const Meeting &meeting : meetings) {
    const uint32_t lane = thread - meeting.firstThread;
    if (lane >= meeting.calls.size() || !meeting.calls[lane])
      continue;
    uint32_t missing = 0;
    while (meeting.calls[missing] ||
           (missing < warpSize && !(meeting.mask >> missing & 1)))
      ++missing;
    missing += meeting.firstThread;
    return Absence{llvm::formatv("thread {0} does not come, of {1} that do "
                                 "this together",
                                 missing, meeting.expected),
                   missing};
  }
  return std::nullopt;
}

std::string Block::placeOf(const Thread &thread) const {
  if (thread.state == Thread::State::Ended)
    return llvm::formatv("thread {0} has ended", thread.index);
  return llvm::formatv("thread {0} is at: {1}", thread.index,
                       grid.program.sites[thread.site]);
}

std::string Block::said(const Thread &thread, uint32_t site,
                        const std::string &message) const {
  return llvm::formatv("kernel {0}, block {1}, thread {2}: {3}\n  at: {4}",
                       grid.launch.kernel, textOf(place),
                       textOf(grid.launch.block.at(thread.index)), message,
                       grid.program.sites[site]);
}

} // namespace gnet::gpu::sim

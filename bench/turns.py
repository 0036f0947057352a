"""Engines that are timed in turns, on the same cores."""

import math
import os
import sys
import time

BLOCK = 8  # runs of one engine before the next one's turn
# Lets the last engine's idle threads go to sleep before the next is timed.
PAUSE_S = 0.1


def pin(threads):
    """What is started from here on runs on as many cores as threads."""
    cores = sorted(os.sched_getaffinity(0))
    if threads > len(cores):
        sys.exit(f"--threads={threads}, but this process may use "
                 f"{len(cores)} cores")
    os.sched_setaffinity(0, cores[:threads])
    os.environ["OMP_NUM_THREADS"] = str(threads)


def runs_of(result, block):
    """Of its next turn, which takes as long as the pause before it or longer."""
    if not result.times:
        return block
    return max(block, math.ceil(PAUSE_S / min(result.times)))


def alternate(started, seconds, block=BLOCK):
    """Runs the workers in turns, each round in the other direction, until each
    was at work for `seconds`. `started`: pairs of a worker and its result."""
    while any(sum(result.times) < seconds for _, result in started):
        for worker, result in list(started):
            time.sleep(PAUSE_S)
            try:
                result.times += worker.times(runs_of(result, block))
            except EOFError:
                result.failure = "its process ended as it was timed"
                started.remove((worker, result))
        started.reverse()

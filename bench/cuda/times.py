"""How long runs of an engine take on the GPU, and until the host has waited."""

import statistics
import subprocess
import time

FEWEST, MOST = 5, 2000


def percentile(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def latencies(driver, engine, seconds):
    """Milliseconds between events around each run, and on the host."""
    between, host = [], []
    begin, end = driver.event(), driver.event()
    until = time.perf_counter() + seconds
    while len(between) < MOST and (
            len(between) < FEWEST or time.perf_counter() < until):
        start = time.perf_counter()
        driver.record(begin, engine.stream)
        engine.run()
        driver.record(end, engine.stream)
        driver.wait(engine.stream)
        host.append((time.perf_counter() - start) * 1e3)
        between.append(driver.milliseconds(begin, end))
    return between, host


def back_to_back(driver, engine, estimate, seconds):
    """Milliseconds a run where none waits for the one before on the host, and
    the card's clocks meanwhile."""
    count = min(MOST, max(FEWEST, int(seconds * 1e3 / max(estimate, 1e-3))))
    begin, end = driver.event(), driver.event()
    driver.record(begin, engine.stream)
    for _ in range(count):
        engine.run()
    driver.record(end, engine.stream)
    state = clocks()
    driver.wait(engine.stream)
    return driver.milliseconds(begin, end) / count, state


def clocks():
    fields = "clocks.sm,clocks.mem,power.draw,temperature.gpu"
    try:
        return subprocess.run(
            ["nvidia-smi", f"--query-gpu={fields}", "--format=csv,noheader"],
            capture_output=True, text=True, timeout=10).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        return ""


def measured(driver, engine, batch, seconds):
    latencies(driver, engine, seconds / 4)  # Brings the clocks up.
    between, host = latencies(driver, engine, seconds / 2)
    each, state = back_to_back(driver, engine, statistics.median(between),
                               seconds / 4)
    return {"runs": len(between), "min_ms": min(between),
            "median_ms": statistics.median(between),
            "p99_ms": percentile(between, 0.99),
            "host_median_ms": statistics.median(host),
            "back_to_back_ms": each,
            "images_per_s": batch / each * 1e3 if each else 0,
            "clocks": state}


def line(names, found, rate, clock):
    """A row of a table: `names`, then what was found, or why nothing was. `rate`
    is the key of images a second."""
    start = f"| {' | '.join(str(name) for name in names)} |"
    if "failure" in found:
        reason = " ".join(found["failure"].split()).replace("|", "\\|")
        return f"{start} no times: {reason[:200]} | | | | | | | |\n"
    figures = [f"{found[key]:.4f}" for key in
               ("min_ms", "median_ms", "p99_ms", "host_median_ms",
                "back_to_back_ms")]
    figures += [f"{found[rate]:.0f}", f"{found['error']:.1e}", clock]
    return f"{start} {' | '.join(figures)} |\n"

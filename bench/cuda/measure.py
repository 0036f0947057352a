"""One row: a network in a precision and a batch, run one way on the GPU."""

import contextlib
import copy
import functools
import statistics
import time

import torch

from cuda import networks, times

TYPES = {"fp32": torch.float32, "tf32": torch.float32, "bf16": torch.bfloat16,
         "fp16": torch.float16}
TOLERANCE = {"fp32": 1e-4, "tf32": 1e-2, "bf16": 0.15, "fp16": 1e-2}
COMPARED = 4  # pictures; the reference is slow
# eager   as called from Python
# graph   eager, captured in a CUDA graph
# autocast  graph, with the parameters in fp32 and torch.autocast
# compile   max-autotune, frozen, captured in a CUDA graph
# compile_called  max-autotune with the graphs that it makes itself, as called
MODES = ["eager", "graph", "autocast", "compile", "compile_called"]


def allow_tf32(allowed):
    torch.backends.cuda.matmul.allow_tf32 = allowed
    torch.backends.cudnn.allow_tf32 = allowed


@functools.lru_cache(1)
def made(name, device):
    """The network in fp32, and its output in double precision."""
    allow_tf32(False)
    torch.backends.cudnn.benchmark = False
    model = networks.made(name, device)
    x = networks.pictures(name, COMPARED, device).double()
    with torch.no_grad():
        return model, copy.deepcopy(model).double()(x)


def prepared(name, precision, batch, mode, device):
    """The model and its input, channels last, in the precision's type."""
    model, expected = made(name, device)
    model = copy.deepcopy(model)
    for layer in model.modules():
        if isinstance(layer, networks.LocalResponseNorm):
            layer.sliced = mode.startswith("compile")
    x = networks.pictures(name, batch, device)
    allow_tf32(precision == "tf32")
    torch.backends.cudnn.benchmark = True
    kind = torch.float32 if mode == "autocast" else TYPES[precision]
    layout = torch.channels_last
    return (model.to(kind, memory_format=layout),
            x.to(kind, memory_format=layout), expected[:batch])


def compiled(model, mode):
    import torch._inductor.config as inductor

    inductor.freezing = True
    if mode == "compile_called":
        return torch.compile(model, mode="max-autotune", dynamic=False)
    return torch.compile(model, mode="max-autotune-no-cudagraphs", dynamic=False)


def captured(call):
    """The call as the replay of a graph, and the tensor that it fills."""
    stream = torch.cuda.Stream()
    stream.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(stream):
        for _ in range(3):
            call()
    torch.cuda.current_stream().wait_stream(stream)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        output = call()
    return graph.replay, output


def latencies(run, seconds):
    """Milliseconds between events around each run, and on the host."""
    between, host = [], []
    start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
    until = time.perf_counter() + seconds
    while len(between) < 20 or time.perf_counter() < until:
        torch.cuda.synchronize()
        begin = time.perf_counter()
        start.record()
        run()
        end.record()
        torch.cuda.synchronize()
        host.append((time.perf_counter() - begin) * 1e3)
        between.append(start.elapsed_time(end))
        if len(between) >= 2000:
            break
    return between, host


def back_to_back(run, estimate, seconds):
    """Milliseconds a run where none waits for the one before on the host, and
    the card's clocks meanwhile."""
    count = max(20, int(seconds * 1e3 / estimate))
    start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
    start.record()
    for _ in range(count):
        run()
    end.record()
    state = times.clocks()
    torch.cuda.synchronize()
    return start.elapsed_time(end) / count, state


def measured(name, precision, batch, mode, device="cuda"):
    """The row's figures, as a dictionary."""
    begin = time.perf_counter()
    model, x, expected = prepared(name, precision, batch, mode, device)
    if mode.startswith("compile"):
        model = compiled(model, mode)
        if mode == "compile_called":
            torch._dynamo.mark_static_address(x)
    cast = (torch.autocast("cuda", TYPES[precision], cache_enabled=False)
            if mode == "autocast" else contextlib.nullcontext())

    def call():
        with torch.no_grad(), cast:
            return model(x)

    for _ in range(3):
        output = call()
    torch.cuda.synchronize()
    run = call
    if mode in ("graph", "autocast", "compile"):
        run, output = captured(call)
        run()
    else:
        output = call()
    error = ((output[:COMPARED].double() - expected).abs().max()
             / expected.abs().max()).item()
    row = {"network": name, "precision": precision, "batch": batch,
           "mode": mode, "error": error,
           "preparing_s": round(time.perf_counter() - begin, 1)}
    if not error < TOLERANCE[precision]:
        row["failure"] = f"its output differs by {error:.1e}"
        return row
    latencies(run, 0.2)  # Brings the clocks up.
    between, host = latencies(run, 0.5)
    each, state = back_to_back(run, statistics.median(between), 0.7)
    row.update(
        runs=len(between), min_ms=min(between),
        median_ms=statistics.median(between), p90_ms=times.percentile(between, 0.9),
        p99_ms=times.percentile(between, 0.99), host_median_ms=statistics.median(host),
        back_to_back_ms=each, pictures_per_s=batch / each * 1e3, clocks=state)
    return row

#!/usr/bin/env python3
"""Serves a wheel's network over HTTP with Ray Serve.

    pip install 'ray[serve]' pillow simplejpeg googlenet-1.0-*.whl
    examples/ray/serve.py googlenet --port=8000
    curl --data-binary @cat.jpg http://127.0.0.1:8000/

Requests that come together are computed together, up to the package's batch
(gnetc's --batch). GET /-/healthz says whether it lives. On SIGTERM it stops when
all is answered and nothing more is asked.
"""

import argparse
import asyncio
import importlib
import signal
import threading
import time

import numpy as np
import ray
from ray import serve
from starlette.requests import Request
from starlette.responses import JSONResponse

import pictures

WAIT = 0.005  # Seconds that the first picture of a batch waits for others, at most.
QUIET = 0.5  # Seconds without a request after which it stops.
PATIENCE = 30  # Seconds that it waits for that.


@serve.deployment(max_ongoing_requests=100, health_check_period_s=5)
class Classifier:
    def __init__(self, package: str, threads: int) -> None:
        self.package = importlib.import_module(package)
        self.model = self.package.Model(threads=threads)
        self.scores.set_max_batch_size(self.model.batch)
        self.largest = 0  # Batch so far.
        self.asked = 0  # Requests that are not answered.
        self.busy = 0.0  # When there last was one.

    @serve.batch(max_batch_size=1, batch_wait_timeout_s=WAIT)
    async def scores(self, images: list[np.ndarray]) -> list[np.ndarray]:
        self.largest = max(self.largest, len(images))
        return list(await asyncio.to_thread(self.model, np.stack(images)))

    def read(self, data: bytes) -> np.ndarray:
        return self.model.preprocess([pictures.decode(self.package, data, self.model.input_shape)])[0]

    async def answer(self, data: bytes) -> JSONResponse:
        try:
            image = await asyncio.to_thread(self.read, data)
        except (OSError, ValueError) as error:
            return JSONResponse({"error": str(error)}, status_code=400)
        best = self.model.best(await self.scores(image), 5)
        return JSONResponse([{"class": b.index, "label": b.label, "score": float(b.score)}
                             for b in best])

    async def __call__(self, request: Request) -> JSONResponse:
        if request.method == "GET":
            return JSONResponse({"batch": self.model.batch, "largest": self.largest})
        self.asked += 1
        try:
            return await self.answer(await request.body())
        finally:
            self.asked -= 1
            self.busy = time.monotonic()

    async def idle(self) -> None:
        """Ends when all is answered and nothing more is asked."""
        while self.asked or time.monotonic() - self.busy < QUIET:
            await asyncio.sleep(0.05)

    def check_health(self) -> None:
        """A replica whose library does not compute is replaced."""
        self.model(np.zeros((1, *self.model.input_shape), np.float32))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("package", help="the wheel's module")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--threads", type=int, default=1, help="of a run (1)")
    options = parser.parse_args()
    stop = threading.Event()
    ray.init(include_dashboard=False, num_cpus=3)
    serve.start(http_options={"host": "127.0.0.1", "port": options.port})
    classifier = serve.run(Classifier.bind(options.package, options.threads))
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    print(f"ready on port {options.port}", flush=True)
    stop.wait()
    try:
        classifier.idle.remote().result(timeout_s=PATIENCE)
    except TimeoutError:
        print(f"requests after {PATIENCE} s still: they are cut off", flush=True)
    serve.shutdown()


if __name__ == "__main__":
    main()

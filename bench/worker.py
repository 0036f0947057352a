"""An engine in a process of its own, which runs it when told to."""

import importlib
import multiprocessing
import time
import traceback


class Worker:
    """Started, it holds `output` or, if the engine cannot do it, `failure`."""

    def __init__(self, peer, model, threads, x):
        self.peer, self.output, self.failure = peer, None, None
        # A new process: no library of another engine, no thread of ours.
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(
            target=serve, args=(theirs, peer, model, threads, x), daemon=True)
        self.process.start()
        theirs.close()
        try:
            kind, value = self.connection.recv()
            setattr(self, kind, value)
        except EOFError:
            self.process.join()
            self.failure = f"its process ended with {self.process.exitcode}"

    def times(self, runs):
        """Seconds that each of `runs` runs takes."""
        self.connection.send(runs)
        return self.connection.recv()

    def stop(self):
        self.connection.close()
        self.process.join(5)
        if self.process.is_alive():
            self.process.kill()


def serve(connection, peer, model, threads, x):
    try:
        run = importlib.import_module(f"peers.{peer}").load(model, threads, x)
        connection.send(("output", run()))
    except Exception as error:
        traceback.print_exc()
        text = str(error).strip() or type(error).__name__
        connection.send(("failure", text.splitlines()[0]))
        return
    try:
        while True:
            connection.send(timed(run, connection.recv()))
    except EOFError:
        return


def timed(run, runs):
    times = []
    run()  # Wakes the threads up.
    for _ in range(runs):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return times

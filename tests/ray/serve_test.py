"""serve_test.py GNETC: a few hundred requests to examples/ray/serve.py."""

import concurrent.futures
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

sys.dont_write_bytecode = True

import ray_python

ray_python.find()

REQUESTS = 300
CLIENTS = 32


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def ask(port, data=None, path="/"):
    """The status and the answer."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data=data)
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def check_load(port, pool):
    import lenet5

    files = sorted(ray_python.DIGITS.glob("*.png"))
    with lenet5.Model() as model:
        labels = [model.classify(file, top=1)[0].label for file in files]
    data = [file.read_bytes() for file in files]
    answers = list(pool.map(lambda i: ask(port, data[i % len(data)]), range(REQUESTS)))
    for i, (status, body) in enumerate(answers):
        if status != 200 or json.loads(body)[0]["label"] != labels[i % len(labels)]:
            sys.exit(f"{files[i % len(files)].name}: {status} {body[:200]!r}")
    state = json.loads(ask(port)[1])
    if not 1 < state["largest"] <= state["batch"] == 16:
        sys.exit(f"batches were not as large as they should be: {state}")
    return state["largest"]


def check_stop(server, port, pool):
    """What has been asked when it stops is answered."""
    data = (ray_python.DIGITS / "digit_7_0018.png").read_bytes()
    asked = [pool.submit(ask, port, data) for _ in range(CLIENTS)]
    concurrent.futures.wait(asked, return_when=concurrent.futures.FIRST_COMPLETED)
    server.send_signal(signal.SIGTERM)
    if any(one.result()[0] != 200 for one in asked):
        sys.exit(f"answers while stopping: {[one.result() for one in asked]}")
    if server.wait(timeout=120) != 0:
        sys.exit(f"it stopped with {server.returncode}")


def main():
    gnetc = os.path.abspath(sys.argv[1])
    with ray_python.scratch() as name, concurrent.futures.ThreadPoolExecutor(CLIENTS) as pool:
        folder, port = pathlib.Path(name), free_port()
        ray_python.install_lenet5(gnetc, folder)
        with open(folder / "log", "w") as log:
            server = subprocess.Popen(
                [sys.executable, ray_python.EXAMPLES / "serve.py", "lenet5", f"--port={port}"],
                stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            if not any(line.startswith("ready") for line in server.stdout):
                sys.exit((folder / "log").read_text())
            largest = check_load(port, pool)
            if ask(port, path="/-/healthz")[0] != 200 or ask(port, b"no picture")[0] != 400:
                sys.exit("health, or what it says of a broken picture, is not right")
            check_stop(server, port, pool)
        finally:
            if server.poll() is None:
                server.terminate()
                server.wait(timeout=60)
        print(f"{REQUESTS} requests answered, in batches of up to {largest}; it stopped in order")


main()

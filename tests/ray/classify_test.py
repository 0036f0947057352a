"""classify_test.py GNETC: a folder of digits through examples/ray/classify.py,
where first a worker is killed and then everything; nothing is lost or doubled. And
the same digits from a Parquet file."""

import collections
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

sys.dont_write_bytecode = True

import ray_python

ray_python.find()

import psutil
import pyarrow as pa
import pyarrow.parquet as pq

COPIES = 80  # Of the 20 digits.
PART = 20


def start(pictures, out):
    with open(out.with_suffix(".log"), "w") as log:
        return subprocess.Popen(
            [sys.executable, ray_python.EXAMPLES / "classify.py", "lenet5", pictures, out,
             f"--part={PART}"], stdout=log, stderr=log)


def workers(driver):
    return [process for process in psutil.Process(driver.pid).children(recursive=True)
            if "MapWorker" in " ".join(process.cmdline())]


def wait_for(out, count, driver):
    while len(list(out.glob("part-*.parquet"))) < count:
        if driver.poll() is not None:
            sys.exit(f"classify.py ended:\n{out.with_suffix('.log').read_text()}")
        time.sleep(0.002)


def kill_all(driver):
    family = psutil.Process(driver.pid).children(recursive=True)
    driver.kill()
    for process in family:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            pass
    driver.wait()


def check(rows, pictures):
    import lenet5

    times = collections.Counter(row["path"] for row in rows)
    expected = {str(path) for path in pictures.rglob("*.png")}
    if set(times) != expected or set(times.values()) != {1}:
        sys.exit(f"{len(times)} of {len(expected)} pictures have predictions, "
                 f"at most {max(times.values())} each")
    with lenet5.Model() as model:
        labels = {path.name: model.classify(path, top=1)[0].label
                  for path in ray_python.DIGITS.glob("*.png")}
    for row in rows:
        name = pathlib.Path(row["path"]).name
        if name == "broken.png":
            if row["error"] is None or row["class"] is not None:
                sys.exit(f"a broken file is {row}")
        elif row["label"] != labels[name] or row["error"] is not None:
            sys.exit(f"{row}, where the wheel says {labels[name]}")


def check_table(folder):
    sys.path.append(str(ray_python.EXAMPLES))
    import classify

    files = sorted(ray_python.DIGITS.glob("*.png"))
    table = folder / "digits.parquet"
    pq.write_table(pa.table({"path": [str(file) for file in files],
                             "bytes": [file.read_bytes() for file in files]}),
                   table, row_group_size=8)
    worker = classify.Classifier("lenet5", folder)
    parts = classify.parts_of(table, 256)
    check([row for part in parts for row in worker.predictions(part).to_pylist()],
          ray_python.DIGITS)

    pq.write_table(pa.table({"path": ["none"], "bytes": pa.array([None], pa.binary())}), table)
    row, = worker.predictions(classify.parts_of(table, 256)[0]).to_pylist()
    assert row["error"] == "there are no bytes", row


def check_names(folder):
    """Any bytes are a file's name."""
    import classify

    folder = folder / "names"
    folder.mkdir()
    name = os.path.join(os.fsencode(folder), b"bad\xff.png")
    shutil.copy(next(ray_python.DIGITS.glob("*.png")), name)
    part, = classify.parts_of(folder, 256)
    row, = classify.Classifier("lenet5", folder).predictions(part).to_pylist()
    assert row["path"] == f"{folder}/bad\\udcff.png" and row["error"] is None, row


def main():
    gnetc = os.path.abspath(sys.argv[1])
    with ray_python.scratch() as name:
        folder = pathlib.Path(name)
        ray_python.install_lenet5(gnetc, folder)
        pictures, out = folder / "pictures", folder / "out"
        for copy in range(COPIES):
            shutil.copytree(ray_python.DIGITS, pictures / f"{copy:03}")
        (pictures / "broken.png").write_bytes(b"no picture")
        parts = -(-(COPIES * 20 + 1) // PART)

        driver = start(pictures, out)
        wait_for(out, 3, driver)
        victim = workers(driver)[0]
        victim.send_signal(signal.SIGKILL)
        done = len(list(out.glob("part-*.parquet")))
        wait_for(out, done + 5, driver)
        kill_all(driver)
        left = parts - len(list(out.glob("part-*.parquet")))
        if not 0 < left < parts:
            sys.exit(f"{left} of {parts} parts were left: too fast to be interrupted")

        driver = start(pictures, out)
        wait_for(out, parts - left + 3, driver)
        workers(driver)[0].send_signal(signal.SIGKILL)
        if driver.wait():
            sys.exit(out.with_suffix(".log").read_text())
        check([row for file in sorted(out.glob("part-*.parquet"))
               for row in pq.read_table(file).to_pylist()], pictures)
        check_table(folder)
        check_names(folder)
        print(f"{parts} parts, {left} after an interruption, two workers killed: all are there once")


main()

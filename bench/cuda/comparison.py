"""A network as gnetc compiles it for a GPU beside other engines: the part of
`compare` for --target=cuda."""

import dataclasses
import importlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy as np
import onnx
import onnxruntime

import models
import moderate_weights
from cuda import times
from cuda.driver import Driver, NoGpu
from cuda.precisions import TOLERANCE
from cuda.rows import in_own_process
from environment import CUDA

FOLDER = pathlib.Path(__file__).resolve().parent
ROW_S = 300  # what a row may take, compiling included

HEAD = """# {name} on {card}

{description}.
Made by `{command}`.

The same ONNX model, weights and input; outputs compared first with onnxruntime's
on the CPU, the difference given as a part of the largest output. Input and
output are in the GPU's memory. Latency: events around one run, the host waiting
for each. Back to back: the time a run where it does not wait.
"""
COLUMNS = """
| engine | way | version | min ms | median ms | p99 ms | host median ms | back to back ms | images/s | outputs differ by | clocks |
|---|---|---|---:|---:|---:|---:|---:|---:|---:|---|
"""


@dataclasses.dataclass
class Model:
    """A spec in one precision and batch."""

    name: str
    compiler: str  # as `gnetc 0.1.0`
    folder: pathlib.Path
    package: pathlib.Path
    onnx: pathlib.Path


def emit(args, batch, *options):
    subprocess.run([args.gnetc, args.spec, f"--batch={batch}", *options],
                   check=True)


def weights_of(args, folder):
    """A file of moderate weights, see moderate_weights.py, or what is given."""
    if not args.weights.startswith("random:"):
        return args.weights
    file, tensors = folder / "first.onnx", folder / "weights.safetensors"
    emit(args, 1, "--emit=onnx", f"--weights={args.weights}", "-o", file)
    emit(args, 1, "--emit=weights", f"--weights={args.weights}", "-o", tensors)
    moderate_weights.moderate(file, models.random_pictures(file), tensors)
    return tensors


def made(args, folder, weights, precision, batch):
    folder = folder / f"{precision}_{batch}"
    folder.mkdir()
    file, package = folder / "model.onnx", folder / "package"
    emit(args, batch, "--emit=onnx", f"--weights={weights}", "-o", file)
    emit(args, batch, "--target=cuda", f"--precision={precision}",
         f"--weights={weights}", "-o", package)
    model = onnx.load(file, load_external_data=False)
    return Model(model.graph.name,
                 f"{model.producer_name} {model.producer_version}", folder,
                 package, file)


def expected_of(model, x):
    session = onnxruntime.InferenceSession(str(model.onnx),
                                           providers=["CPUExecutionProvider"])
    return session.run(None, {session.get_inputs()[0].name: x})[0]


def row(request):
    """Its figures; `request` is what `measured` wrote."""
    model = Model(**{key: pathlib.Path(value) if key in ("folder", "package", "onnx")
                     else value for key, value in request["model"].items()})
    x = np.load(request["x"])
    expected = np.load(request["expected"])
    driver = Driver()
    module = importlib.import_module(f"cuda.engines.{request['engine']}")
    engine = module.load(driver, model, request["precision"], request["way"], x)
    engine.run()
    driver.wait(engine.stream)
    error = float(models.relative_error(engine.output(), expected))
    if not error < TOLERANCE[request["precision"]]:
        return {"error": error, "failure": f"its output differs by {error:.1e}"}
    return {"error": error} | times.measured(driver, engine, x.shape[0],
                                             request["seconds"])


def measured(request, folder):
    file = folder / "request.json"
    file.write_text(json.dumps(request, default=str))
    return in_own_process([sys.executable, FOLDER.parent / "compare",
                           "--target=cuda", "--row", file], ROW_S)


def compare(args, folder):
    """The name of the network, and the rows."""
    weights = weights_of(args, folder)
    rows = []
    for precision in args.precisions:
        for batch in args.batches:
            model = made(args, folder, weights, precision, batch)
            x = models.random_pictures(model.onnx)
            files = {"x": model.folder / "x.npy",
                     "expected": model.folder / "expected.npy"}
            np.save(files["x"], x)
            np.save(files["expected"], expected_of(model, x))
            for engine in ("gnetc", *args.peers):
                for way in CUDA.constant(engine, "WAYS"):
                    request = {"model": dataclasses.asdict(model),
                               "engine": engine, "way": way,
                               "precision": precision, "seconds": args.seconds,
                               **files}
                    print(f"{precision}, batch {batch}: {engine}, {way}",
                          file=sys.stderr)
                    rows.append({"precision": precision, "batch": batch,
                                 "engine": engine, "way": way,
                                 "version": version(engine, model)}
                                | measured(request, model.folder))
    return model.name, rows


def version(engine, model):
    return model.compiler if engine == "gnetc" else CUDA.versions(engine) or ""


def line(found):
    return times.line([found["engine"], found["way"], found["version"]], found,
                      "images_per_s", found.get("clocks"))


def table(rows):
    text = ""
    for precision, batch in dict.fromkeys(
            (each["precision"], each["batch"]) for each in rows):
        text += f"\n## {precision}, batch {batch}\n{COLUMNS}"
        text += "".join(line(each) for each in rows
                        if (each["precision"], each["batch"]) == (precision, batch))
    return text


def main(args):
    if args.row:
        print(json.dumps(row(json.loads(args.row.read_text()))))
        return
    try:
        description = Driver().description()
    except NoGpu as error:
        sys.exit(f"compare: {error}: --target=cuda measures on an NVIDIA GPU")
    card = description.split(",")[0]
    with tempfile.TemporaryDirectory() as folder:
        name, rows = compare(args, pathlib.Path(folder))
    text = HEAD.format(name=name, card=card, description=description,
                       command=" ".join(["bench/compare", *sys.argv[1:]]))
    text += table(rows)
    print(text, end="")
    folder = args.results / "cuda"
    folder.mkdir(parents=True, exist_ok=True)
    short = re.sub(r"\W+", "_", card.removeprefix("NVIDIA ").lower())
    (folder / f"{name}_{short}.md").write_text(text)
    (folder / f"{name}_{short}.json").write_text(
        json.dumps({"card": description, "rows": rows}, indent=1) + "\n")
    if any("failure" in each for each in rows if each["engine"] == "gnetc"):
        sys.exit("compare: gnetc's package failed")

"""The rows and the card that they were measured on, as JSON and Markdown."""

import json
import platform
import subprocess

from cuda import times

HEAD = """# torch on {card}

{description}.
Made by `{command}`.

Latency: CUDA events around one run, the host waiting for each. Back to back:
the time a run where it does not wait. Both leave copies in and out. Channels
last; outputs compared first with those in double precision, the difference
given as a part of the largest output.

- eager: as called from Python
- graph: eager, captured in a CUDA graph
- autocast: as graph, parameters in fp32 under `torch.autocast`
- compile: `torch.compile(mode="max-autotune-no-cudagraphs")`, frozen, captured
  in a CUDA graph by this program
- compile_called: `torch.compile(mode="max-autotune")`, frozen, with the CUDA
  graphs that it makes itself, as called from Python
"""

COLUMNS = """
| precision | batch | way | min ms | median ms | p99 ms | host median ms | back to back ms | pictures/s | outputs differ by | SM clock |
|---|---:|---|---:|---:|---:|---:|---:|---:|---:|---|
"""


def card():
    """What nvidia-smi says, and versions."""
    import torch

    fields = ("name,driver_version,memory.total,clocks.max.sm,clocks.max.mem,"
              "power.limit,ecc.mode.current")
    said = subprocess.run(
        ["nvidia-smi", f"--query-gpu={fields}", "--format=csv,noheader"],
        capture_output=True, text=True).stdout.strip().split(", ")
    found = dict(zip(fields.split(","), said))
    found.update(torch=torch.__version__, cudnn=torch.backends.cudnn.version(),
                 cuda=torch.version.cuda, python=platform.python_version(),
                 onnxruntime=onnxruntime_state())
    for module in "torchvision", "triton":
        found[module] = getattr(__import__(module), "__version__", "")
    return found


def onnxruntime_state():
    try:
        import onnxruntime
    except ImportError:
        return "not there"
    return (f"{onnxruntime.__version__} with "
            + ", ".join(onnxruntime.get_available_providers()))


def description(card):
    return (f"{card['name']}, {card['memory.total']}, driver "
            f"{card['driver_version']}, SM clock up to {card['clocks.max.sm']}, "
            f"power limit {card['power.limit']}; torch {card['torch']}, cuDNN "
            f"{card['cudnn']}, triton {card['triton']}, torchvision "
            f"{card['torchvision']}; onnxruntime {card['onnxruntime']}")


def line(row):
    return times.line([row["precision"], row["batch"], row["mode"]], row,
                      "pictures_per_s", row.get("clocks", "").split(",")[0])


def write(folder, command, card, rows):
    """As files named for the card: h200.json and h200.md."""
    folder.mkdir(parents=True, exist_ok=True)
    name = card["name"].removeprefix("NVIDIA ").lower().replace(" ", "_")
    found = {"command": command, "card": card, "rows": rows}
    (folder / f"{name}.json").write_text(json.dumps(found, indent=1) + "\n")
    text = HEAD.format(card=card["name"], description=description(card),
                       command=command)
    for network in dict.fromkeys(row["network"] for row in rows):
        text += f"\n## {network}\n{COLUMNS}"
        text += "".join(line(row) for row in rows if row["network"] == network)
    (folder / f"{name}.md").write_text(text)

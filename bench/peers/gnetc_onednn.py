"""The package that gnetc makes with the kernels of oneDNN."""

from package import Package
from peers.gnetc import running

REQUIREMENTS = []


def load(model, threads, x):
    return running(Package(model.onednn_package, model.name, threads), x)

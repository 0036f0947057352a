"""The package that gnetc makes."""

from package import Package

REQUIREMENTS = []


def load(model, threads, x):
    package = Package(model.package, model.name, threads)
    package.input[:] = x

    def run():
        package.run()
        return package.output

    return run

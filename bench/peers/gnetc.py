"""The package that gnetc makes."""

from package import Package

REQUIREMENTS = []


def load(model, threads, x):
    return running(Package(model.package, model.name, threads), x)


def running(package, x):
    package.input[:] = x

    def run():
        package.run()
        return package.output

    return run

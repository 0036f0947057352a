"""wheel_file_test.py GNETC: what is in a wheel, and that it installs."""

import base64
import csv
import hashlib
import io
import json
import keyword
import os
import pathlib
import re
import stat
import subprocess
import sys
import tempfile
import unittest
import zipfile

sys.dont_write_bytecode = True

import installed
from installed import LENET5, LENET5_WEIGHTS, SPECS, make_wheel

GNETC = None


def policies():
    """By the glibc's minor version, what auditwheel knows, rising."""
    import auditwheel

    file = pathlib.Path(auditwheel.__file__).parent / "policy" / "manylinux-policy.json"
    names = [policy["name"] for policy in json.loads(file.read_text())]
    return sorted(int(name.split("_")[2]) for name in names if name.startswith("manylinux_2_"))


def minor_of(tag):
    return int(re.search(r"manylinux_2_([0-9]+)_", tag)[1])


def auditwheel_tag(wheel):
    """What `auditwheel show` says that the wheel may be called."""
    shown = subprocess.run(
        [sys.executable, "-m", "auditwheel", "show", wheel], check=True,
        stdout=subprocess.PIPE, text=True).stdout
    return re.search(r'platform tag:\s+"(\w+)"', " ".join(shown.split()))[1]


class WheelFile(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))

    def make(self, spec, *options, folder="out", **more):
        return make_wheel(GNETC, spec, self.folder / folder, *options, **more)

    def fails(self, spec, *options):
        """The message of a gnetc that fails and leaves nothing behind."""
        done = subprocess.run(
            [GNETC, spec, "--emit=wheel", "-o", self.folder / "none", *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 1, done)
        self.assertFalse((self.folder / "none").exists())
        return done.stderr

    def test_has_what_a_wheel_has(self):
        wheel = self.make(LENET5, weights=LENET5_WEIGHTS)
        self.assertRegex(wheel.name, r"^lenet5-1\.0-py3-none-manylinux_2_\d+_x86_64\.whl$")
        self.assertEqual(list(wheel.parent.iterdir()), [wheel])
        umask = os.umask(0)
        os.umask(umask)
        self.assertEqual(stat.S_IMODE(wheel.stat().st_mode), 0o666 & ~umask)
        with zipfile.ZipFile(wheel) as archive:
            self.assertIsNone(archive.testzip())
            names = archive.namelist()
            record = archive.read("lenet5-1.0.dist-info/RECORD").decode()
            text = archive.read("lenet5-1.0.dist-info/WHEEL").decode()
            modules = [archive.read(name).decode() for name in names if name.endswith(".py")]
            rows = list(csv.reader(io.StringIO(record)))
            self.assertEqual([row[0] for row in rows], names)
            self.assertEqual(rows.pop(), ["lenet5-1.0.dist-info/RECORD", "", ""])
            for name, digest, size in rows:
                data = archive.read(name)
                wanted = base64.urlsafe_b64encode(hashlib.sha256(data).digest())
                self.assertEqual(digest, "sha256=" + wanted.decode().rstrip("="))
                self.assertEqual(int(size), len(data))
        for name in ("__init__.py", "__main__.py", "py.typed", "liblenet5.so",
                     "weights.safetensors"):
            self.assertIn(f"lenet5/{name}", names)
        self.assertNotIn("lenet5/_cuda.py", names)
        self.assertIn(f"Tag: {wheel.stem.split('-', 2)[2]}\n", text)
        for module in modules:
            self.assertNotRegex(module, r"@[a-z_]+@")

    def test_is_the_same_each_time(self):
        first = self.make(LENET5, "--cpu=portable", folder="a")
        os.environ["TZ"] = "Asia/Kathmandu"
        self.addCleanup(os.environ.pop, "TZ")
        second = self.make(LENET5, "--cpu=portable", folder="b/below")
        self.assertEqual(first.name, second.name)
        self.assertEqual(first.read_bytes(), second.read_bytes())
        # What is there already is replaced.
        third = self.make(LENET5, "--cpu=portable", folder="a", weights="random:2")
        self.assertEqual(third, first)
        self.assertNotEqual(third.read_bytes(), second.read_bytes())

    def test_tag_is_what_auditwheel_allows(self):
        # oneDNN's library is C++ and brings OpenMP's.
        for name, options in ("own", ()), ("onednn", ("--cpu-kernels=onednn",)):
            with self.subTest(name):
                wheel = self.make(SPECS / "colour.gn", *options, folder=name)
                ours, theirs = minor_of(wheel.name), minor_of(auditwheel_tag(wheel))
                # The oldest of those that it knows which is not older.
                self.assertEqual(theirs, min(p for p in policies() if p >= ours))

    def test_versions(self):
        wheel = self.make(SPECS / "colour.gn", "--wheel-version=2.0rc1+cuda")
        self.assertRegex(wheel.name, r"^colour-2\.0rc1\+cuda-py3-none-")
        for version in "1.0-2", "v1", "", "1..0", "01.0", "1.0/../x":
            with self.subTest(version):
                message = self.fails(SPECS / "colour.gn", f"--wheel-version={version}")
                self.assertIn("is no version of a Python package", message)

    def test_names_that_python_has(self):
        source = (installed.ROOT / "compiler" / "package" / "PythonNames.cpp").read_text()
        listed = set(re.findall(r'"(\w+)"', source))
        own = {name for name in sys.stdlib_module_names if not name.startswith("_")}
        self.assertLessEqual(own.union(keyword.kwlist), listed)
        for name in "lambda", "json", "numpy", "_net", "net_":
            with self.subTest(name):
                spec = self.folder / "spec.gn"
                spec.write_text(f"network {name} {{\n  input x: 1x4x4 {{ order: gray }}\n"
                                "  scores: linear 2\n}\n")
                self.assertIn(f"a Python package cannot be called {name}: ", self.fails(spec))

    def test_without_weights(self):
        wheel = self.make(SPECS / "colour.gn", weights=None)
        environment = installed.Environment(self.folder / "env", [wheel])
        done = environment.run("-c", "import colour; colour.Model()")
        self.assertEqual(done.returncode, 1)
        self.assertIn("colour._errors.Error: ", done.stderr)
        subprocess.run([GNETC, SPECS / "colour.gn", "--weights=random:1", "--emit=weights",
                        "-o", self.folder / "w.safetensors"], check=True)
        done = environment.run("-c", "import colour, sys; colour.Model(weights=sys.argv[1])",
                               self.folder / "w.safetensors")
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_a_folder_that_is_a_file(self):
        (self.folder / "file").write_text("keep")
        message = subprocess.run(
            [GNETC, LENET5, "--emit=wheel", "-o", self.folder / "file"],
            stderr=subprocess.PIPE, text=True).stderr
        self.assertIn("file", message)
        self.assertEqual((self.folder / "file").read_text(), "keep")


class Types(unittest.TestCase):
    def test_mypy_strict(self):
        folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        wheel = make_wheel(GNETC, LENET5, folder)
        cuda = make_wheel(GNETC, SPECS / "colour.gn", folder, "--target=cuda")
        inner = make_wheel(GNETC, SPECS / "inner.gn", folder, "--output=conv1,scores")
        environment = installed.Environment(folder / "env", [wheel, cuda, inner])
        done = subprocess.run(
            [sys.executable, "-m", "mypy", "--strict", "--no-incremental",
             "--cache-dir=" + os.devnull, f"--python-executable={environment.python}",
             "-p", "lenet5", "-p", "colour", "-p", "inner"],
            cwd=folder, stdout=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 0, done.stdout)
        # What its users write is checked, too.
        done = subprocess.run(
            [sys.executable, "-m", "mypy", "--strict", "--no-incremental",
             "--cache-dir=" + os.devnull, f"--python-executable={environment.python}",
             pathlib.Path(__file__).with_name("typed_use.py")],
            cwd=folder, stdout=subprocess.PIPE, text=True)
        wrong = list(dict.fromkeys(re.findall(r"typed_use\.py:(\d+): error", done.stdout)))
        lines = pathlib.Path(__file__).with_name("typed_use.py").read_text().splitlines()
        marked = [str(i) for i, line in enumerate(lines, start=1) if line.endswith("# wrong")]
        self.assertEqual(wrong, marked, done.stdout)


if __name__ == "__main__":
    GNETC = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()

"""command_test.py GNETC: python -m NETWORK on folders of pictures."""

import csv
import io
import itertools
import json
import os
import pathlib
import pty
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
import zlib

sys.dont_write_bytecode = True

import numpy as np
import PIL.Image

from installed import DIGITS, LENET5, LENET5_WEIGHTS, NUMPY, Environment, make_wheel

GNETC = None
NAMES = sorted(file.name for file in DIGITS.glob("*.png"))


def png_header(width, height):
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(
        ">I", zlib.crc32(header))


class Command(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.wheel = make_wheel(GNETC, LENET5, cls.folder, "--batch=3", weights=LENET5_WEIGHTS)
        cls.environment = Environment(cls.folder / "env", [cls.wheel])
        cls.pictures = cls.folder / "pictures"
        for i, name in enumerate(NAMES):
            to = cls.pictures / ("deep/er" if i % 2 else "") / name
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(DIGITS / name, to)
        (cls.pictures / "notes.txt").write_text("no picture")

    def classify(self, *arguments, **options):
        return self.environment.run("-m", "lenet5", "classify", *arguments, **options)

    def test_csv(self):
        done = self.classify(self.pictures, "--top=2")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        rows = list(csv.DictReader(io.StringIO(done.stdout)))
        self.assertEqual(len(rows), 2 * len(NAMES))
        files = [row["file"] for row in rows[::2]]
        self.assertEqual(files, sorted(files))
        self.assertEqual(sorted(os.path.basename(file) for file in files), NAMES)
        for first, second in zip(rows[::2], rows[1::2]):
            self.assertEqual((first["rank"], second["rank"]), ("1", "2"))
            self.assertEqual(first["file"], second["file"])
            self.assertEqual(first["label"], os.path.basename(first["file"])[len("digit_")])
            self.assertEqual(first["label"], first["class"])
            self.assertGreaterEqual(float(first["score"]), float(second["score"]))

    def test_jsonl(self):
        path = str(DIGITS / NAMES[0])
        done = self.classify(path, path, "--format=jsonl", "--top=1", "--readers=3", "--threads=2")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([line["file"] for line in lines], [path, path])
        self.assertEqual(lines[0]["top"][0]["class"], int(NAMES[0][len("digit_")]))
        self.assertEqual(lines[0], lines[1])

    def test_a_broken_picture_does_not_stop_the_others(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in NAMES[:5]:
                shutil.copy(DIGITS / name, folder)
            broken = pathlib.Path(folder, "digit_1_broken.png")
            broken.write_bytes((DIGITS / NAMES[0]).read_bytes()[:200])
            pathlib.Path(folder, "zero.jpg").touch()
            cut = pathlib.Path(folder, "cut.jpg")
            PIL.Image.new("RGB", (200, 200), "red").save(cut)
            os.truncate(cut, cut.stat().st_size // 2)
            pathlib.Path(folder, "huge.png").write_bytes(png_header(20_000, 20_000))
            os.mkfifo(pathlib.Path(folder, "pipe.png"))
            for form in "csv", "jsonl":
                done = self.classify(folder, f"--format={form}", "--top=1")
                self.assertEqual(done.returncode, 1)
                self.assertEqual(len(done.stderr.splitlines()), 4)
                self.assertIn(f"{broken}: ", done.stderr)
                for name in NAMES[:5]:
                    self.assertIn(name, done.stdout)
            lines = {pathlib.Path(line["file"]).name: line
                     for line in map(json.loads, done.stdout.splitlines())}
            self.assertEqual(len(lines), 9)
            for name in broken.name, "zero.jpg", "cut.jpg", "huge.png":
                self.assertIn("error", lines[name])

    def test_a_name_may_be_any_bytes(self):
        with tempfile.TemporaryDirectory() as folder:
            names = [os.path.join(os.fsencode(folder), name)
                     for name in (b"bad\xff.png", "\u00e9 \ud55c\uae00 \U0001f389.png".encode())]
            for name in names:
                shutil.copy(DIGITS / NAMES[0], name)
            for form, encoding in itertools.product(("csv", "jsonl"), ("utf-8:strict", "ascii")):
                done = subprocess.run(
                    [self.environment.python, "-m", "lenet5", "classify", folder, "--top=1",
                     f"--format={form}"],
                    env={**os.environ, "PYTHONIOENCODING": encoding}, capture_output=True)
                self.assertEqual((done.returncode, done.stderr), (0, b""))
                if form == "csv":
                    found = [line.split(b",")[0] for line in done.stdout.splitlines()[1:]]
                else:
                    lines = done.stdout.decode("utf-8").splitlines()
                    found = [os.fsencode(json.loads(line)["file"]) for line in lines]
                self.assertEqual(found, names)

    def test_every_kind_of_picture_is_seen_alike(self):
        kinds = {
            "16.png": lambda image: PIL.Image.fromarray(np.asarray(image, np.uint16) * 257),
            "palette.gif": lambda image: image.convert("P"),
            "alpha.png": lambda image: image.convert("LA"),
            "cmyk.jpg": lambda image: image.convert("CMYK"),
            "turned.jpg": lambda image: image.transpose(PIL.Image.Transpose.ROTATE_90),
        }
        exif = PIL.Image.Exif()
        with tempfile.TemporaryDirectory() as folder:
            for name in NAMES[:5]:
                with PIL.Image.open(DIGITS / name) as digit:
                    image = digit.convert("L")
                for kind, change in kinds.items():
                    exif[0x0112] = 6 if kind.startswith("turned") else 1
                    changed = change(image)
                    changed.save(pathlib.Path(folder, f"{name}.{kind}"), quality=95, exif=exif)
            done = self.classify(folder, "--top=1")
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            rows = list(csv.DictReader(io.StringIO(done.stdout)))
            self.assertEqual(len(rows), 5 * len(kinds))
            for row in rows:
                self.assertEqual(row["label"], os.path.basename(row["file"])[len("digit_")], row)

    def test_a_bar_is_on_a_terminal_only(self):
        own, terminal = pty.openpty()
        done = subprocess.run(
            [self.environment.python, "-I", "-m", "lenet5", "classify", self.pictures],
            stdout=subprocess.PIPE, stderr=terminal, text=True)
        os.close(terminal)
        shown = os.read(own, 1 << 16).decode()
        os.close(own)
        self.assertEqual(done.returncode, 0)
        self.assertIn(f"{len(NAMES)}/{len(NAMES)}, ", shown)
        self.assertTrue(shown.endswith("\x1b[K"), shown)
        self.assertNotIn("\x1b", done.stdout)

    def test_who_reads_only_a_part(self):
        done = subprocess.run(
            ["bash", "-c", 'set -o pipefail; "$1" -I -m lenet5 classify "$2" | head -1', "bash",
             self.environment.python, self.pictures], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(done.stdout, "file,rank,class,label,score\n")

    def test_what_is_wrong_is_told(self):
        with tempfile.TemporaryDirectory() as empty:
            for arguments, message in (
                ((empty,), "no pictures are there"),
                ((self.pictures, "--weights=/none"), "lenet5: cannot read /none"),
                ((self.pictures, "--labels=/none"), "lenet5: "),
                ((self.pictures, "--top=0"), "argument --top: '0' is no number from 1 on"),
                ((self.pictures, "--format=xml"), "invalid choice"),
                ((), "required"),
            ):
                with self.subTest(message):
                    done = self.classify(*arguments)
                    self.assertNotEqual(done.returncode, 0)
                    self.assertEqual(done.stdout, "")
                    self.assertIn(message, done.stderr)
                    self.assertNotIn("Traceback", done.stderr)

    def test_version_and_help(self):
        done = self.environment.run("-m", "lenet5", "--version")
        self.assertRegex(done.stdout, r"^1\.0, gnetc [0-9.]+\n$")
        self.assertIn("classify", self.environment.run("-m", "lenet5", "--help").stdout)

    def test_without_pillow(self):
        environment = Environment(self.folder / "bare", [self.wheel], NUMPY)
        done = environment.run("-m", "lenet5", "classify", self.pictures)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stderr.count("\n"), 1)
        self.assertIn("pip install pillow", done.stderr)
        # Arrays need none.
        done = environment.run("-c", "import lenet5, numpy\n"
                               "print(lenet5.Model()(numpy.zeros((40, 40), 'u1')).shape)")
        self.assertEqual((done.returncode, done.stdout), (0, "(1, 10)\n"))


if __name__ == "__main__":
    GNETC = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()

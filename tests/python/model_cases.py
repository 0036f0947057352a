"""model_cases.py EXPECTED.npz DIGITS: the tests of Model, run where wheels of lenet5
(batch 4), colour (3, portable), edges (1, weights embedded) and whole (4,
oneDNN's kernels) and inner (2, with two outputs) are installed."""

import concurrent.futures
import io
import multiprocessing
import os
import pickle
import struct
import subprocess
import sys
import tempfile
import threading
import time
import tracemalloc
import unittest
import warnings
import zlib

import colour
import edges
import inner
import lenet5
import numpy as np
import PIL.Image
import whole

NETWORKS = {module.__name__: module for module in (lenet5, colour, edges, whole)}
EXPECTED = {}
DIGITS = None  # A folder of pictures.
TOLERANCE = 1e-5  # Of the largest output.
INHERITED = None  # A model that forks of this process find open.


def colour_input(pixels):
    """What colour.gn says of pixels (20, 24, 3), RGB."""
    bgr = pixels[:, :, ::-1].astype("f8") / 128
    return np.moveaxis((bgr - [0.8, 0.9, 1.0]) / [0.5, 0.6, 0.7], 2, 0)


def pixels_of(seed, *shape):
    return np.random.default_rng(seed).integers(0, 256, shape, np.uint8)


def run_inherited(x):
    return INHERITED(x)


def run_given(model, x):
    return model(x)


def png_of_16_bits(pixels):
    """The file of uint16 (height, width, 3), which Pillow does not write."""
    height, width, _ = pixels.shape
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in pixels)
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 16, 2, 0, 0, 0)),
              (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks)


class Tensor:
    """An array as another library has it."""

    def __init__(self, values):
        self.values = values

    def __array__(self, dtype=None, copy=None):
        return self.values

    def numpy(self):
        return self.values


class NetworkCase(unittest.TestCase):
    def setUp(self):
        self.model = self.enterContext(colour.Model())
        self.x, self.y = EXPECTED["colour_x"], EXPECTED["colour_y"]

    def assertClose(self, found, expected):
        self.assertEqual(found.shape, expected.shape)
        error = np.abs(found - expected).max(initial=0)
        self.assertLess(error, TOLERANCE * np.abs(expected).max(initial=1e-30))


class Outputs(NetworkCase):
    def test_are_those_of_onnxruntime(self):
        for name, module in NETWORKS.items():
            x, y = EXPECTED[f"{name}_x"], EXPECTED[f"{name}_y"]
            for threads in 1, 2:
                with module.Model(threads=threads) as model:
                    for images in 0, 1, 2, 3, 4, 5, 8, 10:
                        with self.subTest(name, threads=threads, images=images):
                            found = model(x[:images])
                            self.assertEqual(found.dtype, np.float32)
                            self.assertClose(found, y[:images].reshape(found.shape))

    def test_are_those_of_each_code_of_the_library(self):
        self.assertEqual(colour.cpus(), ["x86-64-v4", "x86-64-v3", "x86-64-v2"])
        for cpu in colour.cpus():
            try:
                model = colour.Model(cpu=cpu)
            except colour.Error as error:
                self.assertEqual(error.status, colour.Status.UNSUPPORTED_CPU)
                continue
            self.assertEqual(model.cpu, cpu)
            self.assertClose(model(self.x), self.y)

    def test_of_inner_layers(self):
        x = EXPECTED["inner_x"]
        with inner.Model() as model:
            self.assertEqual(model.outputs, {"conv1": (8, 10, 12), "scores": (7,)})
            for images in 0, 1, 2, 5:
                found = model(x[:images])
                self.assertEqual(list(found), ["conv1", "scores"])
                for name, y in found.items():
                    expected = EXPECTED[f"{name}_y"][:images]
                    self.assertClose(y, expected.reshape(images, *model.outputs[name]))
            with self.assertRaisesRegex(ValueError, "no classifier"):
                model.classify(pixels_of(1, 20, 24, 3))

    def test_digits_are_read(self):
        with lenet5.Model() as model:
            for digit, name in (0, "0_0013"), (3, "3_0023"), (7, "7_0018"):
                path = os.path.join(DIGITS, f"digit_{name}.png")
                best = model.classify(path)
                self.assertEqual(best[0].label, str(digit))
                self.assertEqual(best[0].index, digit)
                self.assertEqual(len(best), 5)
                self.assertEqual([b.score for b in best], sorted((b.score for b in best))[::-1])
                picture = np.asarray(PIL.Image.open(path).convert("L"))
                for same in picture, picture[:, :, None], PIL.Image.open(path):
                    self.assertEqual([b.index for b in model.classify(same)],
                                     [b.index for b in best])


class Arrays(NetworkCase):
    def test_that_do_not_lie_contiguous(self):
        for name, x in {
            "fortran": np.asfortranarray(self.x),
            "channels last": np.moveaxis(np.ascontiguousarray(np.moveaxis(self.x, 1, 3)), 3, 1),
            "every other": np.repeat(self.x, 2, axis=0)[::2],
            "broadcast": np.broadcast_to(self.x[:1], self.x.shape),
            "read only": np.frombuffer(self.x.tobytes(), "f4").reshape(self.x.shape),
            "misaligned": np.frombuffer(b"x" + self.x.tobytes(), "f4", offset=1)
            .reshape(self.x.shape),
        }.items():
            with self.subTest(name):
                expected = self.y[:1].repeat(len(self.y), 0) if name == "broadcast" else self.y
                self.assertClose(self.model(x), expected)
        self.assertClose(self.model(self.x[::-1]), self.y[::-1])

    def test_of_another_type(self):
        for kind in "f8", "f2", "i4", "?", "c8", "O", ">f4", "U1", "i1":
            with self.subTest(kind), self.assertRaisesRegex(TypeError, "float32"):
                self.model(self.x.astype(kind) if kind != "U1" else np.zeros((1, 3, 20, 24), "U1"))

    def test_of_another_shape(self):
        for shape in (3, 20, 24), (1, 3, 24, 20), (1, 1, 20, 24), (2, 3, 20, 24, 1), (), (0,), \
                (1, 20, 24, 3):
            with self.subTest(shape), self.assertRaisesRegex(ValueError, r"3, 20, 24"):
                self.model(np.zeros(shape, np.float32))

    def test_without_images(self):
        self.assertEqual(self.model(self.x[:0]).shape, (0, 7))
        self.assertEqual(self.model([]).shape, (0, 7))
        self.assertEqual(self.model(np.zeros((0, 20, 24, 3), np.uint8)).shape, (0, 7))
        self.assertEqual(self.model.classify([]), [])

    def test_with_not_a_number_in_one_image(self):
        x = self.x.copy()
        x[1, 0, 5, 5] = np.nan
        x[4] = np.inf
        found = self.model(x)
        others = [i for i in range(len(x)) if i not in (1, 4)]
        self.assertClose(found[others], self.y[others])
        scores = np.array([0.1, np.nan, 0.3, 0.3, np.nan, -np.inf, 0], np.float32)
        self.assertEqual([b.index for b in self.model.best(scores, 7)], [2, 3, 0, 6, 5, 1, 4])

    def test_that_are_no_arrays(self):
        for wrong in None, 1, 1.5, b"bytes", {}, object(), [1, 2], [None], [[self.x]]:
            with self.subTest(repr(wrong)[:20]), self.assertRaises((TypeError, ValueError)):
                self.model(wrong)

    def test_of_other_libraries(self):
        np.testing.assert_array_equal(self.model(Tensor(self.x)), self.model(self.x))
        self.assertEqual(len(self.model.profile(Tensor(self.x))), len(self.model.layers))
        with self.assertRaisesRegex(TypeError, "float64"):
            self.model(Tensor(self.x.astype("f8")))
        picture = pixels_of(1, 30, 40, 3)
        for same in Tensor(picture), [Tensor(picture)], Tensor(picture[None]):
            np.testing.assert_array_equal(self.model(same), self.model(picture))
        self.assertEqual(self.model.classify(Tensor(picture)), self.model.classify(picture))
        self.assertEqual(self.model.classify(Tensor(picture[None])),
                         [self.model.classify(picture)])

    def test_input_is_not_changed(self):
        x = self.x.copy()
        self.model(x)
        np.testing.assert_array_equal(x, self.x)


class Pictures(NetworkCase):
    def test_of_the_input_s_size(self):
        pixels = pixels_of(1, 20, 24, 3)
        found = self.model.preprocess(pixels)
        self.assertEqual((found.shape, found.dtype), ((1, 3, 20, 24), np.float32))
        np.testing.assert_allclose(found[0], colour_input(pixels), atol=1e-5)
        np.testing.assert_array_equal(self.model(pixels), self.model(found))

    def test_of_other_sizes_are_as_pillow_scales_them(self):
        pixels = pixels_of(2, 61, 50, 3)
        # As wide as it must be; of the 61 rows the middle.
        cut = 50 * 20 / 24
        image = PIL.Image.fromarray(pixels).resize(
            (24, 20), PIL.Image.Resampling.BILINEAR, (0, (61 - cut) / 2, 50, (61 + cut) / 2))
        np.testing.assert_allclose(
            self.model.preprocess(pixels)[0], colour_input(np.asarray(image)),
            atol=1.01 / 128 / 0.5)

    def test_layouts(self):
        pixels = pixels_of(3, 40, 50, 3)
        expected = self.model.preprocess(pixels)
        padded = np.zeros((40, 64, 3), np.uint8)
        padded[:, :50] = pixels
        with_alpha = np.dstack([pixels, pixels_of(4, 40, 50)])
        for name, same in {
            "rows with gaps": padded[:, :50],
            "planes": np.moveaxis(np.ascontiguousarray(np.moveaxis(pixels, 2, 0)), 0, 2),
            "upside down": np.ascontiguousarray(pixels[::-1])[::-1],
            "bgr": np.ascontiguousarray(pixels[:, :, ::-1])[:, :, ::-1],
            "alpha": with_alpha,
            "image": PIL.Image.fromarray(pixels),
            "alpha's image": PIL.Image.fromarray(with_alpha),
        }.items():
            with self.subTest(name):
                np.testing.assert_array_equal(self.model.preprocess(same), expected)
        gray = pixels_of(5, 40, 50)
        expected = self.model.preprocess(gray)
        for same in gray[:, :, None], PIL.Image.fromarray(gray), gray.copy("F"):
            np.testing.assert_array_equal(self.model.preprocess(same), expected)
        np.testing.assert_allclose(
            self.model.preprocess(np.dstack([gray] * 3)), expected, atol=1e-6)
        palette = PIL.Image.fromarray(pixels).convert("P")
        np.testing.assert_array_equal(
            self.model.preprocess(palette),
            self.model.preprocess(np.asarray(palette.convert("RGB"))))

    def test_are_not_copied_where_the_layout_allows(self):
        pixels = np.zeros((40, 64, 3), np.uint8)
        for same in pixels, pixels[:, :50], pixels[::2], pixels[:, :, :], pixels[3:, 5:9]:
            self.assertTrue(np.shares_memory(colour._pictures.pixels_of(same), pixels))

    def test_several(self):
        pictures = [pixels_of(i, 20 + i, 30 - i, 3) for i in range(8)]
        found = self.model(pictures)
        self.assertEqual(found.shape, (8, 7))
        for i, picture in enumerate(pictures):
            self.assertClose(found[i : i + 1], self.model(picture))
        self.assertEqual([best[0].index for best in self.model.classify(pictures, top=1)],
                         found.argmax(1).tolist())
        self.assertEqual([best[0].index for best in self.model.classify(tuple(pictures))],
                         found.argmax(1).tolist())
        batch = pixels_of(9, 5, 33, 44, 3)
        np.testing.assert_array_equal(self.model(batch), self.model(list(batch)))
        self.assertEqual(len(self.model.classify(batch)), 5)
        self.assertEqual(len(self.model.classify(batch[0])), 5)

    def test_wait_for_their_batch(self):
        pictures = [pixels_of(1, 20, 24, 3)] * 300
        tracemalloc.start()
        self.addCleanup(tracemalloc.stop)
        self.model.classify(pictures, top=1)
        _, most = tracemalloc.get_traced_memory()
        self.assertLess(most, 4 * 3 * 20 * 24 * len(pictures) // 3)

    def test_open_files(self):
        path = os.path.join(DIGITS, sorted(os.listdir(DIGITS))[0])
        expected = self.model.classify(path)
        with open(path, "rb") as file:
            self.assertEqual(self.model.classify(file), expected)
            file.seek(0)
            self.assertEqual(self.model.classify([io.BytesIO(file.read()), path]), 2 * [expected])

    def test_that_are_none(self):
        for shape in (20, 24, 2), (20, 24, 5), (20,), (), (0, 24, 3), (20, 0, 3), (1, 2, 3, 4, 3):
            with self.subTest(shape), self.assertRaisesRegex(ValueError, "height, width"):
                self.model(np.zeros(shape, np.uint8))
        with tempfile.TemporaryDirectory() as folder:
            text = os.path.join(folder, "text.jpg")
            with open(text, "w") as file:
                file.write("no picture")
            with self.assertRaisesRegex(OSError, "text.jpg"):
                self.model.classify(text)
            with self.assertRaises(FileNotFoundError):
                self.model.classify(os.path.join(folder, "none.jpg"))

    def test_draft_decodes_a_part_of_a_large_jpeg(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "large.jpg")
            smooth = PIL.Image.fromarray(pixels_of(6, 8, 10, 3)).resize((1000, 800))
            smooth.save(path, quality=95)
            whole_picture = colour.read_picture(path)
            draft = colour.read_picture(path, draft=True)
            self.assertEqual(whole_picture.shape, (800, 1000, 3))
            self.assertEqual(draft.shape, (100, 125, 3))
            np.testing.assert_allclose(
                self.model.preprocess(draft), self.model.preprocess(whole_picture), atol=0.15)


class PictureFiles(NetworkCase):
    """What read_picture gives of pixels that are saved in each form."""

    def setUp(self):
        super().setUp()
        self.pixels = pixels_of(7, 30, 40, 3)
        self.image = PIL.Image.fromarray(self.pixels)
        self.folder = self.enterContext(tempfile.TemporaryDirectory())

    def saved(self, image, name, **options):
        path = os.path.join(self.folder, name)
        image.save(path, **options)
        return path

    def read(self, image, name, **options):
        with warnings.catch_warnings(action="error"):
            pixels = colour.read_picture(self.saved(image, name, **options))
        self.assertEqual((pixels.dtype, pixels.shape[2]), (np.uint8, 3))
        self.assertTrue(pixels.flags.c_contiguous)
        return pixels

    def test_16_bits(self):
        wide = np.arange(30 * 40, dtype=np.uint16).reshape(30, 40) * 54
        expected = np.repeat((wide >> 8).astype(np.uint8)[:, :, None], 3, axis=2)
        image = PIL.Image.fromarray(wide)
        for name in "gray.png", "gray.tif":
            np.testing.assert_array_equal(self.read(image, name), expected)
        np.testing.assert_array_equal(
            self.model.preprocess(image), self.model.preprocess(expected))
        colours = np.dstack([wide, wide[::-1], wide[:, ::-1]])
        path = os.path.join(self.folder, "colours.png")
        with open(path, "wb") as file:
            file.write(png_of_16_bits(colours))
        np.testing.assert_array_equal(colour.read_picture(path), colours >> 8)

    def test_numbers_without_a_range_are_refused(self):
        for kind in "i4", "f4":
            image = PIL.Image.fromarray(self.pixels[:, :, 0].astype(kind))
            for picture in image, self.saved(image, "numbers.tif"):
                with self.subTest(kind), self.assertRaisesRegex(ValueError, "which .* is white"):
                    self.model.classify(picture)

    def test_palettes_gray_and_alpha(self):
        for mode, ending in (("P", "png"), ("P", "gif"), ("L", "png"), ("L", "jpg"), ("1", "png"),
                             ("LA", "png"), ("RGBA", "png"), ("RGBA", "webp")):
            with self.subTest(mode=mode, ending=ending):
                image = self.image.convert(mode)
                with PIL.Image.open(self.saved(image, f"x.{ending}", lossless=True)) as again:
                    expected = np.asarray(again.convert("RGB"))
                np.testing.assert_array_equal(
                    self.read(image, f"x.{ending}", lossless=True), expected)
        palette = self.image.convert("P")
        for name, transparency in ("one.png", 3), ("each.png", bytes(range(256))):
            np.testing.assert_array_equal(
                self.read(palette, name, transparency=transparency), palette.convert("RGB"))

    def test_cmyk(self):
        smooth = self.image.resize((4, 3)).resize((40, 30)).convert("CMYK")
        found = self.read(smooth, "x.jpg", quality=95)
        np.testing.assert_allclose(found, smooth.convert("RGB"), atol=12)

    def test_photographs_are_upright(self):
        upright = np.asarray(self.image.resize((5, 4)).resize((48, 42)))
        for orientation, lies in {
            1: upright, 2: upright[:, ::-1], 3: upright[::-1, ::-1], 4: upright[::-1],
            5: np.rot90(upright[::-1], -1), 6: np.rot90(upright), 7: np.rot90(upright[::-1]),
            8: np.rot90(upright, -1),
        }.items():
            exif = PIL.Image.Exif()
            exif[0x0112] = orientation
            image = PIL.Image.fromarray(np.ascontiguousarray(lies))
            with self.subTest(orientation):
                found = self.read(image, "x.jpg", exif=exif, quality=95)
                np.testing.assert_allclose(found, upright, atol=12)
                np.testing.assert_array_equal(self.read(image, "x.png", exif=exif), upright)
                # A quarter of 96 x 84 covers 24 x 20.
                large = image.resize((2 * image.width, 2 * image.height))
                path = self.saved(large, "large.jpg", exif=exif, quality=95)
                self.assertEqual(colour.read_picture(path, draft=True).shape, (21, 24, 3))

    def test_damaged_exif_data_is_none(self):
        exif = PIL.Image.Exif()
        exif[0x0112] = 6
        path = self.saved(self.image, "x.jpg", exif=exif)
        with open(path, "rb") as file:
            whole_file = file.read()
        begin = whole_file.index(b"Exif") + 6
        header = whole_file[begin:begin + 8]
        for damage in b"XX", b"MM\0", b"MM\0*\xff\xff\xff\xff", header + b"\xff\xff":
            with open(path, "wb") as file:
                file.write(whole_file[:begin] + damage + whole_file[begin + len(damage):])
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self.assertEqual(sorted(colour.read_picture(path).shape), [3, 30, 40])

    def test_the_first_picture_of_an_animation(self):
        others = [self.image.transpose(PIL.Image.Transpose.ROTATE_180)] * 2
        with PIL.Image.open(self.saved(self.image, "one.gif")) as first:
            expected = np.asarray(first.convert("RGB"))
        found = self.read(self.image, "x.gif", save_all=True, append_images=others)
        np.testing.assert_array_equal(found, expected)

    def test_a_part_of_a_file_is_an_error(self):
        for name in "x.jpg", "x.png", "x.gif", "x.webp", "x.tif":
            path = self.saved(self.image.resize((400, 300)), name)
            os.truncate(path, os.path.getsize(path) // 2)
            with self.subTest(name), self.assertRaises((OSError, ValueError)):
                self.model.classify(path)


class Answers(NetworkCase):
    def test_labels(self):
        self.assertIsNone(self.model.labels)
        self.assertEqual(self.model.classify(pixels_of(1, 20, 24, 3))[0].label.isdigit(), True)
        with lenet5.Model() as model:
            self.assertEqual(model.labels, tuple("0123456789"))
        names = list("abcdefg")
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "labels.txt")
            with open(path, "w") as file:
                file.write("\n".join(names) + "\n")
            for labels in names, iter(names), path:
                with colour.Model(labels=labels) as model:
                    self.assertEqual(model.labels, tuple(names))
                    best = model.classify(pixels_of(1, 20, 24, 3))[0]
                    self.assertEqual(best.label, names[best.index])
        with self.assertRaisesRegex(ValueError, "6 labels .* 7 classes"):
            colour.Model(labels=names[:6])

    def test_shapes_and_counts(self):
        self.assertEqual(self.model.input_shape, (3, 20, 24))
        self.assertEqual(self.model.output_shape, (7,))
        self.assertEqual(self.model.batch, 3)
        self.assertEqual(self.model.parameters,
                         8 * 3 * 9 + 8 + 16 * 8 * 9 + 16 + 7 * 16 * 5 * 6 + 7)
        self.assertEqual(edges.Model().output_shape, (2, 12, 16))
        self.assertRegex(colour.compiler(), r"^gnetc [0-9.]+$")
        self.assertEqual(repr(self.model),
                         f"<colour.Model for {self.model.cpu}: (n, 3, 20, 24) -> (n, 7)>")

    def test_layers_and_profile(self):
        layers = self.model.layers
        self.assertEqual([layer.path for layer in layers if layer.kind.startswith("conv")],
                         ["conv1", "conv2"])
        self.assertEqual(sum(layer.macs for layer in layers), 3 * self.model.macs)
        for images in self.x, self.x[:1], pixels_of(1, 30, 30, 3):
            times = self.model.profile(images)
            self.assertEqual([time.layer for time in times], layers)
            self.assertTrue(all(time.seconds >= 0 for time in times))
            self.assertGreater(sum(time.seconds for time in times), 0)
            self.assertGreater(max(time.gflops for time in times), 0)
        with self.assertRaises(ValueError):
            self.model.profile(self.x[:0])

    def test_top(self):
        picture = pixels_of(1, 20, 24, 3)
        self.assertEqual(len(self.model.classify(picture, top=1)), 1)
        self.assertEqual(len(self.model.classify(picture, top=100)), 7)
        for wrong in 0, -1:
            with self.assertRaises(ValueError):
                self.model.classify(picture, top=wrong)
        with self.assertRaisesRegex(ValueError, "no classifier"):
            edges.Model().classify(picture)


class Errors(NetworkCase):
    def test_carry_the_library_s_status_and_message(self):
        for options, status in (
            ({"weights": "/none.safetensors"}, colour.Status.IO_ERROR),
            ({"weights": __file__}, colour.Status.BAD_WEIGHTS),
            ({"threads": -1}, colour.Status.INVALID_ARGUMENT),
            ({"cpu": "z80"}, colour.Status.INVALID_ARGUMENT),
        ):
            with self.subTest(options), self.assertRaises(colour.Error) as caught:
                colour.Model(**options)
            self.assertEqual(caught.exception.status, status)
            self.assertGreater(len(caught.exception.message), 10)
            self.assertEqual(str(caught.exception), caught.exception.message)
            again = pickle.loads(pickle.dumps(caught.exception))
            self.assertEqual((again.status, again.message), (status, str(caught.exception)))

    def test_of_another_kind(self):
        for options in {"threads": "2"}, {"weights": 3}, {"cpu": 3}, {"thread": 1}:
            with self.subTest(options), self.assertRaises(TypeError):
                colour.Model(**options)

    def test_closed(self):
        model = colour.Model()
        model.close()
        model.close()
        for use in (lambda: model(self.x), lambda: model.layers, lambda: model.batch,
                    lambda: pickle.dumps(model), model.__enter__):
            with self.assertRaisesRegex(ValueError, "closed"):
                use()
        self.assertEqual(repr(model), "<colour.Model closed: (n, 3, 20, 24) -> (n, 7)>")
        self.assertEqual(model.output_shape, (7,))


class Concurrency(NetworkCase):
    def test_ten_threads(self):
        for threads in 1, 3:
            with colour.Model(threads=threads) as model:
                with concurrent.futures.ThreadPoolExecutor(10) as pool:
                    runs = [pool.submit(model, self.x[i % 10 :]) for i in range(200)]
                    for i, run in enumerate(runs):
                        self.assertClose(run.result(), self.y[i % 10 :])

    def test_contexts_are_taken_again(self):
        for _ in range(5):
            self.model(self.x)
        self.assertEqual(len(self.model._opened._idle), 1)

    def test_other_threads_go_on_while_the_library_is_at_work(self):
        ticks, meanwhile = [0], []

        def scale():
            picture = np.zeros((6000, 6000, 3), np.uint8)
            before = ticks[0]
            self.model.preprocess(picture)  # One call of the library.
            meanwhile.append(ticks[0] - before)

        thread = threading.Thread(target=scale)
        thread.start()
        while thread.is_alive():
            ticks[0] += 1
            time.sleep(0.0005)
        self.assertGreater(meanwhile[0], 3)

    def test_close_while_others_run(self):
        model = colour.Model(threads=2)
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            runs = [pool.submit(model, self.x) for _ in range(50)]
            model.close()
            for run in runs:
                try:
                    self.assertClose(run.result(), self.y)
                except ValueError as error:
                    self.assertIn("closed", str(error))

    def test_processes(self):
        global INHERITED
        INHERITED = colour.Model(threads=3)
        self.assertClose(INHERITED(self.x), self.y)
        fork = multiprocessing.get_context("fork")
        with concurrent.futures.ProcessPoolExecutor(3, mp_context=fork) as pool:
            for found in pool.map(run_inherited, [self.x] * 12, timeout=120):
                self.assertClose(found, self.y)
        INHERITED.close()

    def test_pickled(self):
        with colour.Model(threads=2, labels=list("abcdefg")) as model:
            fork = multiprocessing.get_context("fork")
            with concurrent.futures.ProcessPoolExecutor(2, mp_context=fork) as pool:
                for found in pool.map(run_given, [model] * 4, [self.x] * 4, timeout=120):
                    self.assertClose(found, self.y)
            again = pickle.loads(pickle.dumps(model))
            self.assertEqual(again.labels, tuple("abcdefg"))
            self.assertClose(again(self.x), self.y)

    def test_spawned(self):
        code = ("import colour, concurrent.futures as c, multiprocessing as m, numpy as np\n"
                "if __name__ == '__main__':\n"
                "    x = np.zeros((4, 3, 20, 24), np.float32)\n"
                "    with c.ProcessPoolExecutor(2, m.get_context('spawn')) as pool:\n"
                "        y = [f.result() for f in [pool.submit(colour.Model(), x)] * 3]\n"
                "    assert all((each == colour.Model()(x)).all() for each in y)\n")
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "spawning.py")
            with open(path, "w") as file:
                file.write(code)
            done = subprocess.run([sys.executable, "-I", path], stderr=subprocess.PIPE, text=True,
                                  timeout=120)
        self.assertEqual((done.returncode, done.stderr), (0, ""))


if __name__ == "__main__":
    EXPECTED.update(np.load(sys.argv.pop(1)))
    DIGITS = sys.argv.pop(1)
    unittest.main()

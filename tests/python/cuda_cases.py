"""cuda_cases.py EXPECTED.npz: arrays on a GPU, given to the wheel of colour
(CUDA, batch 4)."""

import ctypes
import pickle
import sys
import unittest

import colour
import numpy as np

DRIVER = ctypes.CDLL("libcuda.so.1")
X, Y = None, None


def check(result):
    if result:
        raise RuntimeError(f"the driver returns {result}")


def call(function, *arguments):
    check(DRIVER[function](*arguments))


class Memory:
    """float32 on the GPU, as an application would have it."""

    context = None

    def __init__(self, values):
        self.shape = values.shape
        if Memory.context is None:
            call("cuInit", 0)
            Memory.context = ctypes.c_void_p()
            call("cuDevicePrimaryCtxRetain", ctypes.byref(Memory.context), 0)
            call("cuCtxPushCurrent_v2", Memory.context)
        self.address = ctypes.c_uint64()
        self.bytes = ctypes.c_size_t(max(values.nbytes, 16))
        call("cuMemAlloc_v2", ctypes.byref(self.address), self.bytes)
        values = np.ascontiguousarray(values)
        if values.nbytes:
            call("cuMemcpyHtoD_v2", self.address, ctypes.c_void_p(values.ctypes.data),
                 ctypes.c_size_t(values.nbytes))
            call("cuStreamSynchronize", None)

    def read(self):
        call("cuStreamSynchronize", None)
        values = np.empty(self.shape, np.float32)
        call("cuMemcpyDtoHAsync_v2", ctypes.c_void_p(values.ctypes.data), self.address,
             ctypes.c_size_t(values.nbytes), None)
        call("cuStreamSynchronize", None)
        return values


class Interface:
    """Has `__cuda_array_interface__`."""

    def __init__(self, memory, **changes):
        self.__cuda_array_interface__ = {
            "shape": memory.shape, "typestr": "<f4", "data": (memory.address.value, False),
            "version": 3, **changes}


class Tensor(ctypes.Structure):
    """DLManagedTensor as DLPack's header has it."""

    _fields_ = [
        ("data", ctypes.c_void_p), ("device_type", ctypes.c_int32),
        ("device_id", ctypes.c_int32), ("ndim", ctypes.c_int32), ("code", ctypes.c_uint8),
        ("bits", ctypes.c_uint8), ("lanes", ctypes.c_uint16), ("shape", ctypes.c_void_p),
        ("strides", ctypes.c_void_p), ("byte_offset", ctypes.c_uint64),
        ("manager_ctx", ctypes.c_void_p), ("deleter", ctypes.c_void_p)]


class DLPack:
    """Has `__dlpack__`; counts what is given back."""

    def __init__(self, memory, device=(2, 0), strides=None, offset=0, **changes):
        self.device, self.freed, self.streams = device, 0, []
        sizes = ctypes.c_int64 * len(memory.shape)
        self.keep = [sizes(*memory.shape), sizes(*strides) if strides else None]

        def free(_):
            self.freed += 1

        self.free = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(free)
        values = {
            "data": memory.address.value - offset, "byte_offset": offset, "device_type": 2,
            "ndim": len(memory.shape), "code": 2, "bits": 32, "lanes": 1,
            "shape": ctypes.addressof(self.keep[0]),
            "strides": ctypes.addressof(self.keep[1]) if strides else None,
            "deleter": ctypes.cast(self.free, ctypes.c_void_p).value}
        self.tensor = Tensor(**{**values, **changes})

    def __dlpack_device__(self):
        return self.device

    def __dlpack__(self, stream=None):
        self.streams.append(stream)
        new = ctypes.pythonapi.PyCapsule_New
        new.restype, new.argtypes = ctypes.py_object, [ctypes.c_void_p, ctypes.c_char_p,
                                                      ctypes.c_void_p]
        return new(ctypes.addressof(self.tensor), b"dltensor", None)


class Cuda(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.model = cls.enterClassContext(colour.Model())

    def assertClose(self, found, expected):
        self.assertEqual(found.shape, expected.shape)
        self.assertLess(np.abs(found - expected).max(), 1e-5 * np.abs(expected).max())

    def test_arrays_of_the_host(self):
        self.assertClose(self.model(X), Y)
        self.assertEqual(self.model(X[:0]).shape, (0, 7))
        self.assertEqual(len(self.model.classify(np.zeros((30, 30, 3), np.uint8))), 5)
        self.assertClose(pickle.loads(pickle.dumps(self.model))(X[:1]), Y[:1])

    def test_run_async(self):
        for make in Interface, DLPack:
            for images in 1, 3, 4:
                with self.subTest(make, images=images):
                    source, target = Memory(X[:images]), Memory(np.zeros_like(Y[:images]))
                    arrays = make(source), make(target)
                    self.model.run_async(*arrays)
                    self.assertClose(target.read(), Y[:images])
                    np.testing.assert_array_equal(source.read(), X[:images])
        for array in arrays:
            self.assertEqual((array.freed, array.streams), (1, [1]))

    def test_both_ways_to_give_the_memory(self):
        source, target = Memory(X[:2]), Memory(np.zeros_like(Y[:2]))
        inner = Interface(source, strides=(4 * 3 * 20 * 24, 4 * 20 * 24, 4 * 24, 4))
        outer = DLPack(target, strides=(7, 1), offset=16)
        self.model.run_async(inner, outer)
        self.assertClose(target.read(), Y[:2])

    def test_arrays_that_do_not_fit(self):
        source, target = Memory(X[:2]), Memory(np.zeros_like(Y[:2]))
        good = Interface(target)
        for wrong, error, message in (
            (X[:2], TypeError, "not on a GPU"),
            ([1], TypeError, "no array on a GPU"),
            (Interface(source, typestr="<f8"), TypeError, "<f8"),
            (Interface(source, strides=(4, 4, 4, 4)), ValueError, "contiguous"),
            (Interface(source, shape=(2, 3, 24, 20)), ValueError, "3, 20, 24"),
            (Interface(source, shape=(0, 3, 20, 24)), ValueError, "3, 20, 24"),
            (Interface(source, shape=()), ValueError, "3, 20, 24"),
            (Interface(source, shape=(1, 3, 20, 24)), ValueError, "the output is"),
            (Interface(source, data=(source.address.value + 4, False)), colour.Error, "16"),
            (DLPack(source, bits=64), TypeError, "float32"),
            (DLPack(source, code=0), TypeError, "float32"),
            (DLPack(source, strides=(1, 2, 6, 120)), ValueError, "contiguous"),
            (DLPack(source, device=(1, 0)), TypeError, "not on a GPU"),
            (DLPack(source, device=(2, 1)), ValueError, "GPU 1"),
        ):
            with self.subTest(message), self.assertRaisesRegex(error, message):
                self.model.run_async(wrong, good)
            if isinstance(wrong, DLPack):
                self.assertEqual(wrong.freed, len(wrong.streams))
        with self.assertRaisesRegex(TypeError, "run_async"):
            self.model(Interface(source))
        np.testing.assert_array_equal(target.read(), np.zeros_like(Y[:2]))

    def test_several_runs_behind_each_other(self):
        source, target = Memory(X), Memory(np.zeros_like(Y))
        self.model.run_async(Interface(source), Interface(target))
        self.assertClose(target.read(), Y)

    def test_device(self):
        device = self.model.device
        self.assertGreater(len(device.name), 0)
        self.assertGreaterEqual(device.compute, (8, 0))
        self.assertGreater(device.memory_bytes, 0)
        with self.assertRaises(colour.Error) as caught:
            colour.Model(device=7)
        self.assertEqual(caught.exception.status, colour.Status.NO_DEVICE)


if __name__ == "__main__":
    expected = np.load(sys.argv.pop(1))
    X, Y = expected["x"], expected["y"]
    unittest.main()

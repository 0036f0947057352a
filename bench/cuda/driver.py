"""What a comparison needs of NVIDIA's driver, opened where it is used."""

import ctypes
from ctypes import byref, c_char, c_float, c_int, c_size_t, c_uint64, c_void_p

NON_BLOCKING = 1
CLOCK_RATE, MULTIPROCESSORS = 13, 16  # CUdevice_attribute


class NoGpu(Exception):
    pass


class Driver:
    """GPU 0, in its primary context, which is this thread's from here on."""

    def __init__(self):
        try:
            self.library = ctypes.CDLL("libcuda.so.1")
        except OSError as error:
            raise NoGpu(f"there is no NVIDIA driver ({error})") from None
        if result := self.library.cuInit(0):
            raise NoGpu(f"the driver finds no GPU ({self.name(result)})")
        count = c_int()
        self.call("cuDeviceGetCount", byref(count))
        if count.value == 0:
            raise NoGpu("there is no GPU")
        self.device = c_int()
        self.call("cuDeviceGet", byref(self.device), 0)
        self.context = c_void_p()
        self.call("cuDevicePrimaryCtxRetain", byref(self.context), self.device)
        self.call("cuCtxPushCurrent_v2", self.context)

    def name(self, result):
        text = ctypes.c_char_p()
        if self.library.cuGetErrorName(result, byref(text)):
            return f"error {result}"
        return text.value.decode()

    def call(self, function, *arguments):
        if result := self.library[function](*arguments):
            raise RuntimeError(f"{function}: {self.name(result)}")

    def attribute(self, number):
        value = c_int()
        self.call("cuDeviceGetAttribute", byref(value), number, self.device)
        return value.value

    def description(self):
        """As `NVIDIA H200, 139.8 GiB, 132 multiprocessors at 1980 MHz at most,
        driver for CUDA 13.0`."""
        name, memory, version = (c_char * 128)(), c_size_t(), c_int()
        self.call("cuDeviceGetName", name, 128, self.device)
        self.call("cuDeviceTotalMem_v2", byref(memory), self.device)
        self.call("cuDriverGetVersion", byref(version))
        major, minor = divmod(version.value, 1000)
        return (f"{name.value.decode()}, {memory.value / 2**30:.1f} GiB, "
                f"{self.attribute(MULTIPROCESSORS)} multiprocessors at "
                f"{self.attribute(CLOCK_RATE) // 1000} MHz at most, driver for "
                f"CUDA {major}.{minor // 10}")

    def stream(self):
        handle = c_void_p()
        self.call("cuStreamCreate", byref(handle), NON_BLOCKING)
        return handle.value

    def wait(self, stream):
        self.call("cuStreamSynchronize", c_void_p(stream))

    def memory(self, array):
        """The address of a copy of the array in the GPU's memory, for as long as
        the process runs."""
        address = c_uint64()
        self.call("cuMemAlloc_v2", byref(address), c_size_t(array.nbytes))
        self.call("cuMemcpyHtoD_v2", address, c_void_p(array.ctypes.data),
                  c_size_t(array.nbytes))
        self.wait(None)
        return address.value

    def read(self, address, array, stream):
        self.call("cuMemcpyDtoHAsync_v2", c_void_p(array.ctypes.data),
                  c_uint64(address), c_size_t(array.nbytes), c_void_p(stream))
        self.wait(stream)

    def event(self):
        handle = c_void_p()
        self.call("cuEventCreate", byref(handle), 0)
        return handle

    def record(self, event, stream):
        self.call("cuEventRecord", event, c_void_p(stream))

    def milliseconds(self, begin, end):
        value = c_float()
        self.call("cuEventElapsedTime", byref(value), begin, end)
        return value.value

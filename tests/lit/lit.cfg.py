"""Tests of the compiler's stages and tools: each file's RUN lines."""

import os

import lit.formats

config.name = "gnetc"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir", ".test", ".gn"]
# Folders of files that tests read.
config.excludes = ["Inputs"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = config.binary_root

# gnetc, gnet-opt, gnet-run; FileCheck, not, split-file, llvm-nm.
config.environment["PATH"] = os.pathsep.join(
    [config.tools_dir, config.llvm_tools_dir, config.environment["PATH"]]
)

# Packages for AArch64 can be linked.
if config.aarch64:
    config.available_features.add("aarch64")

specs = os.path.normpath(os.path.join(config.test_source_root, "../../specs"))
config.substitutions += [
    ("%cc", config.c_compiler),
    ("%cxx", config.cxx_compiler),
    ("%cmake", config.cmake),
    ("%python", config.python),
    ("%specs", specs),
    ("%tools", config.tools_dir),
    ("%stand_in_driver", f"{config.stand_in_driver}/libcuda.so.1"),
    # Runs a program on the stand-in driver, with this file as device code.
    ("%on_gpu", f"env LD_LIBRARY_PATH={config.stand_in_driver} GNET_SIM_DEVICE_CODE"),
]
if config.has_cuda_header:
    config.available_features.add("cuda-header")

import pathlib
import subprocess
import sys

import iree.runtime as runtime

REQUIREMENTS = ["iree-base-compiler[onnx]", "iree-base-runtime"]


def tool(name, *arguments):
    done = subprocess.run([pathlib.Path(sys.executable).with_name(name), *arguments],
                          capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{name}: {done.stderr[:300]}")


def load(model, threads, x):
    mlir, module = model.folder / "iree.mlir", model.folder / "iree.vmfb"
    tool("iree-import-onnx", model.onnx, "-o", mlir)
    tool("iree-compile", mlir, "-o", module, "--iree-opt-level=O3",
         "--iree-hal-target-device=local",
         "--iree-hal-local-target-device-backends=llvm-cpu",
         "--iree-llvmcpu-target-cpu=host")
    runtime.flags.parse_flags(f"--task_topology_group_count={threads}")
    config = runtime.Config("local-task")
    context = runtime.SystemContext(config=config)
    context.add_vm_module(runtime.VmModule.mmap(config.vm_instance, str(module)))
    function = context.modules.module[model.name]
    image = runtime.asdevicearray(config.device, x)
    return lambda: function(image).to_host()

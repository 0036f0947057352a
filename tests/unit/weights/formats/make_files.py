#!/usr/bin/env python3
"""make_files.py FOLDER: files of tensors, good and bad, made by other software
than gnetc's, each beside what a reader must say of it."""
import os
import sys

import caffe_files
import numpy_files
import onnx_files
import tfjs_files
import torch_files
from expected import bad


def write_others(folder):
    bad(f"{folder}/empty", b"", "it is empty")
    bad(f"{folder}/single.npy", b"\x93NUMPY\x01\x00", "save all in one .npz")
    bad(f"{folder}/weights.h5", b"\x89HDF\r\n\x1a\n" + bytes(64), "it is HDF5")
    bad(f"{folder}/noise", bytes(range(255, 0, -1)), "or it is damaged")


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    for files in (numpy_files, torch_files, onnx_files, caffe_files, tfjs_files):
        files.write(folder)
    write_others(folder)


if __name__ == "__main__":
    main()

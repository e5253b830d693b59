"""Measures what an import of a large matrix takes, file by file.

usage: python3 tools/measure-import.py CMRDATA FOLDER     (needs numpy, h5py and 3 GB in FOLDER)
"""
import os
import pathlib
import struct
import subprocess
import sys
import time

SAMPLES, FEATURES = 40_000, 4096


def blocks(rows, columns):
    for first in range(0, rows, 500):
        yield first, random.standard_normal((min(500, rows - first), columns))


def npy(path, fortran_order):
    array = np.lib.format.open_memmap(
        path, "w+", "<f8", (SAMPLES, FEATURES), fortran_order=fortran_order)
    lines = array.T if fortran_order else array
    for first, block in blocks(*lines.shape):
        lines[first : first + len(block)] = block


def mat5(path):
    size = SAMPLES * FEATURES * 8
    body = struct.pack("<IIII", 6, 8, 6, 0) + struct.pack("<IIii", 5, 8, SAMPLES, FEATURES)
    body += struct.pack("<II", 1, 5) + b"image\0\0\0" + struct.pack("<II", 9, size)
    with open(path, "wb") as file:
        file.write(b"MATLAB 5.0 MAT-file".ljust(124) + b"\0\1IM")
        file.write(struct.pack("<II", 14, len(body) + size) + body)
        for _, block in blocks(FEATURES, SAMPLES):
            file.write(block.tobytes())


def mat73(path, chunks):
    with h5py.File(path, "w", userblock_size=512) as file:
        data = file.create_dataset("image", (FEATURES, SAMPLES), "f8", chunks=chunks)
        data.attrs["MATLAB_class"] = np.bytes_("double")
        for first, block in blocks(FEATURES, SAMPLES):
            data[first : first + len(block)] = block
    with open(path, "r+b") as file:
        file.write(b"MATLAB 7.3 MAT-file".ljust(116) + bytes(8) + b"\0\2IM")


def columns(path):
    with h5py.File(path, "w") as file:
        data = file.create_dataset("image", (SAMPLES, FEATURES), "f8", chunks=(SAMPLES, 2))
        for first in range(0, FEATURES, 256):
            data[:, first : first + 256] = random.standard_normal((SAMPLES, 256))


FILES = {
    "c.npy": lambda path: npy(path, False),
    "f.npy": lambda path: npy(path, True),
    "v5.mat": mat5,
    "v73.mat": lambda path: mat73(path, None),
    "v73-chunks.mat": lambda path: mat73(path, (4, 10_000)),
    "columns.h5": columns,
    "label.npy": lambda path: np.save(path, np.arange(SAMPLES) % 10),
}


def measure(command, folder, name):
    path, store = folder / name, folder / "store.h5"
    make(path)
    start = time.monotonic()
    process = subprocess.Popen(
        [command, "import", path, folder / "label.npy", "-o", store, "--map", f"image={name}",
         "--labels", "label.npy"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    print(f"{name}: {usage.ru_maxrss / 1000:.0f} MB, {seconds:.1f} s, status {status}", flush=True)
    for leftover in (path, store):
        leftover.unlink(missing_ok=True)


def make(path):
    """Writes a file in a process of its own: a child's peak counts from what its parent held."""
    subprocess.run([sys.executable, __file__, "--make", path], check=True)


def main():
    command, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    make(folder / "label.npy")
    for name in FILES:
        if name != "label.npy":
            measure(command, folder, name)


if sys.argv[1] == "--make":
    import h5py
    import numpy as np

    random = np.random.default_rng(1)
    path = pathlib.Path(sys.argv[2])
    FILES[path.name](path)
else:
    main()

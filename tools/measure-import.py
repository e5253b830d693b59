"""Measures what an import of a large matrix takes, file by file, beside scipy.io and h5py that only copy it.

usage: python3 tools/measure-import.py CMRDATA FOLDER [--blocks] [NAME...]     (needs numpy, scipy, h5py and 4 GB in FOLDER)

The peer loads the matrix whole, as scripts of the field do, and writes it to HDF5 as float32: loadmat for version 5,
h5py for version 7.3 and HDF5, numpy for npy. With --blocks it goes block by block where it can. It takes no digests, looks
for no equal rows and verifies nothing.
"""
import os
import pathlib
import struct
import subprocess
import sys
import time
import zlib

SAMPLES, FEATURES = 40_000, 4096
BLOCKS = ["--blocks"] if "--blocks" in sys.argv else []


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


def mat5_compressed(path):
    """The same, deflated as MATLAB does."""
    plain = path.with_suffix(".plain")
    mat5(plain)
    with open(plain, "rb") as source, open(path, "wb") as file:
        file.write(source.read(128) + struct.pack("<II", 15, 0))
        deflate, size = zlib.compressobj(6), 0
        while block := source.read(1 << 24):
            size += file.write(deflate.compress(block))
        size += file.write(deflate.flush())
        file.seek(132)
        file.write(struct.pack("<I", size))
    plain.unlink()


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
    "v5-compressed.mat": mat5_compressed,
    "v73.mat": lambda path: mat73(path, None),
    "v73-chunks.mat": lambda path: mat73(path, (4, 10_000)),
    "columns.h5": columns,
    "label.npy": lambda path: np.save(path, np.arange(SAMPLES) % 10),
}


def timed(command):
    """The seconds and the peak megabytes of a process."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"measure-import: error: status {status}: {command}")
    return time.monotonic() - start, usage.ru_maxrss / 1000


def measure(command, folder, name, repeats=3):
    path, store = folder / name, folder / "store.h5"
    make(path)
    ours = [command, "import", path, folder / "label.npy", "-o", store, "--overwrite", "--map", f"image={name}",
            "--labels", "label.npy"]
    theirs = [sys.executable, __file__, "--peer", path, store, *BLOCKS]
    # Alternately, so that whatever else the machine does meets both.
    runs = [(timed(ours), timed(theirs)) for _ in range(repeats)]
    (seconds, peak), (peer_seconds, peer_peak) = (
        tuple(sorted(values)[repeats // 2] for values in zip(*side)) for side in zip(*runs))
    print(
        f"{name}: {seconds:.1f} s, {peak:.0f} MB; peer {peer_seconds:.1f} s, {peer_peak:.0f} MB; ratio"
        f" {seconds / peer_seconds:.2f} of the time, {peak / peer_peak:.2f} of the memory", flush=True)
    for leftover in (path, store):
        leftover.unlink(missing_ok=True)


def copy(path, store):
    """What a script does that brings the matrix to float32 in HDF5."""
    with h5py.File(store, "w") as target:
        if path.name.startswith("v5"):
            import scipy.io

            target["image"] = scipy.io.loadmat(path)["image"].astype("f4")
            return
        if not BLOCKS:
            array = np.load(path) if path.suffix == ".npy" else h5py.File(path)["image"][()]
            target["image"] = (array.T if path.suffix == ".mat" else array).astype("f4")
            return
        result = target.create_dataset("image", (SAMPLES, FEATURES), "f4")
        if path.suffix == ".npy":
            source, isTransposed = np.load(path, mmap_mode="r"), False
        else:
            file = h5py.File(path)
            source, isTransposed = file["image"], path.suffix == ".mat"
        step = 512
        for first in range(0, FEATURES if isTransposed else SAMPLES, step):
            block = source[first : first + step]
            if isTransposed:
                result[:, first : first + step] = block.T
            else:
                result[first : first + step] = block


def make(path):
    """Writes a file in a process of its own: a child's peak counts from what its parent held."""
    subprocess.run([sys.executable, __file__, "--make", path], check=True)


def main():
    command, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    make(folder / "label.npy")
    for name in [name for name in sys.argv[3:] if name != "--blocks"] or FILES:
        if name != "label.npy":
            measure(command, folder, name)


if sys.argv[1] in ("--make", "--peer"):
    import h5py
    import numpy as np

    path = pathlib.Path(sys.argv[2])
    if sys.argv[1] == "--peer":
        copy(path, sys.argv[3])
    else:
        random = np.random.default_rng(1)
        FILES[path.name](path)
else:
    main()

"""Writes a synthetic benchmark of any size in the MRL layout, to try what memory and time do at scale.

usage: make-synthetic-set.py FILE ROWS [IMAGE_DIMENSION TEXT_DIMENSION CLASSES]     (needs h5py and numpy)

Features are a class centre plus noise, float32, written in blocks: 400,000 rows of 4096 + 300 are about 7 GB and need
100 MB of memory. A twentieth of the rows is for testing.
"""

import sys

import h5py
import numpy as np

BLOCK = 4096


def write_split(file, prefix, rows, dimensions, centres, labels, generator):
    for name, dimension, centre in zip(("imgs_deep", "text"), dimensions, centres):
        data = file.create_dataset(f"{prefix}_{name}", (rows, dimension), "f4")
        for first in range(0, rows, BLOCK):
            block = labels[first:first + BLOCK]
            noise = generator.standard_normal((len(block), dimension), dtype=np.float32)
            data[first:first + len(block)] = centre[block] + noise
    for name in ("imgs_labels", "texts_labels"):
        file[f"{prefix}_{name}"] = labels


def main():
    path, rows = sys.argv[1], int(sys.argv[2])
    image, text, classes = [int(value) for value in (sys.argv[3:] + ["4096", "300", "100"][len(sys.argv) - 3:])]
    generator = np.random.default_rng(1)
    centres = [generator.standard_normal((classes, dimension), dtype=np.float32) for dimension in (image, text)]
    test = max(1, rows // 20)
    with h5py.File(path, "w") as file:
        for prefix, count in (("train", rows - test), ("test", test)):
            labels = generator.integers(0, classes, count)
            write_split(file, prefix, count, (image, text), centres, labels, generator)


main()

"""Makes the inputs of a benchmark, the same for everybody: raw little-endian arrays in a folder.

usage: inputs.py FOLDER rank QUERIES GALLERY CLASSES | neighbours ROWS | transport ROWS COLUMNS | batches ROWS WIDTH
"""

import pathlib
import sys

import numpy as np

WIDTH = 512


def unit(rows):
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def clustered(generator, labels, classes, spread):
    """Embeddings about as mixed as those of a trained model: classes overlap, mAP is far from 0 and 1."""
    centres = generator.standard_normal((classes, 64), "f4")
    inner = centres[labels] + spread * generator.standard_normal((len(labels), 64), "f4")
    projection = np.random.default_rng(7).standard_normal((64, WIDTH), "f4")
    return unit(inner @ projection + generator.standard_normal((len(labels), WIDTH), "f4")).astype("f4")


def rank(folder, queries, gallery, classes):
    for name, rows in (("query", queries), ("gallery", gallery)):
        labels = np.random.default_rng(rows + len(name)).integers(0, classes, rows).astype("i4")
        labels.tofile(folder / f"{name}-labels.i32")
        # One generator state for the centres of both sides.
        embeddings = clustered(np.random.default_rng(1), labels, classes, 1.2)
        embeddings.tofile(folder / ("queries.f32" if name == "query" else "gallery.f32"))


def neighbours(folder, rows):
    labels = np.random.default_rng(2).integers(0, 200, rows)
    clustered(np.random.default_rng(3), labels, 200, 1.2).tofile(folder / "rows.f32")


def transport(folder, rows, columns):
    """The cosine cost between clustered rows and prototypes, or between two sets of rows if it is square."""
    generator = np.random.default_rng(4)
    classes = 10 if rows == columns else columns
    centres = generator.standard_normal((classes, WIDTH))
    noisy = lambda count: centres[np.arange(count) % classes] + 1.5 * generator.standard_normal((count, WIDTH))
    other = noisy(columns) if rows == columns else centres
    (1 - unit(noisy(rows)) @ unit(other).T).astype("f8").tofile(folder / "cost.f64")


def batches(folder, rows, width):
    """The MRL layout, which cmrdata then imports, and a shuffled order of the training rows."""
    import h5py

    generator = np.random.default_rng(5)
    with h5py.File(folder / "set.h5", "w") as file:
        for prefix, count in (("train", rows), ("test", 100)):
            images = file.create_dataset(f"{prefix}_imgs_deep", (count, width), "f4")
            for first in range(0, count, 4000):
                block = generator.standard_normal((min(4000, count - first), width), "f4")
                images[first:first + len(block)] = np.maximum(block, 0)
            file[f"{prefix}_text"] = generator.standard_normal((count, 10), "f4")
            for name in ("imgs_labels", "texts_labels"):
                file[f"{prefix}_{name}"] = np.arange(count) % 10
    generator.permutation(rows).astype("i8").tofile(folder / "order.i64")


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    {"rank": rank, "neighbours": neighbours, "transport": transport, "batches": batches}[sys.argv[2]](
        target, *map(int, sys.argv[3:]))

"""Times one peer on a benchmark's inputs: a JSON line with the seconds and what came out.

usage: peers.py PEER FOLDER THREADS [NAME=VALUE...]     The peers are the functions below, named CASE_LIBRARY.
"""

import json
import os
import pathlib
import sys
import time

THREADS = sys.argv[3] if len(sys.argv) > 3 else "1"
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = THREADS

import numpy as np  # noqa: E402  (after the variables that it reads)

FOLDER = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else pathlib.Path(".")


def numbers(name, dtype, columns=None):
    values = np.fromfile(FOLDER / name, dtype)
    return values if columns is None else values.reshape(-1, int(columns))


def ranking():
    return (numbers("queries.f32", "f4", 512), numbers("gallery.f32", "f4", 512),
            numbers("query-labels.i32", "i4"), numbers("gallery-labels.i32", "i4"))


def rank_numpy():
    """Vectorised: a block's product, argsort, cumulated hits."""
    queries, gallery, labels, gallery_labels = ranking()
    inverse = 1 / np.arange(1, len(gallery) + 1)

    def work():
        means = []
        for first in range(0, len(queries), 512):
            block = slice(first, first + 512)
            order = np.argsort(-(queries[block] @ gallery.T), axis=1)
            hits = gallery_labels[order] == labels[block, None]
            found = hits.cumsum(1)
            means.append((found * inverse * hits).sum(1) / np.maximum(found[:, -1], 1))
        return float(np.concatenate(means).mean())

    return work


def rank_loops():
    """What the published evaluations do: all distances, a full argsort, a Python loop over ranks."""
    from scipy.spatial.distance import cdist

    queries, gallery, labels, gallery_labels = ranking()

    def work():
        order = cdist(queries, gallery, "cosine").argsort(1)
        result = []
        for query, items in enumerate(order):
            found = total = 0.0
            for position, item in enumerate(items):
                if gallery_labels[item] == labels[query]:
                    found += 1
                    total += found / (position + 1)
            result.append(total / found if found else 0)
        return float(np.mean(result))

    return work


def rank_product():
    """The product of queries and gallery alone: what no ranking can do without."""
    queries, gallery, _, _ = ranking()

    def work():
        return float(sum((queries[first:first + 512] @ gallery.T)[0, 0] for first in range(0, len(queries), 512)))

    return work


def neighbours_numpy():
    rows = numbers("rows.f32", "f4", 512)

    def work():
        total = 0.0
        for first in range(0, len(rows), 512):
            product = rows[first:first + 512] @ rows.T
            product[np.arange(len(product)), first + np.arange(len(product))] = -np.inf
            total += float(np.partition(product, -20, axis=1)[:, -20:].sum(dtype="f8"))
        return total / len(rows) / 20

    return work


def neighbours_faiss():
    import faiss

    faiss.omp_set_num_threads(int(THREADS))
    rows = numbers("rows.f32", "f4", 512)

    def work():
        index = faiss.IndexFlatIP(512)
        index.add(rows)
        found, _ = index.search(rows, 21)
        return float(found[:, 1:].mean(dtype="f8"))

    return work


def cost(options):
    matrix = numbers("cost.f64", "f8", options["columns"])
    return matrix, np.full(matrix.shape[0], 1 / matrix.shape[0]), np.full(matrix.shape[1], 1 / matrix.shape[1])


def transport_numpy(columns, mass="0.7", regularisation="0.05", residual="1e-6"):
    """Dykstra's projections in scaling form: two products with a vector for each iteration."""
    matrix, a, b = cost({"columns": columns})
    mass, regularisation, residual = float(mass), float(regularisation), float(residual)

    def work():
        kernel = np.exp(-matrix / regularisation)
        kernel *= mass / kernel.sum()
        u, v, s = np.ones_like(a), np.ones_like(b), 1.0
        q1, q2, q3 = np.ones_like(a), np.ones_like(b), 1.0
        while True:
            half = u * q1
            new = half * np.minimum(a / (half * (kernel @ v) * s), 1)
            q1, u = q1 * u / new, new
            half = v * q2
            new = half * np.minimum(b / (half * (kernel.T @ u) * s), 1)
            q2, v = q2 * v / new, new
            rows = kernel @ v
            half = s * q3
            new = half * mass / (half * (u @ rows))
            q3, s = q3 * s / new, new
            excess = np.maximum(u * rows * s - a, 0).sum() + np.maximum(v * (kernel.T @ u) * s - b, 0).sum()
            if excess < residual:
                return float((u[:, None] * kernel * (v * s) * matrix).sum())

    return work


def transport_pot(columns, mass="0.7", regularisation="0.05", residual="1e-6"):
    import ot

    matrix, a, b = cost({"columns": columns})
    mass, regularisation = float(mass), float(regularisation)

    def work():
        if mass < 1:
            plan = ot.partial.entropic_partial_wasserstein(
                a, b, matrix, regularisation, m=mass, numItermax=10_000, stopThr=float(residual))
        else:
            plan = ot.sinkhorn(a, b, matrix, regularisation, numItermax=10_000, stopThr=float(residual), warn=False)
        return float((plan * matrix).sum())

    return work


def batches_h5py():
    """Sorted fancy indexing of a contiguous dataset, the fastest that h5py has."""
    import h5py

    order = numbers("order.i64", "i8")
    images = h5py.File(FOLDER / "set.h5")["train_imgs_deep"]

    def work():
        total = 0.0
        for first in range(0, len(order), 100):
            wanted = order[first:first + 100]
            place = np.argsort(wanted)
            total += float(images[wanted[place]][np.argsort(place)][0, 0])
        return total

    return work


def main():
    options = dict(option.split("=") for option in sys.argv[4:])
    work = globals()[sys.argv[1]](**options)
    if not sys.argv[1].endswith("loops"):
        work()
    start = time.perf_counter()
    value = work()
    print(json.dumps({"seconds": time.perf_counter() - start, "value": value}))


main()

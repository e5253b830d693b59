"""Linear methods from their publications' formulas, in NumPy and SciPy; what the Swift solvers are tested against.

    python3 tools/oracles/linear.py CASE.json

CASE.json names the method, its options, the rows of each modality (lists of lists) and the labels (a list of lists of 0 and 1
for each modality). Printed are the leading values and, for each modality, the columns of its projection. Discriminants build
both matrices in full, row by row, and hand them to LAPACK's generalised eigenvalue solver: nothing is shared with the
solvers under test, which never see a matrix of all features.
"""

import json
import sys

import numpy as np
import scipy.linalg


def blocks(matrices):
    """Where the features of each modality stand among all of them."""
    ends = np.cumsum([m.shape[1] for m in matrices])
    return [slice(e - m.shape[1], e) for e, m in zip(ends, matrices)]


def split(vectors, matrices):
    return [vectors[place] for place in blocks(matrices)]


def pls(rows, case):
    centred = [x - x.mean(axis=0) for x in rows]
    n = len(rows[0])
    if len(rows) == 2:
        u, s, vt = np.linalg.svd(centred[0].T @ centred[1] / n, full_matrices=False)
        return s, [u, vt.T]
    side = np.concatenate(centred, axis=1)
    between = side.T @ side / n
    for place in blocks(rows):
        between[place, place] = 0
    values, vectors = np.linalg.eigh(between)
    vectors = vectors[:, ::-1] * np.sqrt(len(rows))
    return values[::-1] / (len(rows) - 1), split(vectors, rows)


def plssvd(rows, case):
    from sklearn.cross_decomposition import PLSSVD

    model = PLSSVD(n_components=case["count"], scale=False).fit(*rows)
    values = [np.cov((rows[0] - rows[0].mean(0)) @ u, (rows[1] - rows[1].mean(0)) @ v, bias=True)[0, 1]
              for u, v in zip(model.x_weights_.T, model.y_weights_.T)]
    return np.array(values), [model.x_weights_, model.y_weights_]


def repeated(x, labels):
    """Every row once for each class that it has, less their mean, and those classes."""
    row, label = np.nonzero(labels)
    return x[row] - x[row].mean(axis=0), label


def ridged(within, x, ridge):
    return within + ridge * x.var(axis=0).mean() * np.eye(len(within))


def scatter(x, label):
    within = np.zeros((x.shape[1], x.shape[1]))
    for row, k in zip(x, label):
        d = row - x[label == k].mean(axis=0)
        within += np.outer(d, d)
    return within


def generalised(a, b, rows):
    values, vectors = scipy.linalg.eigh((a + a.T) / 2, (b + b.T) / 2)
    return values[::-1], split(vectors[:, ::-1], rows)


def gma(rows, case):
    seen = [repeated(x, y) for x, y in zip(rows, case["labels"])]
    places, size = blocks(rows), sum(x.shape[1] for x in rows)
    a, b = np.zeros((size, size)), np.zeros((size, size))
    classes = case["labels"][0].shape[1]
    traces = []
    for place, (x, label) in zip(places, seen):
        between = sum(np.outer(m, m) for m in (x[label == k].mean(axis=0) for k in label)) / len(label)
        within = ridged(scatter(x, label) / len(label), x, case["ridge"])
        traces.append(np.trace(within))
        a[place, place] = between
        b[place, place] = within * traces[0] / traces[-1]
    for i, (x, label) in enumerate(seen):
        for j, (other, others) in enumerate(seen):
            common = [k for k in range(classes) if k in label and k in others]
            if i != j:
                z = np.array([x[label == k].mean(axis=0) for k in common])
                a[places[i], places[j]] = (case["alignment"] / len(common) * z.T
                                           @ np.array([other[others == k].mean(axis=0) for k in common]))
    return generalised(a, b, rows)


def mvda(rows, case):
    """Over the rows of all modalities, each lying in its own block of one long row: there, w is one projection of all."""
    places, size = blocks(rows), sum(x.shape[1] for x in rows)
    long, labels, ridge = [], [], np.zeros((size, size))
    seen = [repeated(x, y) for x, y in zip(rows, case["labels"])]
    total = sum(len(label) for _, label in seen)
    for place, (x, label) in zip(places, seen):
        padded = np.zeros((len(x), size))
        padded[:, place] = x
        long.append(padded)
        labels.append(label)
        ridge[place, place] = (case["ridge"] * x.var(axis=0).mean() * len(label) / total) * np.eye(x.shape[1])
    long, labels = np.concatenate(long), np.concatenate(labels)
    within = scatter(long, labels) / total
    mean = long.mean(axis=0)
    between = sum((labels == k).sum() * np.outer(m - mean, m - mean)
                  for k, m in ((k, long[labels == k].mean(axis=0)) for k in np.unique(labels))) / total
    return generalised(between, within + ridge, rows)


METHODS = {"pls": pls, "plssvd": plssvd, "gma": gma, "mvda": mvda}


def main():
    with open(sys.argv[1]) as file:
        case = json.load(file)
    rows = [np.array(x, float) for x in case["rows"]]
    case["labels"] = [np.array(y) for y in case.get("labels", [])]
    values, projections = METHODS[case["method"]](rows, case)
    count = case["count"]
    print(json.dumps({"values": list(values[:count]), "projections": [p[:, :count].T.tolist() for p in projections]}))


main()

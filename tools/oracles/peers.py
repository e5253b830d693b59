"""Losses of the published methods and their gradients, in NumPy alone; what the Swift losses are tested against.

    python3 tools/oracles/peers.py CASE.json

CASE.json names the method, its options, the labels and the inputs (matrices as lists of rows); the loss and its derivative
by every element of every input are printed as JSON. Losses are written from the publications' formulas, and derivatives come
from complex steps: f(x + ih) has the imaginary part h f'(x) up to h squared, with no difference of close numbers, so they
are exact to rounding and owe nothing to another differentiation. Therefore nothing below may take a modulus or a
conjugate: lengths are roots of sums of squares, and a magnitude is decided by the real part.
"""

import json
import sys

import numpy as np

STEP = 1e-30


def length(rows):
    return np.sqrt((rows * rows).sum(axis=1))


def unit(rows):
    return rows / length(rows)[:, None]


def magnitude(x):
    return np.where(x.real < 0, -x, x)


def softmax(logits):
    exponentials = np.exp(logits - logits.real.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)


def one_hot(labels, classes):
    return np.eye(classes)[labels]


def own(matrix, labels):
    return matrix[np.arange(len(labels)), labels]


def contrast(u, v, temperature):
    """-1/n sum over the 2n rows of the log share of the pair among all others."""
    rows = np.concatenate([u, v])
    kernel = np.exp(rows @ rows.T / temperature)
    kernel = kernel - np.diag(np.diag(kernel))
    n = len(u)
    pairs = np.concatenate([np.arange(n) + n, np.arange(n)])
    return -np.log(own(kernel, pairs) / kernel.sum(axis=1)).sum() / n


def dscmr(inputs, case):
    u, v, p, q = (inputs[name] for name in ("u", "v", "p", "q"))
    labels = [np.array(case["labels"][0], float), np.array(case["labels"][1], float)]
    linear = length(p - labels[0]).mean() + length(q - labels[1]).mean()
    likelihood = 0
    for a, b, x, y in ((u, u, 0, 0), (u, v, 0, 1), (v, v, 1, 1)):
        theta = (a @ b.T) / np.outer(length(a), length(b)) / 2
        same = (labels[x] @ labels[y].T > 0).astype(float)
        likelihood = likelihood + (np.log(1 + np.exp(theta)) - same * theta).mean()
    return linear + case["alpha"] * likelihood + case["beta"] * length(u - v).mean()


def rono(inputs, case):
    u, v = unit(inputs["u"]), unit(inputs["v"])
    labels = [np.array(case["labels"][0]), np.array(case["labels"][1])]
    classes = len(inputs["centres"])
    error = sum((1 - own(softmax(inputs[name]), y)).mean() for name, y in zip("pq", labels))
    rows, given = np.concatenate([u, v]), np.concatenate(labels)
    centres = unit(inputs["centres"])
    mean = np.exp(rows @ centres.mean(axis=0))
    cosine = (rows * centres[given]).sum(axis=1)
    warm = ((mean - np.exp(cosine * (classes + 1) / classes)) / case["centreScale"]).mean()
    robust = -magnitude((mean - np.exp(cosine) + case["margin"]) / case["centreScale"]).mean()
    share = min(case["epoch"] / (case["warmupEpochs"] - 1), 1)
    return ((1 - share) * warm + share * robust + case["classScale"] * error
            + contrast(u, v, case["contrastTemperature"]))


def elrcmr(inputs, case):
    u, v = unit(inputs["u"]), unit(inputs["v"])
    total = 0
    for name, labels, old in zip("pq", case["labels"], case["targets"]):
        logits = inputs[name]
        probabilities = softmax(logits)
        clipped = np.where(probabilities.real < 1e-4, 1e-4, np.where(probabilities.real > 1 - 1e-4, 1 - 1e-4, probabilities))
        # The targets move first, by predictions whose derivative is not looked at.
        steady = clipped.real / clipped.real.sum(axis=1, keepdims=True)
        targets = case["momentum"] * np.array(old) + (1 - case["momentum"]) * steady
        entropy = -np.log(own(probabilities, np.array(labels))).mean()
        total = total + entropy + case["lambda"] * np.log(1 - (targets * clipped).sum(axis=1)).mean()
    return case["beta"] * total + (1 - case["beta"]) * contrast(u, v, case["contrastTemperature"])


def sdml(inputs, case):
    labels = np.array(case["labels"], float)
    labelled = labels.sum(axis=1) > 0
    misses = length(inputs["z"] @ np.array(case["projection"]) - labels)
    errors = length(inputs["decoded"] - np.array(case["features"]))
    return (1 - case["alpha"]) * misses[labelled].mean() + case["alpha"] * errors.mean()


def smln(inputs, case):
    """The mean of log(1 + eigenvalue) by determinants, which complex steps go through; eigenvalues give the same number."""
    rows = np.concatenate([unit(inputs[name]) for name in sorted(inputs)])
    n, modalities = len(inputs["u"]), len(inputs)
    place = [(v, i) for v in range(modalities) for i in range(n)]
    labels = [np.array(y) for y in case["labels"]]
    features = [np.array(x) / np.linalg.norm(x, axis=1)[:, None] for x in case["features"]]
    weights = np.zeros((len(rows), len(rows)))
    for a, (v, i) in enumerate(place):
        for b, (w, j) in enumerate(place):
            if a == b:
                continue
            if (i == j and v != w) or labels[v][i] @ labels[w][j] > 0:
                weights[a, b] = 1
            elif v == w and not (labels[v][i].any() and labels[v][j].any()):
                cosine = features[v] @ features[v].T - 9 * np.eye(n)
                k = int(case["neighbours"])
                if j in np.argsort(-cosine[i])[:k] or i in np.argsort(-cosine[j])[:k]:
                    weights[a, b] = max(cosine[i, j], 0)
    degrees = weights.sum(axis=1)
    rows = rows - (degrees @ rows / degrees.sum())[None, :]
    length = rows.shape[1]
    own = rows.T @ np.diag(degrees) @ rows / degrees.sum() + case["ridge"] / length * np.eye(length)
    shared = rows.T @ weights @ rows / degrees.sum()
    values = np.linalg.eigvals(np.linalg.solve(own.real, shared.real)).real
    loss = np.log(np.linalg.det(own) / np.linalg.det(own + shared)) / length
    assert abs(loss.real + np.log(1 + values).mean()) < 1e-9
    return loss


METHODS = {"smln": smln, "dscmr": dscmr, "sdml": sdml, "rono": rono, "elrcmr": elrcmr}


def main():
    with open(sys.argv[1]) as file:
        case = json.load(file)
    method = METHODS[case["method"]]
    inputs = {name: np.array(rows, complex) for name, rows in case["inputs"].items()}
    gradients = {}
    for name, matrix in inputs.items():
        gradient = np.zeros(matrix.shape)
        for place in np.ndindex(matrix.shape):
            matrix[place] += 1j * STEP
            gradient[place] = (method(inputs, case) / STEP).imag
            matrix[place] = matrix[place].real
        gradients[name] = gradient.tolist()
    print(json.dumps({"loss": float(method(inputs, case).real), "gradients": gradients}))


main()

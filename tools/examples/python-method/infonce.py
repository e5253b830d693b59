"""A method in Python: a linear projection of each modality, trained by InfoNCE over pairs; labels are not looked at.

    z_m = rows of X_m W_m + b_m, made unit vectors        L = (CE(z_0 z_1' / t) + CE(z_1 z_0' / t)) / 2

where the right column of row i is i. It embeds by itself, so all parameters are its own; the optimiser, schedules and
checkpoints are the host's.
"""

import math

import numpy as np

import cmr_method as cmr


def normalised(rows):
    """Unit rows and the lengths that they had."""
    lengths = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return rows / lengths, lengths


def softmax(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


class InfoNCE(cmr.Method):
    name = "linear-infonce"
    version = "1.0"
    summary = "linear projections, drawn together by pairs (InfoNCE), in NumPy"
    sources = ["van den Oord, Li and Vinyals: Representation Learning with Contrastive Predictive Coding. arXiv 1807.03748, 2018."]
    options = [
        ("dimension", cmr.INTEGER, 64, 1, 65536, 0, None, "L: the length of an embedding"),
        ("temperature", cmr.NUMBER, 0.1, 0, math.inf, cmr.ABOVE_MINIMUM, None, "divides the cosines of the pairs"),
    ]
    label_kinds = cmr.ONE_LABEL | cmr.SEVERAL_LABELS
    minimum_batch = 2

    def declare(self, call, _):
        length = int(call.options["dimension"])
        for name, columns, _ in call.modalities:
            call.declare(cmr.PARAMETER, f"{name}.weight", (columns, length))
            call.declare(cmr.PARAMETER, f"{name}.bias", (1, length))
        return length

    def initialise(self, call):
        random = call.random
        for name, columns, _ in call.modalities:
            weight = call.parameters[f"{name}.weight"]
            weight[...] = random.uniform(-1, 1, weight.shape) / math.sqrt(columns)

    def embed(self, call, modality, features):
        name = call.modalities[modality][0]
        return normalised(features @ call.parameters[f"{name}.weight"] + call.parameters[f"{name}.bias"])[0]

    def step(self, call, parts):
        temperature = call.options["temperature"]
        names = [name for name, _, _ in call.modalities]
        (z0, n0), (z1, n1) = [
            normalised(part.values @ call.parameters[f"{name}.weight"] + call.parameters[f"{name}.bias"])
            for name, part in zip(names, parts)]
        logits = z0 @ z1.T / temperature
        count = len(logits)
        rows, columns = softmax(logits), softmax(logits.T).T
        right = np.arange(count)
        loss = -(np.log(rows[right, right]) + np.log(columns[right, right])).mean() / 2

        slope = (rows + columns) / 2
        slope[right, right] -= 1
        slope /= count * temperature
        for name, part, z, length, other in [(names[0], parts[0], z0, n0, slope @ z1), (names[1], parts[1], z1, n1, slope.T @ z0)]:
            # Through the normalisation: what points along z changes only the length.
            inner = (other - z * (z * other).sum(axis=1, keepdims=True)) / length
            call.gradients[f"{name}.weight"][...] = part.values.T @ inner
            call.gradients[f"{name}.bias"][...] = inner.sum(axis=0)
        return loss


method = InfoNCE()

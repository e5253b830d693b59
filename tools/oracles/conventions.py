"""What other tools make of rankings, in their own code or from its definitions; what scoring conventions are tested against.

    python3 tools/oracles/conventions.py CASE.json
    python3 tools/oracles/conventions.py --golden > Tests/CMRRetrievalTests/Goldens/conventions.json

CASE.json holds scores ([queries][items]), what is relevant (0 or 1, of the same shape), the items' identifiers and cutoffs.
Printed are the mean of every measure under every convention, how many queries count in it, and the versions of what was run.
trec_eval runs itself, through pytrec_eval. The other two are written down from their definitions: MRL's function as the two
loops that it is, torchmetrics 1.9 query by query in 64 bits. Both leave the order of equal scores to their sorting; here it is
the order of the items. `--golden` prints a case of its own with its answer.
"""

import json
import random
import sys

import numpy as np
import pytrec_eval
from importlib.metadata import version

RECALLS = [f"iprec_at_recall_{step / 10:.2f}" for step in range(11)]


def best_first(scores):
    return np.argsort(-scores, kind="stable")


def mrl(scores, relevant, k):
    order, hits, total = best_first(scores), 0, 0.0
    for rank in range(1, (k or len(order)) + 1):
        if relevant[order[rank - 1]]:
            hits += 1
            total += hits / rank
    return total / hits if hits else 0


def mrl_several_labels(scores, relevant):
    ranked = relevant[best_first(scores)]
    if not ranked.sum():
        return None
    precisions = ranked.cumsum() / np.arange(1, len(ranked) + 1)
    return (ranked * precisions).sum() / ranked.sum()


def tie_averaged_dcg(scores, gains, k):
    discounts = np.where(np.arange(len(scores)) < k, 1 / np.log2(np.arange(len(scores)) + 2), 0)
    total = 0.0
    for level in np.unique(scores):
        start, count = (scores > level).sum(), (scores == level).sum()
        total += gains[scores == level].mean() * discounts[start:start + count].sum()
    return total


def torchmetrics(scores, relevant, k):
    n = k or len(scores)
    names = {"AP": 0.0, "nDCG": 0.0, "RR": 0.0} | ({"P": 0.0, "R": 0.0, "Success": 0.0} if k else {})
    if relevant.sum():
        order = best_first(scores)
        positions = np.nonzero((relevant * (scores > 0))[order][:n])[0] + 1
        if len(positions):
            names["AP"] = (np.arange(1, len(positions) + 1) / positions).mean()
            names["RR"] = 1 / positions[0]
        names["nDCG"] = tie_averaged_dcg(scores, relevant, n) / tie_averaged_dcg(relevant, relevant, n)
        if k:
            names["P"] = len(positions) / n
            names["R"] = len(positions) / relevant.sum()
            names["Success"] = float(relevant[order][:n].any())
    return {name + (f"@{k}" if k else ""): value for name, value in names.items()}


def trec(case):
    documents, cutoffs = case["identifiers"], ",".join(map(str, case["at"]))
    runs = {f"q{i}": dict(zip(documents, row)) for i, row in enumerate(case["scores"])}
    qrels = {f"q{i}": {d: 1 for d, r in zip(documents, row) if r} for i, row in enumerate(case["relevant"])}
    cut = [f"{name}.{cutoffs}" for name in ("map_cut", "ndcg_cut", "P", "recall", "success")]
    wanted = {"map", "ndcg", "recip_rank", "iprec_at_recall", *cut}
    names = {"map": "AP", "ndcg": "nDCG", "recip_rank": "RR"}
    names |= {name: f"IPrec@{step / 10}" for step, name in enumerate(RECALLS)}
    for k in case["at"]:
        names |= {f"map_cut_{k}": f"AP@{k}", f"ndcg_cut_{k}": f"nDCG@{k}", f"P_{k}": f"P@{k}",
                  f"recall_{k}": f"R@{k}", f"success_{k}": f"Success@{k}"}
    evaluator = pytrec_eval.RelevanceEvaluator({q: d for q, d in qrels.items() if d}, wanted)
    return [{names[name]: value for name, value in query.items() if name in names}
            for query in evaluator.evaluate(runs).values()]


def means(queries):
    """Of each measure the mean over the queries that have it."""
    result = {}
    for name in sorted({name for query in queries for name in query}):
        values = [query[name] for query in queries if query.get(name) is not None]
        if values:
            result[name] = {"mean": float(np.mean(values)), "queries": len(values)}
    return result


def answer(case):
    rows = [(np.array(s, np.float32), np.array(r, np.int64)) for s, r in zip(case["scores"], case["relevant"])]
    items = len(case["identifiers"])
    within = [k for k in case["at"] if k <= items]
    return {
        "versions": {name: version(name) for name in ("numpy", "pytrec_eval_terrier")},
        "trec": means(trec(case)),
        "mrl": means([{"AP": mrl(s, r, 0)} | {f"AP@{k}": mrl(s, r, k) for k in within} for s, r in rows]),
        "mrl-several-labels": means([{"AP": mrl_several_labels(s, r)} for s, r in rows]),
        "torchmetrics": means([
            {name: value for k in [None, *case["at"]] for name, value in torchmetrics(s, r, k).items()}
            for s, r in rows]),
    }


def golden():
    draw = random.Random(7)
    items = 12
    return {
        "scores": [[draw.randrange(-3, 6) / 8 for _ in range(items)] for _ in range(6)],
        "relevant": [[int(draw.random() < 0.3) for _ in range(items)] for _ in range(5)] + [[0] * items],
        "identifiers": draw.sample([f"d{i}" for i in range(items - 1)] + ["dé"], items),
        "at": [1, 3, 5, 20],
    }


def main():
    if sys.argv[1:] == ["--golden"]:
        case = golden()
        print(json.dumps({"case": case, "answer": answer(case)}, indent=1))
        return
    with open(sys.argv[1]) as file:
        print(json.dumps(answer(json.load(file))))


main()

"""Prints the table of mean and spread over seeds from the results that tools/accuracy collects."""

import collections
import json
import pathlib
import re
import statistics
import sys

NAME = re.compile(r"(?P<set>.+)-(?P<method>cross-entropy|mrl|uot-rcl)-(?P<rate>[\d.]+)-s(?P<seed>\d+)$")


def scores(path, choice):
    """The test scores of a run's chosen checkpoint, one per direction; none where nothing chose it."""
    for report in json.loads(path.read_text())["choices"]:
        if report["split"] == "test" and report["choice"] == choice:
            return [direction["map"] for direction in report["scores"]["directions"]]
    return [None, None]


def cell(values):
    if None in values:
        return "–"
    spread = statistics.stdev(values) if len(values) > 1 else 0.0
    return f"{statistics.mean(values):.3f} ± {spread:.3f}"


def main():
    results = collections.defaultdict(list)
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.json")):
        match = NAME.match(path.stem)
        if match:
            results[match["set"], float(match["rate"]), match["method"]].append(path)
    print("| set | rate | method | seeds | best: image to text | text to image | last: image to text | text to image |")
    print("|---|---|---|---|---|---|---|---|")
    for (name, rate, method), paths in sorted(results.items()):
        columns = []
        for choice in ("best", "last"):
            columns += [cell(values) for values in zip(*(scores(path, choice) for path in paths))]
        print(f"| {name} | {rate:g} | {method} | {len(paths)} | " + " | ".join(columns) + " |")


main()

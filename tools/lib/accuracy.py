"""Prints tables of mean and spread over seeds from the results that tools/accuracy collects."""

import collections
import json
import pathlib
import re
import statistics
import sys

NAME = re.compile(r"(?P<set>.+)-(?P<method>cross-entropy|mrl|uot-rcl)-(?P<rate>[\d.]+)-s(?P<seed>\d+)$")
CHOICES = {"best": "The best epoch by validation", "last": "The last epoch"}


def scores(path, choice):
    """The test scores of a run's chosen checkpoint, one per direction; none where nothing chose it."""
    fit = json.loads(path.read_text())
    if fit["stopReason"] != "finished":
        raise SystemExit(f"{path}: this fit was stopped after {fit['epochs']} epochs; remove the file and run again")
    for report in fit["choices"]:
        if report["split"] == "test" and report["choice"] == choice:
            return [direction["map"] for direction in report["scores"]["directions"]]
    return []


def spread(values):
    deviation = statistics.stdev(values) if len(values) > 1 else 0.0
    return f"{statistics.mean(values):.3f} ± {deviation:.3f}"


def cell(paths, choice):
    """Mean and standard deviation over the seeds, image to text, then text to image."""
    return " / ".join(spread(values) for values in zip(*(scores(path, choice) for path in paths)))


def table(results, choice):
    methods = sorted({method for _, _, method in results})
    print(f"{CHOICES[choice]}, image to text / text to image:\n")
    print("| set | noise | seeds | " + " | ".join(methods) + " |")
    print("|---" * (3 + len(methods)) + "|")
    for name, rate in sorted({(name, rate) for name, rate, _ in results}):
        paths = [results.get((name, rate, method), []) for method in methods]
        cells = [cell(some, choice) for some in paths]
        print(f"| {name} | {rate:g} | {max(map(len, paths))} | " + " | ".join(cells) + " |")
    print()


def main():
    results = collections.defaultdict(list)
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.json")):
        match = NAME.match(path.stem)
        if match:
            results[match["set"], float(match["rate"]), match["method"]].append(path)
    for choice in CHOICES:
        if any(scores(path, choice) for paths in results.values() for path in paths):
            table(results, choice)


main()

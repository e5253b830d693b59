"""Prints how much of each file of a reader was reached, from what `llvm-cov export` wrote, and the lines that were not.

    coverage.py TARGET EXPORT
"""

import json
import pathlib
import sys


def missed_lines(file):
    """The lines in which some code never ran."""
    lines = set()
    segments = file["segments"]
    for (line, _, count, has_count, _, is_gap), after in zip(segments, segments[1:]):
        if has_count and count == 0 and not is_gap:
            lines |= set(range(line, after[0] + (after[1] > 1)))
    return sorted(lines)


def runs(lines):
    """Lines as "3-5, 9"."""
    found = []
    for line in lines:
        if found and line == found[-1][1] + 1:
            found[-1][1] = line
        else:
            found.append([line, line])
    return ", ".join(f"{a}-{b}" if a != b else f"{a}" for a, b in found)


def main():
    target, export = sys.argv[1:]
    data = json.load(open(export))["data"][0]
    reached = total = 0
    report = []
    for file in data["files"]:
        lines = file["summary"]["lines"]
        reached += lines["covered"]
        total += lines["count"]
        name = pathlib.Path(file["filename"]).name
        missed = missed_lines(file)
        if missed:
            report.append(f"  {name}: {lines['covered']} of {lines['count']}; not {runs(missed)}")
    print(f"{target}: {reached} of {total} lines, {100 * reached / max(total, 1):.1f} %", *report, sep="\n")


main()

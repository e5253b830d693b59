"""Checks the size budget: no source file over 600 lines unless generated, no function over 60, a small median.

Function lengths come from matching braces, so they are right to a line or two.
"""

import pathlib
import re
import statistics
import subprocess
import sys

MAX_FILE = 600
MAX_FUNCTION = 60
MAX_MEDIAN_FILE = 150

FUNCTION = re.compile(r"^\s*(?:[@\w()]+\s+)*(?:func\s|init[?(<]|subscript\s*[(<])")


def function_lengths(lines):
    """Yields (first line, length) of each function with a body."""
    open_at = []  # (line, depth) of functions whose body is open
    pending = None
    depth = 0
    for number, raw in enumerate(lines, start=1):
        line = re.sub(r'"(?:\\.|[^"\\])*"', '""', raw).split("//")[0]
        if FUNCTION.match(line):
            pending = number
        elif not line.strip():
            pending = None  # a requirement of a protocol: it has no body
        for character in line:
            if character == "{":
                if pending is not None:
                    open_at.append((pending, depth))
                    pending = None
                depth += 1
            elif character == "}":
                depth -= 1
                if open_at and open_at[-1][1] == depth:
                    start, _ = open_at.pop()
                    yield start, number - start + 1


def main():
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "Sources", "Tests", "tools"],
        capture_output=True, text=True, check=True).stdout.split()
    files = [pathlib.Path(name) for name in tracked if name.endswith(".swift")]
    failures, sizes = [], []
    for path in files:
        if not path.exists():
            continue
        lines = path.read_text().splitlines()
        if path.parts[0] == "Sources":
            sizes.append(len(lines))
        if len(lines) > MAX_FILE and "do not edit" not in lines[0]:
            failures.append(f"{path}: {len(lines)} lines, at most {MAX_FILE}; split it by topic")
        for start, length in function_lengths(lines):
            if length > MAX_FUNCTION:
                failures.append(f"{path}:{start}: a function of {length} lines, at most {MAX_FUNCTION}")
    if sizes and statistics.median(sizes) > MAX_MEDIAN_FILE:
        failures.append(f"the median source file has {statistics.median(sizes)} lines, at most {MAX_MEDIAN_FILE}")
    print("\n".join(failures) or f"{len(files)} files within the budget, median {statistics.median(sizes or [0]):.0f} lines")
    sys.exit(1 if failures else 0)


main()

"""Checks that every target declares exactly the modules that its sources import, the fuzzers' copies of them included."""

import glob
import json
import pathlib
import re
import subprocess
import sys

IMPORT = re.compile(r"^(?:\w+ )?import (?:class |struct |func )?(\w+)", re.M)
# Modules of the toolchain and the system, which no manifest names.
GIVEN = {
    "Dispatch", "FoundationEssentials", "Glibc", "PackageDescription", "PackagePlugin", "Synchronization", "Testing",
    "_StringProcessing",
}


PACKAGES = [".", "tools/fuzzers"]


def targets(package):
    dump = subprocess.run(
        ["swift", "package", "--package-path", package, "dump-package"], capture_output=True, text=True, check=True)
    return json.loads(dump.stdout)["targets"]


def folder(package, target):
    below = target.get("path") or f"{'Tests' if target['type'] == 'test' else 'Sources'}/{target['name']}"
    return pathlib.Path(package) / below


def check(package):
    failures = []
    for target in targets(package):
        if target["type"] not in ("regular", "executable", "test"):
            continue
        declared = {next(iter(entry.values()))[0] for entry in target["dependencies"]}
        imported = set()
        # Path.rglob does not go through links, by which the fuzzers reach the sources.
        for source in glob.glob(f"{folder(package, target)}/**/*.swift", recursive=True):
            imported |= set(IMPORT.findall(pathlib.Path(source).read_text()))
        # A test that runs an executable depends on it without importing it.
        unused = {name for name in declared - imported if name not in ("cmrdata", "cmrtrain")}
        for name in sorted(unused):
            failures.append(f"{package}/Package.swift: {target['name']} declares {name} and does not import it")
        for name in sorted(imported - declared - GIVEN):
            failures.append(f"{package}/Package.swift: {target['name']} imports {name} and does not declare it")
    return failures


def main():
    failures = [failure for package in PACKAGES for failure in check(package)]
    print("\n".join(failures) or "every target declares what it imports")
    sys.exit(1 if failures else 0)


main()

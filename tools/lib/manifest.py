"""Checks that every target declares exactly the modules that its sources import."""

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


def folder(target):
    return pathlib.Path(target.get("path") or f"{'Tests' if target['type'] == 'test' else 'Sources'}/{target['name']}")


def main():
    dump = subprocess.run(["swift", "package", "dump-package"], capture_output=True, text=True, check=True)
    failures = []
    for target in json.loads(dump.stdout)["targets"]:
        if target["type"] not in ("regular", "executable", "test"):
            continue
        declared = {next(iter(entry.values()))[0] for entry in target["dependencies"]}
        imported = set()
        for source in folder(target).rglob("*.swift"):
            imported |= set(IMPORT.findall(source.read_text()))
        # A test that runs an executable depends on it without importing it.
        unused = {name for name in declared - imported if name not in ("cmrdata", "cmrtrain")}
        for name in sorted(unused):
            failures.append(f"Package.swift: {target['name']} declares {name} and does not import it")
        for name in sorted(imported - declared - GIVEN):
            failures.append(f"Package.swift: {target['name']} imports {name} and does not declare it")
    print("\n".join(failures) or "every target declares what it imports")
    sys.exit(1 if failures else 0)


main()

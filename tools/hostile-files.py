"""Imports every file of a folder that is made to do harm, and says how it went.

usage: python3 tools/hostile-files.py CMRDATA FOLDER [--strace]

For example the files of HDF Group's public suite of vulnerabilities (repository cve_hdf5). Each file is imported as it
is, and then each array that it is found to hold. An import may succeed or end with an error; it must not end by a
signal, take more than 20 s or 1 GB with all its processes, or, with --strace, open or start anything but itself, its
libraries, the file and what it writes.
"""
import collections
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

SECONDS, BYTES = 20, 10**9
# What the program, its libraries and the system open for themselves.
SYSTEM = re.compile(r"^(/lib|/usr/|/etc/(ld|localtime|ssl)|/opt/|/proc/|/sys/|/dev/null|/dev/urandom)")
CALL = re.compile(r'(openat|open|creat|execve|connect|unlink|rename\w*)\((?:AT_FDCWD, )?"([^"]*)".*= (-?\d+)')


def attempt(command, folder, traced):
    """The status, the output, the seconds, the peak bytes and what was opened."""
    trace = folder / "trace"
    if traced:
        names = "openat,open,creat,execve,connect,rename,renameat,renameat2,unlink,unlinkat"
        command = ["strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={names}", *command]
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=folder)
    try:
        text, _ = process.communicate(timeout=6 * SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        text, _ = process.communicate()
    seconds = time.monotonic() - start
    # The greatest of any process so far, children of children included: what matters is whether one goes over.
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    opened = CALL.findall(trace.read_text(errors="replace")) if traced else []
    return process.returncode, text.decode(errors="replace"), seconds, peak, opened


def strangers(opened, file, program, folder):
    """What was opened or started that is none of the import's business; refused attempts count as well."""
    own = (str(folder), str(file), program, str(pathlib.Path(program).parent) + "/")
    return [
        f"{call} {path}" for call, path, _ in opened
        if path and not path.startswith((*own, "./")) and not SYSTEM.match(path) and path not in ("x.h5", ".")]


def arrays(text):
    """The names of the arrays of numbers that the error lists."""
    return re.findall(r"[(,] ?([^\s,(]+) (?:u?int\d+|float\d+|logical) [\dx]+", text)[:6]


def main():
    program, source = os.path.realpath(sys.argv[1]), pathlib.Path(sys.argv[2]).absolute()
    traced = "--strace" in sys.argv[3:]
    if traced and not shutil.which("strace"):
        sys.exit("hostile-files: error: there is no strace; install it, or leave --strace out")
    files = sorted(path for path in source.rglob("*") if path.is_file())
    counts, faults, slowest = collections.Counter(), [], 0.0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for file in files:
            commands = [[program, "import", str(file), "-o", "x.h5", "--overwrite"]]
            while commands:
                command = commands.pop(0)
                status, text, seconds, peak, opened = attempt(command, folder, traced)
                slowest = max(slowest, seconds)
                counts["imported" if status == 0 else "refused" if status == 2 else "other"] += 1
                counts["not survived by the library"] += "does not survive" in text or "busy for more" in text
                problems = [f"status {status}"] if status not in (0, 2) else []
                problems += [f"{seconds:.1f} s"] if seconds > SECONDS else []
                problems += [f"{peak / 1e6:.0f} MB"] if peak > BYTES else []
                problems += strangers(opened, file, program, folder)
                left = {entry.name for entry in folder.iterdir()} - {"trace", "x.h5"}
                problems += [f"left {entry}" for entry in left]
                if any(ord(letter) < 32 and letter not in "\n\r\t" for letter in text.replace("\x1b[K", "")):
                    problems.append("a control character")
                faults += [f"{file.name}: {' '.join(command[2:])}: {problem}" for problem in problems]
                if "--map" not in command:
                    commands += [
                        [*command, "--validation", "none", "--map", f"f={file.name}:{key}", "--labels", f"{file.name}:{key}"]
                        for key in arrays(text)]
    for fault in faults:
        print(f"FAULT {fault}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    print(
        f"{len(files)} files, {sum(counts[key] for key in ('imported', 'refused', 'other'))} imports:"
        f" {counts['imported']} succeeded, {counts['refused']} ended with an error, of which"
        f" {counts['not survived by the library']} because the HDF5 library crashed or hung;"
        f" longest {slowest:.1f} s, largest process {peak / 1e6:.0f} MB, {len(faults)} faults")
    sys.exit(1 if faults else 0)


main()

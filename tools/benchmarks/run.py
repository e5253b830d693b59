"""Runs ours and the peers in turn and writes one table of medians and ratios.

usage: run.py FOLDER [CASE...]     FOLDER keeps inputs and raw figures; RUNS and THREADS in the environment.
"""

import importlib.util
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
OURS = pathlib.Path(os.environ["CMRBENCH"])
DATA = os.environ["CMRDATA"]

# name: what it is, how inputs are made, how ours is called, the peers with the library that each needs.
CASES = {
    "rank-20000": ("rank 20,000 x 20,000 x 512, mAP", "rank 20000 20000 10", ["rank"],
                   {"rank_numpy": "numpy", "rank_product": "numpy"}),
    "rank-4000": ("rank 4,000 x 4,000 x 512, mAP", "rank 4000 4000 10", ["rank"],
                  {"rank_numpy": "numpy", "rank_loops": "scipy", "rank_product": "numpy"}),
    "neighbours-32000": ("20 nearest of 32,000 x 512 in itself", "neighbours 32000", ["neighbours"],
                         {"neighbours_numpy": "numpy", "neighbours_faiss": "faiss"}),
    "partial-512": ("partial OT 512 x 10 to 1e-6", "transport 512 10", ["transport", "--columns", "10"],
                    {"transport_numpy": "numpy", "transport_pot": "ot"}),
    "partial-32000": ("partial OT 32,000 x 200 to 1e-6", "transport 32000 200", ["transport", "--columns", "200"],
                      {"transport_numpy": "numpy"}),
    "balanced-512": ("balanced OT 512 x 512 to 1e-6", "transport 512 512",
                     ["transport", "--columns", "512", "--mass", "1"], {"transport_pot": "ot"}),
    "batches-40000": ("random batches of 100 from 40,000 x 4096, every row checked", "batches 40000 4096", ["batches"],
                      {"batches_h5py": "h5py"}),
}


def call(command, **variables):
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **variables})
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stderr}")
    return json.loads(done.stdout) if done.stdout.startswith("{") else None


def prepare(folder, recipe):
    if not folder.exists():
        call([sys.executable, HERE / "peers/inputs.py", folder, *recipe.split()])
        if recipe.startswith("batches"):
            call([DATA, "import", folder / "set.h5", "-o", folder / "store.h5", "--validation", "none"])


def peer_options(ours):
    """Ours are flags, theirs are NAME=VALUE."""
    return [f"{flag.lstrip('-')}={value}" for flag, value in zip(ours[1::2], ours[2::2])]


def measure(folder, ours, peers, threads, runs):
    figures = {"ours": []} | {name: [] for name in peers}
    for _ in range(runs):
        # In turn, so that a busy minute of the machine hits all of them.
        figures["ours"].append(call([OURS, *ours, folder, "--threads", str(threads)]))
        for name in peers:
            command = [sys.executable, HERE / "peers/peers.py", name, folder, str(threads), *peer_options(ours)]
            figures[name].append(call(command))
    return figures


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    cases = sys.argv[2:] or list(CASES)
    runs = int(os.environ.get("RUNS", "5"))
    print(f"{platform.machine()}, {os.cpu_count()} cores; medians of {runs} runs, spread in brackets\n")
    print("| work | threads | who | seconds | ours / theirs | result |")
    print("|---|---|---|---|---|---|")
    for case in cases:
        title, recipe, ours, peers = CASES[case]
        prepare(folder / case, recipe)
        there = [name for name, library in peers.items() if importlib.util.find_spec(library)]
        for threads in map(int, os.environ.get("THREADS", "1 2").split()):
            figures = measure(folder / case, ours, there, threads, runs)
            (folder / f"{case}-{threads}.json").write_text(json.dumps(figures))
            median = {who: statistics.median(run["seconds"] for run in some) for who, some in figures.items()}
            for who, some in figures.items():
                seconds = [run["seconds"] for run in some]
                print(f"| {title} | {threads} | {who} | {median[who]:.3g} [{min(seconds):.3g}, {max(seconds):.3g}] |"
                      f" {median['ours'] / median[who]:.2f} | {some[0]['value']:.6g} |", flush=True)


main()

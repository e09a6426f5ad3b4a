# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs `assay bench` and the numpy likelihood of the Galactic-centre region in alternation.

    python3 compare.py path/to/assay --rounds 5

Prints medians of processor milliseconds of one evaluation, and of the ratios within one round."""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDER = os.path.join(ROOT, "Reference", "galactic-centre")


def output(command, folder):
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=folder)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with status {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def assay(program):
    """Milliseconds of each variant of each workload."""
    with tempfile.TemporaryDirectory() as folder:
        record = json.loads(
            output([program, "bench", "galactic-centre", "--quick", "--no-figures", "--threads", "1",
                    "--json", "--out", os.path.join(folder, "bench")], ROOT))
    found = {}
    for workload in record["workloads"]:
        for row in workload["variants"]:
            if row.get("summary") is None:
                sys.exit(f"the answer of {workload['id']}, {row['id']} is wrong: {row['validation']}")
            times = [pair["variant"] for pair in row["pairs"]]
            name = f"{workload['id']}, {row['id']}"
            # Of the workload's own size, not of smaller ones.
            found.setdefault(
                name, 1e3 * statistics.median(t["process"] / t["repeats"] for t in times))
    return found


def peer():
    answer = json.loads(
        output([sys.executable, os.path.join(FOLDER, "peer_likelihood.py"), "--rounds", "1"], FOLDER))
    if abs(answer["deviation"]) > 1e-5:
        sys.exit(f"the answer of numpy is wrong by {answer['deviation']}")
    return answer["program"], 1e3 * answer["process"][0]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("assay", help="the program")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    if options.rounds < 1:
        parser.error("rounds are 1 or more")
    program = os.path.abspath(options.assay)
    ours, theirs, name = {}, [], ""
    for _ in range(options.rounds):
        for variant, milliseconds in assay(program).items():
            ours.setdefault(variant, []).append(milliseconds)
        name, milliseconds = peer()
        theirs.append(milliseconds)
    print(f"{name}: likelihood {statistics.median(theirs):.1f} ms")
    for variant, times in ours.items():
        ratios = [t / own for own, t in zip(times, theirs)]
        print(f"{variant}: {statistics.median(times):.3f} ms; numpy's likelihood takes "
              f"{statistics.median(ratios):.0f} times as long")


main()

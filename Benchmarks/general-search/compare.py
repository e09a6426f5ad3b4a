# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs `assay bench` and the peer of the BumpHunter toys in alternation and prints the medians.

    python3 compare.py path/to/assay --rounds 5

Milliseconds of the processor for 10 000 toys of either program, and the median over the rounds of the
ratios within one round."""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PEER = os.path.join(ROOT, "Reference", "general-search", "peer_pybumphunter.py")
TOYS = 10_000


def output(command):
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=ROOT)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with status {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def assay(program):
    """Milliseconds of each way to draw and scan the toys."""
    with tempfile.TemporaryDirectory() as folder:
        record = json.loads(
            output([program, "bench", "general-search", "--quick", "--no-figures", "--threads", "1",
                    "--json", "--out", os.path.join(folder, "bench")]))
    found = {}
    for workload in record["workloads"]:
        if workload["id"] != "bump-toys" or round(workload["items"]) != TOYS:
            continue
        for row in workload["variants"]:
            if row.get("summary") is None:
                sys.exit(f"the answer of {row['id']} is wrong: {row['validation']}")
            times = [pair["variant"] for pair in row["pairs"]]
            found[row["id"]] = 1e3 * statistics.median(t["process"] / t["repeats"] for t in times)
    return found


def peer():
    answer = json.loads(output([sys.executable, PEER, "--toys", str(TOYS), "--rounds", "1"]))
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
    for number in range(options.rounds):
        print(f"round {number + 1} of {options.rounds}", file=sys.stderr)
        for variant, milliseconds in assay(program).items():
            ours.setdefault(variant, []).append(milliseconds)
        name, milliseconds = peer()
        theirs.append(milliseconds)
    if not ours:
        sys.exit("assay bench general-search has no workload \"bump-toys\" of 10 000 toys")
    print(f"| way | assay [ms, {TOYS} toys] | {name} | {name}/assay |\n|---|---|---|---|")
    for variant, times in ours.items():
        ratio = statistics.median(b / a for a, b in zip(times, theirs))
        print(f"| {variant} | {statistics.median(times):.3g} | {statistics.median(theirs):.3g} | {ratio:.2g} |")


if __name__ == "__main__":
    main()

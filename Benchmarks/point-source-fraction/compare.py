# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs `assay bench` and the PyTorch peer of the network in alternation and prints the medians.

    python3 compare.py path/to/assay --rounds 3 --threads 2

A row is a workload: milliseconds a batch of either program, in single precision, and the median over
the rounds of the ratios within one round. With one thread the times are of the processor, with more of
the clock."""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PEER = os.path.join(ROOT, "Reference", "point-source-fraction", "peer_torch.py")
STUDY = "point-source-fraction"


def output(command, threads):
    environment = os.environ | {"OMP_NUM_THREADS": str(threads)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=ROOT)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with status {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def assay(program, threads):
    """For each workload its images and the milliseconds a batch."""
    name = "single" if threads == 1 else f"single threads={threads}"
    with tempfile.TemporaryDirectory() as folder:
        record = json.loads(
            output([program, "bench", STUDY, "--quick", "--variant", "single", "--no-figures",
                    "--threads", str(threads), "--json", "--out", os.path.join(folder, "bench")], threads))
    found = {}
    for workload in record["workloads"]:
        for row in workload["variants"]:
            if row["id"] != name:
                continue
            if row.get("summary") is None:
                sys.exit(f"{workload['id']}: the answer of {name} is wrong: {row['validation']}")
            times = [pair["variant"] for pair in row["pairs"]]
            seconds = [t["process" if threads == 1 else "wall"] / t["repeats"] for t in times]
            found[workload["id"]] = (round(workload["items"]), 1e3 * statistics.median(seconds))
    return found


def torch(images, threads):
    """Milliseconds a batch of each workload of the peer."""
    line = json.loads(
        output([sys.executable, PEER, "--images", str(images), "--threads", str(threads)], threads))
    return {
        name: 1e3 * statistics.median(s[1 if threads == 1 else 0] for s in line[name]) / line["steps"]
        for name in ["training-step", "answers"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("assay", help="the program")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    if options.rounds < 1 or options.threads < 1:
        parser.error("rounds and threads are 1 or more")
    program = os.path.abspath(options.assay)
    ours, theirs = {}, {}
    for number in range(options.rounds):
        print(f"round {number + 1} of {options.rounds}", file=sys.stderr)
        found = assay(program, options.threads)
        peer = torch(next(iter(found.values()))[0], options.threads) if found else {}
        for name, (_, milliseconds) in found.items():
            ours.setdefault(name, []).append(milliseconds)
            theirs.setdefault(name, []).append(peer[name])
    if not ours:
        sys.exit(f"assay bench {STUDY} has no variant \"single\"")
    kind = "processor" if options.threads == 1 else f"clock, {options.threads} threads"
    print(f"| workload | assay [ms a batch, {kind}] | PyTorch | PyTorch/assay |\n|---|---|---|---|")
    for name in ours:
        pairs = list(zip(ours[name], theirs[name]))
        medians = [statistics.median(side) for side in zip(*pairs)]
        ratio = statistics.median(b / a for a, b in pairs)
        print(f"| {name} | {medians[0]:.3g} | {medians[1]:.3g} | {ratio:.2g} |")


if __name__ == "__main__":
    main()

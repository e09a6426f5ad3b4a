# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs `assay bench` and the PyTorch peer of the networks in alternation and prints the medians.

    python3 compare.py path/to/assay --rounds 3 --threads 2
    python3 compare.py path/to/assay --device cuda:0

A row is a workload: milliseconds a map of either program, and the median over the rounds of the
ratios within one round. With one thread the times are of the processor, with more of the clock.

With a device both work on that GPU, one after the other, and the times are of the clock; a row is
a variant of a workload, with this program's own products or with cuBLAS. A GPU was not at hand: so
far this was run with programs in the place of both that print what they would."""
import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PEER = os.path.join(ROOT, "Reference", "uhecr-anisotropy", "peer_torch.py")
STUDY = "uhecr-anisotropy"


def output(command, threads):
    environment = os.environ | {"OMP_NUM_THREADS": str(threads)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=ROOT)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with status {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def names(threads, device):
    """The variants that are compared."""
    if device != "cpu":
        return [f"{device} single", f"{device} single cublas"]
    return ["direct" if threads == 1 else f"direct threads={threads}"]


def clock(threads, device):
    """Whether the times are of the clock, not of the processor."""
    return threads > 1 or device != "cpu"


def assay(program, threads, device):
    """For each workload of a network its maps and, by variant, the milliseconds a map."""
    wanted = names(threads, device)
    # A prefix is enough: that of cuBLAS, where it is not there, need not be known.
    command = [program, "bench", STUDY, "--quick", "--no-figures", "--threads", str(threads),
               "--json", "--variant", wanted[0] if device != "cpu" else "direct"]
    if device != "cpu":
        command += ["--device", device]
    with tempfile.TemporaryDirectory() as folder:
        record = json.loads(output(command + ["--out", os.path.join(folder, "bench")], threads))
    found = {}
    for workload in record["workloads"]:
        # Other workloads of the study have a variant of that name too.
        if not workload["id"].startswith(("binned-", "single-")):
            continue
        maps = round(workload["items"])
        for row in workload["variants"]:
            if row["id"] not in wanted:
                continue
            if "summary" not in row or row["summary"] is None:
                sys.exit(f"{workload['id']}: no time of {row['id']}: {row['validation']}")
            times = [pair["variant"] for pair in row["pairs"]]
            kind = "wall" if clock(threads, device) else "process"
            seconds = [t[kind] / t["repeats"] for t in times]
            own = found.setdefault(workload["id"], (maps, {}))[1]
            own[row["id"]] = 1e3 * statistics.median(seconds) / maps
    return found


def torch(workload, maps, threads, device):
    """Milliseconds a map of the peer; a workload is NETWORK-TASK-dense or NETWORK-TASK-N-events."""
    network, task, kind = workload.split("-")[:3]
    result = peer(["--network", network, "--task", task, "--maps", str(maps), "--events",
                   "0" if kind == "dense" else kind], threads, device)
    seconds = [s[0 if clock(threads, device) else 1] for s in result["seconds"]]
    return 1e3 * statistics.median(seconds) / maps


def peer(arguments, threads, device):
    """What the peer prints."""
    place = ["--threads", str(threads), "--device", device]
    return json.loads(output([sys.executable, PEER] + arguments + place, threads))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("assay", help="the program")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default="cpu", help="cpu, or a GPU of CUDA: cuda:0")
    options = parser.parse_args()
    if options.rounds < 1 or options.threads < 1:
        parser.error("rounds and threads are 1 or more")
    if not re.fullmatch(r"cpu|cuda(:\d+)?", options.device):
        parser.error(f"--device: found {options.device}; accepted: cpu, cuda:0, cuda:1 and so on: "
                     "PyTorch knows no other device of `assay devices`")
    if options.device == "cuda":
        options.device = "cuda:0"
    return options


def main():
    options = arguments()
    program, threads, device = os.path.abspath(options.assay), options.threads, options.device
    gpu = None
    if device != "cpu":
        # Where PyTorch has no such GPU this says so, before anything is timed.
        gpu = peer(["--network", "single", "--task", "forward", "--maps", "1", "--events", "50"],
                   threads, device)["gpu"]
    ours, theirs = {}, {}
    for number in range(options.rounds):
        print(f"round {number + 1} of {options.rounds}", file=sys.stderr)
        for workload, (maps, variants) in assay(program, threads, device).items():
            other = torch(workload, maps, threads, device)
            for name, milliseconds in variants.items():
                row = workload if device == "cpu" else f"{workload}, {name}"
                ours.setdefault(row, []).append(milliseconds)
                theirs.setdefault(row, []).append(other)
    if not ours:
        sys.exit(f"assay bench {STUDY} has no variant \"{names(threads, device)[0]}\"")
    kind = "processor" if threads == 1 else f"clock, {threads} threads"
    if device != "cpu":
        print(f"On {device} ({gpu}):\n")
        kind = "clock"
    print(f"| workload | assay [ms a map, {kind}] | PyTorch | PyTorch/assay |\n|---|---|---|---|")
    for row in ours:
        pairs = list(zip(ours[row], theirs[row]))
        medians = [statistics.median(side) for side in zip(*pairs)]
        ratio = statistics.median(b / a for a, b in pairs)
        print(f"| {row} | {medians[0]:.3g} | {medians[1]:.3g} | {ratio:.2g} |")


if __name__ == "__main__":
    main()

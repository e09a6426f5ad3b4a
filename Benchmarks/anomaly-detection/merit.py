# SPDX-License-Identifier: GPL-3.0-or-later
"""Times the figures of merit beside numpy programs that do the same work, in alternation.

    python3 merit.py path/to/assay --rounds 5

total-improvement: 1040 models, 34 pairs of channel and signal, 19 signals, three levels, drawn numbers;
least, median and largest of the signals' best. auc: two samples of a million normal numbers, unsorted;
numpy ranks them by sorting (scikit-learn's roc_auc_score where it is installed, as a second peer).
Seconds of the processor, one thread, medians; the ratio is the median of those within one round."""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"
import numpy as np

STUDY = "anomaly-detection"
VARIANTS = {"total-improvement": "scalar", "auc": "radix"}


def assay(program):
    with tempfile.TemporaryDirectory() as folder:
        command = [program, "bench", STUDY, "--quick", "--no-figures", "--threads", "1", "--json",
                   "--out", os.path.join(folder, "bench")]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)} ended with status {done.returncode}: {done.stderr.strip()}")
    found = {}
    for workload in json.loads(done.stdout)["workloads"]:
        for row in workload["variants"]:
            if VARIANTS.get(workload["id"]) == row["id"]:
                times = [pair["variant"] for pair in row["pairs"]]
                found[workload["id"]] = statistics.median(
                    t["process"] / t["repeats"] for t in times)
    return found


def improvement(efficiencies, signal):
    """Least, median and largest total improvement of each model."""
    best = (efficiencies / np.sqrt([1e-2, 1e-3, 1e-4])).max(axis=2)
    totals = np.stack([best[:, signal == s].max(axis=1) for s in range(signal.max() + 1)], axis=1)
    return totals.min(axis=1), np.median(totals, axis=1), totals.max(axis=1)


def auc(background, signal):
    """By ranks in the sorted background, equal scores half."""
    ordered = np.sort(background)
    s = np.sort(signal)
    twice = np.searchsorted(ordered, s, "left").sum() + np.searchsorted(ordered, s, "right").sum()
    return twice / 2 / background.size / signal.size


def peers():
    random = np.random.default_rng(1)
    efficiencies = np.cumprod(random.random((1040, 34, 3)), axis=2)
    signal = np.arange(34) % 19
    background, shifted = random.normal(size=1_000_000), random.normal(size=1_000_000) + 1
    programs = {("total-improvement", "numpy"): lambda: improvement(efficiencies, signal),
                ("auc", "numpy"): lambda: auc(background, shifted)}
    try:
        from sklearn.metrics import roc_auc_score
        labels = np.repeat([0, 1], 1_000_000)
        scores = np.concatenate([background, shifted])
        programs["auc", "scikit-learn"] = lambda: roc_auc_score(labels, scores)
    except ImportError:
        print("no scikit-learn: its AUC is left out", file=sys.stderr)
    return programs


def seconds(program):
    program()
    times = []
    for _ in range(5):
        start = time.process_time()
        program()
        times.append(time.process_time() - start)
    return statistics.median(times)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("assay", help="the program")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    if options.rounds < 1:
        parser.error("rounds are 1 or more")
    found = {}
    programs = peers()
    for number in range(options.rounds):
        print(f"round {number + 1} of {options.rounds}", file=sys.stderr)
        ours = assay(os.path.abspath(options.assay))
        for (workload, name), program in programs.items():
            found.setdefault((workload, name), []).append((ours[workload], seconds(program)))
    print("| workload | peer | assay [ms] | peer [ms] | peer/assay |\n|---|---|---|---|---|")
    for (workload, name), pairs in found.items():
        a, b = (1e3 * statistics.median(side) for side in zip(*pairs))
        ratio = statistics.median(y / x for x, y in pairs)
        print(f"| {workload} | {name} | {a:.3g} | {b:.3g} | {ratio:.2g} |")


if __name__ == "__main__":
    main()

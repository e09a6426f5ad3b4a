# SPDX-License-Identifier: GPL-3.0-or-later
"""Peer of the toys: the BumpHunter example by pyBumpHunter, or by numpy and scipy where that is absent.

    python3 peer_pybumphunter.py [--toys 10000] [--rounds 3] [--program auto|pybumphunter|numpy]

Prints one JSON line: seconds of each round (wall and processor), local p-value of the data, and the
number of toys as significant. Histograms are read before the clock starts; one thread. Needs numpy,
scipy and pyyaml."""
import argparse
import json
import os
import time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import numpy as np
import yaml
from scipy import special

HERE = os.path.dirname(os.path.abspath(__file__))


def histograms():
    with open(os.path.join(HERE, "bumphunter-example-histograms.yaml")) as file:
        document = yaml.safe_load(file)
    low, high = ([row["value"] for row in column["values"]] for column in document["independent_variables"])
    reference, data = ([row["value"] for row in column["values"]] for column in document["dependent_variables"][:2])
    return np.array(low + high[-1:]), np.array(reference, float), np.array(data, float)


def package(edges, reference, data, toys):
    import contextlib
    import io

    import pyBumpHunter
    hunter = pyBumpHunter.BumpHunter1D(
        rang=(edges[0], edges[-1]), width_min=2, width_max=6, width_step=1, scan_step=1, npe=toys, nworker=1,
        seed=666, bins=edges)

    def work():
        with contextlib.redirect_stdout(io.StringIO()):
            hunter.bump_scan(data, reference, is_hist=True)
        return float(hunter.min_Pval_ar[0]), int(round(float(np.ravel(hunter.global_Pval)[0]) * toys))
    return work


def own(edges, reference, data, toys):
    random = np.random.default_rng(666)

    def smallest(counts):
        """The smallest local p-value of each row of counts."""
        sums = np.concatenate([np.zeros((len(counts), 1)), np.cumsum(counts, axis=1)], axis=1)
        totals = np.concatenate([[0.0], np.cumsum(reference)])
        best = np.ones(len(counts))
        for width in range(2, 7):
            d, b = sums[:, width:] - sums[:, :-width], totals[width:] - totals[:-width]
            p = np.where(d > b, special.gammainc(np.maximum(d, 1), np.maximum(b, 1e-300)), 1.0)
            best = np.minimum(best, np.where(b > 0, p, 1.0).min(axis=1))
        return best

    def work():
        p = smallest(data[None])[0]
        return float(p), int((smallest(random.poisson(reference, (toys, len(reference)))) <= p).sum())
    return work


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--toys", type=int, default=10000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--program", choices=("auto", "pybumphunter", "numpy"), default="auto")
    options = parser.parse_args()
    if options.toys < 1 or options.rounds < 1:
        parser.error("toys and rounds are 1 or more")
    inputs = (*histograms(), options.toys)
    program = options.program
    if program == "auto":
        try:
            import pyBumpHunter  # noqa: F401
            program = "pybumphunter"
        except ImportError:
            program = "numpy"
    work = package(*inputs) if program == "pybumphunter" else own(*inputs)
    work()
    wall, processor = [], []
    for _ in range(options.rounds):
        start, used = time.perf_counter(), time.process_time()
        value = work()
        wall.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    print(json.dumps({"program": program, "toys": options.toys, "wall": wall, "process": processor,
                      "local p-value": value[0], "toys as significant": value[1]}))


if __name__ == "__main__":
    main()

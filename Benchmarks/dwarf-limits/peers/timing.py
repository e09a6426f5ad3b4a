# SPDX-License-Identifier: GPL-3.0-or-later
"""Times a function and prints one JSON line: {"seconds": [...], "value": ...}.

Data are read before the clock starts, as in the timed solvers. ASSAY_DATA names the folder of raw
data; ASSAY_REFERENCE names Reference/ (default: found from this file), whose peer programs are
imported. Threads of the linear
algebra library are fixed to one unless the caller has set OMP_NUM_THREADS.
"""
import json
import os
import sys
import time

sys.dont_write_bytecode = True
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")


root = os.environ.get("ASSAY_REFERENCE", os.path.join(
    os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "Reference"))
sys.path.insert(0, os.path.join(root, "dwarf-limits"))


def report(work, repeats, **extra):
    """Run `work` once to warm up and `repeats` times on the clock; print the JSON line."""
    value = work()
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        value = work()
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"seconds": seconds, "value": value, **extra}))


def repeats(default):
    """Number of timed runs: the first argument, or the default."""
    if len(sys.argv) < 2:
        return default
    if not sys.argv[1].isdigit() or int(sys.argv[1]) < 1:
        sys.exit(f"{sys.argv[0]}: {sys.argv[1]} is no number of runs; give 1 or more")
    return int(sys.argv[1])

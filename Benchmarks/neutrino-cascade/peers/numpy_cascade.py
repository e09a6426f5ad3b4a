# SPDX-License-Identifier: GPL-3.0-or-later
"""Times the numpy solver of Reference/neutrino-cascade/peer_cascade.py, method "fast".

Prints the JSON line of cascade.cpp: seconds (median), the energies of zprime_spectrum_<benchmark>
and the ratios there for the first spectral index; "others" are the all-flavour ratios of the
further indices. One thread.

Usage: numpy_cascade.py A|B|C|D DU RUNS [--indices 2.1,2.2,...]
"""
import json
import os
import statistics
import sys
import time

sys.dont_write_bytecode = True
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")
REFERENCE = os.path.join(
    os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "Reference", "neutrino-cascade")
sys.path.insert(0, REFERENCE)
import peer_cascade as peer  # noqa: E402


def main():
    if len(sys.argv) not in (4, 6):
        sys.exit(__doc__)
    name, du, runs = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
    indices = [float(x) for x in sys.argv[5].split(",")] if len(sys.argv) == 6 else [2.5]
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        energy, ratios = peer.solve(name, du, indices, "fast")
        seconds.append(time.perf_counter() - start)
    at, _ = peer.table(REFERENCE, name)
    rows = [peer.columns(name, energy, ratio, at).tolist() for ratio in ratios]
    print(json.dumps({
        "seconds": [statistics.median(seconds)], "energies": at.tolist(),
        **dict(zip(peer.COLUMNS, rows[0])),
        "others": [row[6] for row in rows[1:]], "program": "numpy"}))


if __name__ == "__main__":
    main()

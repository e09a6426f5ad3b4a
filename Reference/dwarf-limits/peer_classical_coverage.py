# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints analytic_classical_coverage.yaml: exact coverage of the classical 95 % upper limit.

The limit UL(n) solves P(N <= n; UL + b) = 0.05 for a Poisson count N with known background b; it
may be negative. A true signal s is covered when UL(n) >= s, so

  coverage(s, b) = sum_n Pois(n; s + b) [UL(n) >= s].

The sum runs until its tail is below 1e-18. UL rises with n, so the uncovered n are the few below
a threshold, and the coverage is also 1 - P(N < threshold): both are computed and must agree.
"""
import sys

sys.dont_write_bytecode = True
import scipy  # noqa: E402
from scipy.optimize import brentq  # noqa: E402
from scipy.stats import poisson  # noqa: E402

import peer_common as common  # noqa: E402

LEVEL = 0.05
SIGNALS = [1.0, 3.0, 5.0, 10.0]
BACKGROUNDS = [0.5, 3.0, 10.0]
COMMENTS = [
    f"[analytic: finite sum, scipy {scipy.__version__}, peer_classical_coverage.py] probability"
    " that the classical 95 % upper limit on the signal is not below the true signal s, known"
    " background b.",
    "UL(n) solves P(N <= n; UL + b) = 0.05 and may be negative; coverage = sum over n of"
    " Pois(n; s + b) where UL(n) >= s.",
]


def upper_limit(n, b):
    """s with P(N <= n; s + b) = 0.05; negative when n is far below b."""
    return brentq(lambda mean: poisson.cdf(n, mean) - LEVEL, 1e-9, 10 * (n + 10), xtol=1e-13) - b


def coverage(s, b):
    last = int(s + b + 30 * (s + b) ** 0.5 + 30)
    covered = [upper_limit(n, b) >= s for n in range(last + 1)]
    total = sum(poisson.pmf(n, s + b) for n in range(last + 1) if covered[n])
    threshold = covered.index(True)
    if not all(covered[threshold:]):
        sys.exit(f"the limit does not rise with n at s = {s}, b = {b}")
    if abs(total - poisson.sf(threshold - 1, s + b)) > 1e-13:
        sys.exit(f"sum and tail disagree at s = {s}, b = {b}")
    return float(total)


def main():
    points = [(s, b) for s in SIGNALS for b in BACKGROUNDS]
    common.table(
        COMMENTS,
        [("s", "counts", [s for s, _ in points]), ("b", "counts", [b for _, b in points])],
        [("coverage", None, [coverage(s, b) for s, b in points], 15)])


if __name__ == "__main__":
    main()

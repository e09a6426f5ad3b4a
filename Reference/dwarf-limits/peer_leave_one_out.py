# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints computed_leave_one_out.yaml: leave-one-out log-likelihood of the void background.

  lnL(sigma, varsigma) = sum_i ln[ (1/y_i) sum_{j != i} exp(-|x_i - x_j|^2 / 2 sigma^2)
      exp(-(ln y_i - ln y_j)^2 / 2 varsigma^2) / ((2 pi)^{3/2} sigma^2 varsigma (N - 1)) ]

x = (l, b) [deg] with the Euclidean metric of the reference code (no cos b, no wrap), y = counts
of the first macro bin, N = 13149 voids with y > 0. Every pair is summed; no cut in distance.
Cost: N^2 = 1.7e8 exponentials a row of the table, some seconds each.
"""
import sys

sys.dont_write_bytecode = True
import numpy as np  # noqa: E402

import peer_common as common  # noqa: E402

PAIRS = [(1.4, 0.15), (1.934, 0.1165), (2.9, 0.09), (2.19, 0.14), (1.58, 0.16), (1.5, 0.05),
         (3.0, 0.5)]
COMMENTS = [
    f"[computed: numpy {np.__version__}, peer_leave_one_out.py] leave-one-out log-likelihood of"
    " the first macro bin, naive sum over all pairs of the 13149 voids with a count there.",
    "lnL = sum_i ln[(1/y_i) sum_{j != i} K_x K_y / ((2 pi)^(3/2) sigma^2 varsigma (N-1))];"
    " Euclidean metric in (l, b) degrees; K_y on ln y. No cut in distance.",
]


def log_likelihood(position, counts, sigma, varsigma, rows=256):
    """The naive sum, `rows` voids at a time to bound the memory."""
    log_counts = np.log(counts)
    total = len(counts)
    norm = (2 * np.pi) ** 1.5 * sigma**2 * varsigma * (total - 1)
    terms = np.empty(total)
    for start in range(0, total, rows):
        chunk = slice(start, min(start + rows, total))
        difference = position[chunk, None, :] - position[None, :, :]
        exponent = np.sum(difference**2, axis=2) / (2 * sigma**2)
        exponent += (log_counts[chunk, None] - log_counts[None, :]) ** 2 / (2 * varsigma**2)
        kernel = np.exp(-exponent)
        own = np.arange(chunk.start, chunk.stop)
        kernel[own - chunk.start, own] = 0
        terms[chunk] = np.log(kernel.sum(axis=1) / (norm * counts[chunk]))
    return terms.sum()


def main():
    position, counts = common.voids()
    values = [float(log_likelihood(position, counts, *pair)) for pair in PAIRS]
    common.table(
        COMMENTS,
        [("sigma", "deg", [pair[0] for pair in PAIRS]),
         ("varsigma", None, [pair[1] for pair in PAIRS])],
        [("lnL", None, values, 17)])


if __name__ == "__main__":
    main()

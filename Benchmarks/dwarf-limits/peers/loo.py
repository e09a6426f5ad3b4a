# SPDX-License-Identifier: GPL-3.0-or-later
"""Leave-one-out log-likelihood of the voids at one (sigma, varsigma), naive sum of all pairs.

The tuning grid of the reference code has 400 such pairs: multiply the time by 400. The function
is the one of Reference/dwarf-limits/peer_leave_one_out.py, imported so that there is one text.

Usage: loo.py [runs]   times sigma = 1.4 deg, varsigma = 0.15; expected -188031.26098.
"""
import timing  # first: it fixes the number of threads and finds the peer programs
import peer_common
import peer_leave_one_out as peer


def main():
    position, counts = peer_common.voids()
    timing.report(lambda: float(peer.log_likelihood(position, counts, 1.4, 0.15)),
                  timing.repeats(3), task="one (sigma, varsigma) of 400, 13149 voids, all pairs")


if __name__ == "__main__":
    main()

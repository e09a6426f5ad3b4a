# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints a table like computed_madhat_v1.yaml: counting bounds from the MADHAT v1 data.

P_B is the convolution of the empirical background distributions of the targets; N_bound solves
sum_{S + B <= N_obs} Pois(S; N_bound) P_B(B) = 0.05 (arXiv:1802.03826, 1910.02890);
Phi_PP = N_bound / sum_i J_i exposure_i; <sv> = 8 pi m^2 Phi_PP / N_gamma(1-100 GeV).
The committed table comes from another program. ASSAY_DATA names the raw data.
"""
import sys

sys.dont_write_bytecode = True
import numpy as np  # noqa: E402
from scipy.optimize import brentq  # noqa: E402
from scipy.stats import poisson  # noqa: E402

import peer_common as common  # noqa: E402

MASS = 100.0  # [GeV]


def main():
    observations = np.loadtxt(common.data("madhat/v1_NOBS.dat"))
    counts = {int(row[0]): (row[1], row[2]) for row in observations}
    pmf = np.loadtxt(common.data("madhat/v1_pmf.dat"))[:, 1:]
    catalogue = {int(row[0]): row[1:] for row in np.loadtxt(common.data("madhat/set1.dat"))}
    gamma = {}
    for channel in ("bb", "tautau"):
        rows = np.loadtxt(common.data(f"madhat/v1_DM{channel}.in"))
        gamma[channel] = rows[rows[:, 0] == MASS, 1][0]
    targets = {"Draco": [16], "SegueI": [46], "UrsaMinor": [56], "Draco+SegueI": [16, 46],
               "Set1 (45)": sorted(catalogue)}
    rows = []
    for ids in targets.values():
        observed = int(sum(counts[i][0] for i in ids))
        background = np.ones(1)
        for i in ids:
            background = np.convolve(background, np.trim_zeros(pmf[:, i - 1], "b"))
        b = np.arange(len(background))

        def probability(mean):
            return np.sum(background * poisson.cdf(observed - b, mean)) - 0.05

        bound = brentq(probability, 1e-6, 10 * observed, xtol=1e-10)
        phi = [bound / sum(counts[i][1] * 10 ** (catalogue[i][0] + shift * catalogue[i][1])
                           for i in ids) for shift in (0, 1, -1)]
        sv = [8 * np.pi * MASS**2 * phi[0] / gamma[channel] for channel in ("bb", "tautau")]
        rows.append([observed, float(np.sum(b * background)), bound, *phi, *sv])
    names = ["N_obs (1-100 GeV)", "mean background", "N_bound 95%", "Phi_PP 95%",
             "Phi_PP with log10J+dJ", "Phi_PP with log10J-dJ", "<sigma v> bb 100 GeV",
             "<sigma v> tautau 100 GeV"]
    digits = [8, 8, 8, 6, 6, 6, 6, 6]
    units = [None] * 3 + ["cm^3 s^-1 GeV^-2"] * 3 + ["cm^3 s^-1"] * 2
    common.table(["[computed: numpy/scipy, peer_madhat.py]"],
                 [("targets", None, list(targets))],
                 [(name, unit, [row[k] for row in rows], digit)
                  for k, (name, unit, digit) in enumerate(zip(names, units, digits))])


if __name__ == "__main__":
    main()

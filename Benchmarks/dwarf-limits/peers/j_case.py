# SPDX-License-Identifier: GPL-3.0-or-later
"""Times one J-profiled limit (Draco + Leo II, bb, 100 GeV) with numpy, and with iminuit if there.

The numpy variant is peer_mlfermidwarfs_j.py: 100 cross-sections, log J on a 0.002 dex grid with a
parabola at the bottom. The iminuit variant calls Migrad at each of the 100 cross-sections with the
kernel sum tabulated, which is closer to how the reference code works (that one sums 5000 kernels in
each call, which is slower still).

Usage: j_case.py [runs]   expected value 5.931674589932798e-26 cm^3/s, both variants.
"""
import timing  # first: it fixes the number of threads and finds the peer programs
import numpy as np
import peer_common as common
import peer_mlfermidwarfs_j as peer
from scipy.interpolate import CubicSpline

TASK = "Draco + Leo II, bb, 100 GeV, Delta = 3.84"


def profile_minuit(dwarf, penalty, per_sv, minuit):
    """Minimum over log J by one Migrad call a point of the scan."""
    low, high = dwarf.log_j[0], dwarf.log_j[-1]
    result = []
    for sv in peer.SV:
        def minus2(x):
            return float(dwarf.minus2(np.float64(x), sv, per_sv, penalty(x)))

        fit = minuit(minus2, x=0.5 * (low + high))
        fit.limits["x"], fit.errordef, fit.tol = (low, high), 1, 1e-4
        fit.migrad()
        result.append(fit.fval)
    return np.array(result)


def main():
    dwarfs = peer.load(["Draco", "LeoII"])
    spectra = np.loadtxt(common.data("pppc4dmid/AtProduction_gammas.dat"))
    per_sv = peer.signals(dwarfs, spectra, 100.0)
    runs = timing.repeats(5)
    timing.report(
        lambda: peer.upper_limit(sum(d.profile(s) for d, s in zip(dwarfs, per_sv))), runs,
        unit="cm^3 s^-1", variant="numpy grid", task=TASK)
    try:
        from iminuit import Minuit
    except ImportError:
        return
    tables = [CubicSpline(d.log_j, d.penalty) for d in dwarfs]
    timing.report(
        lambda: peer.upper_limit(sum(profile_minuit(d, t, s, Minuit)
                                     for d, t, s in zip(dwarfs, tables, per_sv))),
        runs, unit="cm^3 s^-1", variant="iminuit", task=TASK)


if __name__ == "__main__":
    main()

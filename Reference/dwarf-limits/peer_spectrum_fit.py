# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the two error columns of spectrum_fit_own.yaml from its coefficients and PPPC4DMID.

400 log-spaced x from max(0.5 GeV/m, 1e-4) to 0.98, both ends included; table values through
ln(dN/dlog10 x) linear in log10 x; points above 1e-5 of the largest count. rms: relative error
weighted by x dN/dlog10 x; max: over x < 0.9. ASSAY_DATA names the raw data.
"""
import sys

sys.dont_write_bytecode = True
import numpy as np  # noqa: E402

import peer_common as common  # noqa: E402

COLUMNS = {"b": 13, "tau": 10}
NAME = "spectrum_fit_own"


def fit(c, x):
    u = np.log(x)
    return np.exp(c[0] + c[1] * u + c[2] * x + c[3] * x**2 + c[4] * x**3 + c[5] * np.log(1 - x)
                  + c[6] * u**2 + c[7] * u**3)


def errors(rows, column, mass, coefficients):
    log_x, value = rows[:, 1], rows[:, column]
    filled = value > 0
    x = np.geomspace(max(0.5 / mass, 1e-4), 0.98, 400)
    table = np.exp(np.interp(np.log10(x), log_x[filled], np.log(value[filled])))
    kept = table > 1e-5 * table.max()
    error, weight = (fit(coefficients, x) / table - 1)[kept], (x * table)[kept]
    rms = np.sqrt(np.sum(weight * error**2) / np.sum(weight))
    return float(rms), float(np.abs(error[x[kept] < 0.9]).max())


def main():
    spectra = np.loadtxt(common.data("pppc4dmid/AtProduction_gammas.dat"))
    channels, masses = common.values(NAME, "channel"), common.values(NAME, "m_DM")
    coefficients = np.array([common.values(NAME, f"c{k}") for k in range(8)]).T
    rows = [errors(spectra[spectra[:, 0] == m], COLUMNS[channel], m, c)
            for channel, m, c in zip(channels, masses, coefficients)]
    common.table([f"[computed: numpy {np.__version__}, peer_spectrum_fit.py]"],
                 [("channel", None, channels), ("m_DM", "GeV", masses)],
                 [("rms relative error weighted by x dN/dlogx", None, [r[0] for r in rows], 3),
                  ("max relative error, x<0.9", None, [r[1] for r in rows], 3)])


if __name__ == "__main__":
    main()

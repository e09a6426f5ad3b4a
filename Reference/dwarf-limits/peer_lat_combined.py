# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints a table like computed_combined41_bb.yaml: the LAT combined limit of 41 dwarfs.

  lnL(sv) = sum_d max_logJ [ sum_e dlnL_de(sv 10^logJ phi_e) - (logJ - logJ_d)^2 / 2 sigma_d^2 ]
  phi_e = 1/(8 pi m^2) int_e E dN/dE dE,  limit: lnL falls by 1.355 from its maximum over sv >= 0

dlnL: not-a-knot cubic spline in the linear energy flux of each bin, extended by the end slope.
Per dwarf a table of 1600 points in log10(sv J) and a 401-point profile over logJ with a parabola
at its top. E dN/dE (DMFIT): linear in log10 x and in m, extrapolated beyond the last node and
clamped at zero, zero above m. sv in cm^3/s, J in GeV^2 cm^-5, m in GeV.

The committed computed_combined41_* come from another program under the same rules; this one
reproduces their limits to 5e-5 and their TS to 0.003. ASSAY_DATA names the raw data.

With pppc the spectra are those of PPPC4DMID, to show what the choice of spectra does.

Usage: peer_lat_combined.py bb|tautau [dmfit|pppc]
"""
import sys

sys.dont_write_bytecode = True
import numpy as np  # noqa: E402
from scipy.interpolate import CubicSpline  # noqa: E402

import peer_common as common  # noqa: E402

DMFIT_CHANNELS = "cc bb tt tautau WW ZZ mumu gg ee ss uu dd".split()
DMFIT_MASSES = np.array(
    [2, 4, 6, 8, 10, 25, 50, 80.3, 91.2, 100, 150, 176, 200, 250, 350, 500, 750, 1000, 1500, 2000,
     3000, 5000, 7000, 10000])
EDGES = np.geomspace(0.5, 500, 25)  # [GeV]
SV = np.geomspace(1e-29, 1e-20, 901)  # [cm^3/s]
DELTA = 1.355


def dmfit(channel):
    """Masses [GeV], log10 x and E dN/dE (mass, x) of one channel."""
    rows = np.loadtxt(common.data("pppc4dmid/dmfit_gammamc_dif.dat")).reshape(12, 24, 250)
    log_x = 10 * (np.arange(250) + 0.5) / 250 - 10
    return DMFIT_MASSES, log_x, rows[DMFIT_CHANNELS.index(channel)]


def pppc(channel):
    """The same of PPPC4DMID with electroweak corrections (arXiv:1012.4515)."""
    rows = np.loadtxt(common.data("pppc4dmid/AtProduction_gammas.dat"))
    masses = np.unique(rows[:, 0])
    rows = rows.reshape(len(masses), -1, rows.shape[1])
    column = {"bb": 13, "tautau": 10}[channel]
    return masses, rows[0, :, 1], rows[:, :, column] / np.log(10)


def spectrum(table, mass):
    """E dN/dE as a function of log10 x: linear in log10 x, linear in m at fixed x."""
    masses, log_x, values = table
    k = int(np.clip(np.searchsorted(masses, mass) - 1, 0, len(masses) - 2))
    w = (mass - masses[k]) / (masses[k + 1] - masses[k])
    y = (1 - w) * values[k] + w * values[k + 1]
    slope = (y[-1] - y[-2]) / (log_x[-1] - log_x[-2])

    def evaluate(t):
        inside = np.interp(t, log_x, y)
        beyond = np.maximum(y[-1] + slope * (t - log_x[-1]), 0)
        return np.where(t > 0, 0, np.where(t > log_x[-1], beyond, inside))

    return evaluate


def flux_per_unit(table, mass, points=400):
    """phi_e [GeV^-1 ...]: energy flux of each of the 24 bins for sv J = 1."""
    value = spectrum(table, mass)
    phi = np.zeros(24)
    for e in range(24):
        low, high = EDGES[e], min(EDGES[e + 1], mass)
        if high <= low:
            continue
        energy = np.geomspace(low, high, points)
        phi[e] = np.trapezoid(value(np.log10(energy / mass)), energy)
    return phi / (8 * np.pi * mass**2)


class Dwarf:
    """The 24 likelihood profiles of one target and its J factor."""

    def __init__(self, name, log_j, sigma):
        self.name, self.log_j, self.sigma = name, log_j, sigma
        path = common.data(f"fermi_lat_2017_likelihoods/like_{name}.txt")
        rows = np.loadtxt(path).reshape(24, 25, 4)
        self.last = rows[:, -1, 2] * 1e-3  # energy flux [GeV cm^-2 s^-1]; the files give MeV
        self.splines = [CubicSpline(bin[:, 2] * 1e-3, bin[:, 3]) for bin in rows]

    def log_likelihood(self, strength, phi):
        """sum_e dlnL_e for an array of sv J."""
        total = np.zeros_like(strength)
        for spline, last, per_unit in zip(self.splines, self.last, phi):
            flux = strength * per_unit
            inside = spline(np.minimum(flux, last))
            total += inside + spline(last, 1) * np.maximum(flux - last, 0)
        return total

    def profile(self, phi, sv=SV, table_points=1600, nodes=401):
        """max over logJ of lnL minus the J penalty, for each sv."""
        offset = np.linspace(-5, 5, nodes) * self.sigma
        log_sv = np.log10(sv)
        grid = np.linspace(log_sv[0] + self.log_j + offset[0],
                           log_sv[-1] + self.log_j + offset[-1], table_points)
        tabulated = CubicSpline(grid, self.log_likelihood(10**grid, phi))
        value = tabulated(log_sv[:, None] + self.log_j + offset[None, :])
        value -= offset**2 / (2 * self.sigma**2)
        return parabola_top(value)

    def background_only(self):
        return sum(float(spline(0.0)) for spline in self.splines)


def parabola_top(value):
    """Top of the parabola through the best node of each row and its two neighbours."""
    best = np.clip(value.argmax(axis=1), 1, value.shape[1] - 2)
    row = np.arange(len(value))
    left, middle, right = (value[row, best + k] for k in (-1, 0, 1))
    bend = left - 2 * middle + right
    rise = np.where(bend < 0, -((right - left) ** 2) / (8 * np.where(bend < 0, bend, -1)), 0)
    return middle + rise


def nominal41():
    """The 41 targets of the nominal sample with log10 J and its uncertainty."""
    catalogue = common.log_j("jfactors_albert2017_nominal41")
    return [Dwarf(name, mean, sigma) for name, (mean, sigma) in catalogue.items()]


def limit(dwarfs, phi, delta=DELTA):
    """Upper limit on sv [cm^3/s] and TS = 2 [max lnL - lnL(0)]."""
    total = sum(dwarf.profile(phi) for dwarf in dwarfs)
    null = sum(dwarf.background_only() for dwarf in dwarfs)
    curve = CubicSpline(np.log10(SV), total)
    fine = np.linspace(np.log10(SV[0]), np.log10(SV[-1]), 90001)
    value = curve(fine)
    top = int(value.argmax())
    best = max(float(value[top]), null)
    after = np.flatnonzero(value[top:] < best - delta)[0] + top
    crossing = CubicSpline(fine[after - 4:after + 4], value[after - 4:after + 4] - best + delta)
    roots = crossing.roots(extrapolate=False)
    return float(10 ** roots[-1]), 2 * (best - null)


def main():
    channel, source = (sys.argv[1:] + ["dmfit"])[:2] if len(sys.argv) in (2, 3) else ("", "")
    if channel not in ("bb", "tautau") or source not in ("dmfit", "pppc"):
        sys.exit("peer_lat_combined.py: give a channel, bb or tautau, and dmfit or pppc")
    dwarfs = nominal41()
    table = dmfit(channel) if source == "dmfit" else pppc(channel)
    published = f"limits_albert2017_{channel}"
    column = ("<sigma v> 95% CL upper limit: combined nominal sample"
              " (composite_desy2_standard)")
    points = [(m, v) for m, v in zip(common.values(published, "m_DM"),
                                     common.values(published, column)) if m >= table[0][0]]
    rows = [limit(dwarfs, flux_per_unit(table, mass)) for mass, _ in points]
    common.table(
        [f"[computed: numpy {np.__version__}, peer_lat_combined.py {channel} {source}]"],
        [("m_DM", "GeV", [mass for mass, _ in points])],
        [("<sigma v> 95% CL upper limit (recomputed)", "cm^3 s^-1", [r[0] for r in rows], 6),
         ("recomputed / published", None, [r[0] / v for r, (_, v) in zip(rows, points)], 5),
         ("TS at best fit", None, [r[1] for r in rows], 4)])


if __name__ == "__main__":
    main()

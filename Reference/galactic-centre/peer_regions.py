# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes nptf_regions_loglike.yaml: the likelihood of every twentieth pixel of the Galactic-centre region
with two populations of sources, pixels split into regions of similar exposure.

Usage: python3 peer_regions.py    (in this folder; mpmath, pyyaml; 15 seconds)

From the number of sources, not from a scaled normalisation: a population of dN/dS = A t (S/Sb)^-n at the mean
exposure has A t dN/dS dS sources between S and S + dS, which give S e photons at e times the mean; t is the
template over the relative exposure, so that no number of sources depends on the exposure. All pixels of a
region have its mean e."""
import csv

import mpmath
import yaml
from mpmath import mpf

mpmath.mp.dps = 50
ALL_SKY = mpf("65947042851.086586")
EVERY = 20
SMOOTH = ["dif_p6v11", "iso", "gce_nptfit", "bub"]
SOURCES = ["gce_nptfit", "dsk"]
ROWS = [("0", 1), ("0", 2), ("0", 5), ("0.8", 1), ("0.8", 3), ("0.8", 12)]


def gammas(z, a, most, upper):
    """Gamma(z + m, a), or the lower function, for m = 0 ... most, each by itself at the end where the
    recursion begins: the upper one at m = 0, the lower at m = most, with digits to spare."""
    with mpmath.workdps(160):
        found = [None] * (most + 1)
        if upper:
            found[0] = mpmath.gammainc(z, a, mpmath.inf)
            for m in range(1, most + 1):
                found[m] = (z + m - 1) * found[m - 1] + a**(z + m - 1) * mpmath.exp(-a)
        else:
            found[most] = mpmath.gammainc(z + most, 0, a)
            for m in range(most, 0, -1):
                found[m - 1] = (found[m] + a**(z + m - 1) * mpmath.exp(-a)) / (z + m - 1)
        return found


def table(n1, n2, flux, exposure, psf, most):
    """Sources of A t = 1 that give m photons, m = 1 ... most, and that give any: integrals over S of
    dN/dS Poisson(m | S e f). With u = S e f the bright part is
    (Sb e f)^n1/(e f) Gamma(1 - n1 + m, Sb e f)/m!."""
    x, any_photon = [mpf(0)] * (most + 1), mpf(0)
    for share, weight in psf:
        scale = exposure * share
        a = flux * scale
        above, below = gammas(1 - n1, a, most, True), gammas(1 - n2, a, most, False)
        # ρ(f) df = w f.
        rho = weight * share
        for m in range(1, most + 1):
            x[m] += rho / scale * (a**n1 * above[m] + a**n2 * below[m]) / mpmath.factorial(m)
        # The number of all sources is infinite for n2 >= 1; that of sources with photons is not.
        # ∫ S^-n (1 - e^-S) by parts.
        number = a**n1 * (a**(1 - n1) / (n1 - 1) - above[0])
        number += a**n2 * (a**(1 - n2) / (1 - n2) - below[0])
        any_photon += rho / scale * number
    return x, any_photon


def check(n1, n2, flux, exposure, share, m):
    """The same by quadrature, for one share of weight 1/share."""
    mean = lambda s: s * exposure * share
    poisson = lambda s: mpmath.exp(-mean(s)) * mean(s)**m / mpmath.factorial(m)
    far = [flux * 2**i for i in range(12)]
    return (mpmath.quad(lambda s: (s / flux)**-n2 * poisson(s), [0, flux / 4, flux / 2, flux])
            + mpmath.quad(lambda s: (s / flux)**-n1 * poisson(s), far + [mpmath.inf]))


def likelihood(pixels, laws, psf, normalisations, regions):
    order = sorted(range(len(pixels)), key=lambda i: (pixels[i]["exposure"], i))
    mean = sum(p["exposure"] for p in pixels) / len(pixels)
    total = mpf(0)
    for part in range(regions):
        chosen = [pixels[i] for i in order[part * len(order) // regions:(part + 1) * len(order) // regions]]
        exposure = sum(p["exposure"] for p in chosen) / len(chosen) / mean
        most = max(1, max(p["counts"] for p in chosen))
        tables = [table(n1, n2, flux, exposure, psf, most) for _, n1, n2, flux in laws]
        for p in chosen:
            k = p["counts"]
            mu = sum(a * t for a, t in zip(normalisations, p["smooth"]))
            strengths = [mpf(10)**law[0] * t for law, t in zip(laws, p["sources"])]
            y = [mpf(0)] + [sum(s * t[0][j] for s, t in zip(strengths, tables)) for j in range(1, k + 1)]
            if k:
                y[1] += mu
            q = [mpf(1)]
            for i in range(1, k + 1):
                q.append(sum(j * y[j] * q[i - j] for j in range(1, i + 1)) / i)
            total += mpmath.log(q[k]) - mu - sum(s * t[1] for s, t in zip(strengths, tables))
    return total


def main():
    with open("fermi_roi_r30_nside128.csv") as file:
        rows = list(csv.DictReader(file))[::EVERY]
    with open("nptf_gc_loglike.yaml") as file:
        medians = {axis["header"]["name"]: mpf(str(axis["values"][0]["value"]))
                   for axis in yaml.safe_load(file)["independent_variables"]}
    with open("nptf_psf_f_ary.yaml") as file:
        shares = yaml.safe_load(file)
    psf = [(mpf(str(f["value"])), mpf(str(w["value"]))) for f, w in zip(
        shares["independent_variables"][0]["values"], shares["dependent_variables"][0]["values"])]
    psf = [(f, w) for f, w in psf if w > 0]
    laws = [[medians[name] for name in (f"log10 A_{p}_ps", f"n1_{p}", f"n2_{p}", f"Sb_{p}")]
            for p in ("gce", "dsk")]
    normalisations = [mpf("12.85")] + [medians[f"A_{name}"] for name in ("iso", "gce", "bub")]
    law = laws[1][1:]
    for m in (1, 7):
        one = table(*law, mpf("0.6"), [(mpf("0.35"), 1 / mpf("0.35"))], 9)[0][m]
        assert abs(one / check(*law, mpf("0.6"), mpf("0.35"), m) - 1) < 1e-12, m
    values = []
    for gradient, regions in ROWS:
        pixels = []
        for i, row in enumerate(rows):
            factor = 1 - mpf(gradient) + 2 * mpf(gradient) * i / (len(rows) - 1)
            exposure = mpf(row["exposure_cm2s"]) / ALL_SKY * factor
            pixels.append({
                "counts": int(row["counts"]), "exposure": exposure,
                "smooth": [mpf(row[name]) * factor for name in SMOOTH],
                "sources": [mpf(row[name]) * factor / exposure for name in SOURCES]})
        values.append(likelihood(pixels, laws, psf, normalisations, regions))
        print(gradient, regions, mpmath.nstr(values[-1], 17), flush=True)
    with open("nptf_regions_loglike.yaml", "w") as file:
        file.write(
            f"# ln L of every {EVERY}th pixel ({len(rows)}) of fermi_roi_r30_nside128.csv at the medians of the first row\n"
            "# of nptf_gc_loglike.yaml, diffuse normalisation 12.85, t = template over relative exposure, in regions of equal\n"
            "# numbers of pixels by rising exposure (pixel i of n from i regions/n on). A source has in all pixels of a\n"
            "# region the photons of its mean exposure. Exposure and templates are multiplied by 1 - g + 2 g i/(n - 1).\n"
            f"# [computed: peer_regions.py, mpmath {mpmath.__version__}, 50 digits and more; two integrals also by quadrature]\n"
            "# Tolerance: 2e-10 absolute.\n"
            "independent_variables:\n")
        for column, name in enumerate(["gradient g", "regions"]):
            file.write(f"- header: {{name: {name}}}\n  values:\n")
            for row in ROWS:
                file.write(f"  - {{value: {row[column]}}}\n")
        file.write("dependent_variables:\n- header: {name: lnL}\n  values:\n")
        for value in values:
            file.write(f"  - {{value: {mpmath.nstr(value, 17)}}}\n")


main()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes nptf_sources_steep.yaml: expected numbers of sources that give m photons for steep source
counts and up to 160 photons, where recursions of incomplete gamma functions lose their digits.

Usage: python3 peer_photon_tables.py    (in this folder; mpmath)"""
import mpmath
from mpmath import mpf

mpmath.mp.dps = 60
# n1, n2, S_b [photons], share f of the photons in the pixel
LAWS = [("19.08", "-1.12", "5", "1"), ("19.08", "-1.12", "14.21", "0.25"), ("26.24", "0.99", "3", "0.65"),
        ("3.2", "-0.5", "10", "0.05"), ("2.05", "1.95", "40", "0.45")]
PHOTONS = [1, 2, 3, 5, 8, 12, 20, 40, 80, 160]


def sources(n1, n2, flux, share, m):
    """The integral of dN/dS, A = 1, times Poisson(m | S f), over S."""
    a = flux * share
    above = a**n1 * mpmath.gammainc(1 - n1 + m, a, mpmath.inf)
    below = a**n2 * mpmath.gammainc(1 - n2 + m, 0, a)
    return (above + below) / mpmath.factorial(m) / share


def check(n1, n2, flux, share, m):
    """The same by quadrature."""
    density = [lambda s: (s / flux)**-n2, lambda s: (s / flux)**-n1]
    poisson = lambda s: mpmath.exp(m * mpmath.log(s * share) - s * share) / mpmath.factorial(m)
    far = 40 * (m + 20) / share
    edges = [mpf(0), flux / 4, flux / 2, flux, 2 * flux, 4 * flux, 16 * flux, 16 * flux + far]
    return sum(mpmath.quad(lambda s: density[i >= 3](s) * poisson(s), [edges[i], edges[i + 1]])
               for i in range(7))


def main():
    rows = []
    for law in LAWS:
        numbers = [mpf(x) for x in law]
        for m in PHOTONS:
            value = sources(*numbers, m)
            if m in (1, 12) and numbers[1] < 1.5:  # steeper ones are singular at S = 0
                assert abs(check(*numbers, m) / value - 1) < 1e-12, (law, m)
            rows.append((*law, m, mpmath.nstr(value, 17, strip_zeros=False, min_fixed=0, max_fixed=0)))
    with open("nptf_sources_steep.yaml", "w") as file:
        file.write(
            "# Expected numbers of sources that give m photons to a pixel that receives a share f of their\n"
            "# photons: integral of dN/dS Poisson(m | S f) over S, dN/dS = (S/Sb)^-n1 above Sb, (S/Sb)^-n2\n"
            "# below. Steep counts and many photons: recursions that start at m = 0 lose their digits here.\n"
            f"# [computed: peer_photon_tables.py, mpmath {mpmath.__version__}, 60 digits; m = 1 and 12 also by\n"
            "# quadrature where n2 is below 1.5]\n"
            "# Tolerance: 1e-11 relative.\n"
            "independent_variables:\n")
        for i, name in enumerate(["n1", "n2", "Sb, units: photons", "share f", "m"]):
            file.write(f"- header: {{name: {name}}}\n  values:\n")
            for row in rows:
                file.write(f"  - {{value: {row[i]}}}\n")
        file.write("dependent_variables:\n- header: {name: expected sources}\n  values:\n")
        for row in rows:
            text = row[5]
            mantissa, exponent = text.split("e") if "e" in text else (text, "+0")
            file.write(f"  - {{value: {mantissa}e{int(exponent):+03d}}}\n")


main()

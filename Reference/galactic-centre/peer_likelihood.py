# SPDX-License-Identifier: GPL-3.0-or-later
"""The likelihood of the Galactic-centre region with two populations of sources in numpy, and its time.

    python3 peer_likelihood.py [--rounds 5]    (in this folder; numpy, scipy, pyyaml)

The formulas as they stand: expected sources by incomplete gamma functions, probabilities by the
recursion over counts, vectorised over the pixels. Prints JSON: ln L at the first row of
nptf_gc_loglike.yaml, its deviation from the table, and seconds of the processor of each round."""
import argparse
import csv
import json
import time

import numpy as np
import yaml
from scipy import special

ALL_SKY = 65947042851.086586


def upper(z, a, most):
    """Gamma(z + m, a) for m = 0 ... most; z may be negative and is no integer."""
    found = np.empty(most + 1)
    first = max(0, int(np.ceil(-z)) + 1)
    start = special.gammaincc(z + first, a) * special.gamma(z + first) if a < 0.3 * (1 - z) else None
    if start is None:
        # Upwards from m = 0 by a continued fraction, which is the better one for large a.
        b, c = a + 1 - z, 1e300
        d = 1 / b
        h = d
        for i in range(1, 500):
            step = -i * (i - z)
            b += 2
            d = 1 / (step * d + b)
            c = b + step / c
            h *= d * c
            if abs(d * c - 1) < 1e-16:
                break
        found[0] = np.exp(z * np.log(a) - a) * h
        first = 0
    else:
        found[first] = start
        for m in range(first, 0, -1):
            found[m - 1] = (found[m] - np.exp((z + m - 1) * np.log(a) - a)) / (z + m - 1)
    for m in range(first + 1, most + 1):
        found[m] = (z + m - 1) * found[m - 1] + np.exp((z + m - 1) * np.log(a) - a)
    return found


def table(n1, n2, flux, shares, weights, most):
    """x_m of m = 0 ... most, and X."""
    m = np.arange(most + 1)
    factorial = special.gammaln(m + 1)
    x, total = np.zeros(most + 1), 0.0
    for f, w in zip(shares, weights):
        a = flux * f
        lower = special.gammainc(1 - n2 + m, a) * np.exp(special.gammaln(1 - n2 + m) - factorial)
        above = upper(1 - n1, a, most) * np.exp(n1 * np.log(a) - factorial)
        x += w * (above + a**n2 * lower)
        total += w * a * (1 / (n1 - 1) + 1 / (1 - n2))
    return x, total - x[0]


def likelihood(counts, mu, sources, laws, shares, weights):
    most = counts.max()
    y = np.zeros((len(counts), most + 1))
    y[:, 1] = mu
    expected = mu.copy()
    for template, (log_a, n1, n2, flux) in zip(sources, laws):
        x, total = table(n1, n2, flux, shares, weights, most)
        strength = 10**log_a * template
        y[:, 1:] += strength[:, None] * x[1:]
        expected += strength * total
    y *= np.arange(most + 1)
    p = np.zeros((len(counts), most + 1))
    p[:, 0] = 1
    for k in range(1, most + 1):
        p[:, k] = (y[:, 1:k + 1] * p[:, k - 1::-1][:, :k]).sum(axis=1) / k
    return (np.log(p[np.arange(len(counts)), counts]) - expected).sum()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with open("fermi_roi_r30_nside128.csv") as file:
        rows = list(csv.DictReader(file))

    def column(name):
        return np.array([float(row[name]) for row in rows])

    def first(name, document):
        for axis in document["independent_variables"]:
            if axis["header"]["name"] == name:
                return float(axis["values"][0]["value"])
        raise KeyError(name)

    with open("nptf_gc_loglike.yaml") as file:
        wanted = yaml.safe_load(file)
    with open("nptf_psf_f_ary.yaml") as file:
        psf = yaml.safe_load(file)
    shares = np.array([v["value"] for v in psf["independent_variables"][0]["values"]])
    weights = np.array([v["value"] for v in psf["dependent_variables"][0]["values"]])
    shares, weights = shares[weights > 0], weights[weights > 0]
    counts = column("counts").astype(int)
    relative = column("exposure_cm2s") / ALL_SKY
    maps = {name: column(name) for name in ("dif_p6v11", "iso", "gce_nptfit", "bub", "dsk")}
    sources = [maps[name] / relative**2 for name in ("gce_nptfit", "dsk")]
    laws = [[first(f"{name}_{which}", wanted) if name != "log10 A" else first(f"log10 A_{which}_ps", wanted)
             for name in ("log10 A", "n1", "n2", "Sb")] for which in ("gce", "dsk")]
    normalisations = [12.85] + [first(f"A_{name}", wanted) for name in ("iso", "gce", "bub")]
    seconds, value = [], 0.0
    for _ in range(options.rounds):
        start = time.process_time()
        mu = sum(a * maps[name] for a, name in zip(
            normalisations, ("dif_p6v11", "iso", "gce_nptfit", "bub")))
        value = likelihood(counts, mu, sources, laws, shares, weights)
        seconds.append(time.process_time() - start)
    reference = float(wanted["dependent_variables"][0]["values"][0]["value"])
    print(json.dumps({
        "program": f"numpy {np.__version__}", "likelihood": value, "deviation": value - reference,
        "process": seconds}))


main()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes poisson_template_covariances.yaml: covariances of the eight template fits of
poisson_template_fit.yaml, from the pixels of fermi_roi_r30_nside128.csv.

Usage: python3 peer_template_fits.py    (in this folder; numpy, scipy)

Newton steps on ln L = sum(k ln mu - mu) with the templates that are not at the bound A = 0; the
covariance is the inverse of the negative second derivatives there. Fits where a template is at the
bound have zeros in its row."""
import csv

import numpy as np
import scipy
from scipy import optimize

NAMES = {
    0: ["dif_p6v11", "iso", "bub"],
    1: ["dif_p6v11", "iso", "bub", "gce_nptfit"],
    2: ["dif_p6v11", "iso", "bub", "gce_gamma1p2"],
    3: ["dif_p6v11", "iso", "bub", "psc_3fgl", "gce_gamma1p2"],
}


def newton(counts, maps):
    """The maximum with A >= 0, and the covariance."""
    totals = maps.sum(axis=1)

    def loss(a):
        mu = a @ maps
        return (mu - counts * np.log(mu)).sum(), maps @ (1 - counts / mu)

    start = counts.sum() / len(maps) / totals
    rough = optimize.minimize(
        lambda u: (loss(u / totals)[0], loss(u / totals)[1] / totals), start * totals, jac=True,
        method="L-BFGS-B", bounds=[(0, None)] * len(maps), options={"maxiter": 5000}).x / totals
    free = rough * totals > 1e-3
    a = np.where(free, rough, 0)
    for _ in range(50):
        mu = a @ maps
        slope = (maps @ (counts / mu - 1))[free]
        hessian = (maps[free] * (counts / mu**2)) @ maps[free].T
        step = np.linalg.solve(hessian, slope)
        a[free] += step
        if np.abs(step / a[free]).max() < 1e-14:
            break
    assert np.abs((maps @ (counts / (a @ maps) - 1))[free] / totals[free]).max() < 1e-10
    covariance = np.zeros((len(maps), len(maps)))
    mu = a @ maps
    hessian = (maps[free] * (counts / mu**2)) @ maps[free].T
    covariance[np.ix_(free, free)] = np.linalg.inv(hessian)
    return a, covariance


def main():
    with open("fermi_roi_r30_nside128.csv") as file:
        rows = list(csv.DictReader(file))
    inner = np.array([row["in_r25"] == "1" for row in rows])
    counts = np.array([float(row["counts"]) for row in rows])
    fits, first, second, values = [], [], [], []
    for number in range(8):
        kept = inner if number < 4 else np.ones(len(rows), bool)
        names = NAMES[number % 4]
        maps = np.array([[float(row[name]) for row in rows] for name in names])[:, kept]
        _, covariance = newton(counts[kept], maps)
        for i, a in enumerate(names):
            for j in range(i, len(names)):
                fits.append(number)
                first.append(a)
                second.append(names[j])
                values.append(covariance[i, j])
    with open("poisson_template_covariances.yaml", "w") as file:
        file.write(
            "# Covariances of the normalisations of the eight fits of poisson_template_fit.yaml: the inverse\n"
            "# of the negative second derivatives of ln L over the templates that are not at the bound A = 0;\n"
            "# 0 where the bound is active. Upper triangles.\n"
            f"# [computed: peer_template_fits.py, numpy {np.__version__}, scipy {scipy.__version__}]\n"
            "# Tolerance: 1e-6 relative.\n"
            "independent_variables:\n")
        for name, keys in [("fit number", fits), ("template", first), ("other template", second)]:
            file.write(f"- header: {{name: {name}}}\n  values:\n")
            for key in keys:
                file.write(f"  - {{value: {key}}}\n")
        file.write("dependent_variables:\n- header: {name: covariance}\n  values:\n")
        for value in values:
            text = f"{value:.15e}" if value else "0.0"
            file.write(f"  - {{value: {text}}}\n")


main()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Second program for the tables in closed form and for the exact scans, written from the formulas.

    python3 peer_searches.py          compares every number and prints the largest relative difference

Needs numpy, scipy, mpmath and pyyaml. Scans use scipy's incomplete gamma function, smeared p-values a
quadrature of mpmath with 30 digits."""
import math
import os

import mpmath as mp
import numpy as np
import yaml
from scipy import integrate, special, stats

HERE = os.path.dirname(os.path.abspath(__file__))
mp.mp.dps = 30


def table(name):
    with open(os.path.join(HERE, name + ".yaml")) as file:
        document = yaml.safe_load(file)
    columns = {}
    for kind in ("independent_variables", "dependent_variables"):
        for column in document[kind]:
            columns[column["header"]["name"]] = [row["value"] for row in column["values"]]
    return columns


def report(name, pairs):
    worst = max(abs(a - b) / abs(b) if b else abs(a) for a, b in pairs)
    print(f"{name}: {len(pairs)} numbers, largest relative difference {worst:.2g}")


def scan(data, background, widths):
    rows = []
    for width in widths:
        for first in range(len(data) - width + 1):
            d, b = sum(data[first:first + width]), sum(background[first:first + width])
            p = special.gammainc(d, b) if d > b else 1.0
            rows.append((p, len(rows), first, width, d, b))
    return sorted(rows)


def smeared(n, b, s):
    """P(>= n) and P(<= n) of a Poisson number with Gaussian mean, cut at zero."""
    n, b, s = mp.mpf(n), mp.mpf(b), mp.mpf(s)
    low, high = max(mp.mpf(0), b - 40 * s), b + 40 * s
    nodes = [low] + [b + k * s for k in range(-12, 13) if b + k * s > low] + [high]
    gauss = lambda x: mp.exp(-((x - b) / s) ** 2 / 2) / (s * mp.sqrt(2 * mp.pi))
    above = mp.mpf(1) if n == 0 else mp.quad(lambda x: gauss(x) * mp.gammainc(n, 0, x, regularized=True), nodes)
    zero = mp.ncdf(-b / s)
    below = zero + mp.quad(lambda x: gauss(x) * mp.gammainc(n + 1, x, mp.inf, regularized=True), nodes)
    return float(above), float(below)


def options():
    """Best windows under other options, by the rules of pyBumpHunter: deficits, sidebands, steps.

    Sidebands scale the reference of a window by data over reference outside it."""
    t = table("bumphunter-example-histograms")
    data, reference = np.array(t["data count"], float), np.array(t["reference (background) count"], float)
    found = []
    for side, sidebands, step in (("deficit", False, 1), ("excess", True, 1), ("excess", False, 2), ("deficit", True, 3)):
        rows = []
        for width in range(2, 7):
            for first in range(0, len(data) - width + 1, step):
                d, b = data[first:first + width].sum(), reference[first:first + width].sum()
                if sidebands:
                    b *= (data.sum() - d) / (reference.sum() - b)
                excess = side == "excess"
                p = (special.gammainc(d, b) if excess else special.gammaincc(d + 1, b)) if (d > b if excess else d < b) else 1.0
                rows.append((p, len(rows), first, width, d, b))
        found.append((*min(rows), len(rows)))
    return found


def independent(classes=20, background=30.0):
    """Chance that at least k of many single bins have a two-sided p-value at or below a threshold."""
    n = np.arange(0, 200)
    p = np.minimum(1, 2 * np.minimum(stats.poisson.sf(n - 1, background), stats.poisson.cdf(n, background)))
    rows = []
    for threshold in (0.5, 0.2, 0.05, 0.01):
        one = stats.poisson.pmf(n[p <= threshold], background).sum()
        rows.append((threshold, one, *(stats.binom.sf(k - 1, classes, one) for k in (1, 2, 3))))
    return rows


def main():
    t = table("bumphunter-example-histograms")
    rows = scan(t["data count"], t["reference (background) count"], range(2, 7))
    r = dict(zip(*table("bumphunter-example-result").values()))
    best = rows[0]
    report("bumphunter-example-result", [
        (best[2], r["bump first bin"]), (best[3], r["bump width"]), (best[4], r["data in window"]),
        (best[5], r["reference in window"]), (best[4] - best[5], r["evaluated signal"]),
        (len(rows), r["number of windows"]), (best[0], r["local p-value"]),
        (-math.log(best[0]), r["test statistic -ln p"])])
    w = table("bumphunter-example-best-per-width")
    report("bumphunter-example-best-per-width", [
        (min(x for x in rows if x[3] == width)[0], p) for width, p in zip(w["width"], w["local p-value"])])
    t = table("bumphunter-analytic-histogram")
    rows = scan(t["data"], t["background expectation"], range(1, 9))[:10]
    w = table("bumphunter-analytic-windows")
    report("bumphunter-analytic-windows", [(row[0], p) for row, p in zip(rows, w["local p-value"])])
    t = table("bumphunter-options")
    report("bumphunter-options", [pair for i, row in enumerate(options()) for pair in (
        (row[0], t["local p-value"][i]), (row[2], t["first bin"][i]), (row[3], t["width"][i]),
        (row[4], t["data"][i]), (row[5], t["reference"][i]), (row[6], t["windows"][i]))])
    t = table("independent-classes")
    report("independent-classes", [pair for i, row in enumerate(independent()) for pair in zip(
        row[2:], (t["k = 1"][i], t["k = 2"][i], t["k = 3"][i]))])
    t = table("region-pvalue")
    pairs = []
    for i, (n, b, s) in enumerate(zip(t["observed events n"], t["background B"], t["background uncertainty s"])):
        above, below = smeared(n, b, s)
        pairs += [(above, t["Gauss-smeared P(>=n)"][i]), (below, t["Gauss-smeared P(<=n)"][i])]
        k, p = (b / s) ** 2, 1 / (1 + s * s / b)
        pairs += [(stats.nbinom.sf(n - 1, k, p), t["gamma-smeared P(>=n)"][i]),
                  (stats.nbinom.cdf(n, k, p), t["gamma-smeared P(<=n)"][i]),
                  (stats.poisson.sf(n - 1, b), t["Poisson P(>=n)"][i]),
                  (stats.poisson.cdf(n, b), t["Poisson P(<=n)"][i])]
    report("region-pvalue", pairs)
    t = table("gross-vitells-rice")
    pairs = []
    for i, (length, u) in enumerate(zip(t["range over correlation length L/l"], t["threshold u"])):
        local, crossings = stats.norm.sf(u), length / (2 * math.pi) * math.exp(-u * u / 2)
        pairs += [(local, t["local p-value"][i]), (crossings, t["expected up-crossings"][i]),
                  (local + crossings, t["global p-value bound"][i]), (1 + crossings / local, t["trial factor"][i])]
    report("gross-vitells-rice", pairs)
    t = table("rice-grid")
    rho = math.exp(-0.05 ** 2 / 2)
    pairs = []
    for u, reference in zip(t["threshold u"], t["expected up-crossings on the grid"]):
        one = integrate.quad(lambda x: stats.norm.pdf(x) * stats.norm.cdf((u - rho * x) / math.sqrt(1 - rho * rho)),
                             u, u + 1, epsabs=1e-14, epsrel=1e-10)[0]
        pairs.append((1000 * one, reference))
    report("rice-grid", pairs)


if __name__ == "__main__":
    main()

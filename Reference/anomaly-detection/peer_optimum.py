# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes combination-ranks.yaml and np-optimum-counts.yaml: closed forms and quadratures by scipy.

Usage: python3 peer_optimum.py    (in this folder; numpy, scipy)
"""

import numpy as np
import scipy
from scipy import integrate, optimize, stats

LEVELS = [0.01, 0.001]
norm = stats.norm


def survival(t, shift):
    """P(rank of a signal event > t), a score moved by `shift`, its rank among the background."""
    return norm.sf(norm.isf(1 - t) - shift) if t > 0 else 1.0


def signal_integral(first, f):
    """The mean of f(rank of the first score) over the signal, by the score itself.

    In pieces: f may have a kink where a rank passes its threshold, and ranks near 1 change on the
    scale of the normal tail.
    """
    edges = np.linspace(first - 9, first + 9, 37)
    total = 0.0
    for a, b in zip(edges, edges[1:]):
        total += integrate.quad(
            lambda z: norm.pdf(z - first) * f(norm.cdf(z)), a, b, epsabs=1e-13, epsrel=1e-11)[0]
    return total


def above(kind, t, first, second):
    """P(combined rank > t) for the signal."""
    s1, s2 = survival(t, first), survival(t, second)
    if kind == "AND":
        return s1 * s2
    if kind == "OR":
        return 1 - (1 - s1) * (1 - s2)
    if kind == "PROD":
        def inner(u):
            return survival(t / u, second) if u > t else 0.0
    else:
        def inner(u):
            v = 2 * t - u
            return 0.0 if v >= 1 else survival(max(v, 0.0), second)
    return signal_integral(first, inner)


def threshold(kind, level):
    """t with P(combined rank > t) = level for the background, both ranks uniform."""
    if kind == "AND":
        return 1 - np.sqrt(level)
    if kind == "OR":
        return np.sqrt(1 - level)
    if kind == "PROD":
        return optimize.brentq(lambda t: 1 - t + t * np.log(t) - level, 1e-9, 1, xtol=1e-15)
    return 1 - np.sqrt(2 * level) / 2


def background_below(kind, t):
    """P(combined rank < t) for the background."""
    if kind == "AND":
        return 1 - (1 - t) ** 2
    if kind == "OR":
        return t * t
    if kind == "PROD":
        return t - t * np.log(t) if t > 0 else 0.0
    return 2 * t * t if t < 0.5 else 1 - 2 * (1 - t) ** 2


COMBINATIONS = ["AND", "OR", "PROD", "AVG"]


def area(kind, first, second):
    """P(combined rank of the signal > that of the background).

    AND and OR: one integral over the background's density of the combined rank t = Phi(z). PROD and
    AVG: the mean of background_below over the signal, on a Gauss-Legendre grid of both scores.
    """
    if kind in ("AND", "OR"):
        density = (lambda t: 2 * (1 - t)) if kind == "AND" else (lambda t: 2 * t)
        return sum(integrate.quad(
            lambda z: norm.pdf(z) * density(norm.cdf(z)) * above(kind, norm.cdf(z), first, second),
            a, a + 1, epsabs=1e-14, epsrel=1e-11)[0] for a in range(-9, 9))
    nodes, weights = np.polynomial.legendre.leggauss(60)
    edges = np.linspace(-9, 9, 25)
    z = np.concatenate([(b - a) / 2 * nodes + (a + b) / 2 for a, b in zip(edges, edges[1:])])
    w = np.concatenate([(b - a) / 2 * weights for a, b in zip(edges, edges[1:])])
    p = norm.pdf(z) * w
    u, v = norm.cdf(z + first), norm.cdf(z + second)
    a, b = np.meshgrid(u, v, indexing="ij")
    t = a * b if kind == "PROD" else (a + b) / 2
    below = np.vectorize(lambda x: background_below(kind, min(x, 1.0)))(t)
    return float(p @ below @ p)


def column(name, values, units=None):
    header = f"{{name: {name}{', units: ' + units if units else ''}}}"
    lines = [f"- header: {header}", "  values:"]
    lines += [f"  - {{value: {v if isinstance(v, str) else repr(float(v))}}}" for v in values]
    return lines


def write(path, comments, independent, dependent):
    lines = [f"# {c}" for c in comments] + ["independent_variables:"]
    for c in independent:
        lines += column(*c)
    lines.append("dependent_variables:")
    for c in dependent:
        lines += column(*c)
    with open(path, "w") as out:
        out.write("\n".join(lines) + "\n")


def combinations():
    cases = [(kind, a, b) for a, b in [(2.0, 1.0), (1.0, 1.0)] for kind in COMBINATIONS]
    kinds, first, second = zip(*cases)
    areas = [area(*case) for case in cases]
    columns = [("AUC", areas)]
    for level in LEVELS:
        columns.append((f"signal efficiency at background efficiency {level}",
                        [above(k, threshold(k, level), a, b) for k, a, b in cases]))
    write("combination-ranks.yaml", [
        "Two independent scores, each N(0,1) for the background and N(shift,1) for the signal; each mapped to [0,1] by its background",
        "rank, then combined: AND = minimum, OR = maximum, PROD = product, AVG = mean. Background ranks are uniform and independent.",
        f"[computed: peer_optimum.py, scipy {scipy.__version__}, numpy {np.__version__}; quadrature; good to 1e-7 at least]",
    ], [("combination", kinds), ("shift of the first score", first, "sigma"),
        ("shift of the second score", second, "sigma")], columns)


def counts():
    cases = [(3.0, 4.0), (3.0, 6.0), (3.0, 10.0)]
    n = np.arange(200)
    areas, efficiencies = [], {level: [] for level in LEVELS}
    for b, s in cases:
        pb, ps = stats.poisson.pmf(n, b), stats.poisson.pmf(n, s)
        areas.append(float(np.sum(pb * (stats.poisson.sf(n, s) + 0.5 * ps))))
        for level in LEVELS:
            k = int(np.argmax(stats.poisson.sf(n, b) <= level))
            lot = (level - stats.poisson.sf(k, b)) / pb[k]
            efficiencies[level].append(float(stats.poisson.sf(k, s) + lot * ps[k]))
    write("np-optimum-counts.yaml", [
        "Exact optimum where scores are equal for many events: counts n, Poisson, score n (the likelihood ratio rises with n). Equal",
        "counts are worth a half in the AUC; at a background efficiency between two steps the last count is accepted by lot.",
        f"[computed: peer_optimum.py, scipy {scipy.__version__}]",
    ], [("background mean", [c[0] for c in cases]), ("signal mean", [c[1] for c in cases])],
        [("AUC", areas)] + [(f"signal efficiency at background efficiency {level}",
                             efficiencies[level]) for level in LEVELS])


if __name__ == "__main__":
    combinations()
    counts()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints a table like statistics_upper_limits.yaml: limits on one Poisson count by other means.

  lambda = mu 10^x + b e^y,  -2 lnL = 2 (lambda - n ln lambda) + x^2/sigma_J^2 + y^2/0.18^2

mu >= 0; the limit is where -2 lnL, minimised over x (J known to sigma_J dex) and y (background),
rises by Delta above its minimum over mu >= 0. Classical: CDF(n; s + b) = 0.05, no clamp. CLs:
CDF(n; s + b)/CDF(n; b) = 0.05. The committed table comes from another program; here the nuisances
are eliminated through the stationary conditions instead of a minimiser.
"""
import sys

sys.dont_write_bytecode = True
import numpy as np  # noqa: E402
from scipy.optimize import brentq, minimize_scalar  # noqa: E402
from scipy.stats import chi2, poisson  # noqa: E402

import peer_common as common  # noqa: E402

LN10 = np.log(10)


def minus2(n, mean):
    return 2 * (mean - (n * np.log(mean) if n else 0))


def best_y(n, signal, b, width):
    """y with d/dy = 0: 2 b e^y (1 - n/lambda) + 2 y/width^2 = 0, a rising function of y."""
    def slope(y):
        back = b * np.exp(y)
        return back * (1 - n / (signal + back)) + y / width**2

    return brentq(slope, -20 * width - 3, 20 * width + 3, xtol=1e-14)


def over_background(n, signal, b, width):
    if width == 0:
        return minus2(n, signal + b)
    y = best_y(n, signal, b, width)
    return minus2(n, signal + b * np.exp(y)) + (y / width) ** 2


def profile(n, mu, b, sigma, width):
    """-2 lnL minimised over x and y at one mu; x is scanned first, since the top may be double."""
    if sigma == 0 or mu == 0:
        return over_background(n, mu, b, width)

    def at(x):
        return over_background(n, mu * 10**x, b, width) + (x / sigma) ** 2

    grid = np.linspace(-8 * sigma, 8 * sigma, 201)
    k = int(np.argmin([at(x) for x in grid]))
    found = minimize_scalar(at, bounds=(grid[max(k - 1, 0)], grid[min(k + 1, 200)]),
                            method="bounded", options={"xatol": 1e-10})
    return found.fun


def limit(n, b, delta, sigma=0.0, width=0.0):
    best_mu = max(n - b, 0.0)  # with x = y = 0 this is the global minimum when n > b
    floor = profile(n, best_mu, b, sigma, width) if best_mu + b > 0 else 0.0

    def excess(mu):
        return profile(n, mu, b, sigma, width) - floor - delta

    high = best_mu + 1.0
    while excess(high) < 0:
        high *= 2
    return brentq(excess, max(best_mu, 1e-12), high, xtol=1e-12, rtol=1e-13)


def classical(n, b):
    return brentq(lambda mean: poisson.cdf(n, mean) - 0.05, 1e-9, 10 * n + 50, xtol=1e-12) - b


def cls(n, b):
    return brentq(lambda s: poisson.cdf(n, s + b) - 0.05 * poisson.cdf(n, b), 0, 10 * n + 50,
                  xtol=1e-12)


def main():
    name = "statistics_upper_limits"
    counts, backgrounds = common.values(name, "n observed"), common.values(name, "b expected")
    points = list(zip(counts, backgrounds))
    exact = float(chi2.ppf(0.95, 1))
    columns = [
        ("mu_UL, b known, Delta=2.71", [limit(n, b, 2.71) for n, b in points], 8),
        (f"mu_UL, b known, Delta=chi2_1(0.95)={exact!r}",
         [limit(n, b, exact) for n, b in points], 8)]
    columns += [(f"mu_UL, J profiled sigma={sigma} dex, Delta=2.71",
                 [limit(n, b, 2.71, sigma) for n, b in points], 7) for sigma in (0.05, 0.2, 0.6)]
    columns += [
        ("mu_UL, J (0.2 dex) and ln b (0.18) profiled, Delta=2.71",
         [limit(n, b, 2.71, 0.2, 0.18) if b else "-" for n, b in points], 6),
        ("s_UL classical 95% (CDF=0.05)", [classical(n, b) for n, b in points], 8),
        ("s_UL CLs 95%", [cls(n, b) for n, b in points], 8)]
    common.table(["[computed: scipy, peer_statistics.py]"],
                 [("n observed", None, counts), ("b expected", None, backgrounds)],
                 [(title, "counts", values, digits) for title, values, digits in columns])


if __name__ == "__main__":
    main()

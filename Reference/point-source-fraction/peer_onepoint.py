# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes onepoint_peer.yaml: error and coverage of the one-point estimate of the fraction of point
sources on drawn images of psfrac-v1, with statistical errors.

    python3 peer_onepoint.py --images 20000 > onepoint_peer.yaml

The distribution of the counts of a pixel comes from its generating function at roots of unity,

    G(z) = exp(mu (z - 1) + n int dx dy int dS p(S) (exp(S F(x, y) (z - 1)) - 1)),

with a midpoint rule in x and y and a trapezoid in ln S, and a Fourier transform. Needs numpy, scipy."""
import argparse

import numpy as np
from scipy.special import ndtr, ndtri

SIDE, MEAN, MARGIN, SIGMA = 32, 4.0, 6, 1.0
LEAST, TURN, LARGEST, BRIGHT, FAINT = 0.5, 12.0, 100.0, 2.8, 1.4
SIZE = 160  # counts of the transform


def law():
    s = np.exp(np.linspace(np.log(LEAST), np.log(LARGEST), 4001))
    p = np.where(s < TURN, (s / TURN) ** -FAINT, (s / TURN) ** -BRIGHT) * s
    w = np.ones_like(s)
    w[[0, -1]] = 0.5
    w *= p
    return s, w / w.sum()


def distributions(fractions):
    s, w = law()
    mean = (s * w).sum()
    # Shares F of the photons in an eighth of the plane, whose other parts are the same.
    u = (np.arange(70) + 0.5) * 0.1
    share = ndtr((u + 0.5) / SIGMA) - ndtr((u - 0.5) / SIGMA)
    i, j = np.tril_indices(len(u))
    both, area = share[i] * share[j], np.where(i == j, 4, 8) * 0.1**2
    z = np.exp(2j * np.pi * np.arange(SIZE) / SIZE) - 1
    total = np.zeros(SIZE, complex)
    for flux, weight in zip(s[::16], law_every(16)):
        total += weight * (np.exp(np.outer(z, flux * both)) @ area - area.sum())
    found = []
    for f in fractions:
        g = np.exp((1 - f) * MEAN * z + f * MEAN / mean * total)
        found.append(np.maximum(np.fft.fft(g).real / SIZE, 1e-300))
    return np.array(found)


def law_every(step):
    """Weights of every step-th flux, again normalised; the break is one of them within half a percent."""
    s = np.exp(np.linspace(np.log(LEAST), np.log(LARGEST), 4001))[::step]
    p = np.where(s < TURN, (s / TURN) ** -FAINT, (s / TURN) ** -BRIGHT) * s
    p[[0, -1]] *= 0.5
    return p / p.sum()


def image(rng, f, mean):
    counts = rng.poisson((1 - f) * MEAN, (SIDE, SIDE))
    width = SIDE + 2 * MARGIN
    n = rng.poisson(f * MEAN * width**2 / mean)
    at = rng.uniform(-MARGIN, SIDE + MARGIN, (n, 2))
    s, w = law()
    flux = np.exp(np.interp(rng.uniform(size=n), np.cumsum(w), np.log(s)))
    at = np.repeat(at, rng.poisson(flux), axis=0)
    at = np.floor(at + SIGMA * rng.normal(size=at.shape)).astype(int)
    inside = ((at >= 0) & (at < SIDE)).all(1)
    np.add.at(counts, tuple(at[inside].T), 1)
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--images", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    grid = np.linspace(0, 1, 201)
    p = distributions(grid)
    logs = np.log(p[:, :120])
    s, w = law()
    mean = (s * w).sum()
    rng = np.random.Generator(np.random.PCG64(options.seed))
    errors, deviations, truths = [], [], []
    for _ in range(options.images):
        f = rng.uniform()
        histogram = np.bincount(image(rng, f, mean).ravel(), minlength=120)[:120]
        likelihood = logs @ histogram
        weight = np.exp(likelihood - likelihood.max())
        weight /= weight.sum()
        estimate = (weight * grid).sum()
        errors.append(estimate - f)
        deviations.append(np.sqrt(max((weight * grid**2).sum() - estimate**2, 0.0025**2)))
        truths.append(f)
    errors, deviations, truths = map(np.array, (errors, deviations, truths))
    rows = []
    for low, high in [(0, 1), (0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1)]:
        squares = errors[(truths >= low) & (truths <= high)] ** 2
        root = np.sqrt(squares.mean())
        rows.append((f"{low:g} to {high:g}", root, squares.std(ddof=1) / np.sqrt(len(squares)) / 2 / root))
    print(f"# Root-mean-square error of the one-point estimate, {options.images} images of psfrac-v1, PCG64 seed {options.seed}, with statistical errors.")
    print(f"# [computed: numpy {np.__version__}, peer_onepoint.py: generating function and Fourier transform]")
    print("independent_variables:\n- header: {name: f range}\n  values:")
    for name, _, _ in rows:
        print(f"  - {{value: {name}}}")
    print("dependent_variables:\n- header: {name: rmse}\n  values:")
    for _, root, error in rows:
        print(f"  - {{value: {root:.6f}, errors: [{{symerror: {error:.6f}, label: stat}}]}}")
    with open("onepoint_peer_coverage.yaml", "w") as out:
        print("# Coverage of the intervals of the same estimates.", file=out)
        print(f"# [computed: numpy {np.__version__}, peer_onepoint.py, {options.images} images]", file=out)
        print("independent_variables:\n- header: {name: nominal}\n  values:", file=out)
        for nominal in (0.6827, 0.95):
            print(f"  - {{value: {nominal}}}", file=out)
        print("dependent_variables:\n- header: {name: coverage}\n  values:", file=out)
        for nominal in (0.6827, 0.95):
            share = (np.abs(errors) < ndtri(0.5 + nominal / 2) * deviations).mean()
            error = np.sqrt(share * (1 - share) / len(errors))
            print(f"  - {{value: {share:.6f}, errors: [{{symerror: {error:.6f}, label: stat}}]}}", file=out)


if __name__ == "__main__":
    main()

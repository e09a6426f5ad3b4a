# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints how far an independent solution lies from the tables zprime_spectrum_A ... D.

  -dn_i/dxi = S_i - Lambda_i n_i + P_i R(u),  xi = ln(1+z), u = ln E0, integrated from xi_max to 0
  S_i = W (1+z)^(1-gamma) E0^-gamma / (3 H),  Lambda_i = sum_j |Q_ij|^2 K(E, z, m_j) / H
  K = c/(hbar c) kappa g^2 x T F(p_min/T, m_j/T) / (4 pi E),  x = mZ^2/2E, p_min = |x^2 - m_j^2|/2x
  F(q, mu) = int_q^inf t dt / (sqrt(t^2 + mu^2) (e^t + 1)),  taken as 0 beyond q = 40
  R(u) = int_u^inf du' A(u') h(e^(u-u')),  A = sum_i Lambda_i n_i,  h(y) = 3 [y^2 + (1-y)^2]

Exponential steps with the rates at the middle of the step; A from the balance of the step; the
trapezoid for R; three sweeps that couple R and A. Written from these equations alone. It shares no
code with the suite or with the C++ program of Benchmarks/neutrino-cascade/peers and differs from
both in its parts: F by 48-point Gauss-Laguerre quadrature at every energy, R by a Fourier
convolution with h. The method "fast" takes a table of F and suffix sums instead; it is there to
time what numpy can do.

Usage: peer_cascade.py [DU] [A|B|C|D ...] [--method direct|fast] [--tables FOLDER]
DU is the spacing of ln E and the largest step of ln(1+z); default 2e-3, all four tables, "direct",
the folder of this file. A line: benchmark, largest deviation of each column, relative excess of
the energy over free streaming, seconds.
"""
import argparse
import os
import time

import numpy as np
import yaml
from scipy.optimize import brentq
from scipy.signal import fftconvolve

KB, HBAR_C, LIGHT = 8.617333262e-5, 1.973269804e-5, 2.99792458e10  # eV/K, eV cm, cm/s
H0 = 70e5 / 3.0856775814913673e24  # 1/s
T0 = KB * 1.945  # eV
LOWEST, ZMAX, REACH = 1e12, 5.0, 40.0  # eV; 1; largest p_min/T
# mass [eV], coupling, kappa, ordering, sum of masses [eV], top of the grid [eV]
BENCHMARKS = {
    "A": (10e6, 5e-4, 1.0, "NO", 0.10, 1e17), "B": (10e6, 5e-4, 1.0, "IO", 0.12, 1e17),
    "C": (10e6, 5e-4, 4.0, "NO", 0.10, 1e17), "D": (5e6, 3e-4, 1.0, "NO", 0.06, 1e18)}
COLUMNS = ("nu1", "nu2", "nu3", "e", "mu", "tau", "all")


def masses(total, ordering):
    """Neutrino masses [eV] from their sum; the lightest by Brent's method."""
    def three(light):
        l2 = light**2
        if ordering == "NO":
            return np.array([light, np.sqrt(l2 + 7.42e-5), np.sqrt(l2 + 2.514e-3)])
        return np.array([np.sqrt(l2 + 2.497e-3 - 7.42e-5), np.sqrt(l2 + 2.497e-3), light])

    return three(brentq(lambda m: three(m).sum() - total, 0, total, xtol=1e-18, rtol=1e-14))


def mixing(ordering):
    """U of NuFIT 5.0 as a product of rotations (PDG order)."""
    angles = (33.44, 8.57, 49.0, 195.0) if ordering == "NO" else (33.45, 8.61, 49.3, 286.0)
    t12, t13, t23, delta = np.radians(angles)
    r12, r13, r23 = (np.eye(3, dtype=complex) for _ in range(3))
    for r, (a, b), angle in ((r12, (0, 1), t12), (r13, (0, 2), t13), (r23, (1, 2), t23)):
        r[a, a] = r[b, b] = np.cos(angle)
        r[a, b], r[b, a] = np.sin(angle), -np.sin(angle)
    phase = np.diag([1, 1, np.exp(1j * delta)])
    return r23 @ phase @ r13 @ phase.conj() @ r12


def hubble(z):
    """H [1/s]."""
    return H0 * np.sqrt(0.692 + 0.308 * (1 + z)**3)


def star_formation(z):
    """W(z), arXiv:0804.4008."""
    a = 1 + z
    return (a**-34.0 + (a / 5161)**3 + (a / 9.06)**35)**-0.1


class Laguerre:
    """F by quadrature: with t = q + s, 1/(e^t + 1) = e^-s e^-q / (1 + e^-(q+s))."""

    def __init__(self):
        self.nodes, self.weights = np.polynomial.laguerre.laggauss(48)
        self.fall = np.exp(-self.nodes)

    def __call__(self, q, mu):
        t = q[:, None] + self.nodes
        e = np.exp(-q)
        return e * ((t / np.sqrt(t**2 + mu**2) / (1 + e[:, None] * self.fall)) @ self.weights)


class FermiTable:
    """F from a table made anew for each mu: nodes q = 40 s^2, cubic Hermite in s."""

    def __init__(self, cells=2000):
        s = np.arange(cells + 1) / cells
        q = REACH * s**2
        self.cells, self.q2 = cells, q**2
        self.weight = 2 * REACH * s / cells * q / (np.exp(q) + 1)

    def __call__(self, q, mu):
        g = self.weight / np.sqrt(self.q2 + mu**2)
        padded = np.concatenate([[-g[1]], g, [0.0]])
        parts = (13 * (g[:-1] + g[1:]) - padded[:-3] - padded[3:]) / 24
        f = np.append(np.cumsum(parts[::-1])[::-1], 0.0)
        x = np.sqrt(q / REACH) * self.cells
        k = np.minimum(x.astype(int), self.cells - 1)
        t = x - k
        r = 1 - t
        return r * r * ((1 + 2 * t) * f[k] - t * g[k]) + t * t * (
            (3 - 2 * t) * f[k + 1] + r * g[k + 1])


class Convolution:
    """R as a convolution over the grid of u; half weight at u' = u."""

    def __init__(self, du, count):
        y = np.exp(-du * np.arange(count))
        self.kernel = 3 * (y**2 + (1 - y)**2) * du
        self.kernel[0] *= 0.5

    def __call__(self, absorbed):
        # Cells above the last absorbing one add nothing, and leave no rounding noise.
        last = np.flatnonzero(absorbed)[-1] + 1 if absorbed.any() else 0
        result = np.zeros_like(absorbed)
        if last:
            result[:last] = fftconvolve(absorbed[:last][::-1], self.kernel[:last])[:last][::-1]
        return result


class SuffixSums:
    """R from the suffix sums of A, A e^-u, A e^-2u."""

    def __init__(self, du, count):
        self.du = du
        u = du * np.arange(count)
        self.fall, self.rise = np.exp(-u * np.arange(3)[:, None]), np.exp(u * np.arange(3)[:, None])
        self.rise *= du * np.array([[3.0], [-6.0], [6.0]])

    def __call__(self, absorbed):
        terms = absorbed * self.fall
        sums = np.cumsum(terms[:, ::-1], axis=1)[:, ::-1] - 0.5 * terms
        return (self.rise * sums).sum(axis=0)


METHODS = {"direct": (Laguerre, Convolution), "fast": (FermiTable, SuffixSums)}


class Source:
    """One power law followed through the steps: densities n_i, absorbed number of the last step."""

    def __init__(self, index, energy):
        self.index, self.shape = index, (energy / LOWEST)**-index / 3
        self.n, self.absorbed = np.zeros((3, energy.size)), np.zeros(energy.size)
        self.streamed = 0.0

    def step(self, ends, h, rates, share, regenerate):
        open_, decay, gain = rates
        mean = np.mean(star_formation(ends) * (1 + ends)**(1 - self.index) / hubble(ends))
        for _ in range(3):
            fed = mean * self.shape + share * regenerate(self.absorbed)
            after = self.n * decay + fed * gain
            self.absorbed = np.where(open_, (fed - (after - self.n) / h).sum(axis=0), 0.0)
        self.n = after
        self.streamed += mean * h


def solve(name, du, indices=(2.5,), method="direct"):
    """(grid of E0 [eV], for each spectral index the ratios n_i over free streaming as (3, N)).

    All sources share the rates.
    """
    m_z, g, kappa, ordering, total, highest = BENCHMARKS[name]
    m, u_matrix = masses(total, ordering), mixing(ordering)
    q2 = np.abs(u_matrix.conj().T @ np.diag([0, 1, -1]) @ u_matrix)**2
    share = 0.5 * (1 - np.abs(u_matrix[0])**2)[:, None]
    count, steps = round(np.log(highest / LOWEST) / du) + 1, int(np.ceil(np.log(1 + ZMAX) / du))
    h = np.log(1 + ZMAX) / steps
    energy = LOWEST * np.exp(du * np.arange(count))
    fermi, regenerate = METHODS[method][0](), METHODS[method][1](du, count)
    sources = [Source(index, energy) for index in indices]
    for step in range(steps):
        xi = (steps - step - 0.5) * h
        z = np.expm1(xi)
        ends = np.expm1(xi + h * np.array([-0.5, 0.5]) / np.sqrt(3))
        x, temperature = m_z**2 / (2 * energy * (1 + z)), T0 * (1 + z)
        k = np.zeros((3, count))
        for j in range(3):
            q = np.abs(x - m[j]) * (x + m[j]) / (2 * x * temperature)
            w = q < REACH
            k[j, w] = x[w]**2 * fermi(q[w], m[j] / temperature)
        rate = q2 @ k * (LIGHT / HBAR_C * kappa * g**2 * temperature
                         / (2 * np.pi * m_z**2) * h / hubble(z))
        gain = h * np.where(rate > 1e-12, -np.expm1(-rate) / np.maximum(rate, 1e-12), 1.0)
        rates = rate.sum(axis=0) > 0, np.exp(-rate), gain
        for source in sources:
            source.step(ends, h, rates, share, regenerate)
    return energy, [source.n / (source.shape * source.streamed) for source in sources]


def excess(energy, ratio, index=2.5):
    """Energy at Earth over that of free streaming, minus 1."""
    weight = energy**(2 - index)
    return (ratio.mean(axis=0) * weight).sum() / weight.sum() - 1


def columns(name, energy, ratio, at):
    """The table's seven columns at the energies `at`, linear in ln E."""
    r = np.array([np.interp(np.log(at), np.log(energy), row) for row in ratio])
    return np.vstack([r, np.abs(mixing(BENCHMARKS[name][3]))**2 @ r, r.mean(axis=0)])


def table(folder, name):
    """(energies, columns) of zprime_spectrum_<name>."""
    with open(os.path.join(folder, f"zprime_spectrum_{name}.yaml"), encoding="utf-8") as file:
        content = yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    energies = np.array([v["value"] for v in content["independent_variables"][0]["values"]])
    return energies, np.array([[v["value"] for v in column["values"]]
                               for column in content["dependent_variables"][:7]])


def main():
    parser = argparse.ArgumentParser(description="deviations from zprime_spectrum_A ... D")
    parser.add_argument("du", nargs="?", type=float, default=2e-3)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--method", default="direct", choices=METHODS)
    parser.add_argument("--tables", default=os.path.dirname(os.path.abspath(__file__)))
    options = parser.parse_args()
    names = options.names or list(BENCHMARKS)
    if unknown := set(names) - set(BENCHMARKS):
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; give A, B, C or D")
    for name in names:
        start = time.perf_counter()
        energy, (ratio,) = solve(name, options.du, method=options.method)
        elapsed = time.perf_counter() - start
        at, golden = table(options.tables, name)
        off = np.abs(columns(name, energy, ratio, at) - golden).max(axis=1)
        print(name, "  ".join(f"{c} {d:.1e}" for c, d in zip(COLUMNS, off)),
              f" max {off.max():.2e}  energy {excess(energy, ratio):.1e}  {elapsed:.2f} s",
              flush=True)


if __name__ == "__main__":
    main()

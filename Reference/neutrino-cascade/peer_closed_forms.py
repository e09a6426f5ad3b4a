# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints how far the closed-form tables of this folder lie from a calculation with 30 digits.

The tables come from other programs (numpy, scipy, mpmath). This one is written from the equations
in SOURCES.md, the comments of the tables and comparisons.yaml, and shares no code with those. A
line: table, column, largest difference (of the value; absolute for numbers below 1 that stem from
the mixing matrix), row. Needs mpmath and PyYAML; takes half a minute.
"""
import os
import sys

import mpmath as mp
import yaml

mp.mp.dps = 30
HERE = os.path.dirname(os.path.abspath(__file__))
BOLTZMANN = mp.mpf("8.617333262e-5")  # eV/K
HBAR_C = mp.mpf("1.973269804e-5")  # eV cm
LIGHT = mp.mpf("2.99792458e10")  # cm/s
MUON = mp.mpf("105.6583755e6")  # eV
T0 = BOLTZMANN * mp.mpf("1.945")  # eV
H0 = 70 * mp.mpf(10) ** 5 / mp.mpf("3.0856775814913673e24")  # 1/s
MATTER, DARK_ENERGY = mp.mpf("0.308"), mp.mpf("0.692")
DENSITY = mp.mpf(3) / 4 * mp.zeta(3) / mp.pi**2 * (T0 / HBAR_C) ** 3  # cm^-3
ANGLES = {"NO": ("33.44", "8.57", "49.0", "195"), "IO": ("33.45", "8.61", "49.3", "286")}


def exact(value):
    """The decimal number that a table prints, not the double nearest to it."""
    return mp.mpf(repr(value))


def table(name):
    """Rows of keys, and {column: values}."""
    with open(os.path.join(HERE, name + ".yaml")) as handle:
        content = yaml.safe_load(handle)
    axes = [[cell["value"] for cell in axis["values"]] for axis in content["independent_variables"]]
    columns = {column["header"]["name"]: [exact(cell["value"]) for cell in column["values"]]
               for column in content["dependent_variables"]}
    rows = [[key if isinstance(key, str) else exact(key) for key in row] for row in zip(*axes)]
    return rows, columns


def compare(name, functions, absolute=False):
    """One function of a row per column, in the order of the table."""
    rows, columns = table(name)
    assert len(columns) == len(functions), name
    for (column, values), function in zip(columns.items(), functions):
        pairs = [(value, function(*row)) for value, row in zip(values, rows)]
        differences = [abs(a - b) if absolute else abs(a / b - 1) for a, b in pairs]
        worst = max(differences)
        where = differences.index(worst) + 1
        print(f"{name:22s} {column[:52]:52s} {mp.nstr(worst, 3):>9s}  row {where}")


def masses(ordering, total):
    """Masses [eV]: the root by bisection of the lightest one, then the splittings."""
    small, large = mp.mpf("7.42e-5"), mp.mpf("2.514e-3" if ordering == "NO" else "2.497e-3")

    def three(light):
        if ordering == "NO":
            return light, mp.sqrt(light**2 + small), mp.sqrt(light**2 + large)
        return mp.sqrt(light**2 + large - small), mp.sqrt(light**2 + large), light

    low, high = mp.mpf(0), total
    while high - low > mp.mpf(10) ** -28:
        middle = (low + high) / 2
        low, high = (middle, high) if sum(three(middle)) < total else (low, middle)
    return three(low)


def mixing(ordering):
    """U = R23 U13 R12."""
    t12, t13, t23, delta = (mp.radians(mp.mpf(angle)) for angle in ANGLES[ordering])
    phase, c, s = mp.expj(delta), mp.cos, mp.sin
    r23 = mp.matrix([[1, 0, 0], [0, c(t23), s(t23)], [0, -s(t23), c(t23)]])
    u13 = mp.matrix([[c(t13), 0, s(t13) / phase], [0, 1, 0], [-s(t13) * phase, 0, c(t13)]])
    r12 = mp.matrix([[c(t12), s(t12), 0], [-s(t12), c(t12), 0], [0, 0, 1]])
    return r23 * u13 * r12


def charge(ordering, i, j):
    u = mixing(ordering)
    return abs((u.H * mp.diag([0, 1, -1]) * u)[int(i) - 1, int(j) - 1]) ** 2


def modulus(ordering, i, j):
    return abs(mixing(ordering)[int(i) - 1, int(j) - 1]) ** 2


def share(ordering, i, j):
    return (1 - modulus(ordering, 1, i)) / 2


def moment_shift(mass):
    """Delta a_mu / g^2; the integrand turns within 1 - x of m/m_mu."""
    r = (mass * mp.mpf(10) ** 6 / MUON) ** 2
    nodes = [0, 0.5, 0.9] + [1 - mp.mpf(10) ** -k / 2 for k in range(1, 6)] + [1]
    return mp.quad(lambda x: x * (1 - x) ** 2 / ((1 - x) ** 2 + x * r), nodes) / (4 * mp.pi**2)


def expansion(z):
    return mp.sqrt(DARK_ENERGY + MATTER * (1 + z) ** 3)


def evolution(z):
    a = 1 + z
    return (a**-34 + (a / 5161) ** 3 + (a / mp.mpf("9.06")) ** 35) ** mp.mpf("-0.1")


def streaming(zmax):
    nodes = mp.linspace(0, zmax, 21)
    return lambda gamma: mp.quad(
        lambda z: evolution(z) * (1 + z) ** -gamma / expansion(z), nodes)


def depth(mass, g, z):
    flux = DENSITY * LIGHT * HBAR_C**2 * (1 + z) ** 3
    return 2 * mp.pi * g**2 * flux / (mass**2 * H0 * expansion(z))


def rate(mass, z, energy):
    """c <n sigma v> / |Q|^2 [1/s] at 10 MeV, 5e-4, kappa = 1."""
    t, x = T0 * (1 + z), mp.mpf(10) ** 14 / (2 * energy)
    start = abs(x**2 - mass**2) / (2 * x)
    steps = [k * t for k in (0.01, 0.1, 0.5, 1, 2, 4, 8, 16, 32, 64, 128)]
    steps += [k * mass for k in (0.01, 0.1, 1, 10) if k * mass < 64 * t]
    nodes = [start] + [start + step for step in sorted(steps)]
    integral = mp.quad(lambda p: p / (mp.sqrt(p**2 + mass**2) * (mp.exp(p / t) + 1)), nodes)
    return LIGHT / HBAR_C * mp.mpf("5e-4") ** 2 * x / (4 * mp.pi * energy) * integral


def main():
    if len(sys.argv) > 1:
        sys.exit(__doc__)
    resonance = [lambda o, s, k=k: mp.mpf(10) ** 14 / (2 * masses(o, s)[k]) for k in range(3)]
    compare("neutrino_masses", [lambda o, s, k=k: masses(o, s)[k] for k in range(3)] + resonance)
    compare("couplings_branching",
            [modulus, charge, lambda o, i, j: charge(o, i, j) / 2, share], absolute=True)
    compare("zprime_width",
            [lambda m, g: g**2 * m / (12 * mp.pi), lambda m, g: g**2 / (12 * mp.pi)])
    targets = [lambda m, t=t: mp.sqrt(t * mp.mpf(10) ** -11 / moment_shift(m))
               for t in (192, 251, 310)]
    compare("gminus2_zprime",
            [moment_shift, lambda m: mp.mpf("25e-8") * moment_shift(m)] + targets)
    compare("regeneration_moments",
            [lambda n: 3 * (1 / (n + 3) + mp.beta(n + 1, 3)), lambda n: 2 / (n + 1)])
    compare("tau_cold_limit", [depth])
    compare("freestream_integrals", [streaming(5), streaming(3)])
    compare("thermal_rate_kernel", [rate])


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints how far the closed-form tables of this folder lie from a calculation with 30 digits.

The tables come from other programs (numpy, scipy). This one is written from the equations in
SOURCES.md and the comments of the tables, by another route where there is one: integrals instead
of closed forms and the reverse. A line: table, column, largest difference (of the value; absolute
where the table has 0), row. Needs mpmath and PyYAML; takes half a minute.

Grad-B orbit: with f = x + eps x^2/2 one has u_y = -f, so f = sin a runs once round and
dt = da/sqrt(1 + 2 eps sin a). Trilinear loss: the average of prod_i (2 + cos k_i dx)/3 over
directions is [8 + 12 S(1) + 6 S(2) + S(3)]/27, S(n) = sin(sqrt(n) k dx)/(sqrt(n) k dx).
"""
import os

import mpmath as mp
import yaml

mp.mp.dps = 30
HERE = os.path.dirname(os.path.abspath(__file__))
LIGHT = mp.mpf("2.99792458e10")  # cm/s
KPC = mp.mpf("3.0856775814913673e21")  # cm
YEAR = mp.mpf("365.25") * 86400  # s
HALO = mp.mpf(4)  # kpc
S = mp.mpf(5) / 3


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


def compare(name, *functions):
    """One function of a row per column, in the order of the table; None leaves a column out."""
    rows, columns = table(name)
    assert len(columns) == len(functions), name
    for (column, values), function in zip(columns.items(), functions):
        if function is None:
            continue
        pairs = [(value, function(*row)) for value, row in zip(values, rows)]
        differences = [abs(a - b) if a == 0 else abs(b / a - 1) for a, b in pairs]
        worst = max(differences)
        where = differences.index(worst) + 1
        print(f"{name:32s} {column[:48]:48s} {mp.nstr(worst, 3):>9s}  row {where}")


def trace_length(ratio, s=S):
    """One-sided L_c1/L_max = (pi/2) int E/k dk / int E dk / L_max for E ~ k^-s, k = 2 pi/L."""
    low, high = 2 * mp.pi, 2 * mp.pi / ratio
    return mp.pi / 2 * ((low**-s - high**-s) / s) / ((low ** (1 - s) - high ** (1 - s)) / (s - 1))


def bend_over(q, s):
    """One-sided L_c1/L_bo by quadrature; 5/3 is meant where 1.66666666667 stands."""
    s = S if abs(s - S) < 1e-10 else s
    energy = lambda k, power: k ** (q - power) / (1 + k**2) ** ((s + q) / 2)
    edges = [0, 1, 10, 1000, mp.inf]
    # k = 1/w^3 takes the tail k^-s at infinity to w, which a quadrature likes.
    tail = lambda power: mp.quad(lambda w: 3 * w**-4 * energy(w**-3, power), [0, 1])
    whole = lambda power: mp.quad(lambda k: energy(k, power), edges[:2]) + tail(power)
    return mp.pi / 2 * whole(1) / whole(0)


def trilinear(shortest, longest, weight):
    """Share of int k^-(s+weight) dk that survives; lengths in dx."""
    sinc = lambda a: mp.sin(a) / a
    kept = lambda k: (8 + 12 * sinc(k) + 6 * sinc(mp.sqrt(2) * k) + sinc(mp.sqrt(3) * k)) / 27
    low, high = 2 * mp.pi / longest, 2 * mp.pi / shortest
    edges = [low * (high / low) ** (mp.mpf(i) / 8) for i in range(9)]
    power = S + weight
    above = mp.quad(lambda k: k**-power * kept(k), edges)
    return above / ((low ** (1 - power) - high ** (1 - power)) / (power - 1))


def fit_2014(x):
    return (4 * x**2 + mp.mpf("0.9") * x + mp.mpf("0.23") * mp.cbrt(x)) / 3


def slab(radius):
    """kappa_par/(v l) = (R^2/(4 pi C)) int_0^1 (1 - mu^2) mu (1 + 1/(mu R)^2)^(nu/2) dmu."""
    constant = mp.gamma(S / 2) / (2 * mp.sqrt(mp.pi) * mp.gamma((S - 1) / 2))
    # mu = w^3: the integrand near 0 is mu^(1 - nu).
    part = lambda mu: (1 - mu**2) * mu * (1 + 1 / (mu * radius) ** 2) ** (S / 2)
    edges = [0] + [mp.cbrt(10 ** mp.mpf(-i)) for i in range(5, -1, -1)]
    return radius**2 / (4 * mp.pi * constant) * mp.quad(lambda w: 3 * w**2 * part(w**3), edges)


def subedi(radius):
    a = (mp.mpf(2) / 3) ** (S / 2) * S * (S + 2) / (S + 1)
    a *= mp.gamma((S - 1) / 2) / (mp.gamma(S / 2 + 2) * mp.gamma((3 - S) / 2))
    return a / 8 * radius ** (2 - S)


def burst_free(distance, age, diffusion):
    spread = diffusion * age * 1000 * YEAR / KPC**2
    return mp.exp(-(distance**2) / (4 * spread)) / (4 * mp.pi * spread) ** mp.mpf("1.5")


def burst_factor(_, age, diffusion):
    """The modes of the halo instead of the images: both sides of a theta function."""
    spread = diffusion * age * 1000 * YEAR / KPC**2
    total = mp.nsum(lambda m: mp.exp(-(((2 * m + 1) * mp.pi / (2 * HALO)) ** 2) * spread), [0, mp.inf])
    return total * 2 * mp.sqrt(mp.pi * spread) / HALO


def steady(distance, order):
    """n D/Q (order 0) and -d(n D/Q)/dR (order 1): Bessel series."""
    unit = mp.pi / (2 * HALO)
    total, m = mp.mpf(0), 1
    while True:
        term = mp.besselk(order, m * unit * distance) * (m * unit) ** order
        total += term
        if term < total * mp.mpf(10) ** -18:
            return total / (2 * mp.pi * HALO)
        m += 2


STEADY = {}


def steady_source(distance, order):
    if (distance, order) not in STEADY:
        STEADY[distance, order] = steady(distance, order)
    return STEADY[distance, order]


def gradient(distance):
    return steady_source(distance, 1) / steady_source(distance, 0)


def per_kpc(x, diffusion="1e28"):
    """3 D x/c for x in 1/kpc."""
    return 3 * mp.mpf(diffusion) * x / (LIGHT * KPC)


def drift_orbit(eps, weight):
    integrand = lambda a: weight(a) / mp.sqrt(1 + 2 * eps * mp.sin(a))
    return mp.quad(integrand, mp.linspace(0, 2 * mp.pi, 9))


def harmonics(values, count):
    """Equally spaced bins: the harmonics are orthogonal. Offset, (A, phi) of each, chi2."""
    angles = [mp.radians(10 + 20 * i) for i in range(18)]
    offset = sum(values) / 18
    found, rest = [], [v - offset for v in values]
    for m in range(1, count + 1):
        c = sum(v * mp.cos(m * a) for v, a in zip(values, angles)) / 9
        s = sum(v * mp.sin(m * a) for v, a in zip(values, angles)) / 9
        found.append((mp.hypot(c, s), mp.degrees(mp.atan2(s, c)) / m))
        rest = [r - c * mp.cos(m * a) - s * mp.sin(m * a) for r, a in zip(rest, angles)]
    return offset, found, sum((r / mp.mpf("2.8e-5")) ** 2 for r in rest)


def tables_of_turbulence():
    compare("correlation_length_powerlaw", lambda r: 2 * trace_length(r), trace_length,
            lambda r: trace_length(r) * 3 / 4, lambda r: trace_length(r) * 3 / 2)
    compare("correlation_length_bendover", bend_over)
    compare("trilinear_variance_loss", lambda a, b: trilinear(a, b, 0),
            lambda a, b: trilinear(a, b, 1))
    lengths = {"S": mp.mpf("9.239") * trace_length(mp.mpf("0.2001") / mp.mpf("9.239")),
               "G": bend_over(mp.mpf(6), S)}
    compare("crpropa_field_correlation_length", None, None, lambda generator: lengths[generator[0]])
    small = {"g": mp.mpf(1) / 400,
             "1": trace_length(mp.mpf("0.01")) / (2 * mp.mpf("2.2237") ** 2)}
    compare("velocity_decorrelation_rate", None, lambda case, t: small[case[0]])
    compare("proppy_crpropa317_reproduction", None, lambda r, s: r**2 * 2 / 3 / trace_length(
        mp.mpf("0.01"), s if s > 3 else S), None)


def tables_of_transport():
    # c l_c for 2 pc
    unit = LIGHT * 2 * KPC / 1000
    compare("harari2014_fit_kolmogorov", fit_2014, lambda x: fit_2014(x) * unit)
    compare("qlt_slab_parallel", slab, lambda r: 3 * slab(r))
    compare("subedi2017_lowE", subedi)
    one = lambda t: 1 - mp.exp(-t)
    squared = lambda t: 2 * mp.quad(one, [0, t])
    compare("isotropic_scattering_running_D", squared, lambda t: squared(t) / (2 * t), one, one)
    compare("boris_uniform_field", lambda n: 2 * mp.atan(mp.pi / n),
            lambda n: n / mp.pi * mp.atan(mp.pi / n),
            lambda n: 360 * (1 - n / mp.pi * mp.atan(mp.pi / n)), None, None)
    period = lambda eps: drift_orbit(eps, lambda a: 1)
    compare("gradB_drift", lambda eps: -drift_orbit(eps, mp.sin) / period(eps), period,
            lambda eps: eps / 2)
    for name in ["crpropa_isotropic_grid", "crpropa_isotropic_planewaves"]:
        rows, columns = table(name)
        slopes = dict(zip([row[0] for row in rows], list(columns.values())[0]))
        compare(name, None, None, None, None, lambda x, d=slopes: d[x] / fit_2014(x))
    rows, columns = table("crpropa_mean_field")
    along, across = list(columns.values())[:2]
    ratio = {row[0]: b / a for row, a, b in zip(rows, along, across)}
    compare("crpropa_mean_field", None, None, None, None, lambda x: ratio[x])


def tables_of_sources():
    compare("burst_source_slab_halo", burst_free, burst_factor,
            lambda *row: burst_free(*row) * burst_factor(*row),
            lambda r, t, _: 3 * r * KPC / (2 * LIGHT * t * 1000 * YEAR))
    compare("steady_source_slab_halo", lambda r: steady_source(r, 0), lambda r: 1 / (4 * mp.pi * r),
            gradient, lambda r: per_kpc(gradient(r)))
    compare("disc_source_halo_1d", lambda z: 1 - z / HALO,
            lambda z: per_kpc(1 / (HALO - z)) if z > 0 else mp.mpf(0))
    power = lambda delta: 4 * mp.pi * delta**2 / 9
    compare("dipole_power_relation", power)
    amplitude = mp.hypot(mp.mpf("9.16"), mp.mpf("7.25"))
    phase = mp.degrees(mp.atan2(mp.mpf("7.25"), mp.mpf("9.16")))
    known = {"h": amplitude, "p": phase, "C": power(amplitude * mp.mpf("1e-4")) * 10**7}
    compare("hawc_icecube_2019_derived",
            lambda q: known.get(q[0], mp.mpf("229.2") if "RA" in q else mp.mpf("11.4")))
    values = list(table("tibet_relative_intensity_1d")[1].values())[0]
    offset, first, chi1 = harmonics(values, 1)
    _, both, chi2 = harmonics(values, 2)
    results = iter([offset, *first[0], chi1, *both[0], *both[1], chi2])
    compare("tibet_harmonic_fit", lambda _: next(results))
    work = {"A": (40 * 3145728, 38 * 60), "V": (3145728, 14 * 60), "P": (3145728, 44 * 60),
            "C": (49152, 140)}
    rate = lambda device: mp.mpf(work[device[0]][0]) / work[device[0]][1]
    compare("seed_gpu_throughput", lambda d: mp.mpf(work[d[0]][0]), lambda d: mp.mpf(work[d[0]][1]),
            rate, rate, lambda d: rate(d) / rate("C"), lambda d: rate(d) / rate("C"))


if __name__ == "__main__":
    tables_of_turbulence()
    tables_of_transport()
    tables_of_sources()

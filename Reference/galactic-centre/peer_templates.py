# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes bulge_los.yaml and bubble_chords.yaml: columns through a triaxial bulge and lengths of lines
of sight within two bubbles.

Usage: python3 peer_templates.py    (in this folder; mpmath)

Bulge: plain quadrature over the distance with 25 digits, positions turned into the bar's frame by a
matrix, intervals that halve towards the densest point. Each value is computed again with other
intervals. Bubbles: roots of |o + s d|^2 = 1 by polyroots; again by bisection between points inside and
outside."""
import mpmath
from mpmath import mp, mpf

mp.dps = 25
DEGREE = mpmath.pi / 180
BULGES = [("1.58", "0.62", "0.43", "20", "8.5"), ("1.239", "0.609", "0.438", "24.9", "8.2")]
BULGE_PLACES = [
    (0, 0), (0, "0.5"), (1, 0), (-1, 0), (2, 1), (-2, 1), (5, 2), (-5, 2), (10, 5), (-10, 5), (20, 0), (-20, 0),
    (15, -3), (0, 10), (3, -20), (-30, 1), (0, "0.01"), ("0.02", 0), (25, 15), (60, 0)]
BUBBLE_PLACES = [
    (0, 5), (0, 20), (0, -45), (0, "49.5"), (5, 10), (-5, 10), (10, -30), (15, 20), (19, 25), ("19.5", -30), (0, 1), (2, 2),
    (-12, 40), (0, 49)]


def direction(l, b):
    l, b = mpf(l) * DEGREE, mpf(b) * DEGREE
    return mpmath.matrix([mpmath.cos(b) * mpmath.cos(l), mpmath.cos(b) * mpmath.sin(l), mpmath.sin(b)])


def bulge(parameters, l, b, depth):
    """The column [kpc]; x points from the Sun to the centre, y to l = 90 degrees."""
    x0, y0, z0, angle, sun = [mpf(p) for p in parameters]
    turn = angle * DEGREE
    # Unit vector along the bar, to its near end: towards the Sun and to positive longitudes.
    bar = mpmath.matrix([-mpmath.cos(turn), mpmath.sin(turn), 0])
    across = mpmath.matrix([mpmath.sin(turn), mpmath.cos(turn), 0])
    sight = direction(l, b)

    def radius(s):
        place = s * sight - mpmath.matrix([sun, 0, 0])
        x, y = (place.T * bar)[0], (place.T * across)[0]
        return (((x / x0)**2 + (y / y0)**2)**2 + (place[2] / z0)**4)**mpf("0.25")

    # The densest point by ternary search: the radius is convex.
    low, high = mpf(0), 2 * sun
    for _ in range(160):
        third = (high - low) / 3
        if radius(low + third) < radius(high - third):
            high -= third
        else:
            low += third
    peak = (low + high) / 2
    edges = {mpf(0), peak, peak + 40}
    for k in range(depth):
        edges |= {peak * (1 - mpf(2)**-k), peak + 40 * mpf(2)**-k}
    return mpmath.quad(lambda s: mpmath.exp(-radius(s)**2 / 2), sorted(edges))


def chord(across, up, sun, l, b):
    """Length within both ellipsoids of half axes (across, across, up) that touch at the centre."""
    sight = direction(l, b)
    total = mpf(0)
    for side in (1, -1):
        start = [-sun / across, mpf(0), -side * up / up]
        step = [sight[0] / across, sight[1] / across, sight[2] / up]
        inside = lambda s: sum((o + s * d)**2 for o, d in zip(start, step)) < 1
        square = sum(d * d for d in step)
        middle = -sum(o * d for o, d in zip(start, step)) / square
        roots = mpmath.polyroots(
            [square, -2 * middle * square, sum(o * o for o in start) - 1], extraprec=200, maxsteps=500)
        if not inside(middle) or middle < 0:
            assert all(abs(mpmath.im(r)) > 1e-6 or mpmath.re(r) < 0 for r in roots), (l, b)
            continue
        low, high = sorted(mpmath.re(r) for r in roots)
        for outer, root in ((mpf(0), low), (middle + 10 * up + 10 * across, high)):
            there, here = outer, middle
            for _ in range(90):
                half = (there + here) / 2
                there, here = (there, half) if inside(half) else (half, here)
            assert abs(here - root) < mpf(10)**-18
        total += high - low
    return total


def write(name, comment, places, columns):
    with open(name, "w") as file:
        file.write(comment + "independent_variables:\n")
        for axis, header in enumerate(("l", "b")):
            file.write(f"- header: {{name: {header}, units: deg}}\n  values:\n")
            for place in places:
                file.write(f"  - {{value: {float(place[axis])!r}}}\n")
        file.write("dependent_variables:\n")
        for header, values in columns:
            file.write(f"- header: {{name: '{header}', units: kpc}}\n  values:\n")
            for value in values:
                file.write(f"  - {{value: {mpmath.nstr(value, 17, min_fixed=0, max_fixed=0) if value else '0.0'}}}\n")


def main():
    columns = []
    for parameters in BULGES:
        values = []
        for l, b in BULGE_PLACES:
            value, again = bulge(parameters, l, b, 20), bulge(parameters, l, b, 27)
            assert abs(value / again - 1) < mpf(10)**-15, (parameters, l, b, value, again)
            values.append(again)
        x0, y0, z0, angle, sun = parameters
        columns.append((f"column of the bulge, axes {x0} {y0} {z0} kpc, bar angle {angle} deg, Rsun={sun} kpc", values))
    write(
        "bulge_los.yaml",
        "# Column along (l, b) of n = exp(-r_s^2/2), r_s^4 = ((x/x0)^2+(y/y0)^2)^2+(z/z0)^4, x along the bar, whose near\n"
        "# end lies at positive l, z to the north; Sun in the plane. Form of model G2 of Dwek et al. 1995, ApJ 445, 716.\n"
        f"# [computed: peer_templates.py, mpmath {mpmath.__version__}, 25 digits] Tolerance: 1e-10 relative.\n",
        BULGE_PLACES, columns)
    sun, wide, reach = mpf("8.5"), 20 * DEGREE, 50 * DEGREE
    outline = (sun * mpmath.sin(wide), sun * mpmath.cos(wide)**2 * mpmath.tan(reach) / 2, sun)
    spheres = (mpf(3), mpf(3), mpf("8.2"))
    write(
        "bubble_chords.yaml",
        "# Length of the line of sight (l, b) within two ellipsoids that touch at the Galactic centre, one above and one\n"
        "# below the plane. First column: seen 40 degrees wide and up to latitudes of 50 degrees. 0 where they are missed.\n"
        f"# [computed: peer_templates.py, mpmath {mpmath.__version__}, 25 digits] Tolerance: 1e-12 relative.\n",
        BUBBLE_PLACES,
        [("length, 40 deg wide, 50 deg up, Rsun=8.5 kpc", [chord(*outline, l, b) for l, b in BUBBLE_PLACES]),
         ("length, spheres of 3 kpc, Rsun=8.2 kpc", [chord(*spheres, l, b) for l, b in BUBBLE_PLACES])])


main()

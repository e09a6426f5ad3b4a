# SPDX-License-Identifier: GPL-3.0-or-later
"""Times the LAT combined limit of 41 dwarfs with numpy/scipy (peer_lat_combined.py).

Work: bb, 100 GeV, Delta lnL = 1.355; per dwarf a table of 1600 points (24 spline evaluations
each) and a 401-point profile over log J at 901 cross-sections.

Usage: lat_combined.py [runs]   expected value 3.3858e-26 cm^3/s (computed_combined41_bb).
"""
import timing  # first: it fixes the number of threads and finds the peer programs
import peer_lat_combined as peer


def main():
    dwarfs, table = peer.nominal41(), peer.dmfit("bb")
    timing.report(lambda: peer.limit(dwarfs, peer.flux_per_unit(table, 100.0))[0],
                  timing.repeats(5), unit="cm^3 s^-1",
                  task="41 dwarfs, bb, 100 GeV, delta lnL = 1.355")


if __name__ == "__main__":
    main()

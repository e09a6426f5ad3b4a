# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints mlfermidwarfs_background_full.yaml: the shipped background estimates with every digit.

Copies bkg_data/lnbckg_dSphs_bin_{0..5}.dat (columns: ln of the counts, ln of the estimate) of
pooja1984/MLFermiLATDwarfs without rounding; nothing is computed. The counts column is given as
ln n, as the files do; exp of it is a whole number.
"""
import sys

sys.dont_write_bytecode = True
import peer_common as common  # noqa: E402

COMMENTS = [
    "[copied, every digit: pooja1984/MLFermiLATDwarfs bkg_data/lnbckg_dSphs_bin_{0..5}.dat at"
    " c9cb4037] macro bins 0.5-0.67-0.89-1.19-1.58-2.81-500 GeV, 0.5 deg radius.",
    "Same rows as mlfermidwarfs_background, which rounds to 12 digits. Compare ln b within 1e-13"
    " absolute.",
]


def main():
    columns = []
    for macro in range(6):
        path = common.data(f"mlfermidwarfs/bkg_data/lnbckg_dSphs_bin_{macro}.dat")
        with open(path) as handle:
            rows = [[float(word) for word in line.split()] for line in handle if line.strip()]
        if len(rows) != len(common.DWARFS):
            sys.exit(f"{path}: {len(rows)} rows; {len(common.DWARFS)} dwarfs are expected")
        columns.append((f"ln counts, macro bin {macro}", None, [row[0] for row in rows], 17))
        columns.append((f"ln b estimate, macro bin {macro}", None, [row[1] for row in rows], 17))
    common.table(COMMENTS, [("dSph", None, common.DWARFS)], columns)


if __name__ == "__main__":
    main()

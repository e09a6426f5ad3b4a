# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints a table like photon_yields_pppc.yaml or photon_yields_pppc_scan.yaml.

N_gamma in the six macro bins per annihilation, from PPPC4DMID AtProduction_gammas (with
electroweak corrections, arXiv:1012.4515): dN/dlog10 x interpolated linearly in E, then divided by
E ln 10; trapezoid over 500 log-spaced energies; zero above the last table energy. The same rule as
in peer_mlfermidwarfs_j.py, for two channels. ASSAY_DATA names the raw data.

Usage: peer_photon_yields.py photon_yields_pppc|photon_yields_pppc_scan
"""
import sys

sys.dont_write_bytecode = True
import numpy as np  # noqa: E402

import peer_common as common  # noqa: E402
import peer_mlfermidwarfs_j as peer  # noqa: E402

COLUMNS = {"bb": 13, "tautau": 10}


def main():
    name = sys.argv[1] if len(sys.argv) == 2 else ""
    if name not in ("photon_yields_pppc", "photon_yields_pppc_scan"):
        sys.exit(f"peer_photon_yields.py: table '{name}'; give photon_yields_pppc[_scan]")
    spectra = np.loadtxt(common.data("pppc4dmid/AtProduction_gammas.dat"))
    masses = common.values(name, "m_DM")
    columns = []
    for channel, index in COLUMNS.items():
        found = np.array([peer.yields(spectra, mass, index) for mass in masses])
        for e, (low, high) in enumerate(zip(peer.EDGES, peer.EDGES[1:])):
            title = f"N_gamma {channel} in [{low:g},{high:g}] GeV"
            columns.append((title, "photons per annihilation", found[:, e], 9))
    common.table([f"[computed: numpy {np.__version__}, peer_photon_yields.py]"],
                 [("m_DM", "GeV", masses)], columns)


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: GPL-3.0-or-later
"""What the peer programs of this folder share: raw files found, tables read and written.

The programs read raw public data below the folder named by ASSAY_DATA (paths as in
datasets.yaml) and print one table on standard output. They need numpy and scipy.
"""
import os
import sys

import numpy as np

DWARFS = (
    "BootesI CanesVenaticiI CanesVenaticiII Carina ComaBerenices Draco Fornax Hercules "
    "HorologiumI HydraII LeoI LeoII LeoIV LeoV PiscesII ReticulumII Sculptor SegueI Sextans "
    "TucanaII UrsaMajorI UrsaMajorII UrsaMinor WillmanI GrusI"
).split()


def data(path):
    """Full path of a raw file named by its path below ASSAY_DATA."""
    root = os.environ.get("ASSAY_DATA")
    if not root:
        sys.exit("ASSAY_DATA is not set; give the folder that holds dwarf-limits/")
    return os.path.join(root, "dwarf-limits", path)


def reference(name):
    """A table of this folder, read: {column name: list of cells}, axes and columns together."""
    import yaml

    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, name + ".yaml")) as handle:
        content = yaml.safe_load(handle)
    columns = content["independent_variables"] + content["dependent_variables"]
    return {column["header"]["name"]: column["values"] for column in columns}


def values(name, column):
    """The values of one column of a table of this folder."""
    return [cell["value"] for cell in reference(name)[column]]


def log_j(name, targets=None):
    """{target: (log10 J, standard deviation)} of a J catalogue of this folder."""
    table = reference(name)
    names = [cell["value"] for cell in table["dSph"]]
    cells = table["log10(J/[GeV^2 cm^-5])"]
    found = {n: (c["value"], c["errors"][0]["symerror"]) for n, c in zip(names, cells)}
    return {n: found[n] for n in (targets or names)}


def voids():
    """Positions (l, b) [deg] and counts of the first macro bin of the non-empty voids.

    The counts file has two blank lines inside, the positions file none: rows are joined by data
    row, which numpy's reader does by skipping blank lines. 13178 voids, 13149 non-empty.
    """
    position = np.loadtxt(data("mlfermidwarfs/voids_all_25dSphs.dat"))
    counts = np.loadtxt(data("mlfermidwarfs/Newbins_counts_voids.dat"))
    if len(position) != len(counts):
        sys.exit(f"{len(position)} void positions but {len(counts)} rows of counts")
    filled = counts[:, 0] > 0
    return position[filled], counts[filled, 0]


def number(value, digits=None):
    """A number that every YAML reader takes for one: a dot and, with an exponent, a sign.

    Without `digits`, the fewest that give the same double back.
    """
    text = repr(float(value)) if digits is None else f"{value:.{digits}g}"
    mantissa, _, exponent = text.partition("e")
    if "." not in mantissa:
        mantissa += ".0"
    return mantissa + (f"e{int(exponent):+03d}" if exponent else "")


def column(name, units, values, digits=None):
    """One column in HEPData's layout; text values are quoted."""
    quoted = f"'{name}'"
    header = f"{{name: {quoted}, units: '{units}'}}" if units else f"{{name: {quoted}}}"
    lines = [f"- header: {header}", "  values:"]
    for value in values:
        text = f"'{value}'" if isinstance(value, str) else number(value, digits)
        lines.append(f"  - {{value: {text}}}")
    return lines


def table(comments, independent, dependent):
    """Print a table; columns are (name, units, values[, digits])."""
    lines = [f"# {comment}" for comment in comments]
    lines.append("independent_variables:")
    for spec in independent:
        lines += column(*spec)
    lines.append("dependent_variables:")
    for spec in dependent:
        lines += column(*spec)
    print("\n".join(lines))

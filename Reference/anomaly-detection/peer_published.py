# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes published-columns.yaml and published-targets.yaml: arithmetic on two published tables.

Usage: python3 peer_published.py    (in this folder; PyYAML)
"""

import statistics

import yaml


def columns(path):
    table = yaml.safe_load(open(path))
    both = table["independent_variables"] + table["dependent_variables"]
    return [[cell["value"] for cell in variable["values"]] for variable in both]


def write(path, comments, independent, dependent):
    def column(name, values):
        lines = [f"- header: {{name: {name}}}", "  values:"]
        return lines + [f"  - {{value: {v}}}" for v in values]

    lines = [f"# {c}" for c in comments] + ["independent_variables:"]
    lines += [line for c in independent for line in column(*c)] + ["dependent_variables:"]
    lines += [line for c in dependent for line in column(*c)]
    with open(path, "w") as out:
        out.write("\n".join(lines) + "\n")


def equal_columns():
    rows = list(zip(*columns("darkmachines-per-signal.yaml")))
    models = list(dict.fromkeys(row[0] for row in rows))
    counts, equal, least, middle, largest = [], [], [], [], []
    for model in models:
        own = [row for row in rows if row[0] == model]
        filled = [row for row in own if row[5] != 0 or row[6] != 0]
        counts.append(float(len(filled)))
        equal.append(float(sum(row[5] == row[6] for row in filled)))
        best = {}
        for row in own:
            best[row[2]] = max(best.get(row[2], 0), row[4] / 1e-2**0.5, row[5] / 1e-3**0.5)
        totals = sorted(best.values())
        least.append(totals[0])
        middle.append(statistics.median(totals))
        largest.append(totals[-1])
    write("published-columns.yaml", [
        "Arithmetic on darkmachines-per-signal: how many of the 34 rows of a model have a non-zero signal efficiency at background",
        "efficiency 1e-3 or 1e-4, in how many of those the two are the same number, and the total improvement without the 1e-4 column.",
        "[computed: peer_published.py]",
    ], [("model", models)], [
        ("rows with a non-zero entry", counts), ("of them equal at 1e-3 and 1e-4", equal),
        ("min total improvement without 1e-4", least),
        ("median total improvement without 1e-4", middle),
        ("max total improvement without 1e-4", largest)])


def equal_targets():
    rows = list(zip(*columns("darkmachines-deep-svdd-grid.yaml")))
    dimensions = list(dict.fromkeys(row[1] for row in rows))
    spans = []
    for dimension in dimensions:
        own = [row for row in rows if row[1] == dimension]
        spans.append(max(
            max(row[k] for row in own) - min(row[k] for row in own) for k in (2, 3, 4)))
    targets = [float(sum(row[1] == d for row in rows)) for d in dimensions]
    write("published-targets.yaml", [
        "Arithmetic on darkmachines-deep-svdd-grid: for each output dimension, the number of targets and the largest difference between",
        "them in the min, median or max total improvement. [computed: peer_published.py]",
    ], [("output dimension", dimensions)], [
        ("targets", targets), ("largest difference between targets", spans)])


if __name__ == "__main__":
    equal_columns()
    equal_targets()

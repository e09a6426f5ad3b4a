#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills a history with synthetic runs and times `assay trend` on it.

The runs are made from the committed records (Reports/example and Reports/example-bench): a day apart,
each with every comparison's deviations multiplied by random factors and, every twentieth day, a bench
whose times are multiplied likewise, with a step of 15 % planted at one half. The records are written
to a scratch folder without their rows, observables and figures, which a history does not keep, and
added by `assay history add`. Nothing of it is a measurement of the studies; the printed times are of
the history alone.

Usage: measure.py ASSAY [--runs 1000] [--keep FILE] [--repeats 11]
"""
import argparse
import copy
import datetime
import json
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DEVIATIONS = ("worst", "worstRelative", "worstAbsolute", "worstPull")


def slim(record):
    """The record without what a history does not keep."""
    for study in record["studies"]:
        for key in ("observables", "figures", "faults", "notes"):
            study[key] = []
        study["referenceFiles"] = {}
        study.pop("tables", None)
        study.pop("places", None)
        for verdict in study["verdicts"]:
            verdict["rows"] = []
    return record


def stamp(record, part, name, day):
    when = (datetime.datetime(2023, 1, 1) + datetime.timedelta(days=day)).strftime("%Y-%m-%dT%H:%M:%SZ")
    record[part].update(id=name, started=when, finished=when)
    record["environment"]["gitCommit"] = f"{day:040x}"


def run(base, day, draw):
    record = copy.deepcopy(base)
    stamp(record, "run", f"synthetic-{day}", day)
    for verdict in (v for s in record["studies"] for v in s["verdicts"]):
        factor = math.exp(0.05 * draw.gauss(0, 1))
        for key in DEVIATIONS:
            if isinstance(verdict.get(key), (int, float)):
                verdict[key] *= factor
    record["resultsDigest"] = f"{draw.getrandbits(256):064x}"
    return record


def bench(base, day, draw, slower):
    record = copy.deepcopy(base)
    stamp(record, "bench", f"synthetic-bench-{day}", day)
    for workload in record["workloads"]:
        for variant in workload["variants"]:
            pace = math.exp(0.01 * draw.gauss(0, 1)) * slower
            for pair in variant["pairs"]:
                for key in ("wall", "thread", "process"):
                    pair["variant"][key] *= pace
            if variant.get("summary"):
                variant["summary"]["median"] *= pace
                variant["summary"]["itemsPerSecond"] /= pace
    return record


def fill(assay, history, runs, scratch):
    draw = random.Random(1)
    base = slim(json.loads((ROOT / "Reports/example/record.json").read_text()))
    timed = json.loads((ROOT / "Reports/example-bench/bench.json").read_text())
    judged = sum(len(s["comparisons"]) for s in base["studies"])
    benches, batch = 0, []

    def add():
        if batch:
            subprocess.run([assay, "history", "add", "--quiet", "--history", history, *batch], check=True)
            for path in batch:
                os.unlink(path)
            batch.clear()

    for day in range(runs):
        records = [("record", run(base, day, draw))]
        if day % 20 == 0:
            records.append(("bench", bench(timed, day, draw, 1.15 if day >= runs / 2 else 1)))
            benches += 1
        for kind, record in records:
            path = f"{scratch}/{day}-{kind}-x.json"
            Path(path).write_text(json.dumps(record))
            batch.append(path)
        if len(batch) >= 50:
            add()
    add()
    size = os.path.getsize(history) / 1e6
    print(f"{runs} runs of {judged} comparisons and {benches} benches: {size:.0f} MB")


def measure(assay, history, arguments, repeats):
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        subprocess.run([assay, *arguments, "--history", history], check=True, stdout=subprocess.DEVNULL)
        times.append(1e3 * (time.perf_counter() - start))
    text = " ".join(arguments)
    print(f"{statistics.median(times):7.0f} ms  ({min(times):.0f} to {max(times):.0f})  assay {text}")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("assay")
    options.add_argument("--runs", type=int, default=1000)
    options.add_argument("--repeats", type=int, default=11)
    options.add_argument("--keep", help="leave the history there, or use the one that is there")
    given = options.parse_args()
    assay = os.path.abspath(given.assay)
    if not os.access(assay, os.X_OK):
        sys.exit(f"measure.py: no program {assay}; build it first")
    with tempfile.TemporaryDirectory() as scratch:
        history = given.keep or f"{scratch}/history.sqlite"
        if not os.path.exists(history):
            start = time.perf_counter()
            fill(assay, history, given.runs, scratch)
            print(f"filled in {time.perf_counter() - start:.0f} s")
        print(f"median of {given.repeats} (least to most), program start included:")
        figure = f"{scratch}/trend.svg"
        for arguments in (
            ["--version"],
            ["trend", "dwarf-limits/lat-combined-bb"],
            ["trend", "dwarf-limits/lat-combined-bb", "--limit", "0"],
            ["trend", "dwarf-limits/lat-combined-bb", "--limit", "0", "--out", figure],
            ["trend", "anomaly-detection/spline-flow-step"],
            ["trend", "anomaly-detection/spline-flow-step", "--out", figure],
            ["history"],
        ):
            measure(assay, history, arguments, given.repeats)
        measure(assay, history, ["trend", "--all"], 3)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the committed records of runs and benches against their schemas (needs jsonschema 4)."""
import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator

root = Path(__file__).resolve().parent.parent
kinds = {
    "run-record-1": sorted(root.glob("Reports/example*/record.json")),
    "bench-record-1": sorted(root.glob("Reports/example*/bench.json")) + sorted(root.glob("Machines/*.json")),
}
wrong = 0
for kind, records in kinds.items():
    schema = json.loads((root / f"Schemas/{kind}.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    for record in records:
        errors = list(Draft202012Validator(schema).iter_errors(json.loads(record.read_text())))
        wrong += bool(errors)
        where = record.relative_to(root)
        print(f"{where}: {len(errors)} departures from {kind}" if errors else f"{where}: as {kind} says")
        for error in errors[:3]:
            print(f"  {error.json_path}: {error.message[:200]}")
if not any(kinds.values()):
    sys.exit("check-records: found no record in Reports or Machines; accepted: at least one")
sys.exit(1 if wrong else 0)

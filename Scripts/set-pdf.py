#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`typst compile` for systems that have Typst only as a Python package (PyPI: typst)."""
import argparse
import datetime
import sys

import typst

parser = argparse.ArgumentParser(prog="typst")
commands = parser.add_subparsers(dest="command", required=True)
compile_ = commands.add_parser("compile")
compile_.add_argument("--root")
compile_.add_argument("--creation-timestamp", type=int)
compile_.add_argument("input")
compile_.add_argument("output")
arguments = parser.parse_args()
stamp = arguments.creation_timestamp
try:
    typst.compile(
        arguments.input, output=arguments.output, root=arguments.root,
        timestamp=None if stamp is None else datetime.datetime.fromtimestamp(stamp, datetime.timezone.utc))
except Exception as error:  # the package's own errors carry Typst's message
    print(f"error: {error}", file=sys.stderr)
    sys.exit(1)

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds crates against RO-Crate 1.1 and Process Run Crate 0.5 with roc-validator.

Usage: check-crate.py CRATE...
Needs: pip install roc-validator==0.13.0 rocrate   Exit status: 0 all conform, 1 one does not, 2 usage.

The validator fetches the JSON-LD contexts that a crate names. Where that fails they come from here: that
of RO-Crate 1.1 is in the package rocrate, and of the terms for runs those that our crates use stand below.
REQUIRED must hold; what RECOMMENDED finds is printed and does not fail.
"""
import json
import sys
from pathlib import Path

RUN_TERMS = "https://w3id.org/ro/terms/workflow-run"
CRATE_CONTEXT = "https://w3id.org/ro/crate/1.1/context"
RUN_CONTEXT = RUN_TERMS + "/context"
PROFILES = ["ro-crate-1.1", "process-run-crate-0.5"]


def local_contexts():
    """The two contexts by address."""
    import rocrate

    crate = json.loads((Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld").read_text())
    run = {"@context": {term: f"{RUN_TERMS}#{term}" for term in ("environment", "md5", "sha1", "sha256", "sha512")}}
    return {CRATE_CONTEXT: crate, RUN_CONTEXT: run}


class Answer:
    """What a fetch gives: as much of a response as the validator asks for."""

    def __init__(self, content, url):
        self.status_code, self.ok, self.url = 200, True, url
        self.text = json.dumps(content)
        self.content = self.text.encode()
        self.headers = {"Content-Type": "application/ld+json"}
        self.links = {}

    def json(self):
        return json.loads(self.text)

    def raise_for_status(self):
        pass


def serve_locally():
    """Lets the validator find the contexts without a network; other addresses go where they always went."""
    from rocrate_validator.utils.http import HttpRequester

    contexts = local_contexts()

    def get(self, url, **options):
        found = contexts.get(str(url).split("#")[0])
        return Answer(found, str(url)) if found is not None else self.__getattr__("get")(url, **options)

    HttpRequester.get = get


def network_works():
    """Whether the contexts can be fetched as they are meant to be."""
    import urllib.request

    try:
        request = urllib.request.Request(CRATE_CONTEXT, headers={"Accept": "application/ld+json"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status == 200
    except OSError:
        return False


def problems(crate, profile, severity):
    from rocrate_validator import models, services

    settings = services.ValidationSettings(
        rocrate_uri=models.URI(str(crate)), profile_identifier=profile, requirement_severity=severity
    )
    return services.validate(settings).get_issues()


def main():
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        from rocrate_validator import models
    except ImportError as error:
        print(f"check-crate: {error.name} is missing: pip install roc-validator rocrate", file=sys.stderr)
        return 2
    if not network_works():
        print("check-crate: no network; contexts from the package rocrate and from this script")
        serve_locally()
    failed = False
    for crate in sys.argv[1:]:
        for profile in PROFILES:
            for name in ("REQUIRED", "RECOMMENDED"):
                found = problems(crate, profile, getattr(models.Severity, name))
                failed |= name == "REQUIRED" and bool(found)
                print(f"{crate}: {profile}, {name}: {len(found)} issues")
                for issue in found:
                    print(f"  {issue.check.identifier}: {issue.message}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

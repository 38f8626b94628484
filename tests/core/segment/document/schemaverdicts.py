#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Judges JSON documents, one a line on stdin, by a JSON Schema.

    schemaverdicts.py SCHEMA < DOCUMENTS

Writes a line for each: nothing where the schema accepts it, else why not. Ends with 77 (skipped)
where python3-jsonschema is not installed.
"""
import json
import sys
from pathlib import Path
from urllib.parse import urljoin

try:
    from jsonschema import (Draft202012Validator, RefResolver, RefResolutionError,
                            ValidationError, validators)
except ImportError:
    print("python3-jsonschema is not installed")
    sys.exit(77)

# What a definition says of a part is the same wherever the part stands, and the documents share most of theirs.
verdicts = {}


def why_not(error):
    while error.context:
        error = error.context[0]
    place = "/".join(str(step) for step in error.absolute_path)
    return f"{place}: {error.message}" if place else error.message


def remembered(validator, reference, instance, schema):
    key = (reference, json.dumps(instance))
    if key not in verdicts:
        error = next(Draft202012Validator.VALIDATORS["$ref"](validator, reference, instance, schema), None)
        verdicts[key] = error and why_not(error)
    if verdicts[key]:
        yield ValidationError(verdicts[key])


def outermost(validator, reference, instance, schema):
    """A $dynamicRef: python3-jsonschema stops at the first schema that has no such anchor."""
    for base in validator.resolver._scopes_stack:
        try:
            _, found = validator.resolver.resolve(urljoin(base, reference))
        except RefResolutionError:
            continue
        if found.get("$dynamicAnchor") == reference[1:]:
            yield from validator.descend(instance, found)
            return


def main():
    sys.setrecursionlimit(10_000)  # groups nest deeply
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    beside = RefResolver(Path(sys.argv[1]).resolve().as_uri(), schema)  # a schema may refer to one in its folder
    asking = {"$ref": remembered, "$dynamicRef": outermost}
    judge = validators.extend(Draft202012Validator, asking)(schema, resolver=beside)
    for line in sys.stdin:
        error = next(judge.iter_errors(json.loads(line)), None)
        print(" ".join(why_not(error).split()) if error else "")


main()

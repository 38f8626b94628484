#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes core/segment/templates/templatetexts.cpp: the texts of resources/templates/*.json where lupdate finds them."""
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = """// SPDX-License-Identifier: GPL-3.0-or-later
// Written by translations/templatetexts.py from resources/templates: there lupdate does not look.
#include <QtGlobal>

// clang-format off
[[maybe_unused]] static const char *const templateTexts[] = {
"""


def texts_of(template):
    yield template["name"]
    yield template["purpose"]
    for parameter in template.get("parameters", []):
        yield parameter["label"]
    for need in template["needs"]:
        if "missing" in need:
            yield need["missing"]


def main():
    folder = ROOT / "resources" / "templates"
    texts = {}
    for name in json.loads((folder / "index.json").read_text()):
        for text in texts_of(json.loads((folder / f"{name}.json").read_text())):
            texts[text] = None
    lines = [f'    QT_TRANSLATE_NOOP("perennial::templates", {json.dumps(text, ensure_ascii=False)}),\n' for text in texts]
    target = ROOT / "core" / "segment" / "templates" / "templatetexts.cpp"
    target.write_text(HEAD + "".join(lines) + "};\n// clang-format on\n")


if __name__ == "__main__":
    main()

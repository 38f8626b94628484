#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the texts of resources/templates and resources/flows where lupdate finds them: core/segment/templates/
templatetexts.cpp and core/flow/library/flowlibrarytexts.cpp."""
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = """// SPDX-License-Identifier: GPL-3.0-or-later
// Written by translations/templatetexts.py from resources/{folder}: there lupdate does not look.
#include <QtGlobal>

// clang-format off
[[maybe_unused]] static const char *const {array}[] = {{
"""


def texts_of(template):
    yield template["name"]
    yield template["purpose"]
    for parameter in template.get("parameters", []):
        yield parameter["label"]
    for need in template["needs"]:
        if "missing" in need:
            yield need["missing"]


# What a flow sends is in the language of the shop's customers.
def texts_of_flow(flow):
    yield flow["name"]
    yield flow["purpose"]
    yield flow["kpi"]


def write(folder, texts_in, context, array, target):
    path = ROOT / "resources" / folder
    texts = {}
    for name in json.loads((path / "index.json").read_text()):
        for text in texts_in(json.loads((path / f"{name}.json").read_text())):
            texts[text] = None
    lines = [f'    QT_TRANSLATE_NOOP("{context}", {json.dumps(text, ensure_ascii=False)}),\n' for text in texts]
    head = HEAD.format(folder=folder, array=array)
    (ROOT / target).write_text(head + "".join(lines) + "};\n// clang-format on\n")


def main():
    write("templates", texts_of, "perennial::templates", "templateTexts", "core/segment/templates/templatetexts.cpp")
    write("flows", texts_of_flow, "perennial::flows", "flowTexts", "core/flow/library/flowlibrarytexts.cpp")


if __name__ == "__main__":
    main()

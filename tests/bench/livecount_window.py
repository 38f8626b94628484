#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a key in the segment builder to the new count, in the real window on a private screen.

    livecount_window.py BIN_FOLDER STORE DRIVER_FOLDER

The store should be a copy: a segment is saved into it. Times begin before the key is sent, so they
include the tool that sends it (also printed by itself).
"""
import os
import re
import statistics
import sys
import tempfile
import time

ROUNDS = 6
NAME = "Live count"
SEGMENT = """{"format": "perennial-segment", "version": 1, "name": "%s", "root": {"kind": "group", "match": "all", "children": [
    {"kind": "event", "metric": "Placed Order", "aggregate": "count", "compare": {"op": "at_least", "value": 2}, "window": {"kind": "ever"}},
    {"kind": "event", "metric": "Placed Order", "aggregate": "sum", "compare": {"op": "more", "value": 200}, "window": {"kind": "ever"}},
    {"kind": "event", "metric": "Viewed Product", "aggregate": "count", "compare": {"op": "at_least", "value": 3}, "window": {"kind": "last", "n": 365, "unit": "day"}},
    {"kind": "consent", "channel": "email", "state": "can_receive"}]}}""" % NAME


def figures(what, times):
    times = sorted(times)
    at = lambda share: times[int(share * (len(times) - 1))]
    print(f"{what}: min {at(0):.0f}  median {statistics.median(times):.0f}  p95 {at(.95):.0f}  max {at(1):.0f} ms of {len(times)} keys")


def save_segment(session, programs, store):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        file.write(SEGMENT)
        file.flush()
        saved = session.run([os.path.join(programs, "perennial-cli"), "--store", store, "segment", "save", file.name])
    assert saved.returncode == 0, saved.stderr


def open_segment(driver, app):
    app.find("check box", "Segments").click()
    row = lambda: [e for e in app.find("table", timeout=60).walk(shown=True) if e.name.startswith(NAME)]
    driver.poll(row, 60, what="the segment in the list")[0].double_click()
    count = app.find("push button", re.compile("^people in this segment"), timeout=30)
    driver.poll(lambda: "not known" not in count.name, 60, what="the first count")
    return count


def time_key(session, count, key):
    before, began = count.name, time.monotonic()
    session.xdo("key", key)
    sent = time.monotonic()
    while count.name == before and time.monotonic() - began < 2:
        pass
    return (time.monotonic() - began) * 1000, (sent - began) * 1000


def main():
    programs, store, folder = map(os.path.abspath, sys.argv[1:4])
    sys.path.insert(0, folder)
    import guidrive
    with guidrive.Session(size=(1280, 800), artifacts=tempfile.mkdtemp()) as session:
        save_segment(session, programs, store)
        app = session.launch([os.path.join(programs, "perennial"), store], window=re.compile("Perennial"))
        count = open_segment(guidrive, app)
        app.find("push button", re.compile("^How much: is more than")).click()
        app.find("text", "Number", states=("focused",))
        times = []
        for _ in range(ROUNDS):
            session.key("ctrl+a")
            for key in [*"4375", *["BackSpace"] * 3]:
                times.append(time_key(session, count, key))
                time.sleep(.15)
        changed = [t for t in times if t[0] < 2000]  # some thresholds leave the count as it was
        figures("from the key to the count", [t[0] for t in changed])
        figures("  of that, sending the key", [t[1] for t in changed])


if __name__ == "__main__":
    main()

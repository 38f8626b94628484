#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the tables of docs/performance.md: the twelve bench segments at several sizes beside DuckDB and SQLite, opening,
memory, large segments and two years of history.

    scaling.py --dir WORK_DIR --cli build/release/bin/perennial-cli [--bench ../shared/bench] [--sizes 10000,100000]

WORK_DIR keeps the generated stores and what the peers loaded, so that a second run only measures. SQLite is measured
where WORK_DIR has its database already, or with --sqlite (loading takes minutes at a million profiles). Needs what the
bench folder's compare.py needs: g++, node and npm."""
import argparse
import importlib.util
import json
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
AS_OF = "2026-11-01T00:00:00Z"


def ask(cli, store, segments, cache, *more):
    environment = {**os.environ, "PERENNIAL_CACHE_DIR": str(cache) if cache else ""}
    done = subprocess.run([cli, "bench", "--store", store, "--segments", segments, "--as-of", AS_OF, "--json", *more],
                          check=True, text=True, stdout=subprocess.PIPE, env=environment)
    return json.loads(done.stdout)


def total(answer):
    return sum(segment["median_ms"] for segment in answer["segments"].values())


def measure(options, peers, profiles):
    data = peers.generate(options.dir, profiles, 1)
    store, cache = data / "store.perennial", options.dir / "columns"
    duckdb = peers.duckdb(options.dir, data, options.repeat)
    has_sqlite = options.sqlite or (data / "peer.sqlite").exists()
    sqlite = peers.sqlite(data, options.repeat) if has_sqlite else None
    own = peers.perennial(options.cli, HERE / "segments", data, options.repeat)
    shutil.rmtree(cache, ignore_errors=True)
    cold = ask(options.cli, store, HERE / "segments", None, "--repeat", "1")
    ask(options.cli, store, HERE / "segments", cache, "--repeat", "1")
    warm = ask(options.cli, store, HERE / "segments", cache, "--repeat", str(options.repeat))
    large = ask(options.cli, store, HERE / "large", cache, "--repeat", str(options.repeat))
    history = ask(options.cli, store, HERE / "segments", cache, "--repeat", "1", "--history")
    counts = lambda answer: {name: segment["count"] for name, segment in answer["segments"].items()}
    agree = counts(duckdb) == counts(warm) == counts(own) and (not sqlite or counts(sqlite) == counts(warm))
    ratios = [duckdb["segments"][name]["median_ms"] / warm["segments"][name]["median_ms"] for name in warm["segments"]]
    return {"profiles": profiles, "agree": agree, "duckdb": total(duckdb), "sqlite": total(sqlite) if sqlite else None,
            "perennial": total(warm), "slowest": min(ratios), "cold_s": cold["open_ms"] / 1000,
            "cold_mb": cold["peak_rss_mb"], "warm_s": warm["open_ms"] / 1000, "warm_mb": warm["peak_rss_mb"],
            "large": {name: s["median_ms"] for name, s in large["segments"].items()},
            "history": max(s["history_ms"] for s in history["segments"].values()) / 1000}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dir", required=True, type=pathlib.Path)
    parser.add_argument("--cli", required=True)
    parser.add_argument("--bench", type=pathlib.Path, default=HERE.parents[2] / "shared" / "bench")
    parser.add_argument("--sizes", default="10000,100000,1000000,3000000")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--sqlite", action="store_true")
    options = parser.parse_args()
    options.dir = options.dir.resolve()
    options.dir.mkdir(parents=True, exist_ok=True)
    options.cli = str(pathlib.Path(options.cli).resolve())
    spec = importlib.util.spec_from_file_location("compare", options.bench / "compare.py")
    peers = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(peers)
    wrong = 0
    print("| profiles | DuckDB ms | SQLite ms | Perennial ms | DuckDB ÷ Perennial | its slowest segment | opened, no cache | "
          "opened, cache | longest history | 30 conditions ms | 3 views ms | counts |")
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    for size in options.sizes.split(","):
        row = measure(options, peers, int(size))
        wrong += not row["agree"]
        sqlite = f"{row['sqlite']:,.0f}" if row["sqlite"] else "–"
        print(f"| {row['profiles']:,} | {row['duckdb']:,.0f} | {sqlite} | {row['perennial']:.1f} | {row['duckdb'] / row['perennial']:.1f} | "
              f"{row['slowest']:.1f} | {row['cold_s']:.2f} s, {row['cold_mb']:.0f} MB | {row['warm_s']:.2f} s, {row['warm_mb']:.0f} MB | "
              f"{row['history']:.2f} s | {row['large']['thirty-conditions']:.1f} | {row['large']['three-views']:.1f} | "
              f"{'equal' if row['agree'] else 'DIFFER'} |", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

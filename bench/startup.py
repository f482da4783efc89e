"""How long commands take to start, as multiples of a bare ``python -c pass`` measured in the same run.

    python bench/startup.py [--graph DIR] [--runs N] [--check]

Every command runs N times, in turn with the others; the shortest counts, so that a busy machine changes little. With
``--check`` the exit code is 1 when a command is over its bar.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from time import perf_counter

BARS = {"kg --help": 6.0, "kg query": 10.0}
COUNT = "SELECT (COUNT(*) AS ?n) { ?target a pk:Target }"


def seconds(command: list[str]) -> float:
    start = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--graph", type=Path, help="a folder that kg build wrote; without it, kg query is left out")
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--check", action="store_true", help="fail when a command is over its bar")
    options = parser.parse_args()

    kg = str(Path(sys.executable).with_name("kg"))
    commands = {"python -c pass": [sys.executable, "-c", "pass"], "kg --help": [kg, "--help"]}
    if options.graph:
        commands["kg query"] = [kg, "query", "--graph", str(options.graph), COUNT]
    times: dict[str, list[float]] = {name: [] for name in commands}
    for command in commands.values():
        seconds(command)
    for _ in range(options.runs):
        for name, command in commands.items():
            times[name].append(seconds(command))

    bare = min(times["python -c pass"])
    over = False
    for name in commands:
        ratio, bar = min(times[name]) / bare, BARS.get(name)
        over |= bar is not None and ratio > bar
        limit = f"  (at most {bar:g})" if bar else ""
        print(f"{name:16} {min(times[name]) * 1000:7.1f} ms  {ratio:5.2f} x{limit}")
    return int(over and options.check)


if __name__ == "__main__":
    sys.exit(main())

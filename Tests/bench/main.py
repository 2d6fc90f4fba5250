"""Measures the goals that are named, or all of them. Tests/bench/run says how to use it."""

import argparse
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "EndToEnd"))

import inspector
import logins_timed
import screens
import size
import start_up
from measure import ROOT, Missing
from report import Report
from world import World

GOALS = {
    "1": start_up.token,
    "1b": start_up.many_sessions,
    "2": start_up.pkce,
    "3": screens.first_frame,
    "4": logins_timed.callback,
    "5": logins_timed.address,
    "6": screens.key_press,
    "7": screens.waiting,
    "8": screens.memory,
    "9": inspector.tokens,
    "10": size.binary,
}


def main() -> int:
    reader = argparse.ArgumentParser(prog="Tests/bench/run", description=__doc__)
    reader.add_argument("goals", nargs="*", metavar="GOAL", help=", ".join(GOALS))
    reader.add_argument("--runs", type=int, default=41, help="runs of each program where the start is measured")
    reader.add_argument("--quick", action="store_true", help="a few runs, to see that figures come out")
    wanted = reader.parse_args()
    for goal in wanted.goals:
        if goal not in GOALS:
            reader.error(f"there is no goal {goal}")
    program = Path(os.environ.get("PIXIE") or ROOT / ".build/release-static/pixie").absolute()
    if not program.exists():
        print(f"{program} is not there: run Tests/release, or set PIXIE", file=sys.stderr)
        return 1
    report = Report("bench-quick.txt" if wanted.quick else "bench.txt")
    began = time.monotonic()
    report.line(f"{program}, {program.stat().st_size / 1048576:.1f} MiB; {machine()}; {time.strftime('%Y-%m-%d')}")
    if wanted.quick:
        report.line("A quick look: too few runs to quote.")
    failed = False
    with World(program, runs=5 if wanted.quick else wanted.runs, is_quick=wanted.quick) as world:
        for goal in wanted.goals or GOALS:
            try:
                GOALS[goal](world, report)
            except (Missing, subprocess.SubprocessError, OSError, AssertionError) as problem:
                report.line(f"\ngoal {goal} was not measured: {problem}")
                failed = True
    report.line(f"\nmeasured in {time.monotonic() - began:.0f} s")
    return 1 if failed else 0


def machine() -> str:
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} processors, Linux {platform.release()}, load {load:.1f} at the start"


sys.exit(main())

"""Measured figures, one per line in .build/results/figures.txt, for `Tests/run` to print."""

import fcntl
from pathlib import Path

from environment import ROOT

PLACE = ROOT / ".build/results/figures.txt"


def note(name: str, value: str) -> None:
    """Writes "NAME: VALUE"; an earlier line of that name is replaced."""
    PLACE.parent.mkdir(parents=True, exist_ok=True)
    with PLACE.open("a+") as file:
        # Tests of several processes write here.
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        kept = [line for line in file.read().splitlines() if not line.startswith(f"{name}: ")]
        file.truncate(0)
        file.write("\n".join([*kept, f"{name}: {value}"]) + "\n")


def status(process: int, name: str) -> int:
    """A number out of /proc/PID/status: VmHWM in KiB, FDSize, Threads."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1])
    raise AssertionError(f"no {name} in the status of {process}")

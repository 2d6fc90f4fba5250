"""Runs commands in turn and says what they cost, with the two small programs of tools/."""

import statistics
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / ".build/bench"


class Missing(Exception):
    """Something to compare with is not installed, or did not start. The message says what."""


def floor(name: str) -> str:
    """A compiled program of floors/ or tools/."""
    path = BUILT / name
    if not path.exists():
        raise Missing(f"{name} was not compiled; see .build/bench/{name}.log")
    return str(path)


@dataclass
class Cost:
    """Of one program: medians of its runs."""

    wall: float
    cpu: float
    peak: float
    runs: int


@dataclass
class Racer:
    """A command that runs in turn with others. The variables are added to the environment."""

    name: str
    words: list[str]
    variables: dict[str, str] | None = None
    # What it must end with; anything else is not a measurement.
    status: int = 0


def race(racers: list[Racer], runs: int, environment: dict[str, str]) -> dict[str, Cost]:
    """Medians for each: wall and processor milliseconds, peak MiB. One uncounted run before."""
    lines = []
    for racer in racers:
        lines += [f"{name}={value}" for name, value in (racer.variables or {}).items()] + racer.words + [""]
    output = subprocess.run(
        [floor("race"), str(runs)], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True,
        env=environment,
    ).stdout
    costs = {}
    for place, racer in enumerate(racers):
        found = [line.split()[1:] for line in output.splitlines() if line.startswith(f"{place} ")]
        statuses = {int(status) for *_, status in found}
        if statuses != {racer.status}:
            raise Missing(f"{racer.name} ended with {statuses}, not with {racer.status}")
        wall, cpu, peak = (statistics.median(float(run[column]) for run in found) for column in range(3))
        costs[racer.name] = Cost(wall / 1e6, cpu / 1e3, peak / 1024, len(found))
    return costs


def terminal(
    steps: list[str], command: list[str], environment: dict[str, str], shown: Callable[[bytes], None] = lambda _: None
) -> dict[str, list[list[int]]]:
    """What tools/terminal.c says of a program on a terminal of 80x24: for each kind of step, the numbers of each time.

    `shown` gets what a step `show` tells, while the program runs on.
    """
    said: dict[str, list[list[int]]] = {}
    with tempfile.TemporaryFile() as errors, subprocess.Popen(
        [floor("terminal"), "80", "24", *steps, "--", *command], stdout=subprocess.PIPE, stderr=errors, text=True,
        env=environment,
    ) as running:
        for line in running.stdout:
            word, *values = line.split()
            if word == "show":
                shown(bytes.fromhex("".join(values)))
            else:
                said.setdefault(word, []).append([int(value) for value in values])
        if running.wait() != 0:
            errors.seek(0)
            told = errors.read().decode(errors="replace").strip()
            raise Missing(f"{Path(command[0]).name}: {told.splitlines()[0]} {told[-200:]!r}")
    return said


def median(values) -> float:
    return statistics.median(values)


def slope(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The line through points by least squares: how much y grows with x, and y at x = 0."""
    x, y = (statistics.fmean(values) for values in zip(*points))
    rise = sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)
    return rise, y - rise * x

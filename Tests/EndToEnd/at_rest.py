"""Whether programs wait for something to happen, or only for a processor."""

import re
import time
from collections.abc import Iterable
from pathlib import Path

from waiting import eventually

Threads = dict[str, tuple[str, str]]


def asleep(processes: Iterable[int]) -> Threads | None:
    """Every thread of the processes, when all of them sleep; else None.

    Two looks that give the same: none of them ran between, for each wait of a thread is counted.
    """
    found = {}
    try:
        for process in processes:
            for status in Path(f"/proc/{process}").glob("task/*/status"):
                text = status.read_text()
                state = re.search(r"^State:\s*(\S)", text, re.MULTILINE)[1]
                waits = re.search(r"^voluntary_ctxt_switches:\s*(\d+)", text, re.MULTILINE)[1]
                found[status.parent.name] = state, waits
    except OSError:
        # One has ended just now.
        return None
    return found if {state for state, _ in found.values()} <= {"S", "T", "Z"} else None


def come_to_rest(processes: list[int], quiet: float = 0.12) -> None:
    """Until none of their threads ran for `quiet` seconds and all of them sleep."""

    def has_come() -> bool:
        before = asleep(processes)
        time.sleep(quiet)
        return before is not None and before == asleep(processes)

    eventually(has_come, "the programs come to rest")


def family(process: int) -> list[int]:
    """A process and the children of all its threads."""
    children = []
    for listed in Path(f"/proc/{process}/task").glob("*/children"):
        children += [int(child) for child in listed.read_text().split()]
    return [process, *(one for child in children for one in family(child))]

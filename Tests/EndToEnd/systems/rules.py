"""The numbered rules of rules.txt."""

from dataclasses import dataclass
from pathlib import Path

import breaks

FOLDER = Path(__file__).resolve().parent
SYSTEM_OF = {"W": "workos", "C": "workos-connect", "B": "banno", "M": "microauth", "S": "myinfo", "F": "singpass"}
COUNTS = {"W": 25, "C": 6, "B": 18, "M": 6, "S": 9, "F": 9}
BROKEN = "broken"
REASON = "not:"


@dataclass(frozen=True)
class Rule:
    id: str
    text: str
    # Names of tests; empty where there is none, and then `reason` says why.
    shown: tuple[str, ...]
    reason: str

    @property
    def system(self) -> str:
        return SYSTEM_OF[self.id[0]]

    @property
    def breaks(self) -> list[breaks.Break]:
        return [row for row in breaks.ALL if row.rule == self.id] if BROKEN in self.shown else []

    @property
    def tests(self) -> list[str]:
        return [name for name in self.shown if name != BROKEN]


def read() -> list[Rule]:
    rules = []
    for number, line in enumerate((FOLDER / "rules.txt").read_text().splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("|")]
        assert len(cells) == 3, f"rules.txt:{number}: {len(cells)} fields, not 3"
        is_reason = cells[2].startswith(REASON)
        shown = () if is_reason else tuple(name.strip() for name in cells[2].split(","))
        rules.append(Rule(cells[0], cells[1], shown, cells[2] if is_reason else ""))
    return rules


ALL = read()

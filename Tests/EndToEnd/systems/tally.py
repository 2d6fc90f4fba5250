"""The table of the named systems in .build/results/systems.txt, for `Tests/run` to print."""

import re

import rules
from emulated import SYSTEMS
from environment import ROOT
from rules import Rule

PLACE = ROOT / ".build/results/systems.txt"
MODULES = {"test_systems.py", "test_systems_rules.py"}


class Tally:
    """What became of the tests of the systems: whether each passed, by its name with its parameters."""

    def __init__(self):
        self.passed: dict[str, bool] = {}
        self.modules: set[str] = set()

    def note(self, nodeid: str, passed: bool) -> None:
        file, _, name = nodeid.partition("::")
        module = file.rsplit("/", 1)[-1]
        if module in MODULES:
            self.modules.add(module)
            self.passed[name] = self.passed.get(name, True) and passed

    def write(self) -> None:
        """Only when everything ran: a part of it would say too little."""
        PLACE.unlink(missing_ok=True)
        if self.modules != MODULES:
            return
        lines = [line("system", "rules shown", "not shown", "faults", "login plain", "login on screen")]
        lines += [self.line_of(system) for system in SYSTEMS]
        lines += [f"{rule.id} {rule.reason}" for rule in rules.ALL if rule.reason]
        lines += [f"not as wanted: {name}" for name, passed in self.passed.items() if not passed]
        PLACE.parent.mkdir(parents=True, exist_ok=True)
        PLACE.write_text("\n".join(lines) + "\n")

    def line_of(self, system: str) -> str:
        mine = [rule for rule in rules.ALL if rule.system == system]
        shown = [rule for rule in mine if not rule.reason]
        faults = [passed for name, passed in self.passed.items() if re.match(rf"test_fault\[.*@{system}\]$", name)]
        return line(
            system,
            f"{sum(self.is_shown(rule) for rule in shown)} of {len(shown)}",
            f"{len(mine) - len(shown)} for a reason" if len(shown) < len(mine) else "0",
            f"{sum(faults)} of {len(faults)}",
            self.verdict("test_login_plain", system),
            self.verdict("test_login_on_the_screens", system),
        )

    def verdict(self, test: str, system: str) -> str:
        passed = self.passed.get(f"{test}[{system}]")
        return "MISSING" if passed is None else "passed" if passed else "FAILED"

    def is_shown(self, rule: Rule) -> bool:
        """Whether each of its tests ran and passed."""
        broken = [self.passed.get(f"test_a_broken_rule_is_refused[{row.id}]", False) for row in rule.breaks]
        return all(broken) and all(self.has_passed(name, rule.system) for name in rule.tests)

    def has_passed(self, test: str, system: str) -> bool:
        """All of its rows, or those of the system where they name systems."""
        rows = {name: passed for name, passed in self.passed.items() if name.split("[")[0] == test}
        named = {name: passed for name, passed in rows.items() if re.search(rf"[\[@]{system}\]", name)}
        return bool(rows) and all((named or rows).values())


def line(system: str, *cells: str) -> str:
    return f"{system:<16}" + "".join(f"{cell:<15}" for cell in cells).rstrip()

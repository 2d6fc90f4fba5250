"""Every fault of `pixie provider --list-faults` has the outcome of table.txt, seen from outside."""

import json
import time

import pytest

from environment import ROOT
from program import run
from rows import read, rows_of
from runner import play_all
from seen import Seen, differences

ROWS = read("table.txt")
FIGURES = ROOT / ".build/results/faults.txt"


@pytest.fixture(scope="module")
def seen(request, tmp_path_factory) -> dict[str, Seen | Exception]:
    """All rows that are asked for, played at the same time."""
    wanted = rows_of(request)
    FIGURES.unlink(missing_ok=True)
    start = time.monotonic()
    found = play_all([row for row in ROWS if row.id in wanted], tmp_path_factory.mktemp("faults"))
    if len(wanted) == len(ROWS):
        write_figures(found, time.monotonic() - start)
    return found


def write_figures(found: dict[str, Seen | Exception], seconds: float) -> None:
    """What Tests/run prints at its end."""
    bad = [row.id for row in ROWS if isinstance(found[row.id], Exception) or differences(row, found[row.id])]
    violations = sum(len(one.violations) for one in found.values() if isinstance(one, Seen))
    # No assertion: how long a login takes is also a matter of the machine.
    longest = max(
        found[row.id].ended.seconds for row in ROWS
        if not row.waits_for_a_limit and isinstance(found[row.id], Seen))
    lines = [
        f"fault cases: {len(ROWS) - len(bad)} of {len(ROWS)} as wanted, in {seconds:.0f} s",
        f"oracle violations: {violations}",
        f"the longest that waits for no limit: {longest:.0f} s",
        *(f"not as wanted: {name}" for name in bad),
    ]
    FIGURES.parent.mkdir(parents=True, exist_ok=True)
    FIGURES.write_text("\n".join(lines) + "\n")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_fault(row, seen):
    found = seen[row.id]
    if isinstance(found, Exception):
        pytest.fail(f"{row.id}: {type(found).__name__}: {found}", pytrace=False)
    if wrong := differences(row, found):
        said = "\n".join(found.ended.errors.splitlines()[-12:])
        lines = "\n  ".join(wrong)
        pytest.fail(f"{row.id}\n  {lines}\nIt said:\n{said}\n{found.ended.output[:1500]}", pytrace=False)


def test_every_fault_has_a_row_and_every_row_a_fault(home):
    ended = run(home, "provider", "--list-faults", "--json")
    assert ended.status == 0, ended
    listed = {fault["id"] for fault in json.loads(ended.output)}
    known = {row.id for row in ROWS}
    assert listed - known == set(), "faults without a row"
    assert known - listed == set(), "rows without a fault"

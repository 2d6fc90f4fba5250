"""The tables of what is wanted: one `Row` a line of table.txt or variants.txt."""

from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ANY = "*"
NONE = "-"


@dataclass(frozen=True)
class Row:
    """What is wanted at one fault. The fields are described at the top of table.txt."""

    id: str
    way: str
    ends: frozenset[str]
    statuses: frozenset[str]
    reasons: frozenset[str]
    posts: frozenset[str]
    failed: frozenset[frozenset[str]]
    after: str
    words: tuple[str, ...] = field(default=())

    @property
    def waits_for_a_limit(self) -> bool:
        """Whether it takes the 30 seconds of an exchange, and next to no processor time."""
        return self.id.endswith(("-drip", "-hang"))


def read(name: str) -> list[Row]:
    """The rows of a table. A line that is not one is a mistake in the table."""
    rows = []
    for number, line in enumerate((FOLDER / name).read_text().splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("|", 8)]
        assert len(cells) == 9, f"{name}:{number}: {len(cells)} fields, not 9"
        identifier, way, *choices, after, words = cells
        ends, statuses, reasons, posts, failed = (frozenset(one.strip() for one in c.split("/")) for c in choices)
        failed = frozenset(frozenset(one.replace(",", " ").split()) - {NONE} for one in failed)
        wanted = tuple(word.strip() for word in words.split(";") if word.strip())
        rows.append(Row(identifier, way, ends, statuses, reasons, posts, failed, after, wanted))
    names = [row.id for row in rows]
    assert len(names) == len(set(names)), f"{name}: an id comes twice"
    return rows


def rows_of(request) -> set[str]:
    """The ids of the rows that this run of pytest wants of the module that asks."""
    mine = (item for item in request.session.items if item.path == request.node.path)
    return {item.callspec.params["row"].id for item in mine if "seen" in item.fixturenames}

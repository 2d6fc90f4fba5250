"""The tables, on standard output and in a file of .build/results."""

from measure import ROOT


class Report:
    def __init__(self, name: str):
        place = ROOT / ".build/results" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        self.file = place.open("w")

    def line(self, text: str = "") -> None:
        print(text, flush=True)
        print(text, file=self.file, flush=True)

    def table(self, title: str, head: list[str], rows: list[list[str]]) -> None:
        """The first column to the left, the others to the right."""
        self.line()
        self.line(title)
        everything = [head, *rows]
        widths = [max(len(row[column]) for row in everything) for column in range(len(head))]
        for row in everything:
            cells = [row[0].ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
            self.line("  " + "  ".join(cells).rstrip())

    def costs(self, title: str, costs: dict, yardstick: str) -> None:
        """What racers cost, with the ratios to one of them. On a busy machine the processor's are the steadier ones."""
        base = costs[yardstick]
        self.table(
            f"{title}; medians of {costs[yardstick].runs} runs in turn",
            ["", "wall ratio", "cpu ratio", "wall ms", "cpu ms", "peak MiB"],
            [
                [
                    name, f"{cost.wall / base.wall:.2f}", f"{cost.cpu / base.cpu:.2f}", f"{cost.wall:.2f}",
                    f"{cost.cpu:.2f}", f"{cost.peak:.1f}",
                ]
                for name, cost in costs.items()
            ],
        )

    def goal(self, number: str, what: str, found: float, most: float, unit: str = "") -> None:
        """Whether a goal of the project is met. It is told, and nothing fails."""
        verdict = "met" if found <= most else "MISSED"
        self.line(f"  goal {number}: {what}: {found:.2f}{unit}, at most {most:g}{unit}: {verdict}")

    def missing(self, what: str) -> None:
        self.line(f"  missing: {what}")

"""What is given away."""

import shutil
import subprocess

from measure import ROOT
from report import Report
from world import World


def binary(world: World, report: Report) -> None:
    stripped = world.folder / "stripped"
    if shutil.which("strip"):
        subprocess.run(["strip", "-o", str(stripped), world.program], check=True)
    else:
        shutil.copy(world.program, stripped)
    size = stripped.stat().st_size / 1048576
    kind = subprocess.run(["ldd", str(stripped)], capture_output=True, text=True, check=False)
    is_static = kind.returncode != 0 or "statically" in kind.stdout
    report.table(
        "Goal 10: one file",
        ["", "MiB"],
        [["pixie, stripped" + (", static" if is_static else ", needs shared libraries"), f"{size:.1f}"]]
        + [["with symbols", f"{path.stat().st_size / 1048576:.1f}"] for path in whole()],
    )
    report.goal("10", "one stripped file", size, 42, " MiB")


def whole() -> list:
    return list(ROOT.glob(".build/release-static/*/release/pixie"))

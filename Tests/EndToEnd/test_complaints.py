"""Each complaint that users of other tools filed has a test or a picture here, and those that are named exist."""

import ast
import re
from pathlib import Path

import pytest

from environment import ROOT

HERE = Path(__file__).parent
COUNT = 33


def table() -> list[tuple[int, str, list[str]]]:
    rows = []
    for line in (HERE / "complaints.txt").read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            number, words, proofs = line.split("|")
            rows.append((int(number), words.strip(), proofs.split()))
    return rows


ROWS = table()


def python_tests(file: str) -> set[str]:
    path = HERE / file
    assert path.exists(), f"there is no {file}"
    return {
        node.name
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def swift_tests(suite: str) -> set[str]:
    """The functions with @Test in the files that declare or extend the suite."""
    names: set[str] = set()
    for path in (ROOT / "Tests").glob("*Tests/**/*.swift"):
        text = path.read_text()
        if re.search(rf"\b(?:struct|extension|enum|class|actor) {suite}\b", text):
            names |= set(re.findall(r"@Test\b(?:\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))?\s+func (\w+)", text))
    return names


def test_every_complaint_is_there_once():
    assert [number for number, _, _ in ROWS] == list(range(1, COUNT + 1))


@pytest.mark.parametrize("number, words, proofs", ROWS, ids=[f"{number}: {words}" for number, words, _ in ROWS])
def test_it_is_answered_by_something_that_exists(number, words, proofs):
    assert proofs, "nothing answers it"
    for proof in proofs:
        if "::" in proof:
            file, name = proof.split("::")
            assert name in python_tests(file), proof
        elif proof.endswith(".png"):
            assert (ROOT / "assets" / proof).exists(), proof
        else:
            suite, name = proof.split("/")
            assert name in swift_tests(suite), f"{proof}; there are {sorted(swift_tests(suite))}"

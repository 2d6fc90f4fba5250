"""The measurements of Tests/bench: that figures come out, and that the floors do what they stand for. No times."""

import base64
import hashlib
import os
import re
import subprocess

import pytest

from environment import ROOT, binary


@pytest.fixture(scope="module")
def figures() -> str:
    ended = subprocess.run(
        [ROOT / "Tests/bench/run", "--quick", "1", "2", "7", "9", "10"], capture_output=True, text=True, timeout=300,
        env=os.environ | {"PIXIE": binary()}, check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.mark.parametrize("name", ["pixie token acme", "pixie pkce", "C, static: one file, one line", "waiting for the answer"])
def test_each_figure_is_a_positive_number(figures, name):
    row = next(line for line in figures.splitlines() if line.strip().startswith(name))
    numbers = [float(number) for number in re.findall(r"(?<=  )-?\d+(?:\.\d+)?", row)]
    assert len(numbers) >= 4 and all(number >= 0 for number in numbers), row


def test_every_goal_that_was_asked_for_is_judged(figures):
    judged = set(re.findall(r"^  goal (\w+): .*: (?:met|MISSED)$", figures, re.MULTILINE))
    assert judged == {"1", "2", "7", "8", "9", "10"}


def test_the_floor_of_pkce_makes_a_true_pair(figures):
    _, verifier, _, challenge, *_ = subprocess.run(
        [ROOT / ".build/bench/pkce"], capture_output=True, text=True, check=True
    ).stdout.split()
    digest = hashlib.sha256(verifier.encode()).digest()
    assert challenge == base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

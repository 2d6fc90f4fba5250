"""The recording of the README can be made, and is an asciicast that ends with the tokens."""

import json
import subprocess
import sys

import pyte

from environment import ROOT


def check(file) -> None:
    header, *events = [json.loads(line) for line in file.read_text().splitlines()]
    assert header["version"] == 2
    assert len(events) > 10
    times = [event[0] for event in events]
    assert times == sorted(times)
    screen = pyte.Screen(header["width"], header["height"])
    stream = pyte.Stream(screen)
    seen = ""
    for _, kind, data in events:
        assert kind == "o"
        stream.feed(data)
        seen += "\n".join(screen.display)
    for words in ("Open this address in any browser", "That is the address to open", "Claims", "Commands"):
        assert words in seen, words


def test_the_one_in_the_project_is_whole():
    check(ROOT / "assets/login.cast")


def test_it_can_be_made_again(tmp_path):
    target = tmp_path / "login.cast"
    script = ROOT / "Tests/EndToEnd/make_cast.py"
    done = subprocess.run([sys.executable, script, target], capture_output=True, timeout=280, text=True, check=False)
    assert done.returncode == 0, done.stderr
    check(target)

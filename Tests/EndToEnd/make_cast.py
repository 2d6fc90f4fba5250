"""Makes the recording of the README: .build/venv/bin/python Tests/EndToEnd/make_cast.py [FILE]

Walks through `pixie demo` in a terminal of 80x24 and writes what the terminal got as an asciicast of version 2
(docs.asciinema.org/manual/asciicast/v2), by default to assets/login.cast. `asciinema play assets/login.cast` shows it.
The times are those of a reader, not of this script: it does not wait.
"""

import codecs
import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import expectations as expected
from environment import ROOT, binary, clean_environment
from terminal import Terminal

COLUMNS, ROWS = 80, 24
# Seconds that the program's own pauses are shown for at most.
LONGEST_GAP = 0.6


class Recorder(Terminal):
    """A terminal that keeps what the program wrote, with times."""

    def __init__(self, *arguments, **options):
        self.events: list[list] = []
        self.clock = 0.0
        self.last = time.monotonic()
        # A character may come in two pieces.
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        super().__init__(*arguments, **options)

    def _read(self, seconds: float) -> bool:
        before = len(self.raw)
        came = super()._read(seconds)
        if came:
            now = time.monotonic()
            self.clock += min(LONGEST_GAP, now - self.last)
            self.last = now
            self.events.append([round(self.clock, 3), "o", self.decoder.decode(self.raw[before:])])
        return came

    def read_for(self, seconds: float) -> None:
        """What is on the screen stays for so long in the recording."""
        self.settle()
        self.clock += seconds
        self.last = time.monotonic()


def walk(terminal: Recorder) -> None:
    terminal.wait_for("Enter go on")
    terminal.read_for(3)
    terminal.press("enter")
    terminal.wait_for("Request")
    terminal.wait_for("Enter go on")
    terminal.read_for(3)
    terminal.press("enter")
    terminal.wait_for(expected.SIGN_IN_MARK)
    terminal.read_for(4)
    terminal.press(":")
    terminal.read_for(2)
    terminal.press("escape")
    # An answer that is not the one: the address that is to be opened.
    terminal.paste(terminal.address_on_screen())
    terminal.wait_for("That is the address to open")
    terminal.read_for(3)
    terminal.press("escape", "^U", "x")
    terminal.read_for(3)
    terminal.press("escape", expected.DEMO_KEY)
    terminal.wait_for(expected.TOKENS_MARK)
    terminal.read_for(4)
    terminal.press("down", "down", "down", "enter")
    terminal.read_for(2)
    terminal.press("5")
    terminal.read_for(3)
    terminal.press("6")
    terminal.read_for(3)
    terminal.press(*expected.LEAVE_TOKENS)
    terminal.end()


def main() -> None:
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "assets/login.cast"
    with TemporaryDirectory() as folder:
        with Recorder([binary(), "demo"], clean_environment(Path(folder)), COLUMNS, ROWS) as terminal:
            walk(terminal)
    header = {
        "version": 2,
        "width": COLUMNS,
        "height": ROWS,
        "title": "pixie demo",
        "env": {"TERM": "xterm-256color", "SHELL": "/bin/sh"},
    }
    lines = [header, *terminal.events]
    target.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    print(f"{target}: {len(terminal.events)} events, {terminal.clock:.0f} s")


if __name__ == "__main__":
    main()

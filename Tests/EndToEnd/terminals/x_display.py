"""An X server without a screen, and a real xterm on it."""

import os
import subprocess
import time
from pathlib import Path

from PIL import Image, ImageGrab

from at_rest import Threads, asleep, family
from servers import die_with_parent, stop_process
from waiting import eventually

THEMES = {"dark": ("#d6d6d6", "#1c1c1f"), "light": ("#202020", "#fdfdfd")}
FONT = "DejaVu Sans Mono"


class Display:
    """Xvfb. Used with `with`. It chooses its own number and says when it is ready."""

    def __init__(self, width: int = 1300, height: int = 900):
        reading, writing = os.pipe()
        self.process = subprocess.Popen(
            # Without -noreset it begins anew when its last client has gone, and a client that comes meanwhile is lost.
            [
                "Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp",
                "-noreset",
            ],
            pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=die_with_parent,
        )
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        assert number, "Xvfb did not start"
        self.name = f":{number}"

    def __enter__(self) -> "Display":
        return self

    def __exit__(self, *problem) -> None:
        stop_process(self.process)

    def run(self, *command: str, input: bytes | None = None) -> str:
        done = subprocess.run(
            command, env=os.environ | {"DISPLAY": self.name}, input=input, capture_output=True, timeout=60, check=False
        )
        return done.stdout.decode("utf-8", "replace")

    def picture(self) -> Image.Image:
        return ImageGrab.grab(xdisplay=self.name)

    def clipboard(self, selection: str = "primary") -> str:
        return self.run("xclip", "-selection", selection, "-out")


class XTerm:
    """A program in an xterm. Used with `with`."""

    LEFT, TOP = 0, 0

    def __init__(
        self, display: Display, command: list[str], environment: dict[str, str], columns: int = 80, rows: int = 24,
        theme: str = "dark", log: Path | None = None,
    ):
        self.display = display
        self.columns, self.rows = columns, rows
        front, back = THEMES[theme]
        self.process = subprocess.Popen(
            [
                "xterm", "-geometry", f"{columns}x{rows}+0+0", "-fa", FONT, "-fs", "11", "-fg", front, "-bg", back,
                "-b", "0", "+sb", "-bc", "-xrm", "XTerm*multiClickTime: 60000",
                "-xrm", "XTerm*allowWindowOps: true", "-xrm", "XTerm*cursorBlink: false",
                "-class", "XTerm", "-title", "t",
                *(["-xrm", f"XTerm*logFile: {log}", "-l"] if log else []), "-e", *command,
            ],
            env=environment | {"DISPLAY": display.name}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            start_new_session=True, preexec_fn=die_with_parent,
        )
        self.window = eventually(self._windows, "the window of xterm")[-1]

    def _windows(self) -> list[str]:
        assert self.process.poll() is None, f"xterm ended: {self.process.stderr.read()!r}"
        return self.display.run("xdotool", "search", "--class", "XTerm").split()

    def __enter__(self) -> "XTerm":
        return self

    def __exit__(self, *problem) -> None:
        stop_process(self.process)
        self.process.stderr.close()

    def cell(self) -> tuple[float, float]:
        """Width and height of a cell, in pixels."""
        facts = dict(
            line.split("=", 1)
            for line in self.display.run("xdotool", "getwindowgeometry", "--shell", self.window).split()
            if "=" in line
        )
        return int(facts["WIDTH"]) / self.columns, int(facts["HEIGHT"]) / self.rows

    def press(self, *keys: str) -> None:
        for key in keys:
            self.display.run("xdotool", "windowfocus", "--sync", self.window)
            self.display.run("xdotool", "key", "--clearmodifiers", key)

    def click(self, column: int, row: int, times: int = 1) -> None:
        width, height = self.cell()
        x, y = str(int((column + 0.5) * width)), str(int((row + 0.5) * height))
        self.display.run("xdotool", "mousemove", "--sync", "--window", self.window, x, y)
        self.display.run("xdotool", "click", "--repeat", str(times), "--delay", "60", "1")

    def settled(self, seconds: float = 60) -> Image.Image:
        """The picture once what runs in xterm and the X server only wait, and two in a row are the same but for the
        clock. xterm itself may look around many times a second when nothing happens."""
        deadline = time.monotonic() + seconds
        below_header = None
        while True:
            before = self._asleep()
            # Shorter than a second, so that the clock of a screen leaves room for it.
            time.sleep(0.3)
            is_quiet = before is not None and before == self._asleep()
            now = self.display.picture()
            last, below_header = below_header, now.crop((0, int(2 * self.cell()[1]), now.width, now.height)).tobytes()
            if is_quiet and last == below_header:
                return now
            if time.monotonic() > deadline:
                raise AssertionError(f"xterm did not come to rest in {seconds:g} s")

    def _asleep(self) -> Threads | None:
        try:
            _, *inside = family(self.process.pid)
            return asleep([self.display.process.pid, *inside])
        except OSError:
            # One has ended just now.
            return None

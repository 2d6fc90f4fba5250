"""An X server without a screen, and a real xterm on it."""

import os
import subprocess
import time
from pathlib import Path

from PIL import Image, ImageGrab

from servers import die_with_parent, stop_process
from waiting import eventually

THEMES = {"dark": ("#d6d6d6", "#1c1c1f"), "light": ("#202020", "#fdfdfd")}
FONT = "DejaVu Sans Mono"


class Display:
    """Xvfb. Used with `with`. It chooses its own number and says when it is ready."""

    def __init__(self, width: int = 1300, height: int = 900):
        reading, writing = os.pipe()
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
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
            command, env=os.environ | {"DISPLAY": self.name}, input=input, capture_output=True, timeout=20, check=False
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
                "-b", "0", "+sb", "-bc", "-xrm", "XTerm*allowWindowOps: true", "-xrm", "XTerm*cursorBlink: false",
                "-class", "XTerm", "-title", "t",
                *(["-xrm", f"XTerm*logFile: {log}", "-l"] if log else []), "-e", *command,
            ],
            env=environment | {"DISPLAY": display.name}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, preexec_fn=die_with_parent,
        )
        self.window = eventually(
            lambda: display.run("xdotool", "search", "--class", "XTerm").split(), "the window of xterm", 30)[-1]

    def __enter__(self) -> "XTerm":
        return self

    def __exit__(self, *problem) -> None:
        stop_process(self.process)

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

    def settled(self, seconds: float = 30) -> Image.Image:
        """The picture once two in a row are the same, but for the clock."""
        deadline = time.monotonic() + seconds
        last = self.display.picture()
        while time.monotonic() < deadline:
            time.sleep(0.3)
            now = self.display.picture()
            below_header = (0, int(2 * self.cell()[1]), now.width, now.height)
            if now.crop(below_header).tobytes() == last.crop(below_header).tobytes():
                return now
            last = now
        return last

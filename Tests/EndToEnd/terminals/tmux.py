"""A tmux of its own with one window, in which a program runs."""

import os
import re
import shutil
import signal
import subprocess
import uuid
from pathlib import Path

from waiting import eventually


class Tmux:
    """Used with `with`. The server has its own socket, so no other tmux is touched."""

    def __init__(
        self, command: list[str], environment: dict[str, str], columns: int = 80, rows: int = 24,
        folder: Path | None = None,
    ):
        self.name = f"pixie-{uuid.uuid4().hex[:8]}"
        # tmux keeps its sockets below TMUX_TMPDIR; the path must be short.
        self.folder = folder
        self.environment = {name: value for name, value in environment.items() if name != "TERM"}
        self.environment["TERM"] = "xterm-256color"
        self.run(
            "-f", "/dev/null", "start-server", ";", "set-option", "-g", "exit-empty", "off", ";",
            "set-option", "-g", "default-terminal", "screen-256color", ";", "set-option", "-g", "remain-on-exit", "on",
            ";", "new-session", "-d", "-x", str(columns), "-y", str(rows), "-s", "t", *command,
        )

    def run(self, *arguments: str, input: bytes | None = None) -> str:
        done = subprocess.run(
            [shutil.which("tmux"), "-L", self.name, *arguments], env=self.environment, input=input,
            capture_output=True, timeout=60, check=False,
        )
        assert done.returncode == 0, (arguments, done.stderr.decode("utf-8", "replace"))
        return done.stdout.decode("utf-8", "replace")

    def __enter__(self) -> "Tmux":
        return self

    def __exit__(self, *problem) -> None:
        subprocess.run(
            ["tmux", "-L", self.name, "kill-server"], env=self.environment, capture_output=True, timeout=60, check=False
        )

    def text(self, joined: bool = False) -> str:
        return self.run("capture-pane", "-p", "-t", "t", *(["-J"] if joined else []))

    def wait_for(self, pattern: str, seconds: float = 60) -> str:
        try:
            eventually(lambda: re.search(pattern, self.text()), f"/{pattern}/", seconds)
        except AssertionError as problem:
            raise AssertionError(f"{problem}; the screen:\n{self.text()}") from None
        return self.text()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.run("send-keys", "-t", "t", key)

    def type(self, text: str) -> None:
        self.run("send-keys", "-t", "t", "-l", text)

    def paste(self, text: str, marked: bool = True) -> None:
        """As prefix and ] do: with the marks of a paste, where the program asked for them."""
        self.run("load-buffer", "-b", "given", "-", input=text.encode())
        self.run("paste-buffer", *(["-p"] if marked else []), "-r", "-b", "given", "-d", "-t", "t")

    def resize(self, columns: int, rows: int) -> None:
        self.run("resize-window", "-t", "t", "-x", str(columns), "-y", str(rows))

    def buffer(self, name: str) -> str | None:
        """A paste buffer of tmux; None when there is none of that name."""
        done = subprocess.run(
            ["tmux", "-L", self.name, "show-buffer", "-b", name], env=self.environment, capture_output=True, timeout=60,
            check=False,
        )
        return done.stdout.decode() if done.returncode == 0 else None

    def buffers(self) -> list[str]:
        return self.run("list-buffers", "-F", "#{buffer_name}").split()

    def ended(self) -> int | None:
        """The status with which the program ended; None while it runs."""
        dead, status, server = self.mode("pane_dead", "pane_dead_status", "pid").split(",")
        if dead == "1" and not status:
            # tmux 3.3 may overlook the end of a program whose terminal was closed just before; this makes it look.
            os.kill(int(server), signal.SIGCHLD)
        return int(status) if status else None

    def attach_command(self) -> list[str]:
        return [shutil.which("tmux"), "-L", self.name, "attach-session", "-t", "t"]

    def mode(self, *names: str) -> str:
        """Formats of tmux about the pane, such as `alternate_on` or `pane_title`, with commas between them."""
        return self.run("display-message", "-p", "-t", "t", ",".join(f"#{{{name}}}" for name in names)).strip()


def address_of(text: str) -> str:
    """The authorization address of joined rows."""
    found = [line.rstrip() for line in text.splitlines() if re.match(r"https?://\S+response_type=", line)]
    assert len(found) == 1, text
    return found[0]


def terminfo_has(name: str) -> bool:
    return subprocess.run(["infocmp", name], capture_output=True, check=False, env=os.environ).returncode == 0

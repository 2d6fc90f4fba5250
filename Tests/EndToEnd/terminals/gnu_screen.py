"""A program inside GNU screen, inside a terminal of our own."""

import array
import fcntl
import os
import shutil
import termios
import time
import uuid
from pathlib import Path

from terminal import Terminal

# screen keeps 4096 octets for a program that has not read yet, and drops what comes beyond.
PIECE = 1024


class Screen(Terminal):
    """screen, with a folder of its own for its sockets, and the program in its only window."""

    def __init__(self, command: list[str], environment: dict[str, str], folder: Path, **options):
        # screen wants a folder that nobody else may read, and a short name.
        self.sockets = Path(f"/tmp/pixie-{uuid.uuid4().hex[:8]}")
        self.sockets.mkdir(mode=0o700)
        settings = folder / "screenrc"
        settings.write_text("startup_message off\ndefutf8 on\nterm screen-256color\nvbell off\n")
        # The program's own terminal, to see what waits in it.
        self.window_name = folder / "window"
        self.window: int | None = None
        named = ["sh", "-c", 'tty >"$0"; exec "$@"', str(self.window_name), *command]
        screen = [shutil.which("screen"), "-U", "-c", str(settings), "-S", "t", *named]
        super().__init__(screen, environment | {"SCREENDIR": str(self.sockets)}, **options)

    def send(self, data: bytes) -> None:
        """In pieces, each when the one before was read: on a busy machine screen drops a part of a long paste.

        What the kernel is still passing on is not seen, so a loss is rare and not impossible.
        """
        for start in range(0, len(data), PIECE):
            super().send(data[start : start + PIECE])
            deadline = time.monotonic() + 60
            while waiting_octets(self.slave) or waiting_octets(self.window_terminal()):
                self.pump(0.002)
                assert time.monotonic() < deadline, "the program in screen does not read what is typed"

    def window_terminal(self) -> int:
        if self.window is None:
            self.window = os.open(self.window_name.read_text().strip(), os.O_RDWR | os.O_NOCTTY)
        return self.window

    def __exit__(self, *problem) -> None:
        if self.window is not None:
            os.close(self.window)
        # The window is a child of a server that the terminal's end does not stop.
        for socket in self.sockets.glob("*.t"):
            os.kill(int(socket.name.split(".")[0]), 15)
        super().__exit__(*problem)
        shutil.rmtree(self.sockets, ignore_errors=True)


def waiting_octets(descriptor: int) -> int:
    """How many octets were sent to a terminal and are not read yet."""
    count = array.array("i", [0])
    fcntl.ioctl(descriptor, termios.FIONREAD, count)
    return count[0]

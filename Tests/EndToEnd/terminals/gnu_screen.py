"""A program inside GNU screen, inside a terminal of our own."""

import os
import shutil
import uuid
from pathlib import Path

from terminal import Terminal


class Screen(Terminal):
    """screen, with a folder of its own for its sockets, and the program in its only window."""

    def __init__(self, command: list[str], environment: dict[str, str], folder: Path, **options):
        # screen wants a folder that nobody else may read, and a short name.
        self.sockets = Path(f"/tmp/pixie-{uuid.uuid4().hex[:8]}")
        self.sockets.mkdir(mode=0o700)
        settings = folder / "screenrc"
        settings.write_text("startup_message off\ndefutf8 on\nterm screen-256color\nvbell off\n")
        screen = [shutil.which("screen"), "-U", "-c", str(settings), "-S", "t", *command]
        super().__init__(screen, environment | {"SCREENDIR": str(self.sockets)}, **options)

    def __exit__(self, *problem) -> None:
        # The window is a child of a server that the terminal's end does not stop.
        for socket in self.sockets.glob("*.t"):
            os.kill(int(socket.name.split(".")[0]), 15)
        super().__exit__(*problem)
        shutil.rmtree(self.sockets, ignore_errors=True)

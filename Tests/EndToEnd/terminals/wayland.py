"""A Wayland compositor without a screen: sway, which lets programs without a window have the clipboard."""

import os
import shutil
import subprocess
import uuid
from pathlib import Path

from servers import die_with_parent, stop_process
from waiting import eventually

# sway will not run as root.
NOBODY = 65534


class Wayland:
    """Used with `with`. `variables` is what a program needs to find it."""

    def __init__(self):
        # The names of sockets must be short.
        self.folder = Path(f"/tmp/pixie-{uuid.uuid4().hex[:8]}")
        self.folder.mkdir(mode=0o700)
        settings = self.folder / "settings"
        settings.write_text("xwayland disable\n")
        command = ["sway", "-c", str(settings)]
        if os.getuid() == 0:
            os.chown(self.folder, NOBODY, NOBODY)
            command = ["setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups", *command]
        self.log = self.folder / "log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command,
                env={
                    "PATH": os.environ["PATH"], "HOME": str(self.folder), "XDG_RUNTIME_DIR": str(self.folder),
                    "WLR_BACKENDS": "headless", "WLR_LIBINPUT_NO_DEVICES": "1", "WLR_RENDERER": "pixman",
                },
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=die_with_parent,
            )
        socket = eventually(self._socket, "the compositor's socket")
        self.variables = {"WAYLAND_DISPLAY": socket.name, "XDG_RUNTIME_DIR": str(self.folder)}

    def _socket(self) -> Path | None:
        assert self.process.poll() is None, self.log.read_text()
        return next((path for path in self.folder.glob("wayland-*") if path.is_socket()), None)

    def __enter__(self) -> "Wayland":
        return self

    def __exit__(self, *problem) -> None:
        stop_process(self.process)
        shutil.rmtree(self.folder, ignore_errors=True)

    def clipboard(self) -> str:
        done = subprocess.run(
            ["wl-paste", "--no-newline"], env=os.environ | self.variables, capture_output=True, timeout=60, check=False
        )
        return done.stdout.decode("utf-8", "replace")

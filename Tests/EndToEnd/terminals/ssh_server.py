"""sshd on loopback, for one user and nothing but forwarded ports."""

import os
import shutil
import socket
import subprocess
import uuid
from pathlib import Path

from environment import ROOT
from servers import die_with_parent, stop_process
from waiting import eventually

SSHD = ROOT / ".build/unpacked/openssh-server/usr/sbin/sshd"
NOBODY = 65534


class SSHServer:
    """Used with `with`. It runs as a user without rights where the tests run as root: then it changes nothing of the
    machine, and lets only that user in."""

    def __init__(self):
        self.folder = Path(f"/tmp/pixie-{uuid.uuid4().hex[:8]}")
        self.folder.mkdir(mode=0o755)
        for name in ("host", "client"):
            subprocess.run(
                ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(self.folder / name)], check=True, timeout=60)
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        settings = self.folder / "settings"
        settings.write_text(
            f"ListenAddress 127.0.0.1:{self.port}\nHostKey {self.folder}/host\nPidFile none\nUsePAM yes\n"
            f"AuthorizedKeysFile {self.folder}/client.pub\nStrictModes no\nPasswordAuthentication no\n"
            "AllowTcpForwarding local\nX11Forwarding no\nPermitTTY no\n"
        )
        command = [str(SSHD), "-D", "-e", "-f", str(settings)]
        self.user = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
        if os.getuid() == 0:
            self.user = "nobody"
            shutil.copy(SSHD, self.folder / "sshd")
            os.chown(self.folder / "host", NOBODY, NOBODY)
            command[0] = str(self.folder / "sshd")
            command = ["setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups", *command]
        self.log = self.folder / "log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=die_with_parent)
        eventually(self._listens, "the server listens")

    def _listens(self) -> bool:
        assert self.process.poll() is None, self.log.read_text()
        return "listening" in self.log.read_text()

    def __enter__(self) -> "SSHServer":
        return self

    def __exit__(self, *problem) -> None:
        stop_process(self.process)
        shutil.rmtree(self.folder, ignore_errors=True)

    def client(self, words: list[str]) -> subprocess.Popen:
        """Carries out an `ssh` line, with what a test has to add: the key, and that nothing is asked."""
        options = [
            "-N", "-o", "ExitOnForwardFailure=yes", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no",
            "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-F", "none", "-i", str(self.folder / "client"),
        ]
        return subprocess.Popen(
            [words[0], *options, *words[1:]], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            preexec_fn=die_with_parent)

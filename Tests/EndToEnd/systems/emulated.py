"""`emulate SYSTEM --json`: started with keys that are made once, asked what the client did, and stopped."""

import json
import os
import select
import subprocess
import time
from pathlib import Path

import requests

from environment import ROOT, binary
from servers import Server, die_with_parent, free_ports, stop_process

SYSTEMS = ["workos", "workos-connect", "banno", "microauth", "myinfo", "singpass"]
START_SECONDS = 30
# Keys stay between the starts, since an RSA key takes its time.
KEYS = ROOT / ".build/emulator-keys"


def emulator() -> str:
    """The built emulators, which stand beside the built pixie."""
    path = Path(binary()).parent / "emulate"
    if not os.access(path, os.X_OK):
        path = ROOT / ".build/debug/emulate"
    if not os.access(path, os.X_OK):
        raise FileNotFoundError(f"{path} is not built: swift build --product emulate")
    return str(path)


def listed_faults() -> list[dict]:
    said = subprocess.run([emulator(), "--list-faults"], capture_output=True, check=True, timeout=START_SECONDS)
    return json.loads(said.stdout)


class Emulated:
    """A running emulator, for the time of a `with`."""

    def __init__(self, system: str, *more: str, mode: str = "", fault: str | None = None):
        self.system = system
        # Where pixie's listener will be: some systems take exact redirect URIs only.
        self.port = free_ports(1)[0]
        self.redirect = f"http://127.0.0.1:{self.port}/callback"
        command = [emulator(), system, "--json", "--keys", str(KEYS), "--redirect", self.redirect, *more]
        command += ["--mode", mode] if mode else []
        command += ["--fault", fault] if fault else []
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            preexec_fn=die_with_parent,
        )
        try:
            self.facts = json.loads(self._first_line())
        except BaseException:
            self.__exit__()
            raise
        self.origin: str = self.facts["origin"]

    def __enter__(self) -> "Emulated":
        return self

    def __exit__(self, *problem) -> None:
        stop_process(self.process)
        self.process.stdout.close()
        self.process.stderr.close()

    def _first_line(self) -> bytes:
        line, deadline = b"", time.monotonic() + START_SECONDS
        while not line.endswith(b"\n"):
            ready, _, _ = select.select([self.process.stdout], [], [], max(0, deadline - time.monotonic()))
            octets = self.process.stdout.read1(1 << 16) if ready else b""
            if not octets:
                self.process.kill()
                raise AssertionError(f"the emulator did not start: {line!r} {self.process.stderr.read()!r}")
            line += octets
        return line

    def server(self) -> Server:
        """The same for `Visitor`."""
        return Server(
            name=self.system,
            base=self.origin,
            issuer=self.facts.get("issuer") or self.origin,
            ports=[self.port],
            process=self.process,
            log=Path("/dev/null"),
            client_id=self.facts["client_id"],
        )

    def oracle(self) -> dict:
        """Every request, the rules that were looked at, and what the client must not have done."""
        return requests.get(self.facts["control"] + "/oracle", timeout=60).json()

    def post(self, order: str) -> bool:
        """Whether the control server took the order."""
        return requests.post(f"{self.facts['control']}/{order}", timeout=60).ok

    @staticmethod
    def token_posts(oracle: dict) -> int:
        return sum(one["place"] == "token" for one in oracle["requests"])

"""`pixie provider --fault ID --json`: started, asked what the client did, and stopped."""

import json
import select
import subprocess
import time
from pathlib import Path

import requests

from environment import binary, clean_environment
from servers import Server, die_with_parent, free_ports, stop_process

START_SECONDS = 60


class NotStarted(AssertionError):
    """The provider did not say that it is ready."""


class FaultyProvider:
    """A provider with one fault, or none (`ok`), for the time of a `with`."""

    def __init__(self, home: Path, fault: str = "ok", *more: str):
        self.process = subprocess.Popen(
            [binary(), "provider", "--fault", fault, "--json", *more],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=clean_environment(home),
            start_new_session=True,
            preexec_fn=die_with_parent,
        )
        try:
            self.facts = json.loads(self._first_line())
        except BaseException:
            self.__exit__()
            raise
        self.issuer: str = self.facts["issuer"]
        self.ca_file: str | None = self.facts.get("ca_file")

    def __enter__(self) -> "FaultyProvider":
        return self

    def __exit__(self, *problem) -> None:
        stop_process(self.process)
        self.process.stdout.close()
        self.process.stderr.close()

    def _first_line(self) -> bytes:
        line, deadline = b"", time.monotonic() + START_SECONDS
        while not line.endswith(b"\n"):
            ready, _, _ = select.select([self.process.stdout], [], [], max(0, deadline - time.monotonic()))
            byte = self.process.stdout.read1(1 << 16) if ready else b""
            if not byte:
                self.process.kill()
                raise NotStarted(f"the provider did not start: {line!r} {self.process.stderr.read()!r}")
            line += byte
        return line

    def server(self) -> Server:
        """The same for `Visitor`."""
        scheme, _, rest = self.issuer.partition("://")
        return Server(
            name="demo",
            base=f"{scheme}://{rest.split('/')[0]}",
            issuer=self.issuer,
            ports=free_ports(1),
            process=self.process,
            log=Path("/dev/null"),
            client_id=self.facts["client_id"],
            username=self.facts["username"],
            password=self.facts["password"],
        )

    def oracle(self) -> dict:
        """Every request that reached the provider and the collector, and what the client must not have done."""
        return requests.get(self.facts["control"] + "/oracle", timeout=60).json()

    def post(self, order: str) -> bool:
        """Whether the control server took the order."""
        return requests.post(f"{self.facts['control']}/{order}", timeout=60).ok

    def token_requests(self) -> list[dict]:
        return [request for request in self.oracle()["requests"] if request["path"].endswith("/token")]

    @staticmethod
    def token_posts(oracle: dict) -> int:
        posts = (one for one in oracle["requests"] if (one["to"], one["method"]) == ("provider", "POST"))
        return sum(one["path"].split("?")[0].endswith("/token") for one in posts)

"""The three real servers: each is started on a free loopback port with a new database and stopped by its own id."""

import ctypes
import itertools
import os
import random
import runpy
import shutil
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import requests

from waiting import NeverHappened, eventually

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = Path(__file__).resolve().parent / "servers"
NAMES = ["glewlwyd", "django_oauth_toolkit", "canaille"]


class ServerUnavailable(Exception):
    """A server could not be installed or started. The message says why."""


@dataclass
class Server:
    """A running provider, and what a login at it needs to know."""

    name: str
    base: str
    issuer: str
    ports: list[int]
    process: subprocess.Popen
    log: Path
    client_id: str = "pixie-e2e"
    username: str = "ada"
    password: str = "correct horse"
    email: str = "ada@example.org"
    scopes: list[str] = field(default_factory=lambda: ["openid", "profile", "email", "offline_access"])
    turn: int = 0

    def next_port(self) -> int:
        """A port whose redirect URI is registered. The ports take turns, so that tests do not share one."""
        port = self.ports[self.turn % len(self.ports)]
        self.turn += 1
        return port

    def metadata(self) -> dict:
        return requests.get(self.issuer + "/.well-known/openid-configuration", timeout=20).json()

    def stop(self) -> None:
        stop_process(self.process)


# Below those that the kernel gives to whoever asks for any port: a port that is free now is then still free when the
# program that it is meant for takes it, though many others start meanwhile. Each run of tests begins elsewhere.
PORTS = range(10_000, 32_000)
_next = itertools.count(random.SystemRandom().randrange(len(PORTS)))


def free_ports(count: int) -> list[int]:
    """Ports that nothing listens on now, all different."""
    found: list[int] = []
    while len(found) < count:
        port = PORTS[next(_next) % len(PORTS)]
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        found.append(port)
    return found


def die_with_parent() -> None:
    """Runs in a started child: it ends when the tests do, even when they are killed (prctl PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def stop_process(process: subprocess.Popen) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)


def start(name: str) -> Server:
    """Starts the server called `name` and returns when its discovery document is there."""
    command = {
        "glewlwyd": [str(SCRIPTS / "glewlwyd/serve")],
        "django_oauth_toolkit": [sys.executable, "-B", str(SCRIPTS / "django_oauth_toolkit/serve.py")],
        "canaille": [str(ROOT / ".build/venv-canaille/bin/python"), "-B", str(SCRIPTS / "canaille/serve.py")],
    }[name]
    path = {"glewlwyd": "/api/oidc", "django_oauth_toolkit": "/o", "canaille": ""}[name]
    refuse_when_not_installed(name)

    # Several processes of one run have each their own.
    folder = ROOT / ".build/end-to-end" / os.environ.get("PYTEST_XDIST_WORKER", "") / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    port, *redirect_ports = free_ports(5)
    redirects = [f"http://127.0.0.1:{one}/callback" for one in redirect_ports]
    base = f"http://127.0.0.1:{port}"
    log = folder / "server.log"
    # oauthlib takes plain http on loopback for a mistake unless it is told.
    environment = {**os.environ, "OAUTHLIB_INSECURE_TRANSPORT": "1"}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, str(port), str(folder), *redirects],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
            preexec_fn=die_with_parent,
        )
    server = Server(name, base, base + path, redirect_ports, process, log)
    try:
        wait_for(server, base + ("/config" if name == "glewlwyd" else path + "/.well-known/openid-configuration"))
        if name == "glewlwyd":
            configure = runpy.run_path(str(SCRIPTS / "glewlwyd/configure.py"))["configure"]
            configure(base, redirects)
            wait_for(server, server.issuer + "/.well-known/openid-configuration")
    except (NeverHappened, RuntimeError, requests.RequestException, ServerUnavailable) as problem:
        stop_process(process)
        raise ServerUnavailable(f"{name} did not start: {problem}\n{last_lines(log)}") from None
    return server


def wait_for(server: Server, address: str) -> None:
    def answers() -> bool:
        if server.process.poll() is not None:
            raise ServerUnavailable(f"it ended with status {server.process.returncode}")
        try:
            return requests.get(address, timeout=10).status_code == 200
        except requests.RequestException:
            return False

    eventually(answers, f"{address} never answered 200", seconds=60)


def refuse_when_not_installed(name: str) -> None:
    installed = {
        "glewlwyd": shutil.which("glewlwyd") and shutil.which("sqlite3"),
        "django_oauth_toolkit": True,
        "canaille": (ROOT / ".build/venv-canaille/installed.txt").exists(),
    }[name]
    if not installed:
        said = last_lines(ROOT / f".build/setup/{name}.log")
        raise ServerUnavailable(f"{name} is not installed. Run Tests/setup. The last time it said:\n{said}")


def last_lines(file: Path, count: int = 20) -> str:
    try:
        return "\n".join(file.read_text(errors="replace").splitlines()[-count:])
    except OSError:
        return f"({file} is not there)"

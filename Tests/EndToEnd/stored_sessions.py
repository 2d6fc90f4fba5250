"""A session in the store: how it gets there, and the commands that use it."""

import contextlib
import json
import subprocess
from pathlib import Path

import requests

from environment import binary, clean_environment
from faulty_provider import FaultyProvider
from visitor import Visitor

KEPT = {"PIXIE_KEY_SOURCE": "plain-file"}
SCOPES = "openid profile email offline_access"


@contextlib.contextmanager
def signed_in(home: Path, fault: str = "ok"):
    """A provider with a session at it in the store."""
    with FaultyProvider(home, fault) as provider:
        log_in(home, provider)
        yield provider


def log_in(home: Path, provider: FaultyProvider, *more: str, succeeds: bool = True, **variables: str) -> dict:
    """The report of the login."""
    login = subprocess.Popen(
        [binary(), "login", provider.issuer, "--client-id", provider.facts["client_id"], "--plain", "--no-browser",
         "--json", "--scope", SCOPES, *more],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env=clean_environment(home, **(KEPT | variables)),
    )
    opened = False
    for line in login.stderr:
        if line.startswith("Open this address"):
            opened = True
            break
    if opened:
        # A pushed request does not say where it leads.
        goal = f"http://127.0.0.1:{more[more.index('--port') + 1]}" if "--port" in more else None
        requests.get(Visitor(provider.server()).callback_for(login.stderr.readline().strip(), goal), timeout=60)
    output, _ = login.communicate(timeout=60)
    assert (login.returncode == 0) == succeeds, output
    return json.loads(output)


def run(home: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [binary(), *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
        env=clean_environment(home, **(KEPT | variables)), start_new_session=True, check=False,
    )


def report(ended: subprocess.CompletedProcess) -> dict:
    return json.loads(ended.stdout)


def everything(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())

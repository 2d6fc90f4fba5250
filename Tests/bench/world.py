"""What the measurements need around pixie: homes with sessions, a provider, the environment."""

import contextlib
import hashlib
import hmac
import json
import os
import shutil
import struct
import subprocess
import tempfile
from pathlib import Path

import requests
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from environment import clean_environment
from servers import Server, die_with_parent, stop_process
from visitor import Visitor

SCOPES = "openid profile email offline_access"


class World:
    """Used with `with`: everything that was started or made is gone afterwards."""

    def __init__(self, program: Path, runs: int, is_quick: bool):
        self.program = str(program)
        self.runs = runs
        self.is_quick = is_quick
        self.folder = Path(tempfile.mkdtemp(prefix="pixie-bench-"))
        self.undo = contextlib.ExitStack()
        self.homes: dict[int, Path] = {}

    def __enter__(self) -> "World":
        return self

    def __exit__(self, *problem) -> None:
        self.undo.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def environment(self, home: Path | None = None, **more: str) -> dict[str, str]:
        return clean_environment(home or self.folder / "empty", PIXIE_KEY_SOURCE="plain-file", **more)

    def provider(self, *options: str) -> "Provider":
        provider = Provider(self, *options)
        self.undo.callback(provider.stop)
        return provider

    def home(self, sessions: int) -> Path:
        """A home with a profile called acme, and so many encrypted sessions: acme's and copies of it."""
        if sessions not in self.homes:
            home = self.folder / f"home-{sessions}"
            provider = self.provider()
            provider.profile(home, "acme")
            provider.log_in(home, "acme", "--scope", SCOPES)
            provider.stop()
            copy_session(home, "acme", [f"copy-{number:05}" for number in range(1, sessions)])
            self.homes[sessions] = home
        return self.homes[sessions]


class Provider:
    """`pixie provider`, and a person who signs in there."""

    def __init__(self, world: World, *options: str):
        self.world = world
        self.process = subprocess.Popen(
            [world.program, "provider", "--json", *options], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, env=world.environment(), preexec_fn=die_with_parent,
        )
        self.facts = json.loads(self.process.stdout.readline())
        self.issuer = self.facts["issuer"]

    def stop(self) -> None:
        stop_process(self.process)

    def profile(self, home: Path, name: str) -> None:
        subprocess.run(
            [self.world.program, "profiles", "add", name, self.issuer, "--client-id", self.facts["client_id"]],
            env=self.world.environment(home), check=True, capture_output=True,
        )

    def visitor(self) -> Visitor:
        visitor = Visitor(
            Server(
                name="demo", base=self.issuer, issuer=self.issuer, ports=[], process=self.process,
                log=Path("/dev/null"), username=self.facts["username"], password=self.facts["password"],
            )
        )
        # A bundle that the environment names would be taken instead.
        visitor.session.trust_env = False
        visitor.session.verify = self.facts["ca_file"] or True
        return visitor

    def log_in(self, home: Path, target: str, *options: str) -> dict:
        """Signs in by lines. Returns the report of the login."""
        with subprocess.Popen(
            [self.world.program, "login", target, "--plain", "--no-browser", "--json", *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=self.world.environment(home), start_new_session=True, preexec_fn=die_with_parent,
        ) as login:
            requests.get(self.visitor().callback_for(read_address(login)), timeout=20)
            report = json.loads(login.stdout.read())
            assert report["outcome"] == "signed_in", report["message"]
            return report


def read_address(login: subprocess.Popen) -> str:
    """The authorization address, which stands alone on the line after the one that announces it."""
    said = []
    for line in login.stderr:
        said.append(line)
        if line.startswith("Open this address"):
            return login.stderr.readline().strip()
    raise AssertionError("the login ended: " + "".join(said))


# The format is described in Sources/Sessions/Format/FileHeader.swift.
PRELUDE = 18
HEADER = PRELUDE + 1 + 36 + 16 + 16 + 8 + 12


def copy_session(home: Path, name: str, names: list[str]) -> None:
    """Writes the session `name` again under other names, as if each of them had logged in."""
    store = home / "state/pixie"
    master = (store / "key").read_bytes()

    def derived(use: str) -> bytes:
        return hmac.digest(master, use.encode(), "sha256")

    def identity(profile: str) -> bytes:
        parts = [b"file", bytes([1]), profile.encode()]
        text = b"".join(struct.pack(">I", len(part)) + part for part in parts)
        return hmac.digest(derived("pixie names 1"), text, "sha256")[:16]

    cipher = AESGCM(derived("pixie seal 1"))
    file = (store / "sessions" / identity(name).hex()).read_bytes()
    header, sealed = file[:HEADER], file[HEADER:]
    content = cipher.decrypt(header[-12:], sealed, header)
    first = struct.pack(">I", len(name)) + name.encode()
    assert content.startswith(first), "a session that does not begin with the name of its profile"
    for other in names:
        # 1 of the kind and 36 of the key stay; what follows is id, binding, generation and nonce.
        rest = header[PRELUDE:PRELUDE + 37] + identity(other) + header[PRELUDE + 53:-12] + os.urandom(12)
        head = header[:10] + hashlib.sha256(header[:10] + rest).digest()[:8] + rest
        text = struct.pack(">I", len(other)) + other.encode() + content[len(first):]
        place = os.open(store / "sessions" / identity(other).hex(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(place, "wb") as output:
            output.write(head + cipher.encrypt(head[-12:], text, head))

"""A login at a provider that is known from before begins at once, and is checked while the person signs in."""

import json
import os
import socket
import threading
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests

import expectations as expected
from at_rest import come_to_rest
from environment import clean_environment
from program import Program
from stand_ins import StandIn, answer, metadata
from waiting import eventually


class Said:
    """What the provider says of itself now, and whether it says anything yet."""

    def __init__(self):
        self.changed: dict[str, str] = {}
        self.status = "200 OK"
        self.speaks = threading.Event()
        self.speaks.set()

    def behave(self, server: StandIn, path: str, connection: socket.socket) -> None:
        if "well-known" in path:
            assert self.speaks.wait(60)
            answer(connection, metadata(server.issuer, **self.changed), status=self.status)
        elif path == "/token":
            body = {"access_token": "opaque-of-the-stand-in", "token_type": "Bearer", "expires_in": 300}
            answer(connection, json.dumps(body).encode())
        else:
            answer(connection, b'{"keys":[]}')


@contextmanager
def provider():
    said = Said()
    with StandIn(said.behave) as server:
        yield said, server
        said.speaks.set()


def login(home: Path, server: StandIn, *more: str) -> Program:
    return Program(
        home, "login", server.issuer, "--client-id", "pixie", "--scope", "api", "--plain", "--json", "--no-browser", *more
    )


def callback(address: str) -> str:
    asked = parse_qs(urlsplit(address).query)
    return asked["redirect_uri"][0] + "?" + urlencode({"code": "a-code", "state": asked["state"][0]})


def bring_answer(address: str) -> None:
    def open_it() -> None:
        try:
            requests.get(callback(address), timeout=60)
        except requests.RequestException:
            # Of a login that ends the page is not what is looked at here.
            pass

    threading.Thread(target=open_it, daemon=True).start()


def signed_in(home: Path, server: StandIn, *more: str) -> None:
    with login(home, server, *more) as program:
        bring_answer(program.address())
        assert program.end().report()["outcome"] == expected.OUTCOME_SIGNED_IN


def remembered(home: Path) -> list[Path]:
    folder = Path(clean_environment(home)["XDG_CACHE_HOME"]) / "pixie/metadata"
    return sorted(folder.iterdir()) if folder.exists() else []


def asked(server: StandIn, path: str) -> int:
    return sum(path in one for one in server.paths)


def test_the_address_stands_before_the_provider_has_said_anything(home):
    with provider() as (said, server):
        signed_in(home, server)
        (file,) = remembered(home)
        assert file.stat().st_mode & 0o777 == 0o600 and file.parent.stat().st_mode & 0o777 == 0o700
        said.speaks.clear()
        with login(home, server) as program:
            address = program.address()
            eventually(lambda: asked(server, "well-known") == 2, "the provider is asked all the same")
            target = urlsplit(callback(address))
            with socket.create_connection((target.hostname, target.port), timeout=60) as browser:
                browser.sendall(f"GET {target.path}?{target.query} HTTP/1.1\r\nHost: {target.netloc}\r\n\r\n".encode())
                # It has the answer, and everything that it makes of it now is done.
                come_to_rest([program.process.pid])
                assert asked(server, "/token") == 1, "a code was sent before the provider was checked"
                said.speaks.set()
                assert browser.recv(100).startswith(b"HTTP/1.1 200 ")
            assert program.end().report()["outcome"] == expected.OUTCOME_SIGNED_IN
        assert asked(server, "/token") == 2


@pytest.mark.parametrize("what", ["token_endpoint", "authorization_endpoint", "issuer", "gone"])
def test_a_provider_that_says_something_else_ends_the_login(home, what):
    with provider() as (said, server):
        signed_in(home, server)
        if what == "gone":
            said.status = "404 Not Found"
        else:
            said.changed = {what: server.issuer + "/moved"}
        said.speaks.clear()
        with login(home, server) as program:
            bring_answer(program.address())
            said.speaks.set()
            ended = program.end()
        reasons = {"issuer": "discovery_issuer_mismatch", "gone": "discovery_http_status"}
        assert ended.report()["reason"] == reasons.get(what, "discovery_changed")
        assert asked(server, "/token") == 1 and asked(server, "/moved") == 0
        assert remembered(home) == []
        if what not in reasons:
            assert what in ended.report()["message"]
            # The next one asks first, and has the new address.
            with login(home, server) as program:
                assert ("/moved" in program.address()) == (what == "authorization_endpoint")


@pytest.mark.parametrize("how", ["mode", "folder", "link", "other-issuer", "noise"])
def test_what_somebody_else_may_have_written_is_not_used(home, how):
    with provider() as (said, server):
        signed_in(home, server)
        (file,) = remembered(home)
        content = file.read_bytes()
        if how == "mode":
            file.chmod(0o644)
        elif how == "folder":
            file.parent.chmod(0o777)
        elif how == "link":
            file.rename(home / "elsewhere")
            file.symlink_to(home / "elsewhere")
        elif how == "other-issuer":
            file.write_bytes(content.replace(b"127.0.0.1", b"127.0.0.2"))
        else:
            file.write_bytes(os.urandom(4000))
        said.speaks.clear()
        with login(home, server) as program:
            eventually(lambda: asked(server, "well-known") == 2, "the provider is asked")
            assert expected.ADDRESS_LINE not in program.errors
            said.speaks.set()
            program.address()
            if how in ("mode", "folder", "link"):
                assert "is not used" in program.errors


def test_nothing_is_remembered_when_that_is_not_wanted(home):
    with provider() as (said, server):
        signed_in(home, server, "--no-cache")
        assert remembered(home) == []
        said.changed = {"scopes_supported": ["x" * (65 << 10)]}
        signed_in(home, server)
        assert remembered(home) == []

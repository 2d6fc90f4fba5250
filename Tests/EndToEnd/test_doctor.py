"""`pixie doctor`: says what does not work and why, and changes nothing."""

import email.utils
import os
import socket
import time
from pathlib import Path

import pytest

import expectations as expected
from environment import clean_environment
from faulty_provider import FaultyProvider
from kept import sessions, store
from program import run
from stand_ins import StandIn, metadata, other_issuer, page
from stored_sessions import log_in, signed_in


def looked(home: Path, *arguments: str, **variables: str) -> tuple[int, dict[str, list[dict]]]:
    ended = run(home, "doctor", "--json", *arguments, **variables)
    found: dict[str, list[dict]] = {}
    for check in ended.report()["checks"]:
        found.setdefault(check["id"], []).append(check)
    wrong = [check for checks in found.values() for check in checks if check["verdict"] == "failed"]
    assert (ended.status == expected.EXIT_CHECK_FAILED) == bool(wrong), ended
    assert all(check["advice"] for check in wrong), wrong
    return ended.status, found


def tree(home: Path) -> dict[str, tuple]:
    return {
        str(path.relative_to(home)): (path.lstat().st_mode, path.lstat().st_mtime_ns, path.lstat().st_ino,
                                      path.read_bytes() if path.is_file() else b"")
        for path in sorted(home.rglob("*")) if "cache" not in path.parts[len(home.parts)]
    }


def test_a_machine_without_anything_is_well(home):
    status, found = looked(home)
    assert status == 0
    assert found["terminal.device"][0]["verdict"] == "skipped"
    assert found["store.place"][0]["why"] == "it is made with the first session"
    assert found["keys.passphrase"][0]["verdict"] == "passed"
    assert tree(home) == {}


def test_nothing_is_changed(home):
    with signed_in(home) as provider:
        (path,) = sessions(home)
        path.chmod(0o644)
        store(home).chmod(0o755)
        path.with_name(path.name + ".0011223344556677.new").write_bytes(b"half")
        (store(home) / "damaged").mkdir(0o700)
        (store(home) / "damaged/x-1").write_bytes(b"old")
        before = tree(home)
        status, found = looked(home, provider.issuer)
        assert status == 0, found
        assert tree(home) == before
    assert len(found["store.modes"]) == 2 and len(found["store.unfinished"]) == 1 and len(found["store.damaged"]) == 1
    assert found["store.files"][0]["found"] == "sessions: 1, waiting logins: 0"


SPOILED = [
    (lambda path: path.write_bytes(path.read_bytes()[:-1]), "damaged"),
    (lambda path: path.write_bytes(b""), "damaged"),
    (lambda path: os.mkfifo(path.with_name("0" * 32)), "FIFO"),
    (lambda path: path.parent.chmod(0o777), "can be changed by others"),
    (lambda path: (path.parents[1] / "key").chmod(0o644), "can be read by others"),
    (lambda path: (path.parents[1] / "key").unlink(), "not in plain-file any more"),
    (lambda path: os.link(path, path.parents[3] / "second"), "2 names"),
]


@pytest.mark.parametrize(("spoil", "words"), SPOILED, ids=[words.replace(" ", "_") for _, words in SPOILED])
def test_what_is_wrong_in_the_store_is_named_and_left_alone(home, spoil, words):
    with signed_in(home):
        spoil(sessions(home)[0])
    before = tree(home)
    status, found = looked(home)
    assert status == 4
    assert any(words in check["found"] for check in found["store.files"] if check["verdict"] == "failed"), found
    assert tree(home) == before


def test_a_provider_is_judged_by_what_it_says(home):
    with FaultyProvider(home) as provider:
        status, found = looked(home, provider.issuer)
    assert status == 0
    for name in ("reachable", "metadata", "pkce", "iss", "keys", "revocation"):
        assert found["issuer." + name][0]["verdict"] == "passed", found["issuer." + name]
    assert found["clock.issuer"][0]["verdict"] == "passed"
    assert "port" in found["issuer.loopback"][0]["why"]


@pytest.mark.parametrize(("behave", "check"), [(other_issuer, "issuer.metadata"), (page, "issuer.metadata")])
def test_a_provider_that_is_none_is_told(home, behave, check):
    with StandIn(behave) as server:
        status, found = looked(home, server.issuer)
    assert status == 4 and found[check][0]["verdict"] == "failed"


def test_nobody_there_is_told(home):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    status, found = looked(home, f"http://127.0.0.1:{port}")
    assert status == 4 and "refused" in found["issuer.reachable"][0]["found"]


@pytest.mark.parametrize(("seconds", "verdict"), [(0, "passed"), (45, "passed"), (3600, "failed"), (-86400, "failed")])
def test_a_clock_that_goes_wrong_is_told(home, seconds, verdict):
    def dated(server: StandIn, path: str, connection: socket.socket) -> None:
        body = metadata(server.issuer) if "well-known" in path else b'{"keys": []}'
        date = email.utils.formatdate(time.time() + seconds, usegmt=True)
        head = f"HTTP/1.1 200 OK\r\nDate: {date}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        connection.sendall(head.encode() + b"Connection: close\r\n\r\n" + body)

    with StandIn(dated) as server:
        _, found = looked(home, server.issuer)
    assert found["clock.issuer"][0]["verdict"] == verdict, found["clock.issuer"]


def test_a_keyring_that_does_not_answer_is_waited_for_five_seconds_and_named_meanwhile(home):
    tool = home / "bin/secret-tool"
    tool.parent.mkdir(parents=True)
    tool.write_text("#!/bin/sh\nexec sleep 600\n")
    tool.chmod(0o755)
    ended = run(home, "doctor", "--offline", PATH=f"{tool.parent}:/usr/bin:/bin")
    assert ended.status == 0
    assert "pixie: still looking at the key source secret-service" in ended.errors
    assert "it did not answer within 5 seconds" in ended.output


def test_a_proxy_is_told_without_its_password(home):
    status, found = looked(home, "--offline", https_proxy="http://me:hunter2@proxy.example:3128")
    assert status == 0
    assert "proxy.example:3128" in found["proxy.https"][0]["found"]
    assert "hunter2" not in str(found)
    status, found = looked(home, "--offline", https_proxy="socks5://me:hunter2@proxy.example")
    assert status == 4 and "hunter2" not in str(found)


def test_the_terminal_is_looked_at_and_left_as_it_is(open_terminal):
    terminal = open_terminal("doctor", "--offline", columns=110, rows=60)
    assert terminal.end() == 0
    assert "110 x 60" in terminal.text() and "All is well" in terminal.text()
    assert terminal.damage() == []


def test_a_window_that_is_too_small_and_a_terminal_that_nobody_knows_are_wrong(open_terminal, home):
    for options, name in (({"columns": 30, "rows": 8}, "terminal.size"), ({"term": "nonsense"}, "terminal.name")):
        terminal = open_terminal("doctor", "--offline", output=home / "output", **options)
        assert terminal.end() == expected.EXIT_CHECK_FAILED
        assert f"FAIL  {name}" in (home / "output").read_text()


def test_an_unknown_profile_is_a_mistake_with_the_nearest_names(home):
    run(home, "profiles", "add", "acme-dev", "https://login.example.com", "--client-id", "app")
    ended = run(home, "doctor", "acme-dve")
    assert ended.status == expected.EXIT_USAGE and "acme-dev" in ended.errors


def test_the_content_is_looked_at_only_with_the_key(home):
    (home / "right").write_text("correct horse\n")
    with FaultyProvider(home) as provider:
        log_in(home, provider, "--passphrase-file", str(home / "right"), PIXIE_KEY_SOURCE="passphrase")
    from kept import forget_remembered_key

    forget_remembered_key(home)
    _, found = looked(home, "--offline")
    assert "looked at without the key" in found["store.files"][0]["found"]
    _, found = looked(home, "--offline", "--passphrase-file", str(home / "right"))
    assert found["store.files"][0]["found"] == "sessions: 1, waiting logins: 0"
    assert clean_environment(home)["HOME"] == str(home)

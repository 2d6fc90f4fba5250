"""Without a terminal: exit statuses, messages, and providers that are not there, slow, garbled or lying."""

import json
import os
import re
import signal
import socket
import subprocess
import time

import pytest

import expectations as expected
import stand_ins
from environment import binary, clean_environment
from program import Ended, Program, run
from servers import free_ports
from stand_ins import StandIn

CLIENT = ["--client-id", "pixie-e2e"]
SCRIPT = [*CLIENT, "--plain", "--json", "--no-browser"]
# Control characters other than tab and line feed never reach a stream, whoever sent them.
OBEYED_BY_TERMINALS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def assert_says_what_to_do(ended: Ended) -> None:
    assert not OBEYED_BY_TERMINALS.search(ended.errors + ended.output), ended
    assert "Fatal error" not in ended.errors
    assert "Swift" not in ended.errors


def assert_failed(ended: Ended, status: int, reason: str | None = None) -> dict:
    assert ended.status == status, ended
    assert_says_what_to_do(ended)
    report = ended.report()
    assert report["outcome"] == expected.OUTCOME_FAILED
    assert report["tokens"] in ({}, None)
    assert len(report["message"]) > 20
    if reason:
        assert report["reason"] == reason
    return report


USAGE_MISTAKES = {
    "unknown option": ["login", "https://login.example.com", "--frobnicate"],
    "unknown command": ["demo", "frobnicate"],
    "no client": ["login", "https://login.example.com", "--plain"],
    "no issuer": ["login", "--plain", "--client-id", "x"],
    "not an address": ["login", "not a url", *SCRIPT],
    "no scheme": ["login", "login.example.com", *SCRIPT],
    "empty issuer": ["login", "", *SCRIPT],
    "plain http to another machine": ["login", "http://login.example.com", *SCRIPT],
    "file scheme": ["login", "file:///etc/passwd", *SCRIPT],
    "fragment": ["login", "https://login.example.com/#x", *SCRIPT],
    "user in the address": ["login", "https://me@login.example.com/", *SCRIPT],
    "control characters": ["login", "https://login.example.com/\x1b[31m", *SCRIPT],
    "empty client": ["login", "https://login.example.com", "--client-id", "", "--plain"],
    "port 0": ["login", "https://login.example.com", *SCRIPT, "--port", "0"],
    "port 65536": ["login", "https://login.example.com", *SCRIPT, "--port", "65536"],
    "port abc": ["login", "https://login.example.com", *SCRIPT, "--port", "abc"],
    "timeout 0": ["login", "https://login.example.com", *SCRIPT, "--timeout", "0"],
    "timeout nan": ["login", "https://login.example.com", *SCRIPT, "--timeout", "nan"],
    "timeout infinite": ["login", "https://login.example.com", *SCRIPT, "--timeout", "inf"],
    "redirect with a script": ["login", "https://login.example.com", *SCRIPT, "--redirect-uri", "javascript:1"],
    "redirect not loopback": ["login", "https://login.example.com", *SCRIPT, "--redirect-uri", "http://x.example/"],
    "port and redirect": [
        *["login", "https://login.example.com", *SCRIPT],
        *["--port", "5000", "--redirect-uri", "http://127.0.0.1:5000/callback"],
    ],
    "parameter without a name": ["login", "https://login.example.com", *SCRIPT, "--param", "=x"],
    "parameter that pixie sets": ["login", "https://login.example.com", *SCRIPT, "--param", "state=x"],
    "missing value": ["login", "https://login.example.com", "--client-id"],
    "option twice": ["login", "https://login.example.com", *SCRIPT, "--client-id", "other"],
    "flag twice": ["pkce", "--json", "--json"],
    "demo without end": ["demo", "--plain", "--timeout", "nan"],
    "length of a given verifier": ["pkce", "--length", "64", "verifier"],
    "two on standard input": ["inspect", "-", "--jwks", "-"],
    "inspect at no issuer": ["inspect", "-", "--issuer", "ftp://login.example.com"],
    "inspect with keys over http": ["inspect", "-", "--jwks", "http://login.example.com/keys"],
    "certificates for nothing": ["inspect", "-", "--ca-file", "/dev/null"],
}

# Files that say nothing: how the command is used does not help there.
EMPTY_FILES = {
    "no certificates": ["login", "https://login.example.com", *SCRIPT, "--ca-file", "/dev/null"],
    "no secret": ["login", "https://login.example.com", *SCRIPT, "--client-secret-file", "/dev/null"],
    "no token": ["inspect", "/dev/null"],
}


@pytest.mark.parametrize("arguments", EMPTY_FILES.values(), ids=EMPTY_FILES.keys())
def test_empty_files_are_status_2_and_named(home, arguments):
    ended = run(home, *arguments)
    assert ended.status == expected.EXIT_USAGE, ended
    assert ended.output == ""
    assert ended.errors.startswith("Error: ") and "/dev/null" in ended.errors
    assert ended.errors.count("\n") == 1


@pytest.mark.parametrize("arguments", USAGE_MISTAKES.values(), ids=USAGE_MISTAKES.keys())
def test_mistakes_on_the_command_line_are_status_2(home, arguments):
    ended = run(home, *arguments)
    assert ended.status == expected.EXIT_USAGE, ended
    assert ended.output == ""
    assert "usage" in ended.errors.lower()
    assert_says_what_to_do(ended)


def test_a_proxy_that_is_no_address_is_a_mistake_like_those_on_the_command_line(home):
    ended = run(home, "login", "https://login.example.com", *SCRIPT, https_proxy="\x1b[2Jnonsense")
    assert ended.status == expected.EXIT_USAGE, ended
    assert "https_proxy" in ended.errors and "unset it" in ended.errors
    assert_says_what_to_do(ended)


@pytest.mark.parametrize("arguments", [["--help"], ["login", "--help"], ["help", "demo"], ["--version"]])
def test_help_goes_to_standard_output(home, arguments):
    ended = run(home, *arguments)
    assert ended.status == expected.EXIT_OK
    assert ended.output.strip()
    assert ended.errors == ""


def test_unreachable_provider_is_status_7(home):
    (port,) = free_ports(1)
    ended = run(home, "login", f"http://127.0.0.1:{port}", *SCRIPT)
    report = assert_failed(ended, *expected.UNREACHABLE)
    assert str(port) in report["message"]


def test_unresolved_name_is_status_7(home):
    ended = run(home, "login", "https://pixie-test.invalid", *SCRIPT)
    assert_failed(ended, expected.EXIT_NETWORK)


@pytest.mark.parametrize("behave", [stand_ins.silent, stand_ins.dripping], ids=lambda behave: behave.__name__)
def test_slow_provider_is_given_up(home, behave):
    with StandIn(behave) as server:
        ended = run(home, "login", server.issuer, *SCRIPT, seconds=2 * expected.EXCHANGE_SECONDS + 60)
    assert_failed(ended, *expected.SLOW)


BAD_PROVIDERS = {
    stand_ins.noise: (expected.EXIT_NETWORK, "network_not_http"),
    stand_ins.closing: (expected.EXIT_NETWORK, None),
    stand_ins.endless: (expected.EXIT_NETWORK, "network_answer_too_large"),
    stand_ins.page: (expected.EXIT_CHECK_FAILED, None),
    stand_ins.broken_json: (expected.EXIT_CHECK_FAILED, None),
    stand_ins.repeated_member: (expected.EXIT_CHECK_FAILED, None),
    stand_ins.other_issuer: (expected.EXIT_CHECK_FAILED, None),
    stand_ins.no_s256: (expected.EXIT_CHECK_FAILED, None),
    stand_ins.missing: (expected.EXIT_OTHER, None),
    stand_ins.failing: (expected.EXIT_OTHER, None),
}


@pytest.mark.parametrize("behave", BAD_PROVIDERS, ids=lambda behave: behave.__name__)
def test_bad_provider_is_told_from_the_others(home, behave):
    with StandIn(behave) as server:
        ended = run(home, "login", server.issuer, *SCRIPT)
    assert_failed(ended, *BAD_PROVIDERS[behave])
    assert not any("authorize" in path or "token" in path for path in server.paths)


@pytest.fixture
def sound():
    with StandIn(stand_ins.sound) as server:
        yield server


def test_nobody_signs_in_until_the_time_is_over(home, sound):
    ended = run(home, "login", sound.issuer, *SCRIPT, "--timeout", "2")
    assert ended.status == expected.EXIT_EXPIRED
    assert ended.report()["outcome"] == expected.OUTCOME_EXPIRED
    assert "/token" not in sound.paths


@pytest.mark.parametrize(
    "number, status",
    [
        (signal.SIGTERM, expected.EXIT_TERMINATED),
        (signal.SIGINT, expected.EXIT_INTERRUPT),
        (signal.SIGHUP, expected.EXIT_HANGUP),
    ],
    ids=["TERM", "INT", "HUP"],
)
def test_signals_while_waiting(home, sound, number, status):
    with Program(home, "login", sound.issuer, *SCRIPT) as program:
        program.address()
        program.signal(number)
        ended = program.end()
    assert ended.status == status
    assert ended.report()["outcome"] == expected.OUTCOME_CANCELLED


def test_what_was_ignored_stays_ignored_without_a_terminal(home, sound):
    # As under nohup, or in the background of a script: neither is for this program.
    ignoring = ["env", "--ignore-signal=INT,HUP", binary(), "login", sound.issuer, *SCRIPT]
    with Program(home, command=ignoring) as program:
        program.address()
        program.signal(signal.SIGHUP)
        program.signal(signal.SIGINT)
        # It looks for signals before it reads a line.
        program.paste("hello there")
        program.line_containing("ot used")
        assert program.is_running()
        program.signal(signal.SIGTERM)
        ended = program.end()
    assert ended.status == expected.EXIT_TERMINATED, ended
    assert ended.report()["outcome"] == expected.OUTCOME_CANCELLED


def test_address_is_what_the_specification_says(home, sound):
    from urllib.parse import parse_qsl, urlsplit

    (port,) = free_ports(1)
    arguments = ["login", sound.issuer, *SCRIPT, "--port", str(port), "--param", "prompt=login"]
    with Program(home, *arguments) as program:
        address = program.address()
    assert address.startswith(sound.issuer + "/authorize?")
    pairs = parse_qsl(urlsplit(address).query, strict_parsing=True)
    values = dict(pairs)
    assert len(values) == len(pairs)
    names = [name for name, _ in pairs]
    assert names.index("code_challenge_method") < names.index("code_challenge")
    assert values["response_type"] == "code"
    assert values["client_id"] == "pixie-e2e"
    assert values["redirect_uri"] == f"http://127.0.0.1:{port}/callback"
    assert values["code_challenge_method"] == "S256"
    assert re.fullmatch("[A-Za-z0-9_-]{43}", values["code_challenge"])
    assert values["prompt"] == "login"
    assert "openid" in values["scope"].split()
    assert len(values["state"]) >= 22 and len(values["nonce"]) >= 22


def test_two_logins_share_no_secret(home, sound):
    from urllib.parse import parse_qs, urlsplit

    seen = []
    for _ in range(2):
        with Program(home, "login", sound.issuer, *SCRIPT) as program:
            seen.append(parse_qs(urlsplit(program.address()).query))
    for name in ("state", "nonce", "code_challenge"):
        assert seen[0][name] != seen[1][name]


WRONG_PASTES = {
    "words": "hello there",
    "another address": "https://www.example.org/?q=1",
    "a bare code": "4/0AX4XfWhZ",
    "no state": "http://127.0.0.1:{port}/callback?code=abc",
    "another state": "http://127.0.0.1:{port}/callback?code=abc&state=xyz",
    "an error with another state": "http://127.0.0.1:{port}/callback?error=access_denied&state=xyz",
    "two states": "http://127.0.0.1:{port}/callback?code=abc&state=x&state=y",
    "a token": "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
    "terminal sequences": "\x1b]52;c;ZXZpbA==\x07\x1b[2J\x00\x9b31m",
    "a megabyte": "x" * (1 << 20),
    "a page": "<!doctype html><html><body>Sign in</body></html>",
    "the address to open": "{address}",
}


def test_wrong_pastes_leave_the_login_waiting(home, sound):
    (port,) = free_ports(1)
    with Program(home, "login", sound.issuer, *SCRIPT, "--port", str(port)) as program:
        address = program.address()
        for text in WRONG_PASTES.values():
            said = len(program.errors)
            program.paste(text.replace("{port}", str(port)).replace("{address}", address))
            program.next_line(time.monotonic() + 60)
            assert program.is_running(), program.errors[said:]
        program.end_input()
        # The end of the input is no answer: the listener still waits.
        assert socket.create_connection(("127.0.0.1", port), 60).close() is None
        assert program.is_running()
        assert not OBEYED_BY_TERMINALS.search(program.errors)
        program.signal(signal.SIGTERM)
        assert program.end().status == expected.EXIT_TERMINATED
    assert "/token" not in sound.paths


def test_taken_port_is_said(home, sound):
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        ended = run(home, "login", sound.issuer, *SCRIPT, "--port", str(port))
    report = assert_failed(ended, expected.EXIT_OTHER, "port_taken")
    assert str(port) in report["message"]


@pytest.mark.parametrize("arguments", [["demo"], ["login", "http://127.0.0.1:1", *CLIENT], []])
def test_screens_without_a_terminal_are_status_5(home, arguments):
    ended = run(home, *arguments)
    assert ended.status == expected.EXIT_NO_TERMINAL, ended
    assert ended.output == ""
    assert "--plain" in ended.errors or "terminal" in ended.errors
    assert_says_what_to_do(ended)


def test_standard_output_is_one_line_of_json(home, sound):
    ended = run(home, "login", sound.issuer, *SCRIPT, "--timeout", "1")
    assert ended.output.endswith("\n")
    assert ended.output.count("\n") == 1
    assert set(json.loads(ended.output)) >= {"outcome", "step", "reason", "message", "checks", "profile", "tokens"}


CANNOT_WRITE = {
    "login": ["login", "http://127.0.0.1:1", *SCRIPT],
    "pkce": ["pkce"],
    "help": ["--help"],
    "provider": ["provider"],
}


@pytest.mark.parametrize("stream", [">/dev/full", ">&-"], ids=["full", "closed"])
@pytest.mark.parametrize("arguments", CANNOT_WRITE.values(), ids=CANNOT_WRITE.keys())
def test_an_answer_that_cannot_be_written_is_status_1(home, arguments, stream):
    ended = in_shell(home, arguments, stream)
    assert ended.returncode == expected.EXIT_OTHER, ended
    assert "standard output" in ended.stderr


def test_what_was_closed_is_not_replaced(home, sound):
    # With standard error closed, its number must not become a socket or a pipe of ours that lines go into.
    ended = in_shell(home, ["login", sound.issuer, *SCRIPT, "--timeout", "1"], "<&- 2>&-")
    assert ended.returncode == expected.EXIT_EXPIRED, ended
    assert json.loads(ended.stdout)["outcome"] == expected.OUTCOME_EXPIRED


def in_shell(home, arguments: list[str], redirections: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        ["bash", "-c", f'"$@" {redirections}', "bash", binary(), *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        env=clean_environment(home),
        start_new_session=True,
    )


def test_a_secret_may_come_from_a_pipe(home, sound):
    arguments = ["login", sound.issuer, *SCRIPT, "--timeout", "1", "--client-secret-file", "-"]
    ended = run(home, *arguments, input="s3cret\n")
    assert ended.status == expected.EXIT_EXPIRED, ended
    assert "s3cret" not in ended.output + ended.errors


def test_what_was_changed_of_the_issuer_is_told(home, sound):
    document = f" {sound.issuer}/.well-known/openid-configuration"
    ended = run(home, "login", document, *SCRIPT, "--timeout", "1")
    assert ended.status == expected.EXIT_EXPIRED, ended
    assert f"cut back to its issuer, {sound.issuer}" in ended.errors
    assert "Spaces" in ended.errors


def test_closed_standard_output_is_survived(home, sound):
    reading, writing = os.pipe()
    with Program(home, "login", sound.issuer, *SCRIPT, output=writing) as program:
        os.close(writing)
        program.address()
        os.close(reading)
        # Gives the login up, which is to be reported.
        program.paste("0")
        ended = program.end()
    assert ended.status == expected.EXIT_OTHER, ended
    assert "standard output" in ended.errors, ended

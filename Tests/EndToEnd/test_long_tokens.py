"""Tokens as long as the answer may be that brings them, from the login to other tools; and words of a provider that hold
what it was sent."""

import json
import re
import socket
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

import expectations as expected
from environment import binary, clean_environment
from program import Program, run
from stand_ins import StandIn, answer, metadata
from terminal import Terminal

STORED = {"PIXIE_KEY_SOURCE": "plain-file"}
BODY_LIMIT = 1 << 20


def token_answer(**members) -> bytes:
    return json.dumps({"token_type": "Bearer", "expires_in": 300, **members}, separators=(",", ":")).encode()


class Provider(StandIn):
    """OAuth without ID tokens. What its token endpoint says is `answers`, taken in turn."""

    def __init__(self, *answers: tuple[str, bytes]):
        self.answers = list(answers)
        self.requests: list[str] = []
        super().__init__(Provider.serve)

    def serve(self, path: str, connection: socket.socket) -> None:
        if "well-known" in path:
            return answer(connection, metadata(self.issuer))
        if path != "/token":
            return answer(connection, b'{"keys":[]}')
        head, _, body = self.heads[-1].partition(b"\r\n\r\n")
        length = int(re.search(rb"(?i)content-length: (\d+)", head)[1])
        while len(body) < length:
            body += connection.recv(65536)
        self.requests.append(body.decode())
        status, said = self.answers[min(len(self.requests), len(self.answers)) - 1]
        form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        said = re.sub(rb"\$(\w+)", lambda name: form.get(name[1].decode(), "").encode(), said)
        answer(connection, said, status=status)

    def command(self, *more: str) -> list[str]:
        return ["login", self.issuer, "--client-id", "x", "--scope", "read", "--no-browser", *more]


def callback(address: str, issuer: str, code: str = "code-of-this-login-0123456789") -> str:
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    return f"{asked['redirect_uri']}?code={code}&state={asked['state']}"


def filled(name: str, size: int, **others: str) -> bytes:
    """An answer of exactly that many octets, the rest of it in one token."""
    empty = token_answer(**others, **{name: ""})
    return token_answer(**others, **{name: "A" * (size - len(empty))})


def log_in(home, provider: Provider, *more: str):
    with Program(home, *provider.command("--plain", "--json", *more), **STORED) as program:
        program.paste(callback(program.address(), provider.issuer))
        return program.end()


@pytest.mark.parametrize("size", [65_000, 70_000, BODY_LIMIT])
@pytest.mark.parametrize("name", ["access_token", "refresh_token"])
def test_a_token_of_any_length_is_kept_and_given_to_other_tools(home, name, size):
    others = {} if name == "access_token" else {"access_token": "short"}
    said = filled(name, size, **others)
    with Provider(("200 OK", said)) as provider:
        ended = log_in(home, provider)
        assert ended.status == expected.EXIT_OK, ended.errors
        session = re.search(r"pixie token (\S+)", ended.errors)[1]
        tokens = run(home, "token", session, **STORED)
        assert tokens.status == expected.EXIT_OK
        assert tokens.output == json.loads(said)["access_token"] + "\n"
        # What is written to a file is read again by inspect.
        if name == "access_token":
            file = home / "token"
            file.write_text(tokens.output)
            inspected = run(home, "inspect", str(file), "--json")
            assert inspected.status == expected.EXIT_OK, inspected.errors


def test_a_long_refresh_token_is_sent_whole(home):
    long = json.loads(filled("refresh_token", 900_000, access_token="first"))["refresh_token"]
    first = token_answer(access_token="first", refresh_token=long, expires_in=1)
    with Provider(("200 OK", first), ("200 OK", token_answer(access_token="second"))) as provider:
        ended = log_in(home, provider)
        session = re.search(r"pixie token (\S+)", ended.errors)[1]
        again = run(home, "token", session, "--refresh", **STORED)
        assert again.output == "second\n", again.errors
        assert parse_qs(provider.requests[1])["refresh_token"] == [long]


def test_an_octet_more_than_an_answer_may_have_is_refused_in_words(home):
    with Provider(("200 OK", filled("access_token", BODY_LIMIT + 1))) as provider:
        ended = log_in(home, provider)
        assert ended.status in (expected.EXIT_NETWORK, expected.EXIT_CHECK_FAILED, expected.EXIT_OTHER)
        assert "1 MiB" in ended.errors


def test_a_program_that_cannot_get_so_long_a_token_is_told_so(home):
    # Linux takes at most 128 KiB for one variable.
    with Provider(("200 OK", filled("access_token", 500_000))) as provider:
        ended = log_in(home, provider)
        session = re.search(r"pixie token (\S+)", ended.errors)[1]
        refused = run(home, "exec", session, "--", "/bin/true", **STORED)
        assert refused.status == 126
        assert "pixie token" in refused.errors and "128 KiB" in refused.errors


def test_the_longest_token_can_be_walked_through(home):
    with Provider(("200 OK", filled("access_token", BODY_LIMIT))) as provider:
        command = [binary(), *provider.command("--no-save")]
        with Terminal(command, clean_environment(home, **STORED)) as terminal:
            terminal.wait_for("short: http")
            terminal.settle()
            terminal.paste(callback(terminal.address_on_screen(), provider.issuer))
            terminal.wait_for("Access")
            terminal.wait_for("6/6|✓ Exchange")
            terminal.settle()
            terminal.press("2", "r")
            terminal.wait_for("AAAAAAAAAAAAAAAAAAAA")
            for key in ("down", "pagedown", "up", "tab", "2", "r"):
                terminal.press(key)
                assert terminal.process.poll() is None, key
            terminal.press(*expected.LEAVE_TOKENS)
            assert terminal.end() == expected.EXIT_OK


# What a provider may say about the request that it refuses; $name is what it was sent.
ECHOES = {
    "in the description": b'{"error":"invalid_grant","error_description":"code $code was used; verifier $code_verifier"}',
    "as the code of the error": b'{"error":"$code_verifier"}',
    "as a number of the request": b'{"error":"invalid_grant","trace_id":"$code","error_description":"see $code"}',
    "in the words of somebody else": b'{"message":"bad code: $code","code":"$code"}',
    "in a page": b"<html>no such code: $code, $code_verifier</html>",
    "as the type of the token": b'{"access_token":"a","token_type":"$code"}',
}


@pytest.mark.parametrize("said", ECHOES.values(), ids=ECHOES)
@pytest.mark.parametrize("front", ["lines", "screens"])
def test_what_a_provider_repeats_is_not_shown(home, said, front):
    code = "4/0AX4XfWh~the.code+of%this"
    status = "200 OK" if b"access_token" in said else "400 Bad Request"
    with Provider((status, said)) as provider:
        if front == "lines":
            with Program(home, *provider.command("--plain", "--json", "--no-save")) as program:
                program.paste(callback(program.address(), provider.issuer, code.replace("%", "%25").replace("+", "%2B")))
                ended = program.end()
            shown = ended.output + ended.errors
        else:
            with Terminal([binary(), *provider.command("--no-save")], clean_environment(home)) as terminal:
                terminal.wait_for("short: http")
                terminal.settle()
                address = terminal.address_on_screen()
                terminal.paste(callback(address, provider.issuer, code.replace("%", "%25").replace("+", "%2B")))
                terminal.wait_for("✗ Exchange|5/6 Exchange")
                terminal.settle()
                terminal.press("pagedown", "pageup", "D")
                terminal.wait_for("Sent with OSC 52")
                report = terminal.copies()[-1]
                terminal.press("q")
                terminal.end()
            shown = terminal.raw.decode("utf-8", "replace").replace("\r\n", "") + report
        (request,) = provider.requests
        sent = parse_qs(request)
        for name in ("code", "code_verifier"):
            secret = sent[name][0]
            assert secret not in shown and secret[:20] not in shown, name
            assert unquote(secret) not in shown

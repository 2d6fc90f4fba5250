"""Over SSH: the line that pixie shows forwards its very port, through a real sshd, and the answer comes that way."""

import os
import re
import shlex
import socket
from urllib.parse import urlsplit

import pytest
import requests

import expectations as expected
from program import Program
from servers import stop_process
from sign_in import SignIn
from ssh_server import SSHServer
from waiting import eventually

# Both ends are on this machine here, so the near end of the tunnel gets another address of it.
NEAR = "127.0.0.2"


@pytest.fixture(scope="module")
def server():
    with SSHServer() as server:
        yield server


@pytest.fixture
def surroundings(server):
    return {"SSH_CONNECTION": f"127.0.0.1 51234 127.0.0.1 {server.port}", "SSH_TTY": "/dev/pts/0", "USER": server.user}


def shown_line(text: str) -> list[str]:
    """The words of the line to type on the other machine, wherever the screen breaks it."""
    joined = re.sub(r"\s*\n\s*", " ", text)
    found = re.search(r"ssh (?:-p \d+ )?-L \S+ \S+@\S+", joined)
    assert found, text
    return shlex.split(found[0])


class Tunnel:
    """The shown line as it stands, but for the near address and a name of this machine that is known here."""

    def __init__(self, server: SSHServer, words: list[str]):
        self.words = [
            f"{NEAR}:{word}" if before == "-L" else re.sub("@.*", "@127.0.0.1", word)
            for before, word in zip(["", *words], words)
        ]
        self.port = int(words[words.index("-L") + 1].split(":")[0])
        self.process = server.client(self.words)

    def __enter__(self) -> "Tunnel":
        eventually(self._stands, "the tunnel stands")
        return self

    def _stands(self) -> bool:
        assert self.process.poll() is None, f"ssh ended: {self.words}"
        with socket.socket() as trial:
            return trial.connect_ex((NEAR, self.port)) == 0

    def __exit__(self, *problem) -> None:
        stop_process(self.process)

    def bring(self, callback: str) -> requests.Response:
        """The browser of the other machine: it knows the callback's own address, and the tunnel is behind it."""
        parts = urlsplit(callback)
        return requests.get(
            f"http://{NEAR}:{parts.port}{parts.path}?{parts.query}", headers={"Host": parts.netloc}, timeout=60)


def test_the_line_on_the_screen_brings_the_answer(open_terminal, server, login, surroundings):
    terminal = open_terminal(*login.command()[1:], variables=surroundings, columns=100, rows=30)
    terminal.wait_for("ssh -p")
    terminal.settle()
    address = terminal.address_on_screen()
    words = shown_line(terminal.text())
    port = urlsplit(SignIn.redirect(address)).port
    assert words[:4] == ["ssh", "-p", str(server.port), "-L"]
    assert words[4] == f"{port}:127.0.0.1:{port}" and words[5] == f"{server.user}@{os.uname().nodename}"
    with Tunnel(server, words) as tunnel:
        assert tunnel.bring(login.answer(address)).status_code == 200
        terminal.wait_for(expected.TOKENS_MARK)
        terminal.wait_for("came through the forwarded port")


def test_the_short_address_leads_there_through_the_tunnel(open_terminal, server, login, surroundings):
    terminal = open_terminal(*login.command()[1:], variables=surroundings)
    text = terminal.wait_for("short: http")
    terminal.settle()
    address = terminal.address_on_screen()
    short = re.search(r"short: (http://\S+)", text)[1]
    with Tunnel(server, shown_line(terminal.text())) as tunnel:
        parts = urlsplit(short)
        answer = requests.get(
            f"http://{NEAR}:{parts.port}{parts.path}", headers={"Host": parts.netloc}, allow_redirects=False,
            timeout=60)
        assert answer.status_code == 302 and answer.headers["Location"] == address


def test_the_lines_tell_that_the_answer_came_through_the_tunnel(home, server, login, surroundings):
    with Program(home, *login.command("--plain", "--json")[1:], **surroundings) as program:
        address = program.address()
        said = program.line_containing("To skip pasting")
        with Tunnel(server, shown_line(said)) as tunnel:
            assert tunnel.bring(login.answer(address)).status_code == 200
            program.line_containing("came through the forwarded port")
            ended = program.end()
    assert ended.status == expected.EXIT_OK
    assert "skip pasting" in ended.errors and "no paste was needed" in ended.errors

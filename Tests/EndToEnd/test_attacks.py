"""Whoever else is on this machine talks to the callback listener while a login waits. The login does not notice."""

import resource
import socket
import ssl
import struct
import threading
import time
from urllib.parse import parse_qs, urlsplit

import pytest

import figures
from logins import assert_signed_in, plain
from program import Program
from visitor import Visitor

# Connections of one flood; more than pixie holds by far.
FLOOD = 3000
MOST_GROWTH_KIB = 20 << 10
# Descriptors: the table grows in powers of two, and 64 connections, their loops and the provider's fit into this.
MOST_DESCRIPTORS = 256


class Attacker:
    """Talks to one port as no browser does. What it opened stays open until the end."""

    def __init__(self, callback: str):
        parts = urlsplit(callback)
        self.port, self.path = parts.port, parts.path
        self.open: list[socket.socket] = []
        self.host = f"Host: 127.0.0.1:{self.port}\r\n".encode()

    def connect(self) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        self.open.append(connection)
        return connection

    def say(self, *pieces: bytes, seconds: float = 60) -> bytes:
        """What the listener answers to it, until it closes or says nothing for so long."""
        connection = self.connect()
        said = b""
        try:
            for piece in pieces:
                connection.sendall(piece)
            connection.settimeout(seconds)
            while more := connection.recv(65536):
                said += more
        except OSError:
            pass
        return said

    def get(self, target: str, *, method: str = "GET", more: bytes = b"") -> bytes:
        return self.say(f"{method} {target} HTTP/1.1\r\n".encode() + self.host + more + b"\r\n")

    def close(self) -> None:
        for connection in self.open:
            connection.close()


def preconnect(attacker: Attacker) -> None:
    for _ in range(100):
        attacker.connect()


def slowloris(attacker: Attacker) -> None:
    for _ in range(100):
        attacker.connect().sendall(b"GET " + attacker.path.encode() + b"?code=x HTTP/1.1\r\nX-a: b\r\n")

    def drip() -> None:
        for connection in attacker.open * 50:
            try:
                connection.sendall(b"X-b: c\r\n")
            except OSError:
                pass
            time.sleep(0.01)

    threading.Thread(target=drip, daemon=True).start()


def flood(attacker: Attacker) -> None:
    for _ in range(FLOOD):
        try:
            attacker.connect()
        except OSError:
            return


def held_after_close(attacker: Attacker) -> None:
    """Asks, and keeps the connection although the listener has ended its side."""
    for _ in range(100):
        attacker.connect().sendall(b"GET /favicon.ico HTTP/1.1\r\n" + attacker.host + b"\r\n")


def other_methods(attacker: Attacker) -> None:
    for method in ("HEAD", "OPTIONS", "POST", "PUT", "TRACE", "DELETE"):
        said = attacker.get(attacker.path + "?code=x&state=y", method=method)
        assert said.startswith(b"HTTP/1.1 405 "), said
        assert b"access-control" not in said.lower()
    assert attacker.get("/favicon.ico").startswith(b"HTTP/1.1 404 ")


def other_hosts(attacker: Attacker) -> None:
    for host in (b"evil.example", b"127.0.0.1", b"127.0.0.1:1", b"[::1", b"localhost:%d" % attacker.port):
        line = f"GET {attacker.path}?code=x HTTP/1.1\r\n".encode()
        assert attacker.say(line + b"Host: " + host + b"\r\n\r\n").startswith(b"HTTP/1.1 421 ")
    for authority in ("evil.example", f"user@127.0.0.1:{attacker.port}"):
        assert attacker.get(f"http://{authority}{attacker.path}?code=x").startswith(b"HTTP/1.1 421 ")


def long_lines(attacker: Attacker) -> None:
    attacker.get(attacker.path + "?code=" + "x" * (4 << 20))
    attacker.say(b"x" * (4 << 20))
    attacker.get(attacker.path, more=b"X-a: b\r\n" * 100_000)
    attacker.get(attacker.path, more=b"X-a: " + b"b" * (4 << 20) + b"\r\n")


def garbage(attacker: Attacker) -> None:
    attacker.say(bytes(range(256)) * 100)
    attacker.say(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + struct.pack(">I", 0) + b"\x04\0\0\0\0\0")
    connection = attacker.connect()
    with pytest.raises((ssl.SSLError, OSError)):
        ssl._create_unverified_context().wrap_socket(connection)


def forgeries(attacker: Attacker) -> None:
    for query in ("code=forged&state=forged", "error=access_denied&state=forged", "error=access_denied", "",
                  "error=<script>alert(1)</script>&error_description=<b>x", "code=forged"):
        said = attacker.get(f"{attacker.path}?{query}")
        assert said.startswith(b"HTTP/1.1 4"), said
        assert b"<script" not in said and b"forged" not in said and b"alert(" not in said
        head = said.split(b"\r\n\r\n")[0].decode().lower()
        for line in ("cache-control: no-store", "referrer-policy: no-referrer", "x-content-type-options: nosniff",
                     "content-security-policy: default-src 'none'"):
            assert line in head, head
        assert "access-control" not in head


def pipelined(attacker: Attacker) -> None:
    """Two requests in one packet, the second one forged; and games with the end of the first."""
    second = f"GET {attacker.path}?code=forged&state=forged HTTP/1.1\r\n".encode() + attacker.host + b"\r\n"
    for more in (b"", b"Content-Length: 3\r\n", b"Transfer-Encoding: chunked\r\n",
                 b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"):
        first = b"GET /favicon.ico HTTP/1.1\r\n" + attacker.host + more + b"\r\n"
        said = attacker.say(first + second)
        assert said.count(b"HTTP/1.1 ") <= 1, said


@pytest.mark.parametrize(
    "attack",
    [preconnect, slowloris, flood, held_after_close, other_methods, other_hosts, long_lines, garbage, forgeries,
     pipelined],
    ids=lambda attack: attack.__name__,
)
def test_the_right_login_goes_through(attack, provider, home):
    server = provider.server()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 2 * FLOOD), hard))
    try:
        with Program(home, *plain(server)) as program:
            address = program.address()
            callback = parse_qs(urlsplit(address).query)["redirect_uri"][0]
            visitor = Visitor(server)
            answer = visitor.callback_for(address)
            process = program.process.pid
            before = figures.status(process, "VmHWM")
            attacker = Attacker(callback)
            try:
                attack(attacker)
                assert program.is_running()
                grown = figures.status(process, "VmHWM") - before
                table = figures.status(process, "FDSize")
                started = time.monotonic()
                page = visitor.deliver(answer)
                took = time.monotonic() - started
                ended = program.end()
            finally:
                attacker.close()
        assert page.status_code == 200
        assert_signed_in(ended, server)
        # How long the browser waited is written down and not judged: that is the machine's matter, too.
        figures.note(f"listener under {attack.__name__}", f"{took:.2f} s to the page, {grown / 1024:+.1f} MiB")
        assert grown < MOST_GROWTH_KIB and table <= MOST_DESCRIPTORS, (grown, table)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

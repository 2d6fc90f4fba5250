"""Small servers on loopback that misbehave in one way each."""

import json
import re
import socket
import threading
from collections.abc import Callable


class StandIn:
    """Answers every connection with `behave`, which gets the request's path and the socket."""

    def __init__(self, behave: Callable[["StandIn", str, socket.socket], None]):
        self.behave = behave
        self.paths: list[str] = []
        # The head of each request, and its body.
        self.heads: list[bytes] = []
        self.ended = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.issuer = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> "StandIn":
        return self

    def __exit__(self, *problem) -> None:
        self.ended.set()
        # Closing alone does not wake a thread that waits in accept.
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            try:
                head = b""
                while b"\r\n\r\n" not in head and len(head) < 65536:
                    more = connection.recv(4096)
                    if not more:
                        return
                    head += more
                # What is closed with something unread in it is reset, and the answer may be lost on its way.
                named = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
                while named and len(head) < head.index(b"\r\n\r\n") + 4 + min(int(named[1]), 65536):
                    more = connection.recv(4096)
                    if not more:
                        return
                    head += more
                path = head.split(b" ", 2)[1].decode("latin-1")
                self.paths.append(path)
                self.heads.append(head)
                self.behave(self, path, connection)
            except OSError:
                pass


def answer(connection: socket.socket, body: bytes, kind: str = "application/json", status: str = "200 OK") -> None:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    connection.sendall(head.encode() + body)


def metadata(issuer: str, /, **changed) -> bytes:
    """A sound discovery document of `issuer`, with members replaced, or left out when None."""
    document = {
        "issuer": issuer,
        "authorization_endpoint": issuer + "/authorize",
        "token_endpoint": issuer + "/token",
        "jwks_uri": issuer + "/keys",
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "code_challenge_methods_supported": ["S256"],
        **changed,
    }
    return json.dumps({name: value for name, value in document.items() if value is not None}).encode()


def silent(server: StandIn, path: str, connection: socket.socket) -> None:
    """Takes the request and never answers."""
    server.ended.wait()


def dripping(server: StandIn, path: str, connection: socket.socket) -> None:
    """Sends one byte a second: alive at any moment, never done."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
    while not server.ended.wait(1):
        connection.sendall(b" ")


def noise(server: StandIn, path: str, connection: socket.socket) -> None:
    """Not HTTP at all, with the bytes a terminal would obey."""
    connection.sendall(b"\x1b[2J\x1b]0;owned\x07\x00\xff\xfe NOT HTTP\r\n\r\n")


def closing(server: StandIn, path: str, connection: socket.socket) -> None:
    """Hangs up without a word."""


def page(server: StandIn, path: str, connection: socket.socket) -> None:
    """A captive portal: a page where JSON belongs."""
    answer(connection, b"<html><title>Welcome to the hotel</title>", "text/html")


def broken_json(server: StandIn, path: str, connection: socket.socket) -> None:
    answer(connection, b'{"issuer": "' + server.issuer.encode() + b'", "authorization_endpoint": ')


def repeated_member(server: StandIn, path: str, connection: socket.socket) -> None:
    sound = metadata(server.issuer)
    answer(connection, sound[:-1] + b', "token_endpoint": "https://evil.example/token"}')


def endless(server: StandIn, path: str, connection: socket.socket) -> None:
    """A body without end."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[")
    while not server.ended.is_set():
        connection.sendall(b"0," * 32768)


def other_issuer(server: StandIn, path: str, connection: socket.socket) -> None:
    answer(connection, metadata(server.issuer, issuer="https://evil.example\x1b[31m"))


def no_s256(server: StandIn, path: str, connection: socket.socket) -> None:
    answer(connection, metadata(server.issuer, code_challenge_methods_supported=["plain"]))


def missing(server: StandIn, path: str, connection: socket.socket) -> None:
    answer(connection, b"not here", "text/plain", "404 Not Found")


def failing(server: StandIn, path: str, connection: socket.socket) -> None:
    answer(connection, b"oops", "text/plain", "500 Internal Server Error")


def sound(server: StandIn, path: str, connection: socket.socket) -> None:
    """Discovery and keys are right; nobody can sign in."""
    if "well-known" in path:
        answer(connection, metadata(server.issuer))
    elif path == "/keys":
        answer(connection, b'{"keys": []}')
    else:
        missing(server, path, connection)


def with_token_endpoint(behave: Callable[[StandIn, socket.socket], None]) -> Callable[[StandIn, str, socket.socket], None]:
    """Sound until the code is exchanged; that answer is `behave`'s."""

    def serve(server: StandIn, path: str, connection: socket.socket) -> None:
        if path == "/token":
            behave(server, connection)
        else:
            sound(server, path, connection)

    return serve


def invalid_grant(server: StandIn, connection: socket.socket) -> None:
    answer(connection, b'{"error": "invalid_grant"}', status="400 Bad Request")

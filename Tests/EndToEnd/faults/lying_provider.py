"""A small provider in Python that tells the lies of lies.py. It shares nothing with pixie's own provider.

It signs everybody in without a page, and keeps an oracle of the same form as `pixie provider`.
"""

import base64
import hashlib
import json
import os
import socket
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit

from servers import Server, free_ports
from signing import base64url, compact, rsa_jwk, rsa_key, without_none

CLIENT = "pixie-lab"
GRANTS = {"refresh_token": "refresh", "urn:ietf:params:oauth:grant-type:device_code": "poll"}
OFFERED = {
    "push": "pushed_authorization_request_endpoint",
    "device": "device_authorization_endpoint",
    "revoke": "revocation_endpoint",
}


@dataclass
class Question:
    method: str
    target: str
    fields: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return self.target.split("?")[0]

    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode("latin-1"), keep_blank_values=True, encoding="utf-8"))


@dataclass
class Reply:
    body: bytes | str | dict | list = b""
    status: str = "200 OK"
    kind: str = "application/json"
    fields: tuple[str, ...] = ()

    def octets(self) -> bytes:
        body = self.body if isinstance(self.body, bytes) else self.text().encode("utf-8", "surrogatepass")
        lines = [f"HTTP/1.1 {self.status}", f"Content-Type: {self.kind}", *self.fields, f"Content-Length: {len(body)}"]
        return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body

    def text(self) -> str:
        return self.body if isinstance(self.body, str) else json.dumps(self.body)


@dataclass
class Lie:
    """What is changed. Each part is left out, a value, or a function of the provider."""

    # Members to replace; None removes one.
    metadata: dict = field(default_factory=dict)
    claims: dict = field(default_factory=dict)
    header: dict = field(default_factory=dict)
    tokens: dict = field(default_factory=dict)
    userinfo: dict = field(default_factory=dict)
    # Of the answer to a refresh; and of the ID token in it, which is there only when this is.
    refresh: dict = field(default_factory=dict)
    refresh_claims: dict | None = None
    keys: list | None = None
    algorithm: str = "RS256"
    key: object = None
    # The compact token, from the honest one.
    idt: object = None
    # The name and value pairs of the answer to the browser, from the honest ones.
    callback: object = None
    # The whole address, from the honest one.
    address: object = None
    # Endpoints that the metadata name as well: push, device, revoke.
    offers: tuple[str, ...] = ()
    push: dict = field(default_factory=dict)
    push_status: str = "201 Created"
    device: dict = field(default_factory=dict)
    # Members of the answer when the code was entered.
    poll: dict = field(default_factory=dict)
    # Whole answers by place (discovery, keys, token, refresh, userinfo, push, device, poll, revoke): octets, a Reply,
    # or a function of the socket.
    replies: dict = field(default_factory=dict)
    # The lies are told to this many visits of each place only.
    visits: int = 1 << 30


class LyingProvider:
    """One provider with one lie, for the time of a `with`."""

    ca_file = None

    def __init__(self, make_lie):
        self.ended = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.collector = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.issuer = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.elsewhere = f"http://127.0.0.1:{self.collector.getsockname()[1]}"
        self.requests: list[dict] = []
        self.violations: list[str] = []
        self.visits: dict[str, int] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.pushed: dict[str, dict[str, str]] = {}
        self.access_token = "at-" + os.urandom(12).hex()
        self.refresh_token = "rt-" + os.urandom(12).hex()
        self.granted: dict[str, str] = {}
        self.is_honest = False
        self.lock = threading.Lock()
        self.lie: Lie = make_lie(self)
        for server, serve in ((self.listener, self._serve), (self.collector, self._collect)):
            threading.Thread(target=self._accept, args=(server, serve), daemon=True).start()

    def __enter__(self) -> "LyingProvider":
        return self

    def __exit__(self, *problem) -> None:
        self.ended.set()
        for server in (self.listener, self.collector):
            # Closing alone does not wake a thread that waits in accept.
            server.shutdown(socket.SHUT_RDWR)
            server.close()

    # As FaultyProvider.

    def server(self) -> Server:
        return Server("lab", self.issuer, self.issuer, free_ports(1), None, Path("/dev/null"), client_id=CLIENT)

    def oracle(self) -> dict:
        with self.lock:
            return {"requests": list(self.requests), "violations": list(self.violations)}

    def post(self, order: str) -> bool:
        self.is_honest = order == "behave" or self.is_honest
        return order == "behave"

    @staticmethod
    def token_posts(oracle: dict) -> int:
        return sum(one["to"] == "provider" and one["path"] == "/token" for one in oracle["requests"])

    # Connections.

    def _accept(self, server: socket.socket, serve) -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            threading.Thread(target=self._guarded, args=(serve, connection), daemon=True).start()

    def _guarded(self, serve, connection: socket.socket) -> None:
        with connection:
            try:
                connection.settimeout(60)
                serve(connection)
            except OSError:
                pass

    def _serve(self, connection: socket.socket) -> None:
        rest = b""
        while (found := read_question(connection, rest)) is not None:
            question, rest = found
            place = self._place(question)
            visit = self._note(question, place)
            answer = self._answer(place, question, visit)
            if callable(answer):
                answer(self, connection)
                return
            connection.sendall(answer)

    def _collect(self, connection: socket.socket) -> None:
        found = read_question(connection, b"")
        if found is None:
            return
        question, _ = found
        carried = f"{question.target} {question.fields} {question.body.decode('latin-1')}".lower()
        with self.lock:
            self.requests.append({"to": "collector", "method": question.method, "path": question.path})
            for word in ("authorization", "code_verifier", "code=", "cookie", self.access_token):
                if word in carried:
                    self.violations.append(f"{word} reached another host")
        connection.sendall(Reply({}).octets())

    def _place(self, question: Question) -> str:
        if "/.well-known/" in question.path:
            return "discovery"
        if question.path == "/token":
            return GRANTS.get(question.form().get("grant_type"), "token")
        if question.path.startswith("/authorize"):
            return "authorize"
        name = question.path.removeprefix("/")
        return name if name in ("keys", "userinfo", "push", "device", "revoke") else "other"

    def _note(self, question: Question, place: str) -> int:
        with self.lock:
            visit = self.visits[place] = self.visits.get(place, 0) + 1
            self.requests.append({"to": "provider", "method": question.method, "path": question.path})
            wrong = []
            if place == "token" and visit > 1:
                wrong.append("the token endpoint was asked twice")
            if place == "keys" and visit > 2:
                wrong.append("the key set was fetched more than twice")
            if "cookie" in question.fields and place != "authorize":
                wrong.append("a cookie was sent back")
            if "authorization" in question.fields and place != "userinfo":
                wrong.append(f"Authorization was sent to {question.path}")
            if "x-injected" in question.fields:
                wrong.append("a header was injected")
            if "code=" in question.target or "code_verifier=" in question.target or "access_token" in question.target:
                wrong.append("a secret is in an address")
            self.violations += wrong
        return visit

    # Answers.

    def _answer(self, place: str, question: Question, visit: int):
        lie = Lie() if self.is_honest or visit > self.lie.visits else self.lie
        told = lie.replies.get(place)
        if told is not None:
            return told.octets() if isinstance(told, Reply) else told
        make = {
            "discovery": self._metadata,
            "keys": self._keys,
            "authorize": self._authorize,
            "token": self._token,
            "refresh": self._refresh,
            "userinfo": self._userinfo,
            "push": self._push,
            "device": self._device,
            "poll": self._poll,
            "revoke": self._revoke,
        }.get(place)
        return (make(question, lie) if make else Reply("no", "404 Not Found", "text/plain")).octets()

    def _metadata(self, question: Question, lie: Lie) -> Reply:
        document = {
            "issuer": self.issuer,
            "authorization_endpoint": self.issuer + "/authorize",
            "token_endpoint": self.issuer + "/token",
            "jwks_uri": self.issuer + "/keys",
            "userinfo_endpoint": self.issuer + "/userinfo",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["none"],
        }
        for place in lie.offers:
            document[OFFERED[place]] = f"{self.issuer}/{place}"
        return Reply(without_none(document | lie.metadata))

    def _keys(self, question: Question, lie: Lie) -> Reply:
        return Reply({"keys": [rsa_jwk()] if lie.keys is None else lie.keys})

    def _authorize(self, question: Question, lie: Lie) -> Reply:
        asked = dict(parse_qsl(urlsplit(question.target).query))
        asked |= self.pushed.get(asked.get("request_uri"), {})
        code = "code-" + os.urandom(8).hex()
        pairs = [("code", code), ("state", asked.get("state", ""))]
        if lie.metadata.get("authorization_response_iss_parameter_supported"):
            pairs.append(("iss", self.issuer))
        if lie.callback:
            pairs = lie.callback(self, pairs)
        self.codes |= {value: asked for name, value in pairs if name == "code"}
        query = "&".join(f"{quote(name)}={quote(value, safe='')}" for name, value in pairs)
        address = f"{asked['redirect_uri']}?{query}"
        if lie.address:
            address = lie.address(self, address)
        return Reply(b"", "302 Found", "text/plain", (f"Location: {address}",))

    def _token(self, question: Question, lie: Lie) -> Reply:
        form = question.form()
        asked = self.codes.get(form.get("code", ""))
        challenge = base64url(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if asked is None or challenge != asked["code_challenge"] or form.get("redirect_uri") != asked["redirect_uri"]:
            return Reply({"error": "invalid_grant"}, "400 Bad Request")
        document = {
            "access_token": self.access_token,
            "token_type": "Bearer",
            "expires_in": 3600,
            "scope": asked["scope"],
            "id_token": self._id_token(asked, lie),
        }
        if "offline_access" in asked["scope"]:
            self.granted = asked
            document["refresh_token"] = self.refresh_token
        return Reply(without_none(document | lie.tokens))

    def _refresh(self, question: Question, lie: Lie) -> Reply:
        if question.form().get("refresh_token") != self.refresh_token:
            return Reply({"error": "invalid_grant"}, "400 Bad Request")
        self.refresh_token = "rt-" + os.urandom(12).hex()
        self.access_token = "at-" + os.urandom(12).hex()
        document = {
            "access_token": self.access_token,
            "token_type": "Bearer",
            "expires_in": 3600,
            "refresh_token": self.refresh_token,
        }
        if lie.refresh_claims is not None:
            # The login's nonce need not come again (OpenID Connect Core section 12.2).
            claims = {"nonce": None} | lie.refresh_claims
            changed = Lie(claims=claims, header=lie.header, algorithm=lie.algorithm, key=lie.key, idt=lie.idt)
            document["id_token"] = self._id_token(self.granted, changed)
        return Reply(without_none(document | lie.refresh))

    def _push(self, question: Question, lie: Lie) -> Reply:
        document = {"request_uri": "urn:ietf:params:oauth:request_uri:" + os.urandom(8).hex(), "expires_in": 60}
        document = without_none(document | lie.push)
        self.pushed[str(document.get("request_uri"))] = question.form()
        return Reply(document, lie.push_status)

    def _device(self, question: Question, lie: Lie) -> Reply:
        self.granted = question.form()
        document = {
            "device_code": "dc-" + os.urandom(12).hex(),
            "user_code": "WDJB-MJHT",
            "verification_uri": self.issuer + "/device",
            "expires_in": 600,
            "interval": 1,
        }
        return Reply(without_none(document | lie.device))

    def _poll(self, question: Question, lie: Lie) -> Reply:
        document = {
            "access_token": self.access_token,
            "token_type": "Bearer",
            "expires_in": 3600,
            "id_token": self._id_token(self.granted, lie),
        }
        return Reply(without_none(document | lie.poll))

    def _revoke(self, question: Question, lie: Lie) -> Reply:
        return Reply(b"", kind="text/plain")

    def _id_token(self, asked: dict[str, str], lie: Lie) -> str | None:
        now = int(time.time())
        hashed = hashlib.sha256(self.access_token.encode()).digest()[:16]
        claims = {
            "iss": self.issuer,
            "sub": "ada",
            "aud": asked["client_id"],
            "exp": now + 300,
            "iat": now,
            "nonce": asked.get("nonce"),
            "at_hash": base64url(hashed),
        }
        changed = {name: value(self, claims) if callable(value) else value for name, value in lie.claims.items()}
        header = without_none({"alg": lie.algorithm, "typ": "JWT", "kid": "k1"} | lie.header)
        claims = without_none(claims | changed)
        key = lie.key or rsa_key("good")
        if lie.idt:
            return lie.idt(self, header, claims, key)
        return compact(header, claims, lie.algorithm, key)

    def _userinfo(self, question: Question, lie: Lie) -> Reply:
        if question.fields.get("authorization") != f"Bearer {self.access_token}" and "access_token" not in lie.tokens:
            return Reply({"error": "invalid_token"}, "401 Unauthorized")
        return Reply(without_none({"sub": "ada", "name": "Ada"} | lie.userinfo))


def read_question(connection: socket.socket, rest: bytes) -> tuple[Question, bytes] | None:
    """The next request of the connection and the octets after it, or None when it is over."""
    while b"\r\n\r\n" not in rest:
        more = connection.recv(65536)
        if not more:
            return None
        rest += more
    head, rest = rest.split(b"\r\n\r\n", 1)
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ", 2)
    fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    length = int(fields.get("content-length", "0"))
    while len(rest) < length:
        more = connection.recv(65536)
        if not more:
            return None
        rest += more
    return Question(method, target, fields, rest[:length]), rest[length:]


def padded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))

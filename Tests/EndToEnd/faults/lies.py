"""The lies of the lying provider: variants of the faults that `pixie provider` knows. What each has to end in stands in
variants.txt.

Each is a function from the running provider to a `Lie`. They are grouped by the place of the lie.
"""

import gzip
import json
import socket
import struct
import time
import zlib

from hostile import NASTY
from lying_provider import LyingProvider, Lie, Reply, padded
from signing import base64url, compact, ec_jwk, ec_key, number, public_der, public_pem, rsa_jwk, rsa_key

HALF = 1 << 19


def metadata(**changed):
    return lambda provider: Lie(metadata={name: spelled(value, provider) for name, value in changed.items()})


def spelled(value, provider):
    """`{issuer}`, `{host}` and `{elsewhere}` in a text stand for those of the running provider."""
    if not isinstance(value, str):
        return value
    host = provider.issuer.removeprefix("http://")
    return value.replace("{issuer}", provider.issuer).replace("{host}", host).replace("{elsewhere}", provider.elsewhere)


def claims(**changed):
    return lambda provider: Lie(claims={name: spelled(value, provider) for name, value in changed.items()})


def seconds(**changed):
    """Claims that are times, so many seconds from now."""

    def later(value: int):
        return lambda *_: int(time.time()) + value

    return lambda provider: Lie(claims={name: later(value) for name, value in changed.items()})


def header(**changed):
    return lambda provider: Lie(header={name: spelled(value, provider) for name, value in changed.items()})


def tokens(**changed):
    return lambda provider: Lie(tokens=changed)


def userinfo(**changed):
    return lambda provider: Lie(userinfo=changed)


def keys(*published, **rest):
    return lambda provider: Lie(keys=list(published), **rest)


def idt(make):
    """The compact token, made by `make(header, claims, key)`."""
    return lambda provider: Lie(idt=lambda _, *parts: make(*parts))


def changed_idt(change):
    """The honest compact token, changed by `change`."""
    return idt(lambda head, body, key: change(compact(head, body, "RS256", key)))


def callback(change):
    """The parameters of the answer, changed by `change(pairs)`."""
    return lambda provider: Lie(callback=lambda _, pairs: change(pairs))


def address(change):
    return lambda provider: Lie(address=lambda _, honest: change(honest))


def reply(
    place: str, body=b"", status="200 OK", kind="application/json", *fields: str, visits: int = 1 << 30
):
    def make(provider: LyingProvider) -> Lie:
        lines = tuple(spelled(one, provider) for one in fields)
        return Lie(replies={place: Reply(spelled(body, provider), status, kind, lines)}, visits=visits)

    return make


def raw(place: str, octets: bytes):
    return lambda provider: Lie(replies={place: octets + b""})


def act(place: str, deed, visits: int = 1 << 30):
    return lambda provider: Lie(replies={place: deed}, visits=visits)


def with_token_body(change):
    """The honest token answer as text, changed by `change`."""

    def make(provider: LyingProvider) -> Lie:
        honest = provider._token
        provider._token = lambda question, lie: retold(honest(question, lie), change)
        return Lie()

    return make


def retold(answer: Reply, change) -> Reply:
    if answer.status.startswith("200"):
        answer.body = change(answer.text())
    return answer


def sound_metadata(provider: LyingProvider) -> str:
    return provider._metadata(None, Lie()).text()


def with_token_reply(change):
    """The honest token answer with its status and fields, changed by `change`."""

    def make(provider: LyingProvider) -> Lie:
        honest = provider._token

        def told(question, lie):
            answer = honest(question, lie)
            change(answer)
            return answer

        provider._token = told
        return Lie()

    return make


# What is sent over a connection in a bad way.


def endless_interim(provider: LyingProvider, connection: socket.socket) -> None:
    while not provider.ended.is_set():
        connection.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 64)


def endless_headers(provider: LyingProvider, connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while not provider.ended.is_set():
        connection.sendall(b"X-More: " + b"y" * 1000 + b"\r\n")


def endless_chunks(provider: LyingProvider, connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not provider.ended.is_set():
        connection.sendall(b"1000\r\n" + b" " * 4096 + b"\r\n")


def endless_extension(provider: LyingProvider, connection: socket.socket) -> None:
    """One chunk whose extension never ends."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1;")
    while not provider.ended.is_set():
        connection.sendall(b"x" * 4096)


def reset(provider: LyingProvider, connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def hangs(provider: LyingProvider, connection: socket.socket) -> None:
    provider.ended.wait(90)


def deflated(provider: LyingProvider, connection: socket.socket) -> None:
    body = zlib.compress(b" " * (1 << 27), 9)
    connection.sendall(Reply(body, fields=("Content-Encoding: deflate",)).octets())


def twice_zipped(provider: LyingProvider, connection: socket.socket) -> None:
    body = gzip.compress(gzip.compress(b" " * (1 << 27), 9), 9)
    connection.sendall(Reply(body, fields=("Content-Encoding: gzip, gzip",)).octets())


def own_key(name: str, **fields):
    """A token that the attacker's key signed and whose header says where that key is."""
    return lambda provider: Lie(header={n: spelled(v, provider) for n, v in fields.items()}, key=rsa_key(name))


def hmac_with(secret):
    return lambda provider: Lie(algorithm="HS256", key=secret())


def flip(token: str, place: int) -> str:
    """One bit of the signature is another."""
    front, _, signature = token.rpartition(".")
    octets = bytearray(padded(signature))
    octets[place] ^= 1
    return f"{front}.{base64url(bytes(octets))}"


def unsigned_changes(token: str, claim: str, value) -> str:
    head, body, signature = token.split(".")
    changed = json.loads(padded(body)) | {claim: value}
    return f"{head}.{base64url(json.dumps(changed).encode())}.{signature}"


def es256_with(signature: bytes):
    def make(provider: LyingProvider) -> Lie:
        def token(_, head, body, key):
            signed = compact(head | {"alg": "ES256"}, body, "ES256", ec_key("good")).rpartition(".")[0]
            return f"{signed}.{base64url(signature)}"

        return Lie(metadata={"id_token_signing_alg_values_supported": ["ES256"]}, keys=[ec_jwk()], idt=token)

    return make


def es256_der(provider: LyingProvider) -> Lie:
    """The ECDSA signature in DER, as X.509 has it and JWS forbids."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    def token(_, head, body, key):
        signed = compact(head | {"alg": "ES256"}, body, "ES256", ec_key("good")).rpartition(".")[0]
        return f"{signed}.{base64url(ec_key('good').sign(signed.encode(), ec.ECDSA(hashes.SHA256())))}"

    return Lie(metadata={"id_token_signing_alg_values_supported": ["ES256"]}, keys=[ec_jwk()], idt=token)


def raw_json(head: bytes | None = None, body: bytes | None = None):
    """JSON in header or claims that no writer would write; `@` stands for the honest members."""

    def make(honest_head, honest_body, key):
        parts = []
        for text, honest in ((head, honest_head), (body, honest_body)):
            inner = json.dumps(honest).encode()
            parts.append(inner if text is None else text.replace(b"@", inner[1:-1]))
        return compact(*parts, "RS256", key)

    return idt(make)


ES_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551

ID_TOKENS = {
    "idt-iss-slash": claims(iss="{issuer}/"),
    "idt-iss-upper-case": claims(iss="HTTP://{host}"),
    "idt-iss-in-array": lambda provider: Lie(claims={"iss": [provider.issuer]}),
    "idt-iss-space": claims(iss="{issuer} "),
    "idt-aud-number": claims(aud=7),
    "idt-aud-empty": claims(aud=[]),
    "idt-aud-prefix": claims(aud="pixie-la"),
    "idt-aud-longer": claims(aud="pixie-lab2"),
    "idt-aud-upper-case": claims(aud="PIXIE-LAB"),
    "idt-aud-nested": claims(aud=[["pixie-lab"]]),
    "idt-azp-other": claims(azp="other"),
    "idt-azp-number": claims(azp=7),
    "idt-exp-text": claims(exp="9999999999"),
    "idt-exp-true": claims(exp=True),
    "idt-exp-negative": claims(exp=-1),
    "idt-exp-two-minutes": seconds(exp=-120, iat=-300),
    "idt-exp-within-tolerance": seconds(exp=-30, iat=-300),
    "idt-exp-too-large": raw_json(body=b'{@,"exp":1e400}'),
    "idt-iat-six-minutes": seconds(iat=400, exp=900),
    "idt-iat-four-minutes": seconds(iat=240, exp=900),
    "idt-iat-text": claims(iat="now"),
    "idt-nbf-two-minutes": seconds(nbf=120),
    "idt-nbf-text": claims(nbf="now"),
    "idt-nonce-array": lambda provider: Lie(claims={"nonce": lambda _, honest: [honest["nonce"]]}),
    "idt-nonce-space": lambda provider: Lie(claims={"nonce": lambda _, honest: honest["nonce"] + " "}),
    "idt-nonce-shorter": lambda provider: Lie(claims={"nonce": lambda _, honest: honest["nonce"][:-1]}),
    "idt-nonce-empty": claims(nonce=""),
    "idt-sub-empty": claims(sub=""),
    "idt-sub-number": claims(sub=7),
    "idt-sub-nasty": lambda provider: Lie(claims={"sub": NASTY}, userinfo={"sub": NASTY}),
    "idt-at-hash-number": claims(at_hash=7),
    "idt-at-hash-padded": lambda provider: Lie(claims={"at_hash": lambda _, honest: honest["at_hash"] + "=="}),
    "idt-c-hash-wrong": claims(c_hash=base64url(b"0" * 16)),
    "idt-claim-twice": raw_json(body=b'{@,"sub":"admin"}'),
    "idt-claim-twice-escaped": raw_json(body=b'{@,"s\\u0075b":"admin"}'),
    "idt-claims-deep": raw_json(body=b'{@,"deep":' + b"[" * 5000 + b"]" * 5000 + b"}"),
    "idt-claims-array": raw_json(body=b"[{@}]"),
    "idt-claims-bom": raw_json(body=b"\xef\xbb\xbf{@}"),
    "idt-claims-not-utf8": raw_json(body=b'{@,"name":"\xff\xfe"}'),
    "idt-claims-utf16": idt(lambda head, body, key: compact(head, json.dumps(body).encode("utf-16"), "RS256", key)),
    "idt-claims-trailing": raw_json(body=b"{@}{}"),
    "idt-claims-half-surrogate": raw_json(body=b'{@,"name":"\\ud800"}'),
    "idt-many-claims": lambda provider: Lie(claims={f"claim{one}": one for one in range(2500)}),
    "idt-claim-names-nasty": lambda provider: Lie(claims={"x" + NASTY: NASTY, "name": NASTY, "email": NASTY}),
}

SIGNATURES = {
    "sig-alg-mixed-case": idt(lambda head, body, key: compact(head | {"alg": "nOnE"}, body, "none", key)),
    "sig-alg-none-unsigned": changed_idt(
        lambda token: ".".join([base64url(b'{"alg":"none"}'), token.split(".")[1], ""])
    ),
    "sig-alg-missing": idt(lambda head, body, key: compact({"kid": "k1"}, body, "RS256", key)),
    "sig-alg-number": idt(lambda head, body, key: compact(head | {"alg": 256}, body, "RS256", key)),
    "sig-alg-array": idt(lambda head, body, key: compact(head | {"alg": ["RS256"]}, body, "RS256", key)),
    "sig-alg-twice": raw_json(head=b'{@,"alg":"none"}'),
    "sig-alg-lower-case": idt(lambda head, body, key: compact(head | {"alg": "rs256"}, body, "RS256", key)),
    "sig-hs256-der": hmac_with(public_der),
    "sig-hs256-pem": hmac_with(public_pem),
    "sig-hs256-jwk": hmac_with(lambda: json.dumps(rsa_jwk()).encode()),
    "sig-hs256-empty-key": hmac_with(lambda: b"\0"),
    "sig-hs256-listed": lambda provider: Lie(
        metadata={"id_token_signing_alg_values_supported": ["RS256", "HS256"]}, algorithm="HS256", key=public_pem()
    ),
    "sig-oct-published": lambda provider: Lie(
        keys=[{"kty": "oct", "kid": "k1", "k": base64url(b"s" * 32)}], algorithm="HS256", key=b"s" * 32
    ),
    "sig-none-listed": lambda provider: Lie(
        metadata={"id_token_signing_alg_values_supported": ["none", "RS256"]}, algorithm="none"
    ),
    "sig-ps256-unlisted": lambda provider: Lie(keys=[rsa_jwk(alg=None)], algorithm="PS256"),
    "sig-ps256-listed": lambda provider: Lie(
        metadata={"id_token_signing_alg_values_supported": ["PS256"]}, keys=[rsa_jwk(alg="PS256")], algorithm="PS256"
    ),
    "sig-first-bit": changed_idt(lambda token: flip(token, 0)),
    "sig-last-bit": changed_idt(lambda token: flip(token, -1)),
    "sig-empty": changed_idt(lambda token: token.rpartition(".")[0] + "."),
    "sig-cut": changed_idt(lambda token: token[:-4]),
    "sig-padded": changed_idt(lambda token: token + "=="),
    "sig-line-feed": changed_idt(lambda token: token + "\n"),
    "sig-space-before": changed_idt(lambda token: " " + token),
    "sig-audience-changed": changed_idt(lambda token: unsigned_changes(token, "aud", ["pixie-lab", "x"])),
    "sig-two-parts": changed_idt(lambda token: token.rpartition(".")[0]),
    "sig-six-parts": changed_idt(lambda token: token + ".a.b.c"),
    "sig-encrypted": changed_idt(lambda token: token + ".a.b"),
    "sig-empty-text": tokens(id_token=""),
    "sig-as-object": tokens(id_token={"payload": "e30", "signature": "e30"}),
    "sig-jku": own_key("evil", jku="{elsewhere}/keys"),
    "sig-x5u": own_key("evil", x5u="{elsewhere}/cert"),
    "sig-x5c": own_key("evil", x5c=[base64url(b"certificate")]),
    "sig-jwk-of-attacker": lambda provider: Lie(header={"jwk": rsa_jwk("evil")}, key=rsa_key("evil")),
    "sig-kid-nasty": header(kid=NASTY),
    "sig-kid-number": header(kid=7),
    "sig-kid-address": header(kid="{elsewhere}/keys"),
    "sig-kid-long": header(kid="k" * 20000),
    "sig-kid-upper-case": header(kid="K1"),
    "sig-crit-empty": header(crit=[]),
    "sig-crit-b64": header(crit=["b64"], b64=False),
    "sig-crit-known-name": header(crit=["exp"]),
    "sig-typ-access-token": header(typ="at+jwt"),
    "sig-typ-logout-token": header(typ="logout+jwt"),
    "sig-typ-lower-case": header(typ="jwt"),
    "sig-es256-zero": es256_with(b"\0" * 64),
    "sig-es256-order": es256_with(ES_ORDER.to_bytes(32, "big") * 2),
    "sig-es256-short": es256_with(b"\1" * 63),
    "sig-es256-der": es256_der,
}

KEY_SETS = {
    "keys-two-same-kid": keys(rsa_jwk("evil"), rsa_jwk()),
    "keys-no-kid-many": lambda provider: Lie(
        keys=[rsa_jwk("evil", kid=None), rsa_jwk(kid=None)], header={"kid": None}
    ),
    "keys-use-enc-and-sig": keys(rsa_jwk("evil", use="enc", kid="e"), rsa_jwk()),
    "keys-ops-encrypt": keys(rsa_jwk(use=None, key_ops=["encrypt"])),
    "keys-ops-verify": keys(rsa_jwk(use=None, key_ops=["verify"])),
    "keys-exponent-one": keys(rsa_jwk(e="AQ")),
    "keys-exponent-huge": keys(rsa_jwk(e=number((1 << 2047) | 1))),
    "keys-modulus-huge": keys(rsa_jwk(n=base64url(b"\xff" * 60000))),
    "keys-modulus-zero": keys(rsa_jwk(n="AA")),
    "keys-rsa-1024-beside": lambda provider: Lie(
        keys=[rsa_jwk("weak", 1024), rsa_jwk(kid="k2")], key=rsa_key("weak", 1024)
    ),
    "keys-ec-not-on-curve": lambda provider: Lie(
        metadata={"id_token_signing_alg_values_supported": ["ES256"]},
        keys=[ec_jwk(x=base64url(b"\1" * 32))],
        algorithm="ES256",
        key=ec_key("good"),
    ),
    "keys-ec-other-curve": lambda provider: Lie(
        metadata={"id_token_signing_alg_values_supported": ["ES256", "ES384"]},
        keys=[ec_jwk("good", "P-384")],
        idt=lambda _, head, body, key: compact(head | {"alg": "ES256"}, body, "ES384", ec_key("good", "P-384")),
    ),
    "keys-private-published": keys(rsa_jwk(d="AQAB")),
    "keys-five-hundred": keys(*[rsa_jwk("evil", kid=f"x{one}") for one in range(500)], rsa_jwk()),
    "keys-object": reply("keys", {"keys": {"k1": rsa_jwk()}}),
    "keys-bare-array": reply("keys", [rsa_jwk()]),
    "keys-member-twice": reply("keys", '{"keys":[],"keys":' + json.dumps([rsa_jwk()]) + "}"),
    "keys-page": reply("keys", "<html>", "200 OK", "text/html"),
    "keys-404": reply("keys", "no", "404 Not Found", "text/plain"),
    "keys-redirect-elsewhere": reply("keys", b"", "302 Found", "text/plain", "Location: {elsewhere}/keys"),
    "keys-endless": act("keys", endless_chunks),
    "keys-first-rotten": act("keys", reset, visits=1),
}

CALLBACKS = {
    "cb-state-prefix": callback(lambda pairs: [pairs[0], ("state", pairs[1][1][:-1])]),
    "cb-state-longer": callback(lambda pairs: [pairs[0], ("state", pairs[1][1] + "x")]),
    "cb-state-space": callback(lambda pairs: [pairs[0], ("state", pairs[1][1] + " ")]),
    "cb-state-other-case": callback(lambda pairs: [pairs[0], ("state", pairs[1][1].swapcase())]),
    "cb-state-nul": callback(lambda pairs: [pairs[0], ("state", pairs[1][1] + "\0")]),
    "cb-state-name-upper": callback(lambda pairs: [pairs[0], ("STATE", pairs[1][1])]),
    "cb-state-array": callback(lambda pairs: [pairs[0], ("state[]", pairs[1][1])]),
    "cb-state-twice-same": callback(lambda pairs: [*pairs, pairs[1]]),
    "cb-state-twice-encoded": address(lambda honest: honest + "&st%61te=x"),
    "cb-code-twice-same": callback(lambda pairs: [*pairs, pairs[0]]),
    "cb-other-twice": callback(lambda pairs: [*pairs, ("x", "1"), ("x", "2")]),
    "cb-code-and-error": callback(lambda pairs: [*pairs, ("error", "access_denied")]),
    "cb-error-twice": callback(lambda pairs: [("error", "access_denied"), ("error", "server_error"), pairs[1]]),
    "cb-iss-unpromised": lambda provider: Lie(callback=lambda _, pairs: [*pairs, ("iss", "https://evil.example")]),
    "cb-iss-slash": lambda provider: Lie(callback=lambda _, pairs: [*pairs, ("iss", provider.issuer + "/")]),
    "cb-iss-empty": callback(lambda pairs: [*pairs, ("iss", "")]),
    "cb-iss-nasty": callback(lambda pairs: [*pairs, ("iss", NASTY)]),
    "cb-percent-broken": address(lambda honest: honest.replace("&state=", "%zz&state=")),
    "cb-percent-not-utf8": address(lambda honest: honest.replace("&state=", "%ff%fe&state=")),
    "cb-semicolons": address(lambda honest: honest.replace("&state=", ";state=")),
    "cb-path-slash": address(lambda honest: honest.replace("/callback?", "/callback/?")),
    "cb-path-double": address(lambda honest: honest.replace("/callback?", "//callback?")),
    "cb-path-encoded": address(lambda honest: honest.replace("/callback?", "/%63allback?")),
    "cb-path-upper": address(lambda honest: honest.replace("/callback?", "/CALLBACK?")),
    "cb-path-dots": address(lambda honest: honest.replace("/callback?", "/x/../callback?")),
    "cb-code-long": callback(lambda pairs: [("code", "x" * 9000), pairs[1]]),
    "cb-code-controls": callback(lambda pairs: [("code", "a\0b\r\nX-Injected: y"), pairs[1]]),
    "cb-code-unicode": callback(lambda pairs: [("code", "ключ-鍵-🔑"), pairs[1]]),
    "cb-denied-nasty": callback(
        lambda pairs: [
            *[("error", "access_denied"), ("error_description", NASTY), ("error_uri", "javascript:x")],
            pairs[1],
        ]
    ),
    "cb-login-required": callback(lambda pairs: [("error", "login_required"), pairs[1]]),
    "cb-consent-required": callback(lambda pairs: [("error", "consent_required"), pairs[1]]),
    "cb-server-error": callback(lambda pairs: [("error", "server_error"), pairs[1]]),
    "cb-error-unknown": callback(lambda pairs: [("error", "moon_phase"), pairs[1]]),
    "cb-error-upper": callback(lambda pairs: [("error", "ACCESS_DENIED"), pairs[1]]),
    "cb-error-empty": callback(lambda pairs: [("error", ""), pairs[1]]),
    "cb-error-15k": callback(lambda pairs: [("error", "server_error"), ("error_description", "x" * 15000), pairs[1]]),
    "paste-plain": callback(lambda pairs: pairs),
    "paste-wrong-state": callback(lambda pairs: [pairs[0], ("state", "wrong")]),
    "paste-iss-other": callback(lambda pairs: [*pairs, ("iss", "https://evil.example")]),
    "paste-denied-nasty": callback(lambda pairs: [("error", "access_denied"), ("error_description", NASTY), pairs[1]]),
    "paste-fragment": address(lambda honest: honest.replace("?", "#")),
    "paste-other-host": address(lambda honest: honest.replace("127.0.0.1", "127.0.0.2")),
    "paste-userinfo": address(lambda honest: honest.replace("http://", "http://google.com@")),
    "paste-error-60k": callback(
        lambda pairs: [("error", "server_error"), ("error_description", "x" * 60000), pairs[1]]
    ),
}

TOKEN_ANSWERS = {
    "tok-array": reply("token", [1]),
    "tok-null": reply("token", "null"),
    "tok-nothing": reply("token", b""),
    "tok-204": raw("token", b"HTTP/1.1 204 No Content\r\n\r\n"),
    "tok-bom": with_token_body(lambda text: "\ufeff" + text),
    "tok-utf16": with_token_body(lambda text: text.encode("utf-16")),
    "tok-trailing": with_token_body(lambda text: text + "{}"),
    "tok-trailing-comma": with_token_body(lambda text: text[:-1] + ",}"),
    "tok-comment": with_token_body(lambda text: "/* hello */" + text),
    "tok-single-quotes": with_token_body(lambda text: text.replace('"', "'")),
    "tok-nan": with_token_body(lambda text: text[:-1] + ',"x":NaN}'),
    "tok-leading-zero": with_token_body(lambda text: text[:-1] + ',"x":007}'),
    "tok-line-feed-in-text": with_token_body(lambda text: text[:-1] + ',"x":"a\nb"}'),
    "tok-half-surrogate": with_token_body(lambda text: text[:-1] + ',"x":"\\ud800"}'),
    "tok-twice-escaped": with_token_body(lambda text: text[:-1] + ',"access_toke\\u006e":"other"}'),
    "tok-twice-nested": with_token_body(lambda text: text[:-1] + ',"x":{"a":1,"a":2}}'),
    "tok-depth-60": with_token_body(lambda text: text[:-1] + ',"x":' + "[" * 60 + "]" * 60 + "}"),
    "tok-depth-70": with_token_body(lambda text: text[:-1] + ',"x":' + "[" * 70 + "]" * 70 + "}"),
    "tok-number-long": with_token_body(lambda text: text[:-1] + ',"x":' + "9" * 300000 + "}"),
    "tok-error-with-tokens": with_token_body(lambda text: text[:-1] + ',"error":"invalid_grant"}'),
    "tok-500-with-tokens": with_token_reply(lambda answer: setattr(answer, "status", "500 Oops")),
    "tok-400-with-tokens": with_token_reply(lambda answer: setattr(answer, "status", "400 Bad Request")),
    "tok-text-plain": with_token_reply(lambda answer: setattr(answer, "kind", "text/plain")),
    "tok-access-number": tokens(access_token=7),
    "tok-access-empty": tokens(access_token=""),
    "tok-access-space": tokens(access_token="a b"),
    "tok-access-unicode": tokens(access_token="äbc"),
    "tok-access-nul": tokens(access_token="a\0b"),
    "tok-access-long": tokens(access_token="t" * 200000),
    "tok-refresh-crlf": tokens(refresh_token="a\r\nX-Injected: b"),
    "tok-refresh-number": tokens(refresh_token=7),
    "tok-type-dpop": tokens(token_type="DPoP"),
    "tok-type-nasty": tokens(token_type=NASTY),
    "tok-type-array": tokens(token_type=["Bearer"]),
    "tok-type-space": tokens(token_type="Bearer "),
    "tok-expires-negative": tokens(expires_in=-5),
    "tok-expires-words": tokens(expires_in="soon"),
    "tok-expires-true": tokens(expires_in=True),
    "tok-expires-overflow": with_token_body(lambda text: text.replace("3600", "1e400")),
    "tok-expires-far": tokens(expires_in=1e18),
    "tok-scope-nasty": tokens(scope="openid " + NASTY),
    "tok-scope-long": tokens(scope="openid " + " ".join(f"s{one}" for one in range(20000))),
    "tok-301-same": reply("token", b"", "301 Moved", "text/plain", "Location: /token"),
    "tok-303-elsewhere": reply("token", b"", "303 See Other", "text/plain", "Location: {elsewhere}/token"),
    "tok-308-elsewhere": reply("token", b"", "308 Permanent", "text/plain", "Location: {elsewhere}/token"),
    "tok-307-nasty": reply("token", b"", "307 Moved", "text/plain", "Location: https://evil.example/\x9b31m"),
    "tok-error-unknown": reply("token", {"error": "moon_phase"}, "400 Bad Request"),
    "tok-error-array": reply("token", {"error": ["invalid_grant"]}, "400 Bad Request"),
    "tok-error-long": reply("token", {"error": "invalid_grant", "error_description": "x" * HALF}, "400 Bad Request"),
    "tok-invalid-scope": reply("token", {"error": "invalid_scope"}, "400 Bad Request"),
    "tok-unauthorized": reply("token", {"error": "unauthorized_client"}, "400 Bad Request"),
    "tok-429-date": reply("token", "x", "429 Slow", "text/plain", "Retry-After: Fri, 31 Dec 2100 23:59:59 GMT"),
    "tok-503-rubbish": reply("token", "x", "503 Down", "text/plain", "Retry-After: -99999999999999999999"),
    "tok-401-challenge": reply(
        *["token", {"error": "invalid_client"}, "401 No", "application/json", 'WWW-Authenticate: Basic realm="\x9b2J"']
    ),
    "tok-reason-nasty": raw("token", b"HTTP/1.1 500 \x9b31mowned\xc2\x9b\r\nContent-Length: 0\r\n\r\n"),
    "tok-two-lengths": raw("token", b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 9\r\n\r\n{}"),
    "tok-length-negative": raw("token", b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}"),
    "tok-garbage": raw("token", b"\x16\x03\x01\x02\x00" + b"\x00" * 64 + b"\r\n\r\n"),
    "tok-http-09": raw("token", b"{}\n"),
    "tok-interim-endless": act("token", endless_interim),
    "tok-headers-endless": act("token", endless_headers),
    "tok-chunks-endless": act("token", endless_chunks),
    "tok-extension-endless": act("token", endless_extension),
    "tok-deflate-bomb": act("token", deflated),
    "tok-zip-in-zip": act("token", twice_zipped),
    "tok-reset": act("token", reset),
}

METADATA = {
    "disc-issuer-slash": metadata(issuer="{issuer}/"),
    "disc-issuer-upper": metadata(issuer="HTTP://{host}"),
    "disc-issuer-number": metadata(issuer=7),
    "disc-issuer-nasty": metadata(issuer="https://evil.example/" + NASTY),
    "disc-authz-crlf": metadata(authorization_endpoint="{issuer}/authorize\r\nX: y"),
    "disc-authz-fragment": metadata(authorization_endpoint="{issuer}/authorize#x"),
    "disc-authz-user": metadata(authorization_endpoint="http://google.com@{host}/authorize"),
    "disc-authz-state": metadata(authorization_endpoint="{issuer}/authorize?state=evil"),
    "disc-authz-relative": metadata(authorization_endpoint="/authorize"),
    "disc-authz-data": metadata(authorization_endpoint="data:text/html,x"),
    "disc-authz-javascript-upper": metadata(authorization_endpoint="JaVaScRiPt:alert(1)"),
    "disc-authz-javascript-tab": metadata(authorization_endpoint="\tjavascript:alert(1)"),
    "disc-authz-option": metadata(authorization_endpoint="-oProxyCommand=touch /tmp/x"),
    "disc-authz-backslash": metadata(authorization_endpoint="https://good.example\\@evil.example/"),
    "disc-authz-empty-host": metadata(authorization_endpoint="https:///authorize"),
    "disc-authz-spaces": metadata(authorization_endpoint="{issuer}/auth orize"),
    "disc-authz-bidi": metadata(authorization_endpoint="https://\u202egood.example/"),
    "disc-token-public-http": metadata(token_endpoint="http://192.0.2.7/token"),
    "disc-token-localhost-name": metadata(token_endpoint="http://localhost.evil.example/token"),
    "disc-token-number": metadata(token_endpoint=7),
    "disc-token-ftp": metadata(token_endpoint="ftp://login.example/token"),
    "disc-keys-http": metadata(jwks_uri="http://192.0.2.7/keys"),
    "disc-userinfo-http": metadata(userinfo_endpoint="http://192.0.2.7/userinfo"),
    "disc-pkce-lower-case": metadata(code_challenge_methods_supported=["s256"]),
    "disc-pkce-empty": metadata(code_challenge_methods_supported=[]),
    "disc-pkce-text": metadata(code_challenge_methods_supported="S256"),
    "disc-pkce-both": metadata(code_challenge_methods_supported=["plain", "S256"]),
    "disc-pkce-number": metadata(code_challenge_methods_supported=[256]),
    "disc-types-hybrid": metadata(response_types_supported=["code id_token", "token"]),
    "disc-types-among": metadata(response_types_supported=["id_token", "code"]),
    "disc-grants-implicit": metadata(grant_types_supported=["implicit"]),
    "disc-modes-form-post": metadata(response_modes_supported=["form_post"]),
    "disc-algs-hmac": metadata(id_token_signing_alg_values_supported=["HS256", "none"]),
    "disc-algs-empty": metadata(id_token_signing_alg_values_supported=[]),
    "disc-algs-nasty": metadata(id_token_signing_alg_values_supported=[NASTY, "RS256"]),
    "disc-member-twice": lambda provider: Lie(
        replies={"discovery": Reply(sound_metadata(provider)[:-1] + ',"token_endpoint":"https://evil.example/t"}')}
    ),
    "disc-bom": lambda provider: Lie(replies={"discovery": Reply("\ufeff" + sound_metadata(provider))}),
    "disc-array": lambda provider: Lie(replies={"discovery": Reply(f"[{sound_metadata(provider)}]")}),
    "disc-deep": reply("discovery", '{"a":' * 100000),
    "disc-401": reply("discovery", "x", "401 Unauthorized", "text/plain", "WWW-Authenticate: Basic realm=x"),
    "disc-429-far": reply("discovery", "x", "429 Slow", "text/plain", "Retry-After: 86400"),
    "disc-500-nasty": reply("discovery", NASTY, "500 Oops", "text/plain"),
    "disc-redirect-same": reply(
        *["discovery", b"", "302 Found", "text/plain", "Location: {issuer}/.well-known/openid-configuration?again"],
        visits=1,
    ),
    "disc-redirect-file": reply("discovery", b"", "302 Found", "text/plain", "Location: file:///etc/passwd"),
    "disc-redirect-public-http": reply("discovery", b"", "302 Found", "text/plain", "Location: http://192.0.2.7/x"),
    "disc-headers-endless": act("discovery", endless_headers),
    "disc-chunks-endless": act("discovery", endless_chunks),
    "disc-interim-endless": act("discovery", endless_interim),
    "disc-deflate-bomb": act("discovery", deflated),
    "disc-reset": act("discovery", reset),
}

USER_INFO = {
    "ui-sub-number": userinfo(sub=7),
    "ui-sub-space": userinfo(sub="ada "),
    "ui-sub-other-case": userinfo(sub="Ada"),
    "ui-sub-in-array": userinfo(sub=["ada"]),
    # é as one character in the ID token, as two in UserInfo: alike on a screen, and not the same.
    "ui-sub-other-form": lambda provider: Lie(claims={"sub": "\u00e9"}, userinfo={"sub": "e\u0301"}),
    "ui-sub-twice": reply("userinfo", '{"sub":"admin","sub":"ada"}'),
    "ui-jwt": reply("userinfo", "a.b.c", "200 OK", "application/jwt"),
    "ui-page": reply("userinfo", "<html>", "200 OK", "text/html"),
    "ui-nothing": reply("userinfo", b""),
    "ui-redirect-elsewhere": reply("userinfo", b"", "302 Found", "text/plain", "Location: {elsewhere}/userinfo"),
    "ui-endless": act("userinfo", endless_chunks),
    "ui-reset": act("userinfo", reset),
    "ui-deep": reply("userinfo", '{"sub":"ada","a":' + "[" * 5000 + "]" * 5000 + "}"),
    "ui-names-nasty": userinfo(**{"x" + NASTY: NASTY, "name": NASTY}),
    "ui-challenge-nasty": reply(
        *["userinfo", {}, "401 No", "application/json", 'WWW-Authenticate: Bearer error="\x9b2J"']
    ),
    "ui-silent-hang": act("userinfo", hangs),
}

LIES = ID_TOKENS | SIGNATURES | KEY_SETS | CALLBACKS | TOKEN_ANSWERS | METADATA | USER_INFO

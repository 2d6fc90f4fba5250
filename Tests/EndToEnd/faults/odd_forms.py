"""More lies, about forms that are legal, nearly legal or only look so: types, spellings, sizes, and HTTP at its edges.

As in lies.py each is a function from the running provider to a `Lie`, and variants.txt says what it has to end in.
"""

import gzip
import hashlib
import json

from hostile import NASTY
from lies import (
    act, address, callback, claims, endless_chunks, header, idt, keys, metadata, own_key, raw, raw_json, reply, reset,
    tokens, userinfo, with_token_body, with_token_reply,
)
from lying_provider import Lie, LyingProvider, Reply
from signing import base64url, compact, ec_jwk, ec_key, number, rsa_jwk, rsa_key


def honest(name: str, change):
    """A claim that is the honest one, changed."""
    return lambda provider: Lie(claims={name: lambda _, all_claims: change(all_claims[name])})


def half_hash(kind: str):
    """The left half of a hash of the access token, by the hash function `kind`."""

    def claim(provider: LyingProvider, _) -> str:
        digest = hashlib.new(kind, provider.access_token.encode()).digest()
        return base64url(digest[: len(digest) // 2])

    return claim


def signed_with(algorithm: str, key, jwk: dict, listed: str | None = None, **changed):
    """An ID token of another algorithm, with `changed` claims."""

    def make(provider: LyingProvider) -> Lie:
        names = [listed or algorithm]
        return Lie(
            metadata={"id_token_signing_alg_values_supported": names}, keys=[jwk], algorithm=algorithm, key=key,
            claims=changed,
        )

    return make


def rs512(**changed):
    return signed_with("RS512", rsa_key("good"), rsa_jwk(alg="RS512"), **changed)


def es384(**changed):
    return signed_with("ES384", ec_key("good", "P-384"), ec_jwk("good", "P-384"), **changed)


def token_member(name: str, value: str):
    """The token answer with a member in JSON as written, in the place of the honest one."""

    def change(text: str) -> str:
        document = json.loads(text)
        document.pop(name, None)
        return json.dumps(document)[:-1] + f',"{name}":{value}}}'

    return with_token_body(change)


def token_on_the_wire(frame):
    """The honest token answer's JSON, sent as `frame(body)` says, and then the connection is closed."""

    def make(provider: LyingProvider) -> Lie:
        tell = provider._answer

        def answer(place, question, visit):
            if place != "token":
                return tell(place, question, visit)
            body = provider._token(question, Lie()).text().encode()
            return lambda _, connection: connection.sendall(frame(body))

        provider._answer = answer
        return Lie()

    return make


def chunks(body: bytes, extension: bytes = b"", trailer: bytes = b"") -> bytes:
    half = len(body) // 2
    pieces = b"".join(b"%x%s\r\n%s\r\n" % (len(part), extension, part) for part in (body[:half], body[half:]))
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + pieces + b"0\r\n" + trailer + b"\r\n"


def plain(body: bytes, first: bytes = b"HTTP/1.1 200 OK", *lines: bytes) -> bytes:
    return b"\r\n".join([first, b"Content-Type: application/json", *lines, b"", body])


def sized(body: bytes, first: bytes = b"HTTP/1.1 200 OK", *lines: bytes) -> bytes:
    return plain(body, first, b"Content-Length: %d" % len(body), *lines)


def document(place: str, body, *fields: str, kind: str = "application/json", status: str = "200 OK"):
    """A whole document of the provider, made when it runs."""
    return lambda provider: Lie(replies={place: Reply(body(provider), status, kind, fields)})


def discovery(change, *fields: str, **rest):
    return document("discovery", lambda provider: change(provider._metadata(None, Lie()).text()), *fields, **rest)


def hops(count: int):
    """So many redirects to the same origin before the document."""

    def make(provider: LyingProvider) -> Lie:
        tell = provider._answer

        def answer(place, question, visit):
            if place != "discovery" or visit > count:
                return tell(place, question, visit)
            target = f"/.well-known/openid-configuration?hop={visit}"
            return Reply(b"", "302 Found", "text/plain", (f"Location: {target}",)).octets()

        provider._answer = answer
        return Lie()

    return make


ODD_ID_TOKENS = {
    "idt-iss-zero-width": claims(iss="{issuer}\u200b"),
    "idt-iss-default-port-dot": claims(iss="{issuer}/."),
    "idt-aud-twice-us": claims(aud=["pixie-lab", "pixie-lab"]),
    "idt-aud-object": claims(aud={"pixie-lab": True}),
    "idt-aud-mixed": claims(aud=["pixie-lab", 7]),
    "idt-aud-space": claims(aud="pixie-lab "),
    "idt-aud-joined": claims(aud="other pixie-lab"),
    "idt-aud-hundred": claims(aud=[f"client-{one}" for one in range(100)] + ["pixie-lab"]),
    "idt-azp-empty": claims(azp=""),
    "idt-azp-array": claims(azp=["pixie-lab"]),
    "idt-exp-array": claims(exp=[9999999999]),
    "idt-exp-object": claims(exp={}),
    "idt-exp-zero": claims(exp=0),
    "idt-exp-year-30000": claims(exp=884541340800),
    "idt-iat-1e300": claims(iat=1e300),
    "idt-iat-minus-1e300": claims(iat=-1e300),
    "idt-iat-zero": claims(iat=0),
    "idt-iat-float-far": claims(iat=1.7976931348623157e308),
    "idt-nbf-minus-1e300": claims(nbf=-1e300),
    "idt-nbf-1e18": claims(nbf=10**18),
    "idt-times-beside-odd": claims(auth_time=-1e300, updated_at=1e300),
    "idt-auth-time-text": claims(auth_time="yesterday"),
    "idt-nonce-case": honest("nonce", str.swapcase),
    "idt-nonce-longer": honest("nonce", lambda nonce: nonce + "A"),
    "idt-nonce-object": honest("nonce", lambda nonce: {"value": nonce}),
    "idt-sub-long": lambda provider: Lie(claims={"sub": "s" * 3000}, userinfo={"sub": "s" * 3000}),
    "idt-sub-array": claims(sub=["ada"]),
    "idt-at-hash-empty": claims(at_hash=""),
    "idt-at-hash-whole": lambda provider: Lie(
        claims={"at_hash": base64url(hashlib.sha256(provider.access_token.encode()).digest())}
    ),
    "idt-at-hash-case": honest("at_hash", str.swapcase),
    "idt-at-hash-rs512": rs512(at_hash=half_hash("sha512")),
    "idt-at-hash-rs512-by-sha256": rs512(at_hash=half_hash("sha256")),
    "idt-at-hash-es384": es384(at_hash=half_hash("sha384")),
    "idt-at-hash-es384-by-sha256": es384(at_hash=half_hash("sha256")),
    "idt-claim-twice-nested": raw_json(body=b'{@,"address":{"country":"a","country":"b"}}'),
    "idt-number-huge": raw_json(body=b'{@,"x":' + b"9" * 4000 + b',"y":-1e99999,"z":1e-99999}'),
    "idt-claims-null": raw_json(body=b"null"),
    "idt-claims-nothing": raw_json(body=b""),
    "idt-claims-spaces": raw_json(body=b" \r\n\t{@} \n"),
    "idt-claims-form-feed": raw_json(body=b"\x0c{@}"),
    "idt-escaped-names": raw_json(body=b'{@,"\\u006eame":"Ada"}'),
}

ODD_SIGNATURES = {
    "sig-typ-number": header(typ=7),
    "sig-typ-array": header(typ=["at+jwt"]),
    "sig-typ-upper-case": header(typ="AT+JWT"),
    "sig-typ-media-type": header(typ="application/at+jwt"),
    "sig-typ-other-kind": header(typ="entity-statement+jwt"),
    "sig-typ-userinfo": header(typ="userinfo+jwt"),
    "sig-typ-none": header(typ=None),
    "sig-typ-jose": header(typ="JOSE"),
    "sig-b64-without-crit": header(b64=False),
    "sig-b64-text": header(b64="false"),
    "sig-crit-null": idt(lambda head, body, key: compact(head | {"crit": None}, body, "RS256", key)),
    "sig-crit-text": header(crit="exp"),
    "sig-crit-number": header(crit=0),
    "sig-crit-object": header(crit={}),
    "sig-alg-space": idt(lambda head, body, key: compact(head | {"alg": "RS256 "}, body, "RS256", key)),
    "sig-alg-nul": idt(lambda head, body, key: compact(head | {"alg": "RS256\0"}, body, "RS256", key)),
    "sig-alg-es256k": idt(lambda head, body, key: compact(head | {"alg": "ES256K"}, body, "RS256", key)),
    "sig-alg-none-spaces": idt(lambda head, body, key: compact(head | {"alg": " none "}, body, "none", key)),
    "sig-alg-hs-lower": idt(lambda head, body, key: compact(head | {"alg": "hs256"}, body, "HS256", b"k" * 32)),
    "sig-alg-empty": idt(lambda head, body, key: compact(head | {"alg": ""}, body, "RS256", key)),
    "sig-kid-empty": header(kid=""),
    "sig-kid-null": idt(lambda head, body, key: compact(head | {"kid": None}, body, "RS256", key)),
    "sig-kid-zero-width": header(kid="k1\u200b"),
    "sig-kid-sql": header(kid="k1' OR '1'='1"),
    "sig-jku-honest-key": header(jku="{elsewhere}/keys", x5u="{elsewhere}/cert"),
    "sig-jwk-honest-key": header(jwk=rsa_jwk()),
    "sig-jwk-null": idt(lambda head, body, key: compact(head | {"jwk": None}, body, "RS256", key)),
    "sig-x5c-x5t": own_key("evil", x5c=["MIIB"], x5t="AAAA", **{"x5t#S256": "AAAA"}),
    "sig-header-huge": header(x="h" * 60000),
    "sig-header-array": raw_json(head=b"[{@}]"),
    "sig-header-twice-kid": raw_json(head=b'{@,"kid":"k2"}'),
    "sig-es384": es384(at_hash=half_hash("sha384")),
    "sig-es384-key-p256": signed_with("ES384", ec_key("good"), ec_jwk(), "ES384"),
    "sig-ps256-as-rs256": idt(lambda head, body, key: compact(head | {"alg": "RS256"}, body, "PS256", key)),
    "sig-leading-dot": idt(lambda head, body, key: "." + compact(head, body, "RS256", key)),
    "sig-trailing-dot": idt(lambda head, body, key: compact(head, body, "RS256", key) + "."),
    "sig-plus-slash": idt(lambda head, body, key: compact(head, body, "RS256", key).replace("-", "+").replace("_", "/")),
    "sig-loose-bits": idt(lambda head, body, key: loose_bits(compact(head, body, "RS256", key))),
    "sig-zeros-before": idt(lambda head, body, key: longer_signature(compact(head, body, "RS256", key))),
}


def loose_bits(token: str) -> str:
    """The same signature with other unused bits in its last character: two texts for one token."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return token[:-1] + alphabet[alphabet.index(token[-1]) | 1]


def longer_signature(token: str) -> str:
    from lying_provider import padded

    front, _, signature = token.rpartition(".")
    return f"{front}.{base64url(bytes(1) + padded(signature))}"


ODD_KEY_SETS = {
    "keys-use-upper": keys(rsa_jwk(use="SIG")),
    "keys-use-array": keys(rsa_jwk(use=["sig"])),
    "keys-alg-of-encryption": keys(rsa_jwk(use=None, alg="RSA-OAEP")),
    "keys-ops-text": keys(rsa_jwk(use=None, key_ops="verify")),
    "keys-ops-many": keys(rsa_jwk(use=None, key_ops=["verify", "wrapKey"])),
    "keys-ops-and-use-differ": keys(rsa_jwk(use="enc", key_ops=["verify"])),
    "keys-kid-of-two-kinds": keys(ec_jwk(), rsa_jwk()),
    "keys-kid-number": keys(rsa_jwk(kid=1)),
    "keys-exponent-even": keys(rsa_jwk(e=number(65536))),
    "keys-exponent-zero": keys(rsa_jwk(e="AA")),
    "keys-modulus-padded": keys(rsa_jwk(n=rsa_jwk()["n"] + "==")),
    "keys-modulus-text": keys(rsa_jwk(n="not base64!")),
    "keys-modulus-even": keys(rsa_jwk(n=number(rsa_key("good").public_key().public_numbers().n - 1))),
    "keys-leading-zero": keys(rsa_jwk(n=base64url(b"\0" + rsa_key("good").public_key().public_numbers().n.to_bytes(256, "big")))),
    "keys-x5c-rubbish": keys(rsa_jwk(x5c=["rubbish"], x5t="?", x5u="javascript:x")),
    "keys-entries-odd": lambda provider: Lie(keys=[7, None, "x", [], {}, rsa_jwk()]),
    "keys-hundred-and-right-first": lambda provider: Lie(keys=[rsa_jwk()] + [rsa_jwk(kid=f"k-{one}") for one in range(99)]),
    "keys-kty-lower": keys(rsa_jwk(kty="rsa")),
    "keys-kty-array": keys(rsa_jwk(kty=["RSA"])),
    "keys-html-type": document("keys", lambda _: {"keys": [rsa_jwk()]}, kind="text/html"),
    "keys-gzip": document("keys", lambda _: gzip.compress(b'{"keys":[]}'), "Content-Encoding: gzip"),
    "keys-bom": document("keys", lambda _: "\ufeff" + json.dumps({"keys": [rsa_jwk()]})),
    "keys-201": document("keys", lambda _: {"keys": [rsa_jwk()]}, status="201 Created"),
    "keys-304": reply("keys", b"", "304 Not Modified"),
    "keys-redirect-same": reply("keys", b"", "302 Found", "text/plain", "Location: {issuer}/keys?x"),
}

ODD_CALLBACKS = {
    "cb-state-encoded": address(lambda honest: encoded_state(honest)),
    "cb-state-only": callback(lambda pairs: [pairs[1]]),
    "cb-ampersands": address(lambda honest: honest.replace("?", "?&&").replace("&state", "&&&state") + "&&"),
    "cb-nameless": address(lambda honest: honest + "&=&=x"),
    "cb-others": callback(lambda pairs: [*pairs, ("scope", "openid"), ("session_state", "s.t"), ("x", NASTY)]),
    "cb-html-entity": address(lambda honest: honest.replace("&state=", "&amp;state=")),
    "cb-overlong-utf8": address(lambda honest: honest.replace("&state=", "%c0%ae&state=")),
    "cb-surrogate-utf8": address(lambda honest: honest.replace("&state=", "%ed%a0%80&state=")),
    "cb-question-twice": address(lambda honest: honest.replace("?", "??")),
    "cb-code-in-name": address(lambda honest: honest.replace("code=", "code%3D")),
    "cb-code-space-name": address(lambda honest: honest.replace("code=", "code+=")),
    "cb-jarm": callback(lambda pairs: [("response", "eyJhbGciOiJub25lIn0.e30.")]),
    "cb-jarm-and-state": callback(lambda pairs: [("response", "eyJhbGciOiJub25lIn0.e30."), pairs[1]]),
    "cb-iss-twice-same": lambda provider: Lie(
        callback=lambda _, pairs: [*pairs, ("iss", provider.issuer), ("iss", provider.issuer)]
    ),
    "cb-iss-upper": lambda provider: Lie(callback=lambda _, pairs: [*pairs, ("iss", provider.issuer.upper())]),
    "cb-iss-promised-right": metadata(authorization_response_iss_parameter_supported=True),
    "cb-error-iss-wrong": callback(
        lambda pairs: [("error", "access_denied"), pairs[1], ("iss", "https://evil.example")]
    ),
    "cb-error-state-wrong": callback(lambda pairs: [("error", "access_denied"), ("state", "wrong")]),
    "cb-error-with-token": callback(lambda pairs: [("error", "access_denied"), ("access_token", "stolen"), pairs[1]]),
    "cb-error-and-empty-code": callback(lambda pairs: [("error", "access_denied"), ("code", ""), pairs[1]]),
    "cb-many-parameters": callback(lambda pairs: [*pairs, *((f"p{one}", "") for one in range(1500))]),
    "cb-interaction-required": callback(lambda pairs: [("error", "interaction_required"), pairs[1]]),
    "cb-temporarily": callback(lambda pairs: [("error", "temporarily_unavailable"), pairs[1]]),
    "cb-invalid-request-uri": callback(lambda pairs: [("error", "invalid_request_uri"), pairs[1]]),
    "cb-path-parameter": address(lambda honest: honest.replace("/callback?", "/callback;x=1?")),
    "cb-path-nul": address(lambda honest: honest.replace("/callback?", "/callback%00?")),
}


def encoded_state(honest: str) -> str:
    """Every character of the state percent-encoded, which changes nothing."""
    before, _, state = honest.partition("&state=")
    value, ampersand, rest = state.partition("&")
    return before + "&state=" + "".join(f"%{ord(one):02x}" for one in value) + ampersand + rest


ODD_TOKEN_ANSWERS = {
    "tok-201": with_token_reply(lambda answer: setattr(answer, "status", "201 Created")),
    "tok-type-null": token_member("token_type", "null"),
    "tok-type-upper": tokens(token_type="BEARER"),
    "tok-type-full-width": tokens(token_type="\uff22earer"),
    "tok-type-nul": tokens(token_type="Bearer\0"),
    "tok-type-list": tokens(token_type="Bearer,DPoP"),
    "tok-type-n-a": tokens(token_type="N_A"),
    "tok-expires-fraction-text": tokens(expires_in="3599.7"),
    "tok-expires-zero-text": tokens(expires_in="0"),
    "tok-expires-zero": tokens(expires_in=0),
    "tok-expires-unit": tokens(expires_in="3600s"),
    "tok-expires-arabic": tokens(expires_in="\u0663\u0666\u0660\u0660"),
    "tok-expires-nan-text": tokens(expires_in="NaN"),
    "tok-expires-infinity-text": tokens(expires_in="Infinity"),
    "tok-expires-hex-text": tokens(expires_in="0xe10"),
    "tok-expires-list": tokens(expires_in=[3600]),
    "tok-expires-digits": tokens(expires_in="9" * 400),
    "tok-expires-1e300": tokens(expires_in=1e300),
    "tok-expires-minus-1e300": tokens(expires_in=-1e300),
    "tok-scope-list": tokens(scope=["openid", "profile"]),
    "tok-scope-number": tokens(scope=7),
    "tok-scope-empty": tokens(scope=""),
    "tok-scope-null": token_member("scope", "null"),
    "tok-scope-tabs": tokens(scope="openid\tprofile\nemail"),
    "tok-access-del": tokens(access_token="a\x7fb"),
    "tok-access-tab": tokens(access_token="a\tb"),
    "tok-access-null": token_member("access_token", "null"),
    "tok-access-list": tokens(access_token=["a"]),
    "tok-access-upper-name": with_token_body(lambda text: text.replace('"access_token"', '"Access_Token"')),
    "tok-refresh-null": token_member("refresh_token", "null"),
    "tok-refresh-empty": tokens(refresh_token=""),
    "tok-idt-null": token_member("id_token", "null"),
    "tok-idt-number": tokens(id_token=7),
    "tok-error-null": token_member("error", "null"),
    "tok-error-empty": tokens(error=""),
    "tok-error-nasty-200": tokens(error=NASTY, error_description=NASTY),
    "tok-message-besides": tokens(message="welcome", code=0, status="ok"),
    "tok-object-empty": reply("token", {}),
    "tok-type-of-html": with_token_reply(lambda answer: setattr(answer, "kind", "text/html")),
    "tok-no-content-type": token_on_the_wire(
        lambda body: b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    ),
    "tok-gzip-honest": token_on_the_wire(
        lambda body: sized(gzip.compress(body), b"HTTP/1.1 200 OK", b"Content-Encoding: gzip")
    ),
    "tok-coding-identity": token_on_the_wire(
        lambda body: sized(body, b"HTTP/1.1 200 OK", b"Content-Encoding: identity")
    ),
    "tok-coding-unknown": token_on_the_wire(lambda body: sized(body, b"HTTP/1.1 200 OK", b"Content-Encoding: x-moon")),
    "tok-until-close": token_on_the_wire(lambda body: plain(body)),
    "tok-chunk-extension": token_on_the_wire(lambda body: chunks(body, b';name="v"')),
    "tok-chunk-trailer": token_on_the_wire(lambda body: chunks(body, trailer=b"X-After: y\r\nContent-Length: 3\r\n")),
    "tok-chunk-size-bad": token_on_the_wire(lambda body: chunks(body).replace(b"\r\n\r\n", b"\r\n\r\nzz", 1)),
    "tok-chunk-size-huge": token_on_the_wire(
        lambda body: plain(b"FFFFFFFFFFFFFFFF\r\n" + body, b"HTTP/1.1 200 OK", b"Transfer-Encoding: chunked")
    ),
    "tok-chunk-cut": token_on_the_wire(lambda body: chunks(body)[:-20]),
    "tok-chunk-no-end": token_on_the_wire(lambda body: chunks(body)[:-5]),
    "tok-chunked-and-length": token_on_the_wire(
        lambda body: chunks(body).replace(b"Transfer-Encoding", b"Content-Length: 3\r\nTransfer-Encoding", 1)
    ),
    "tok-chunked-twice": token_on_the_wire(lambda body: chunks(body).replace(b": chunked", b": chunked, chunked", 1)),
    "tok-length-shorter": token_on_the_wire(
        lambda body: plain(body, b"HTTP/1.1 200 OK", b"Content-Length: %d" % (len(body) - 5))
    ),
    "tok-length-longer": token_on_the_wire(
        lambda body: plain(body, b"HTTP/1.1 200 OK", b"Content-Length: %d" % (len(body) + 5))
    ),
    "tok-length-plus": token_on_the_wire(
        lambda body: plain(body, b"HTTP/1.1 200 OK", b"Content-Length: +%d" % len(body))
    ),
    "tok-length-same-twice": token_on_the_wire(
        lambda body: sized(body, b"HTTP/1.1 200 OK", b"Content-Length: %d" % len(body))
    ),
    "tok-more-behind": token_on_the_wire(lambda body: sized(body) + b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
    "tok-line-feeds-only": token_on_the_wire(lambda body: sized(body).replace(b"\r\n", b"\n", 3)),
    "tok-folded-header": token_on_the_wire(lambda body: sized(body, b"HTTP/1.1 200 OK", b"X-A: b\r\n c")),
    "tok-header-nul": token_on_the_wire(lambda body: sized(body, b"HTTP/1.1 200 OK", b"X-A: b\0c")),
    "tok-header-space-name": token_on_the_wire(lambda body: sized(body, b"HTTP/1.1 200 OK", b"X A: b")),
    "tok-no-reason": token_on_the_wire(lambda body: sized(body, b"HTTP/1.1 200")),
    "tok-http-37": token_on_the_wire(lambda body: sized(body, b"HTTP/3.7 200 OK")),
    "tok-status-999": token_on_the_wire(lambda body: sized(body, b"HTTP/1.1 999 Odd")),
    "tok-status-000": token_on_the_wire(lambda body: sized(body, b"HTTP/1.1 000 Odd")),
    "tok-status-long": token_on_the_wire(lambda body: sized(body, b"HTTP/1.1 20000 Odd")),
    "tok-101": raw("token", b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"),
    "tok-interim-fifty": token_on_the_wire(lambda body: b"HTTP/1.1 103 Early\r\nLink: </x>\r\n\r\n" * 50 + sized(body)),
    "tok-interim-100": token_on_the_wire(lambda body: b"HTTP/1.1 100 Continue\r\n\r\n" + sized(body)),
    "tok-300": reply("token", b"", "300 Choices"),
    "tok-304": reply("token", b"", "304 Not Modified"),
    "tok-407": reply("token", b"", "407 Proxy", "text/plain", "Proxy-Authenticate: Basic realm=x"),
    "tok-511": reply("token", "<html>", "511 Network Authentication Required", "text/html"),
    "tok-use-dpop-nonce": reply("token", {"error": "use_dpop_nonce"}, "400 Bad", "application/json", "DPoP-Nonce: n"),
    "tok-401-dpop": reply("token", {"error": "invalid_dpop_proof"}, "401 No"),
    "tok-refresh-header": with_token_reply(lambda answer: setattr(answer, "fields", ("Refresh: 0; url=http://192.0.2.7/",))),
}

ODD_METADATA = {
    "disc-issuer-array": lambda provider: Lie(metadata={"issuer": [provider.issuer]}),
    "disc-issuer-space": metadata(issuer="{issuer} "),
    "disc-issuer-zero-width": metadata(issuer="{issuer}\u200b"),
    "disc-authz-empty": metadata(authorization_endpoint=""),
    "disc-authz-array": lambda provider: Lie(metadata={"authorization_endpoint": [provider.issuer + "/authorize"]}),
    "disc-authz-method": metadata(authorization_endpoint="{issuer}/authorize?code_challenge_method=plain"),
    "disc-authz-client": metadata(authorization_endpoint="{issuer}/authorize?client_id=other"),
    "disc-authz-mode": metadata(authorization_endpoint="{issuer}/authorize?response_mode=fragment"),
    "disc-authz-request": metadata(authorization_endpoint="{issuer}/authorize?request=eyJ"),
    "disc-authz-encoded-state": metadata(authorization_endpoint="{issuer}/authorize?%73tate=evil"),
    "disc-authz-query-twice": metadata(authorization_endpoint="{issuer}/authorize?tenant=a&tenant=b"),
    "disc-authz-query": metadata(authorization_endpoint="{issuer}/authorize?tenant=a%20b"),
    "disc-authz-query-broken": metadata(authorization_endpoint="{issuer}/authorize?tenant=%zz"),
    "disc-authz-question": metadata(authorization_endpoint="{issuer}/authorize?"),
    "disc-token-query": metadata(token_endpoint="{issuer}/token?tenant=a"),
    "disc-token-decimal-ip": metadata(token_endpoint="http://2130706433/token"),
    "disc-token-octal-ip": metadata(token_endpoint="http://0177.0.0.1/token"),
    "disc-token-hex-ip": metadata(token_endpoint="http://0x7f.0.0.1/token"),
    "disc-token-short-ip": metadata(token_endpoint="http://127.1/token"),
    "disc-token-mapped-ip": metadata(token_endpoint="http://[::ffff:127.0.0.1]/token"),
    "disc-token-zero-ip": metadata(token_endpoint="http://0.0.0.0/token"),
    "disc-token-zone": metadata(token_endpoint="http://[::1%25lo]/token"),
    "disc-token-percent-host": metadata(token_endpoint="http://127.0.0.1%2eevil.example/token"),
    "disc-token-nip": metadata(token_endpoint="http://127.0.0.1.nip.example/token"),
    "disc-token-dot-host": metadata(token_endpoint="http://127.0.0.1./token"),
    "disc-token-localhost-dot": metadata(token_endpoint="http://localhost./token"),
    "disc-token-port-0": metadata(token_endpoint="http://127.0.0.1:0/token"),
    "disc-token-port-99999": metadata(token_endpoint="http://127.0.0.1:99999/token"),
    "disc-token-port-plus": metadata(token_endpoint="http://127.0.0.1:+80/token"),
    "disc-token-user": metadata(token_endpoint="http://a:b@{host}/token"),
    "disc-token-unicode-host": metadata(token_endpoint="https://ex\u00e4mple.example/token"),
    "disc-token-no-slashes": metadata(token_endpoint="https:login.example/token"),
    "disc-token-three-slashes": metadata(token_endpoint="http:///127.0.0.1/token"),
    "disc-token-fragment": metadata(token_endpoint="{issuer}/token#x"),
    "disc-token-line-feed": metadata(token_endpoint="{issuer}/token\n"),
    "disc-keys-empty": metadata(jwks_uri=""),
    "disc-keys-data": metadata(jwks_uri="data:application/json,{}"),
    "disc-iss-flag-text": metadata(authorization_response_iss_parameter_supported="true"),
    "disc-par-flag-number": metadata(require_pushed_authorization_requests=1),
    "disc-par-missing": metadata(require_pushed_authorization_requests=True),
    "disc-pkce-nested": metadata(code_challenge_methods_supported=[["S256"]]),
    "disc-pkce-s256-space": metadata(code_challenge_methods_supported=["S256 "]),
    "disc-types-text": metadata(response_types_supported="code"),
    "disc-algs-lower": metadata(id_token_signing_alg_values_supported=["rs256"]),
    "disc-auth-methods-unknown": metadata(token_endpoint_auth_methods_supported=["tls_client_auth", "moon"]),
    "disc-type-of-html": discovery(lambda text: text, kind="text/html"),
    "disc-gzip": discovery(lambda text: gzip.compress(text.encode()), "Content-Encoding: gzip"),
    "disc-utf16": discovery(lambda text: text.encode("utf-16")),
    "disc-trailing": discovery(lambda text: text + "x"),
    "disc-201": discovery(lambda text: text, status="201 Created"),
    "disc-204": raw("discovery", b"HTTP/1.1 204 No Content\r\n\r\n"),
    "disc-304": reply("discovery", b"", "304 Not Modified"),
    "disc-hops-three": hops(3),
    "disc-hops-four": hops(4),
    "disc-redirect-nowhere": reply("discovery", b"", "302 Found", "text/plain"),
    "disc-redirect-port": reply(
        "discovery", b"", "302 Found", "text/plain", "Location: {elsewhere}/.well-known/openid-configuration"
    ),
    "disc-redirect-user": reply("discovery", b"", "302 Found", "text/plain", "Location: http://a:b@{host}/x"),
    "disc-redirect-slashes": reply("discovery", b"", "302 Found", "text/plain", "Location: //evil.example/x"),
    "disc-redirect-nasty": reply("discovery", b"", "302 Found", "text/plain", "Location: \x9b31m"),
    "disc-other-document": metadata(signed_metadata="e30.e30.e30", mtls_endpoint_aliases={"token_endpoint": "http://192.0.2.7"}),
}

ODD_USER_INFO = {
    "ui-sub-null": reply("userinfo", '{"sub":null,"name":"Ada"}'),
    "ui-sub-look-alike": userinfo(sub="\u0430da"),
    "ui-sub-zero-width": userinfo(sub="ada\u200b"),
    "ui-sub-object": userinfo(sub={"value": "ada"}),
    "ui-array": reply("userinfo", [{"sub": "ada"}]),
    "ui-204": raw("userinfo", b"HTTP/1.1 204 No Content\r\n\r\n"),
    "ui-201": document("userinfo", lambda _: {"sub": "ada"}, status="201 Created"),
    "ui-plain-type": document("userinfo", lambda _: {"sub": "ada"}, kind="text/plain"),
    "ui-gzip": document("userinfo", lambda _: gzip.compress(b'{"sub":"ada"}'), "Content-Encoding: gzip"),
    "ui-jwt-unsigned": reply(
        "userinfo", "eyJhbGciOiJub25lIn0." + base64url(b'{"sub":"ada"}') + ".", kind="application/jwt"
    ),
    "ui-numbers-odd": reply("userinfo", '{"sub":"ada","updated_at":1e400,"x":-0,"y":1e-400,"z":' + "9" * 4000 + "}"),
    "ui-other-iss": userinfo(iss="https://evil.example", aud="other", exp=0),
    "ui-twice-nested": reply("userinfo", '{"sub":"ada","address":{"country":"a","country":"b"}}'),
    "ui-401-again": reply("userinfo", {"error": "invalid_token"}, "401 No", "application/json", "DPoP-Nonce: n"),
    "ui-http-garbage": raw("userinfo", b"\x1b[2J not http\r\n\r\n"),
}



def refresh(**members):
    return lambda provider: Lie(refresh=members)


def refreshed_token(**claims):
    """A new ID token comes with the refresh, with changed claims."""
    return lambda provider: Lie(refresh_claims=claims)


def refreshed_by(**changed):
    """The new ID token is signed otherwise than the first."""

    def make(provider: LyingProvider) -> Lie:
        first = provider._id_token
        lie = Lie(refresh_claims={})

        def token(asked, told):
            if told is lie or told.claims == {}:
                return first(asked, Lie())
            return first(asked, Lie(claims=told.claims, **changed))

        provider._id_token = token
        return lie

    return make


ODD_REFRESHES = {
    "rt-right": refresh(),
    "rt-right-id-token": refreshed_token(),
    "rt-same-again": lambda provider: Lie(refresh={"refresh_token": provider.refresh_token}),
    "rt-type-mac": refresh(token_type="mac"),
    "rt-type-missing": refresh(token_type=None),
    "rt-access-missing": refresh(access_token=None),
    "rt-access-crlf": refresh(access_token="a\r\nX-Injected: b"),
    "rt-refresh-number": refresh(refresh_token=7),
    "rt-refresh-nul": refresh(refresh_token="a\0b"),
    "rt-refresh-empty": refresh(refresh_token=""),
    "rt-expires-words": refresh(expires_in="soon"),
    "rt-expires-text": refresh(expires_in="3600"),
    "rt-expires-missing": refresh(expires_in=None),
    "rt-expires-1e300": refresh(expires_in=1e300),
    "rt-expires-negative": refresh(expires_in=-5),
    "rt-scope-wider": refresh(scope="openid profile email offline_access admin"),
    "rt-scope-narrower": refresh(scope="openid"),
    "rt-scope-nasty": refresh(scope="openid " + NASTY),
    "rt-error-200": refresh(error="invalid_grant"),
    "rt-array": reply("refresh", [1]),
    "rt-bom": reply("refresh", "\ufeff{}"),
    "rt-deep": reply("refresh", "[" * 100000),
    "rt-302-elsewhere": reply("refresh", b"", "302 Found", "text/plain", "Location: {elsewhere}/token"),
    "rt-308-elsewhere": reply("refresh", b"", "308 Permanent", "text/plain", "Location: {elsewhere}/token"),
    "rt-status-000": raw("refresh", b"HTTP/1.1 000 Odd\r\nContent-Length: 2\r\n\r\n{}"),
    "rt-garbage": raw("refresh", b"\x16\x03\x01\x02" + b"\x00" * 64 + b"\r\n\r\n"),
    "rt-reset": act("refresh", reset),
    "rt-endless": act("refresh", endless_chunks),
    "rt-gzip": document("refresh", lambda _: gzip.compress(b"{}"), "Content-Encoding: gzip"),
    "rt-400-page": reply("refresh", "<html>", "400 Bad", "text/html"),
    "rt-400-unknown": reply("refresh", {"error": "moon_phase"}, "400 Bad"),
    "rt-400-nasty": reply("refresh", {"error": "invalid_grant", "error_description": NASTY}, "400 Bad"),
    "rt-401-client": reply("refresh", {"error": "invalid_client"}, "401 No"),
    "rt-403-page": reply("refresh", "<html>", "403 No", "text/html"),
    "rt-404": reply("refresh", "no", "404 Not Found", "text/plain"),
    "rt-429-far": reply("refresh", "x", "429 Slow", "text/plain", "Retry-After: 86400"),
    "rt-500-grant": reply("refresh", {"error": "invalid_grant"}, "500 Oops"),
    "rt-503-date": reply("refresh", "x", "503 Down", "text/plain", "Retry-After: Fri, 31 Dec 2100 23:59:59 GMT"),
    "rt-idt-sub-case": refreshed_token(sub="Ada"),
    "rt-idt-sub-missing": refreshed_token(sub=None),
    "rt-idt-iss-slash": refreshed_token(iss="https://evil.example/"),
    "rt-idt-aud-more": refreshed_token(aud=["pixie-lab", "other"], azp="pixie-lab"),
    "rt-idt-azp-new": refreshed_token(azp="pixie-lab"),
    "rt-idt-nonce-other": refreshed_token(nonce="another"),
    "rt-idt-expired": refreshed_token(exp=1),
    "rt-idt-exp-text": refreshed_token(exp="9999999999"),
    "rt-idt-at-hash-wrong": refreshed_token(at_hash="AAAAAAAAAAAAAAAAAAAAAA"),
    "rt-idt-auth-time-new": refreshed_token(auth_time=1),
    "rt-idt-none": refreshed_by(algorithm="none"),
    "rt-idt-other-key": refreshed_by(key=rsa_key("evil")),
    "rt-idt-typ-number": refreshed_by(header={"typ": 7}),
}

ODD_FORMS = (
    ODD_ID_TOKENS | ODD_SIGNATURES | ODD_KEY_SETS | ODD_CALLBACKS | ODD_TOKEN_ANSWERS | ODD_METADATA | ODD_USER_INFO
    | ODD_REFRESHES
)

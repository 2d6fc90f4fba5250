"""A client of each system in Python that shares nothing with pixie: it shows that the emulators are faithful.

A request is a dict of parameters. Every step takes changes: a text replaces a parameter, None drops it, a list sends it
once for each text.
"""

import base64
import hashlib
import hmac
import json
import secrets
import struct
import time
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import requests
from cryptography.hazmat.primitives import padding, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap
from jwcrypto import jwk, jws

from emulated import Emulated
from signing import base64url, compact, number

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


def octets(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def changed(parameters: dict, changes: dict) -> list[tuple[str, str]]:
    pairs = []
    for name, value in {**parameters, **changes}.items():
        values = value if isinstance(value, list) else [value]
        pairs += [(name, one) for one in values if one is not None]
    return pairs


class LoneClient:
    """What the systems have in common: a pair for PKCE, the way through the browser, a form at the token endpoint."""

    authorize_path = "/authorize"

    def __init__(self, emulated: Emulated):
        self.emulated = emulated
        self.facts = emulated.facts
        self.origin = emulated.origin
        self.session = requests.Session()
        self.fresh()

    def fresh(self) -> None:
        self.verifier = base64url(secrets.token_bytes(32))
        self.state = base64url(secrets.token_bytes(32))
        self.nonce = base64url(secrets.token_bytes(32))

    @property
    def challenge(self) -> str:
        return base64url(hashlib.sha256(self.verifier.encode()).digest())

    @property
    def issuer(self) -> str:
        return self.facts["issuer"]

    def get(self, path: str, query=None, **rest) -> requests.Response:
        return self.session.get(
            path if "://" in path else self.origin + path, params=query, allow_redirects=False, timeout=60, **rest
        )

    def post(self, path: str, data=None, **rest) -> requests.Response:
        return self.session.post(
            path if "://" in path else self.origin + path, data=data, allow_redirects=False, timeout=60, **rest
        )

    # The authorization request and its answer.

    def parameters(self) -> dict:
        return {
            "response_type": "code",
            "client_id": self.facts["client_id"],
            "redirect_uri": self.emulated.redirect,
            "scope": "openid profile",
            "state": self.state,
            "nonce": self.nonce,
            "code_challenge": self.challenge,
            "code_challenge_method": "S256",
        }

    def authorize(self, **changes) -> requests.Response:
        return self.get(self.authorize_path, changed(self.parameters(), changes))

    def code(self, **changes) -> str:
        return self.back(self.authorize(**changes))["code"]

    @staticmethod
    def back(answer: requests.Response) -> dict:
        assert answer.status_code == 302, (answer.status_code, answer.text[:300])
        return dict(parse_qsl(urlsplit(answer.headers["Location"]).query))

    # The token endpoint.

    def fields(self, code: str) -> dict:
        return {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.emulated.redirect,
            "client_id": self.facts["client_id"],
            "code_verifier": self.verifier,
        }

    def headers(self) -> dict:
        return {}

    def send(self, pairs, headers=None, **rest) -> requests.Response:
        return self.post(self.facts["token_endpoint"], urlencode(list(pairs)), headers={
            "Content-Type": "application/x-www-form-urlencoded", **self.headers(), **(headers or {})
        }, **rest)

    def exchange(self, code: str | None = None, headers=None, **changes) -> requests.Response:
        return self.send(changed(self.fields(code or self.code()), changes), headers)

    def refresh_fields(self, token: str) -> dict:
        return {"grant_type": "refresh_token", "refresh_token": token, "client_id": self.facts["client_id"]}

    def refresh(self, token: str, **changes) -> requests.Response:
        return self.send(changed(self.refresh_fields(token), changes))

    def signed_in(self, **changes) -> dict:
        answer = self.exchange(self.code(**changes))
        assert answer.status_code == 200, (answer.status_code, answer.text[:300])
        return answer.json()

    def verified(self, token: str, keys: str) -> dict:
        """The claims, where a key of the key set at the address signed them."""
        header = json.loads(octets(token.split(".")[0]))
        found = jwk.JWKSet.from_json(self.get(keys).text).get_key(header["kid"])
        assert found is not None, header
        signed = jws.JWS()
        signed.allowed_algs = ["ES256", "RS256", "PS256"]
        signed.deserialize(token, found)
        return json.loads(signed.payload)


class WorkOSClient(LoneClient):
    authorize_path = "/user_management/authorize"

    def parameters(self) -> dict:
        return {
            "client_id": self.facts["client_id"],
            "redirect_uri": self.emulated.redirect,
            "response_type": "code",
            "provider": "authkit",
            "state": self.state,
            "code_challenge": self.challenge,
            "code_challenge_method": "S256",
        }

    def fields(self, code: str) -> dict:
        public = {
            "client_id": self.facts["client_id"],
            "grant_type": "authorization_code",
            "code": code,
            "code_verifier": self.verifier,
        }
        return public | ({"client_secret": self.facts["client_secret"]} if "client_secret" in self.facts else {})

    def send(self, pairs, headers=None, **rest) -> requests.Response:
        return self.post(self.facts["token_endpoint"], json=dict(pairs), headers=headers, **rest)

    def device(self, **changes) -> requests.Response:
        parameters = changed({"client_id": self.facts["client_id"]}, changes)
        return self.post("/user_management/authorize/device", urlencode(parameters), headers={
            "Content-Type": "application/x-www-form-urlencoded"
        })

    def poll(self, device_code: str) -> requests.Response:
        return self.send({
            "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
            "client_id": self.facts["client_id"],
            "device_code": device_code,
        }.items())


class ConnectClient(LoneClient):
    authorize_path = "/oauth2/authorize"

    def fields(self, code: str) -> dict:
        fields = super().fields(code)
        return fields | ({"client_secret": self.facts["client_secret"]} if "client_secret" in self.facts else {})

    def device(self, **changes) -> requests.Response:
        parameters = changed({"client_id": self.facts["client_id"], "scope": "openid"}, changes)
        return self.post("/oauth2/device_authorization", dict(parameters))

    def poll(self, device_code: str) -> requests.Response:
        return self.send({
            "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
            "client_id": self.facts["client_id"],
            "device_code": device_code,
        }.items())


class BannoClient(LoneClient):
    authorize_path = "/a/consumer/api/v0/oidc/auth"

    def parameters(self) -> dict:
        claims = {part: {self.facts["institution_claim"]: None} for part in ("id_token", "userinfo")}
        scope = f"openid profile {self.facts['offline_scope']} {self.facts['accounts_scope']}"
        return super().parameters() | {"scope": scope, "claims": json.dumps(claims)}

    def fields(self, code: str) -> dict:
        fields = super().fields(code)
        return fields | ({"client_secret": self.facts["client_secret"]} if "client_secret" in self.facts else {})

    def push(self, **changes) -> requests.Response:
        return self.post(self.issuer + "/request", dict(changed(self.parameters(), changes)))


class MicroAuthClient(LoneClient):
    authorize_path = "/oauth/authorize"

    def parameters(self) -> dict:
        # Exactly the seven of the document.
        return {name: value for name, value in super().parameters().items() if name != "nonce"}


class KeyClient(LoneClient):
    """A client with keys: assertions, proofs, and what is encrypted for it."""

    lifetime = 120

    def __init__(self, emulated: Emulated):
        super().__init__(emulated)
        read = lambda name: serialization.load_pem_private_key(Path(self.facts["keys"][name]).read_bytes(), None)
        self.signing, self.decryption = read("signing_key"), read("decryption_key")

    def fresh(self) -> None:
        super().fresh()
        self.key = ec.generate_private_key(ec.SECP256R1())

    def public(self, key=None) -> dict:
        point = (key or self.key).public_key().public_numbers()
        return {"kty": "EC", "crv": "P-256", "x": number(point.x, 32), "y": number(point.y, 32)}

    def thumbprint(self) -> str:
        members = json.dumps({name: self.public()[name] for name in ("crv", "kty", "x", "y")}, separators=(",", ":"))
        return base64url(hashlib.sha256(members.encode()).digest())

    def assertion(self, key=None, header: dict | None = None, **claims) -> str:
        now = int(time.time())
        head = {"alg": "ES256", "typ": "JWT", "kid": self.facts["keys"]["signing_kid"], **(header or {})}
        body = {
            "iss": self.facts["client_id"],
            "sub": self.facts["client_id"],
            "aud": self.audience,
            "jti": secrets.token_hex(20),
            "iat": now,
            "exp": now + self.lifetime,
            **self.confirmation(),
        }
        return compact(head, dict(changed(body, claims)), "ES256", key or self.signing)

    def confirmation(self) -> dict:
        return {}

    def proof(self, method: str, address: str, token: str | None = None, key=None, header=None, **claims) -> str:
        now = int(time.time())
        head = {"typ": "dpop+jwt", "alg": "ES256", "jwk": self.public(key), **(header or {})}
        body = {"htu": address, "htm": method, "jti": secrets.token_hex(20), "iat": now, "exp": now + 120}
        if token:
            body["ath"] = base64url(hashlib.sha256(token.encode()).digest())
        return compact(head, dict(changed(body, claims)), "ES256", key or self.key)

    def fields(self, code: str) -> dict:
        assertion = {"client_assertion_type": ASSERTION_TYPE, "client_assertion": self.assertion()}
        return super().fields(code) | assertion

    def headers(self) -> dict:
        return {"DPoP": self.proof("POST", self.facts["token_endpoint"])}

    def opened(self, text: str) -> str:
        """What is inside a JWE for this client (RFC 7516, RFC 7518 section 4.6)."""
        protected, wrapped, vector, sealed, tag = text.split(".")
        header = json.loads(octets(protected))
        assert (header["alg"], header["cty"]) == ("ECDH-ES+A256KW", "JWT"), header
        point = ec.EllipticCurvePublicNumbers(
            *(int.from_bytes(octets(header["epk"][name]), "big") for name in ("x", "y")), ec.SECP256R1()
        )
        shared = self.decryption.exchange(ec.ECDH(), point.public_key())
        name = header["alg"].encode()
        info = struct.pack(">I", len(name)) + name + struct.pack(">III", 0, 0, 256)
        key = aes_key_unwrap(hashlib.sha256(struct.pack(">I", 1) + shared + info).digest(), octets(wrapped))
        vector, sealed, tag, associated = octets(vector), octets(sealed), octets(tag), protected.encode()
        if header["enc"] == "A256GCM":
            return AESGCM(key).decrypt(vector, sealed + tag, associated).decode()
        length = struct.pack(">Q", len(associated) * 8)
        expected = hmac.new(key[:32], associated + vector + sealed + length, hashlib.sha512).digest()[:32]
        assert hmac.compare_digest(expected, tag)
        decryptor = Cipher(algorithms.AES(key[32:]), modes.CBC(vector)).decryptor()
        plain = decryptor.update(sealed) + decryptor.finalize()
        unpadder = padding.PKCS7(128).unpadder()
        return (unpadder.update(plain) + unpadder.finalize()).decode()


class MyinfoClient(KeyClient):
    authorize_path = "/com/v4/authorize"
    lifetime = 300

    @property
    def audience(self) -> str:
        return self.facts["token_endpoint"]

    def confirmation(self) -> dict:
        return {"cnf": {"jkt": self.thumbprint()}}

    def parameters(self) -> dict:
        return {
            "client_id": self.facts["client_id"],
            "scope": self.facts["scope"],
            "purpose_id": self.facts["purpose_id"],
            "code_challenge": self.challenge,
            "code_challenge_method": "S256",
            "redirect_uri": self.emulated.redirect,
            "response_type": "code",
        }

    def headers(self) -> dict:
        return super().headers() | {"Cache-Control": "no-cache"}

    def person(self, token: str, subject: str | None = None, scope: str | None = None, **proof) -> requests.Response:
        claims = json.loads(octets(token.split(".")[1]))
        address = f"{self.facts['person_endpoint']}/{subject or claims['sub']}"
        headers = {"Authorization": f"DPoP {token}", "dpop": self.proof("GET", address, token, **proof)}
        return self.get(address, {"scope": scope or self.facts["scope"]}, headers=headers)


class SingpassClient(KeyClient):
    authorize_path = "/fapi/auth"

    @property
    def audience(self) -> str:
        return self.issuer

    def parameters(self) -> dict:
        return super().parameters() | {"scope": self.facts["scope"]}

    def push(self, headers=None, proof=None, **changes) -> requests.Response:
        address = self.issuer + "/par"
        assertion = {"client_assertion_type": ASSERTION_TYPE, "client_assertion": self.assertion()}
        sent = {"DPoP": self.proof("POST", address, **(proof or {}))} if headers is None else headers
        return self.post(address, dict(changed(self.parameters() | assertion, changes)), headers=sent)

    def authorize(self, also: dict | None = None, **changes) -> requests.Response:
        pushed = self.push(**changes)
        assert pushed.status_code == 201, pushed.text
        query = {"client_id": self.facts["client_id"], "request_uri": pushed.json()["request_uri"]}
        return self.get(self.authorize_path, changed(query, also or {}))

    def userinfo(self, token: str, **proof) -> requests.Response:
        address = self.issuer + "/userinfo"
        headers = {"Authorization": f"DPoP {token}", "DPoP": self.proof("GET", address, token, **proof)}
        return self.get(address, headers=headers)


class BannoKeyClient(BannoClient, KeyClient):
    """A client of Banno that signs assertions and proves nothing else."""

    @property
    def audience(self) -> str:
        return self.issuer

    def headers(self) -> dict:
        return {}


CLIENTS = {
    "workos": WorkOSClient,
    "workos-connect": ConnectClient,
    "banno": BannoClient,
    "microauth": MicroAuthClient,
    "myinfo": MyinfoClient,
    "singpass": SingpassClient,
}
# By system and mode, where a mode needs another one.
SPECIAL = {("banno", "private-key"): BannoKeyClient}

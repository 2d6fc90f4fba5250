"""Keys and signatures of the lying provider, good and bad."""

import base64
import hashlib
import hmac
import json
import threading

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

HASHES = {"256": hashes.SHA256(), "384": hashes.SHA384(), "512": hashes.SHA512()}


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def number(value: int, length: int | None = None) -> str:
    return base64url(value.to_bytes(length or (value.bit_length() + 7) // 8, "big"))


_made: dict[tuple, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey] = {}
_lock = threading.Lock()


def rsa_key(name: str, bits: int = 2048) -> rsa.RSAPrivateKey:
    """The key called `name`; the same one for as long as the tests run."""
    return made_once((name, bits), lambda: rsa.generate_private_key(65537, bits))


def ec_key(name: str, curve: str = "P-256") -> ec.EllipticCurvePrivateKey:
    kind = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1()}[curve]
    return made_once((name, curve), lambda: ec.generate_private_key(kind))


def made_once(which: tuple, make):
    """Two threads that ask at the same time get the same key."""
    with _lock:
        if which not in _made:
            _made[which] = make()
        return _made[which]


def rsa_jwk(name: str = "good", bits: int = 2048, **changed) -> dict:
    public = rsa_key(name, bits).public_key().public_numbers()
    jwk = {"kty": "RSA", "kid": "k1", "use": "sig", "alg": "RS256", "n": number(public.n), "e": number(public.e)}
    return without_none(jwk | changed)


def ec_jwk(name: str = "good", curve: str = "P-256", **changed) -> dict:
    public = ec_key(name, curve).public_key().public_numbers()
    size = {"P-256": 32, "P-384": 48}[curve]
    point = {"x": number(public.x, size), "y": number(public.y, size)}
    return without_none({"kty": "EC", "kid": "k1", "use": "sig", "crv": curve} | point | changed)


def without_none(values: dict) -> dict:
    return {name: value for name, value in values.items() if value is not None}


def public_pem() -> bytes:
    return public_bytes(serialization.Encoding.PEM)


def public_der() -> bytes:
    return public_bytes(serialization.Encoding.DER)


def public_bytes(encoding: serialization.Encoding) -> bytes:
    return rsa_key("good").public_key().public_bytes(encoding, serialization.PublicFormat.SubjectPublicKeyInfo)


def sign(algorithm: str, key, data: bytes) -> bytes:
    """A signature. `key` is a private key, or octets for HMAC."""
    kind, digest = algorithm[:2], HASHES.get(algorithm[2:])
    if kind == "RS":
        return key.sign(data, padding.PKCS1v15(), digest)
    if kind == "PS":
        return key.sign(data, padding.PSS(padding.MGF1(digest), digest.digest_size), digest)
    if kind == "ES":
        r, s = decode_dss_signature(key.sign(data, ec.ECDSA(digest)))
        size = (key.curve.key_size + 7) // 8
        return r.to_bytes(size, "big") + s.to_bytes(size, "big")
    if kind == "HS":
        return hmac.new(key, data, hashlib.sha256).digest()
    return b""


def compact(header: dict | bytes, claims: dict | bytes, algorithm: str, key) -> str:
    """A signed token. Octets are taken as they are, for JSON that no writer would write."""
    parts = [part if isinstance(part, bytes) else json.dumps(part).encode() for part in (header, claims)]
    signed = ".".join(base64url(part) for part in parts)
    return f"{signed}.{base64url(sign(algorithm, key, signed.encode()))}"

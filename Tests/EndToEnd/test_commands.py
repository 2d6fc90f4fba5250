"""The commands that need no provider: pkce and inspect."""

import base64
import hashlib
import json
import re
import time

import pytest
from jwcrypto.jwk import JWK, JWKSet
from jwcrypto.jwt import JWT

import expectations as expected
import stand_ins
from program import Ended, run
from stand_ins import StandIn

SHORT = "helloworld"


def challenge_of(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def answer(ended: Ended, status: int = expected.EXIT_OK) -> dict:
    assert ended.status == status, ended
    return ended.report()


def test_pkce_makes_a_pair_that_fits(home):
    made = answer(run(home, *expected.PKCE_MAKE))
    assert re.fullmatch("[A-Za-z0-9_-]{43}", made["code_verifier"])
    assert made["code_challenge"] == challenge_of(made["code_verifier"])
    assert made["code_challenge_method"] == "S256"
    again = answer(run(home, *expected.PKCE_MAKE))
    assert again["code_verifier"] != made["code_verifier"]


@pytest.mark.parametrize("length", [43, 44, 64, 127, 128])
def test_pkce_makes_each_legal_length(home, length):
    made = answer(run(home, *expected.PKCE_LENGTH, str(length)))
    assert re.fullmatch("[A-Za-z0-9_-]{%d}" % length, made["code_verifier"])
    assert made["code_challenge"] == challenge_of(made["code_verifier"])


@pytest.mark.parametrize("length", [0, 1, 42, 129, 1_000_000_000])
def test_pkce_refuses_other_lengths(home, length):
    ended = run(home, *expected.PKCE_LENGTH, str(length))
    assert ended.status == expected.EXIT_USAGE, ended
    assert expected.PKCE_LENGTH_MESSAGE.format(length) in ended.errors
    assert ended.output == ""


def test_pkce_knows_the_vector_of_the_specification(home):
    found = answer(run(home, *expected.pkce_check(expected.RFC_VERIFIER, expected.RFC_CHALLENGE)))
    assert found["ok"] is True
    assert found["code_challenge"] == expected.RFC_CHALLENGE


def test_pkce_tells_a_pair_that_does_not_fit(home):
    ended = run(home, *expected.pkce_check(expected.RFC_VERIFIER, challenge_of("another")))
    assert answer(ended, expected.EXIT_CHECK_FAILED)["matches"] is False


def test_pkce_reads_a_verifier_that_looks_like_an_option(home):
    verifier = "--" + "a" * 43
    ended = run(home, *expected.pkce_check("-", challenge_of(verifier)), input=verifier + "\n")
    assert answer(ended)["code_verifier"] == verifier


def test_pkce_hashes_what_it_refuses_as_a_verifier(home):
    ended = run(home, *expected.pkce_check(SHORT))
    found = answer(ended, expected.EXIT_CHECK_FAILED)
    assert found["legal"] is False
    assert found["code_challenge"] == challenge_of(SHORT)
    assert expected.PKCE_LENGTH_MESSAGE.format(len(SHORT)) in found["fault"]


@pytest.fixture(scope="module")
def key() -> JWK:
    return JWK.generate(kty="EC", crv="P-256", kid="k1", use="sig", alg="ES256")


def signed(key: JWK, **changed) -> str:
    now = int(time.time())
    claims = {"iss": "https://login.example.com", "sub": "ada", "aud": "pixie", "exp": now + 300, "iat": now} | changed
    token = JWT(header={"alg": "ES256", "kid": "k1"}, claims=claims)
    token.make_signed_token(key)
    return token.serialize()


@pytest.fixture
def keys(key, home):
    keys = JWKSet()
    keys.add(key)
    file = home / "keys.json"
    file.write_text(keys.export(private_keys=False))
    return file


def spoiled(token: str) -> str:
    head, claims, signature = token.split(".")
    changed = "A" if signature[0] != "A" else "B"
    return f"{head}.{claims}.{changed}{signature[1:]}"


@pytest.mark.parametrize("way", ["file", "dash", "standard input"])
def test_inspect_reads_a_token(home, key, way):
    token = signed(key, zeta=1, alpha={"b": 1, "a": [True, None]})
    file = home / "token"
    file.write_text(token + "\n")
    arguments, typed = {"file": ([str(file)], ""), "dash": (["-"], token), "standard input": ([], token)}[way]
    ended = run(home, *expected.INSPECT_JSON, *arguments, input=typed)
    found = answer(ended)
    assert found["kind"] == "jwt"
    assert found["verdict"] == "unverified"
    assert found["header"]["alg"] == "ES256"
    claims = json.loads(JWT(jwt=token, key=key).claims)
    assert found["claims"] == claims
    assert list(found["claims"]) == list(claims), "their order is the token's"


def test_inspect_says_that_nothing_is_proven(home, key):
    ended = run(home, *expected.INSPECT, "-", input=signed(key))
    assert ended.status == expected.EXIT_OK
    assert expected.UNVERIFIED_WORD in ended.output
    assert "ada" in ended.output
    assert "exp" in ended.output


def test_inspect_verifies_with_keys(home, key, keys):
    good = run(home, *expected.INSPECT_JSON, "-", expected.INSPECT_KEYS_OPTION, str(keys), input=signed(key))
    assert answer(good)["verdict"] == "verified"
    bad = run(home, *expected.INSPECT_JSON, "-", expected.INSPECT_KEYS_OPTION, str(keys), input=spoiled(signed(key)))
    assert answer(bad, expected.EXIT_CHECK_FAILED)["verdict"] == "failed"


def test_inspect_verifies_with_the_keys_of_an_issuer(home, key, keys):
    def publish(server, path, connection):
        if "well-known" in path:
            stand_ins.answer(connection, stand_ins.metadata(server.issuer, id_token_signing_alg_values_supported=["ES256"]))
        else:
            stand_ins.answer(connection, keys.read_bytes())

    with StandIn(publish) as server:
        token = signed(key, iss=server.issuer)
        ended = run(home, *expected.INSPECT_JSON, "-", expected.INSPECT_ISSUER_OPTION, server.issuer, input=token)
    assert answer(ended)["verdict"] == "verified"


def test_inspect_calls_no_token_of_another_issuer_verified(home, key, keys):
    def publish(server, path, connection):
        if "well-known" in path:
            stand_ins.answer(connection, stand_ins.metadata(server.issuer, id_token_signing_alg_values_supported=["ES256"]))
        else:
            stand_ins.answer(connection, keys.read_bytes())

    with StandIn(publish) as server:
        token = signed(key, iss=server.issuer + "/other-tenant")
        ended = run(home, *expected.INSPECT_JSON, "-", expected.INSPECT_ISSUER_OPTION, server.issuer, input=token)
    assert answer(ended, expected.EXIT_CHECK_FAILED)["verdict"] == "failed"


@pytest.mark.parametrize("press, status", [("^C", expected.EXIT_INTERRUPT), ("^D", expected.EXIT_USAGE)])
def test_inspect_leaves_the_terminal_as_it_was(open_terminal, press, status):
    terminal = open_terminal("inspect")
    terminal.wait_for("press Enter")
    terminal.press(press)
    assert terminal.end() == status
    assert terminal.damage() == []


def test_inspect_never_takes_a_key_from_the_token(home, keys):
    forger = JWK.generate(kty="EC", crv="P-256", kid="k1", use="sig", alg="ES256")
    header = {"alg": "ES256", "kid": "k1", "jwk": forger.export_public(as_dict=True)}
    token = JWT(header=header, claims={"sub": "ada"})
    token.make_signed_token(forger)
    arguments = ["-", expected.INSPECT_KEYS_OPTION, str(keys)]
    ended = run(home, *expected.INSPECT_JSON, *arguments, input=token.serialize())
    assert answer(ended, expected.EXIT_CHECK_FAILED)["verdict"] != "verified"


BAD_TOKENS = {
    "broken payload": "eyJhbGciOiJFUzI1NiJ9.e30x.c2ln",
    "million dots": "." * 1_000_000,
    "two megabytes": "eyJ" + "A" * 2_000_000,
    "deep": "eyJhbGciOiJFUzI1NiJ9." + base64.urlsafe_b64encode(b"[" * 100_000).decode().rstrip("=") + ".c2ln",
    "not text": "\udc80\udcff",
}


@pytest.mark.parametrize("token", BAD_TOKENS.values(), ids=BAD_TOKENS.keys())
def test_inspect_survives_hostile_tokens(home, token):
    file = home / "token"
    file.write_bytes(token.encode("utf-8", "surrogateescape"))
    ended = run(home, *expected.INSPECT, str(file))
    assert ended.status in (expected.EXIT_OK, expected.EXIT_OTHER, expected.EXIT_USAGE, expected.EXIT_CHECK_FAILED)
    assert "Fatal error" not in ended.errors
    assert len(ended.output) < 100_000


def test_inspect_makes_foreign_text_safe(home, key):
    token = signed(key, name="\x1b]0;owned\x07\u202eevil\x1b[2J")
    for command in (expected.INSPECT, expected.INSPECT_JSON):
        ended = run(home, *command, "-", input=token)
        assert ended.status == expected.EXIT_OK
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", ended.output), ended.output


def test_inspect_of_a_file_that_is_not_there(home):
    ended = run(home, *expected.INSPECT, str(home / "nowhere"))
    assert ended.status in (expected.EXIT_OTHER, expected.EXIT_USAGE)
    assert "nowhere" in ended.errors
    assert ended.output == ""

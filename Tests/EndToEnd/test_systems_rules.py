"""The emulators are faithful: a small client that shares nothing with pixie gets tokens from each, and each rule that
an emulator can judge is broken once and refused with the system's own error."""

import base64
import hashlib
import json
from urllib.parse import parse_qs, unquote_plus, urlsplit

import pytest

import breaks
import rules
from emulated import SYSTEMS, Emulated
from lone_client import CLIENTS, SPECIAL, LoneClient, octets
from signing import base64url


@pytest.fixture(scope="module")
def running():
    """One emulator for each system and mode, for as long as this file runs."""
    started: dict[tuple, Emulated] = {}

    def get(system: str, mode: str = "", **options) -> LoneClient:
        key = (system, mode, *options.items())
        if key not in started:
            interval = ["--interval", "1"] if system.startswith("workos") else []
            started[key] = Emulated(system, *interval, mode=mode, **options)
        started[key].post("reset")
        return SPECIAL.get((system, mode), CLIENTS[system])(started[key])

    yield get
    for one in started.values():
        one.__exit__()


@pytest.mark.parametrize("row", breaks.ALL, ids=lambda row: row.id)
def test_a_broken_rule_is_refused(row, running):
    client = running(row.system, row.mode)
    answer = row.act(client)
    assert answer.status_code == row.status, answer.text[:300]
    said = unquote_plus(answer.headers.get("Location", "")) + answer.text
    assert row.words.replace("+", " ") in said.replace("+", " "), said[:400]
    last = client.emulated.oracle()["requests"][-1]
    assert last["broken"] == row.rule, last


def kept(client: LoneClient) -> set[str]:
    """The rules that were looked at and kept, where none was broken."""
    report = client.emulated.oracle()
    assert report["violations"] == [], report["violations"]
    return set(report["rules"])


def test_workos(running):
    client = running("workos")
    client.verifier = client.verifier[:43]
    tokens = client.signed_in(screen_hint="sign-up", max_age="0", login_hint=client.facts["login_hint"])
    assert set(tokens) == {"user", "access_token", "refresh_token", "authentication_method"}
    claims = client.verified(tokens["access_token"], f"/sso/jwks/{client.facts['client_id']}")
    assert claims["iss"] == client.issuer and claims["sid"].startswith("session_") and "aud" not in claims
    organization = client.facts["organization_id"]
    refreshed = client.refresh(tokens["refresh_token"], organization_id=organization).json()
    assert refreshed["organization_id"] == organization and refreshed["refresh_token"] != tokens["refresh_token"]
    out = client.get("/user_management/sessions/logout", {"session_id": claims["sid"], "return_to": "http://x/y"})
    assert (out.status_code, out.headers["Location"]) == (302, "http://x/y")
    assert out.headers["X-Request-ID"]
    assert {"W1", "W2", "W3", "W4", "W5", "W6", "W8", "W9", "W11", "W12", "W16", "W18", "W19", "W20", "W21", "W23"} <= kept(client)


def test_workos_takes_a_form_and_both_ways_of_scopes(running):
    client = running("workos")
    for scopes in ("one,two", ["one", "two"]):
        client.fresh()
        code = client.code(provider="GoogleOAuth", provider_scopes=scopes, **{"provider_query_params[hd]": "x"})
        answer = client.post(client.facts["token_endpoint"], client.fields(code))
        assert answer.status_code == 200, answer.text
    assert "W7" in kept(client)


def test_workos_key_set_carries_certificates(running):
    client = running("workos")
    key = client.get(f"/sso/jwks/{client.facts['client_id']}").json()["keys"][0]
    assert key["alg"] == "RS256" and key["x5c"] and key["x5t#S256"]
    assert client.get("/sso/jwks/another").status_code == 404


def test_workos_confidential(running):
    client = running("workos", "confidential")
    assert client.signed_in()["access_token"]
    without = client.code(code_challenge=None, code_challenge_method=None)
    assert client.exchange(without, code_verifier=None).status_code == 200
    assert "W10" in kept(client)


@pytest.mark.parametrize(("mode", "again"), [("", 200), ("burning", 400)])
def test_workos_wrong_verifier_burns_the_code_or_not(mode, again, running):
    client = running("workos", mode)
    code, verifier = client.code(), client.verifier
    client.fresh()
    assert client.exchange(code).status_code == 400
    client.verifier = verifier
    assert client.exchange(code).status_code == again


def test_workos_without_users_and_with_an_unknown_one(running):
    assert LoneClient.back(running("workos", "no-users").authorize())["error"] == "no_users"
    client = running("workos")
    back = client.back(client.authorize(login_hint="nobody@example.com"))
    assert (back["error"], back["state"]) == ("user_not_found", client.state)
    assert client.back(client.authorize(provider=None, connection_id="conn_x"))["error"] == "connection_invalid"
    assert client.back(client.authorize(organization_id="org_x"))["error"] == "organization_invalid"
    assert "W22" in kept(client)


@pytest.mark.parametrize("system", ["workos", "workos-connect"])
def test_device_flow(system, running):
    client = running(system)
    device = client.device().json()
    assert set(device) == {
        "device_code", "user_code", "verification_uri", "verification_uri_complete", "expires_in", "interval",
    }
    assert client.poll(device["device_code"]).json()["error"] == "authorization_pending"
    # A second poll at once comes too early.
    assert client.poll(device["device_code"]).json()["error"] == "slow_down"
    assert client.emulated.oracle()["violations"] != []
    client.emulated.post("reset")
    device = client.device().json()
    assert client.get(device["verification_uri_complete"]).status_code == 200
    assert client.poll(device["device_code"]).json()["access_token"]
    kept(client)


@pytest.mark.parametrize(
    ("fault", "error"),
    [("dev-pending", "authorization_pending"), ("dev-slow-down", "slow_down"), ("dev-denied", "access_denied"),
     ("dev-expired", "expired_token")],
)
def test_device_faults(fault, error, running):
    client = running("workos", fault=fault)
    assert client.poll(client.device().json()["device_code"]).json()["error"] == error


def test_device_flow_that_is_off(running):
    answer = running("workos", fault="dev-off").device()
    assert (answer.status_code, answer.json()["error"]) == (403, "access_denied")


def test_connect(running):
    client = running("workos-connect")
    metadata = client.get("/.well-known/openid-configuration").json()
    assert metadata == client.get("/.well-known/oauth-authorization-server").json()
    assert metadata["code_challenge_methods_supported"] == ["S256"]
    tokens = client.signed_in(scope="openid profile offline_access")
    assert tokens["token_type"] == "Bearer" and tokens["expires_in"] == 300
    identity = client.verified(tokens["id_token"], metadata["jwks_uri"])
    assert (identity["aud"], identity["nonce"]) == (client.facts["client_id"], client.nonce)
    access = client.verified(tokens["access_token"], metadata["jwks_uri"])
    assert access["aud"] != client.facts["client_id"] and access["sid"].startswith("app_consent_")
    assert client.refresh(tokens["refresh_token"]).json()["refresh_token"] != tokens["refresh_token"]
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    assert client.get(metadata["userinfo_endpoint"], headers=bearer).json()["sub"] == identity["sub"]
    assert {"C1", "C2", "C3", "C4", "C5"} <= kept(client)


def test_connect_confidential_by_basic(running):
    client = running("workos-connect", "confidential")
    basic = base64_of(f"{client.facts['client_id']}:{client.facts['client_secret']}")
    answer = client.exchange(headers={"Authorization": f"Basic {basic}"}, client_secret=None, client_id=None)
    assert answer.status_code == 200, answer.text


def base64_of(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize("mode", ["", "PS256", "RS256", "confidential", "private-key"])
def test_banno(mode, running):
    client = running("banno", mode)
    metadata = client.get(client.issuer + "/.well-known/openid-configuration").json()
    assert metadata["issuer"] == client.issuer
    assert "none" not in metadata["token_endpoint_auth_methods_supported"]
    callback = client.back(client.authorize())
    assert callback["iss"] == client.issuer and callback["state"] == client.state
    tokens = client.exchange(callback["code"]).json()
    identity = client.verified(tokens["id_token"], metadata["jwks_uri"])
    assert identity["at_hash"] == base64url(hashlib.sha256(tokens["access_token"].encode()).digest()[:16])
    assert identity["nonce"] == client.nonce and client.facts["institution_claim"] in identity
    assert tokens["expires_in"] == 600 and tokens["token_type"] == "Bearer"
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    me = client.get(metadata["userinfo_endpoint"], headers=bearer).json()
    assert me["sub"] == identity["sub"]
    accounts = client.get(f"/a/consumer/api/v0/users/{me['sub']}/accounts", headers=bearer)
    assert accounts.json()["accounts"]
    wanted = {"client_id": client.facts["client_id"], "post_logout_redirect_uri": client.emulated.redirect, "state": "s1"}
    out = client.get(metadata["end_session_endpoint"], wanted)
    assert out.headers["Location"] == client.emulated.redirect + "?state=s1"
    if mode not in ("confidential", "private-key"):
        assert client.refresh(tokens["refresh_token"]).json()["refresh_token"] != tokens["refresh_token"]
        assert {"B1", "B2", "B4", "B5", "B6", "B7", "B8", "B9", "B10", "B11", "B12", "B13", "B14", "B15", "B16", "B17"} <= kept(client)


def test_banno_pushed_and_unencoded(running):
    client = running("banno")
    pushed = client.push()
    assert pushed.status_code == 201, pushed.text
    query = {"client_id": client.facts["client_id"], "request_uri": pushed.json()["request_uri"]}
    code = client.back(client.get(client.authorize_path, query))["code"]
    # As their own example sends it: the redirect URI is not encoded.
    body = "&".join(f"{name}={value}" for name, value in client.fields(code).items())
    answer = client.post(client.facts["token_endpoint"], body, headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 200, answer.text
    kept(client)


def test_banno_replay_takes_back_what_the_code_gave(running):
    client = running("banno")
    code = client.code()
    tokens = client.exchange(code).json()
    assert client.exchange(code).status_code == 400
    assert client.refresh(tokens["refresh_token"]).status_code == 400
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    assert client.get(client.issuer + "/me", headers=bearer).status_code == 401


def test_banno_without_the_scope_there_is_no_refresh_token(running):
    assert "refresh_token" not in running("banno").signed_in(scope="openid")


def test_banno_old_address_has_another_issuer(running):
    client = running("banno")
    old = client.get(client.facts["old_issuer"] + "/.well-known/openid-configuration").json()
    assert old["issuer"] == "https://www.banno.com/a/consumer/api/oidc"


@pytest.mark.parametrize("mode", ["strict", "document"])
def test_microauth(mode, running):
    client = running("microauth", mode)
    metadata = client.get("/.well-known/openid-configuration").json()
    assert metadata["issuer"] == client.origin and metadata["code_challenge_methods_supported"] == ["S256"]
    answer = client.exchange(client_id=client.facts["client_id"] if mode == "strict" else None)
    tokens = answer.json()
    access = client.verified(tokens["access_token"], metadata["jwks_uri"])
    assert access["permissions"] == ["invoice:read"]
    assert tokens["refresh_token"].count(".") == 2
    assert client.refresh(tokens["refresh_token"]).json()["refresh_token"] != tokens["refresh_token"]
    assert {"M1", "M2", "M3", "M4", "M5", "M6"} <= kept(client)


@pytest.mark.parametrize("unencoded", [False, True], ids=["encoded", "unencoded"])
def test_myinfo(unencoded, running):
    client = running("myinfo")
    callback = client.back(client.authorize())
    assert set(callback) == {"code"}
    if unencoded:
        body = "&".join(f"{name}={value}" for name, value in client.fields(callback["code"]).items())
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = client.post(client.facts["token_endpoint"], body, headers=client.headers() | form)
    else:
        answer = client.exchange(callback["code"])
    assert answer.status_code == 200, answer.text
    tokens = answer.json()
    assert {"refresh_token", "id_token"}.isdisjoint(tokens)
    access = client.verified(tokens["access_token"], client.facts["authorize_jwks"])
    assert access["exp"] - access["iat"] == 1800
    sealed = client.person(tokens["access_token"])
    assert sealed.text.count(".") == 4 and "json" not in sealed.headers["Content-Type"]
    person = client.verified(client.opened(sealed.text), client.facts["myinfo_jwks"])
    assert person["name"]["value"] == "TAN AH KOW" and set(person) == {"uinfin", "name"}
    assert {f"S{number}" for number in range(1, 10)} <= kept(client)


def test_myinfo_sandbox_answers_in_plain_json(running):
    client = running("myinfo", "sandbox")
    assert client.person(client.signed_in()["access_token"]).json()["uinfin"]["value"] == "S1234567D"


@pytest.mark.parametrize("mode", ["A256GCM", "A256CBC-HS512"])
def test_singpass(mode, running):
    client = running("singpass", mode)
    metadata = client.get(client.issuer + "/.well-known/openid-configuration").json()
    assert metadata["require_pushed_authorization_requests"] is True
    callback = client.back(client.authorize())
    assert callback["state"] == client.state
    tokens = client.exchange(callback["code"]).json()
    assert set(tokens) == {"access_token", "id_token", "token_type"} and tokens["token_type"] == "DPoP"
    assert json.loads(octets(tokens["id_token"].split(".")[0]))["enc"] == mode
    identity = client.verified(client.opened(tokens["id_token"]), metadata["jwks_uri"])
    assert (identity["nonce"], identity["iss"]) == (client.nonce, client.issuer)
    answer = client.userinfo(tokens["access_token"])
    info = client.verified(client.opened(answer.text), metadata["jwks_uri"])
    assert info["sub"] == identity["sub"] and info["person_info"]["uinfin"]["value"] == "S1234567D"
    assert {"F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8"} <= kept(client)


def test_singpass_takes_a_thumbprint_in_place_of_a_proof(running):
    client = running("singpass")
    answer = client.push(headers={}, dpop_jkt=client.thumbprint())
    assert answer.status_code == 201, answer.text


def test_one_key_for_two_logins_is_noticed(running):
    for system in ("myinfo", "singpass"):
        client = running(system)
        key = client.key
        client.signed_in()
        client.fresh()
        client.key = key
        client.signed_in()
        assert any("key" in one for one in client.emulated.oracle()["violations"]), system


def test_what_the_oracle_must_see(running):
    """Things that no system refuses, and that no client may do."""
    client = running("workos-connect")
    code = client.code()
    client.get("/oauth2/token", {"code_verifier": client.verifier})
    assert client.exchange(code).status_code == 200
    client.exchange(code)
    said = " ".join(client.emulated.oracle()["violations"])
    assert "code_verifier stands in an address" in said and "One code was sent twice" in said


@pytest.mark.parametrize("system", SYSTEMS)
def test_state_comes_back_as_it_was(system, running):
    client = running(system)
    if system == "myinfo":
        assert "state" not in client.back(client.authorize())
        return
    location = client.authorize().headers["Location"]
    assert parse_qs(urlsplit(location).query)["state"] == [client.state]


def test_every_numbered_rule_has_a_line():
    assert [rule.id for rule in rules.ALL] == [
        f"{letter}{number}" for letter, count in rules.COUNTS.items() for number in range(1, count + 1)
    ]

"""Requests that break one numbered rule of a system, and what the system answers. Each is a client of lone_client.py that
does everything right but this."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ec


@dataclass(frozen=True)
class Break:
    rule: str
    name: str
    system: str
    # Takes the client, returns the answer to the request that breaks the rule.
    act: Callable
    status: int
    # Words of the answer, or of the address that it leads to.
    words: str
    mode: str = ""

    @property
    def id(self) -> str:
        return f"{self.rule}-{self.name.replace(' ', '-')}"


def table(system: str, rows: list[tuple]) -> list[Break]:
    return [Break(rule, name, system, act, status, words, *mode) for rule, name, act, status, words, *mode in rows]


def used(client):
    """A code that was taken for tokens already, with the answer to the second try."""
    code = client.code()
    assert client.exchange(code).status_code == 200
    return client.exchange(code)


def other_verifier(client):
    code = client.code()
    client.fresh()
    return client.exchange(code)


def rotated(client, **changes):
    token = client.signed_in(**changes)["refresh_token"]
    assert client.refresh(token).status_code == 200
    return client.refresh(token)


def early(client):
    device_code = client.device().json()["device_code"]
    client.poll(device_code)
    return client.poll(device_code)


AUTHORIZE = "/user_management/authorize"
STEP_UP = "urn:workos:oauth:grant-type:"

WORKOS = table(
    "workos",
    [
        ("W1", "post", lambda c: c.post(AUTHORIZE, c.parameters()), 404, "Cannot POST"),
        ("W2", "no client", lambda c: c.authorize(client_id=None), 422, "client_id"),
        ("W2", "other client", lambda c: c.authorize(client_id="client_other"), 400, "invalid_client"),
        ("W2", "no redirect uri", lambda c: c.authorize(redirect_uri=None), 422, "redirect_uri"),
        ("W2", "no response type", lambda c: c.authorize(response_type=None), 422, "response_type"),
        ("W2", "response type token", lambda c: c.authorize(response_type="token"), 422, "must_be_code"),
        ("W3", "no selector", lambda c: c.authorize(provider=None), 302, "error=invalid_connection_selector"),
        (
            "W3",
            "two selectors",
            lambda c: c.authorize(connection_id=c.facts["connection_id"]),
            302,
            "error=ambiguous_connection_selector",
        ),
        (
            "W3",
            "organization beside another provider",
            lambda c: c.authorize(provider="GoogleOAuth", organization_id=c.facts["organization_id"]),
            302,
            "error=ambiguous_connection_selector",
        ),
        ("W4", "unknown provider", lambda c: c.authorize(provider="Google"), 302, "error=invalid_connection_selector"),
        ("W5", "hint without authkit", lambda c: c.authorize(provider="GoogleOAuth", screen_hint="sign-up"), 422, "screen_hint"),
        ("W5", "unknown hint", lambda c: c.authorize(screen_hint="register"), 422, "screen_hint"),
        ("W6", "scope", lambda c: c.authorize(scope="openid"), 422, "scope"),
        ("W6", "nonce", lambda c: c.authorize(nonce="abc"), 422, "nonce"),
        ("W6", "method plain", lambda c: c.authorize(code_challenge_method="plain"), 422, "must_be_S256"),
        ("W6", "challenge without method", lambda c: c.authorize(code_challenge_method=None), 422, "must_be_S256"),
        ("W6", "method without challenge", lambda c: c.authorize(code_challenge=None), 422, "required_with_method"),
        ("W6", "short challenge", lambda c: c.authorize(code_challenge="a" * 42), 422, "malformed"),
        ("W6", "prompt none", lambda c: c.authorize(prompt="none"), 422, "prompt"),
        ("W6", "negative max age", lambda c: c.authorize(max_age="-1"), 422, "max_age"),
        ("W6", "max age without authkit", lambda c: c.authorize(provider="GoogleOAuth", max_age="0"), 422, "max_age"),
        ("W6", "state twice", lambda c: c.authorize(state=["one", "two"]), 422, "repeated_parameter"),
        ("W9", "no body", lambda c: c.post(c.facts["token_endpoint"]), 400, "invalid_request"),
        ("W9", "no grant type", lambda c: c.exchange(grant_type=None), 400, "grant_type is required"),
        ("W9", "unknown grant type", lambda c: c.exchange(grant_type="implicit"), 400, "invalid_request"),
        ("W9", "secret in a public body", lambda c: c.exchange(client_secret="sk_test"), 400, "invalid_client"),
        ("W9", "empty secret", lambda c: c.exchange(client_secret=""), 400, "invalid_client"),
        ("W9", "authorization header", lambda c: c.exchange(headers={"Authorization": "Bearer sk_test"}), 400, "invalid_client"),
        ("W9", "other client", lambda c: c.exchange(client_id="client_other"), 400, "invalid_client"),
        ("W9", "unknown code", lambda c: c.exchange("01EUNKNOWN"), 400, "has expired or is invalid"),
        ("W10", "no secret", lambda c: c.exchange(client_secret=None), 400, "invalid_client", "confidential"),
        ("W10", "wrong secret", lambda c: c.exchange(client_secret="sk_wrong"), 400, "invalid_client", "confidential"),
        ("W11", "redirect uri", lambda c: c.exchange(redirect_uri=c.emulated.redirect), 422, "redirect_uri"),
        ("W11", "unknown member", lambda c: c.exchange(scope="openid"), 422, "scope"),
        ("W15", "step up without a secret", lambda c: c.exchange(grant_type=STEP_UP + "organization-selection"), 422, "client_secret"),
        ("W16", "no verifier", lambda c: c.exchange(code_verifier=None), 400, "code_verifier is required"),
        ("W16", "empty verifier", lambda c: c.exchange(code_verifier=""), 400, "code_verifier is required"),
        ("W16", "other verifier", other_verifier, 400, "has expired or is invalid"),
        (
            "W16",
            "verifier without a challenge",
            lambda c: c.exchange(c.code(code_challenge=None, code_challenge_method=None)),
            400,
            "code_challenge_not_found",
        ),
        (
            "W16",
            "no challenge at all",
            lambda c: c.exchange(c.code(code_challenge=None, code_challenge_method=None), code_verifier=None),
            400,
            "code_verifier is required",
        ),
        ("W18", "secret in a public refresh", lambda c: c.refresh("any", client_secret="sk_test"), 400, "invalid_client"),
        ("W18", "scope in a refresh", lambda c: c.refresh("any", scope="openid"), 422, "scope"),
        ("W18", "unknown token", lambda c: c.refresh("unknown"), 400, "Invalid refresh token."),
        ("W18", "replaced token", rotated, 400, "Invalid refresh token."),
        (
            "W18",
            "unknown organization",
            lambda c: c.refresh(c.signed_in()["refresh_token"], organization_id="org_other"),
            422,
            "organization_id",
        ),
        ("W19", "no session", lambda c: c.get("/user_management/sessions/logout"), 422, "session_id"),
        ("W20", "discovery", lambda c: c.get("/.well-known/openid-configuration"), 404, "Not Found"),
        ("W23", "other path", lambda c: c.authorize(redirect_uri=c.emulated.redirect + "/x"), 400, "invalid_redirect_uri"),
        ("W23", "javascript", lambda c: c.authorize(redirect_uri="javascript:alert(1)"), 400, "invalid_redirect_uri"),
        ("W23", "control character", lambda c: c.authorize(redirect_uri=c.emulated.redirect + "\n"), 400, "invalid_redirect_uri"),
        ("W23", "no authority", lambda c: c.authorize(redirect_uri="com.example:/cb"), 400, "invalid_redirect_uri"),
        (
            "W23",
            "localhost in production",
            lambda c: c.authorize(redirect_uri="http://localhost:8400/callback"),
            400,
            "invalid_redirect_uri",
            "production",
        ),
        ("W25", "code twice", used, 400, "has expired or is invalid"),
    ],
)

CONNECT = table(
    "workos-connect",
    [
        ("C1", "no challenge", lambda c: c.authorize(code_challenge=None), 302, "error=invalid_request"),
        ("C1", "method plain", lambda c: c.authorize(code_challenge_method="plain"), 302, "error=invalid_request"),
        ("C2", "no nonce", lambda c: c.authorize(nonce=None), 302, "nonce+is+required"),
        ("C2", "no scope", lambda c: c.authorize(scope=None), 302, "error=invalid_scope"),
        ("C2", "no openid", lambda c: c.authorize(scope="profile"), 302, "error=invalid_scope"),
        ("C2", "response type token", lambda c: c.authorize(response_type="token"), 302, "unsupported_response_type"),
        ("C2", "other client", lambda c: c.authorize(client_id="other"), 400, "Unknown client"),
        ("C2", "other redirect uri", lambda c: c.authorize(redirect_uri="http://127.0.0.1:1/x"), 400, "Unknown redirect"),
        ("C3", "json body", lambda c: c.post("/oauth2/token", json=c.fields(c.code())), 400, "must be a form"),
        ("C3", "no client", lambda c: c.exchange(client_id=None), 401, "invalid_client"),
        ("C3", "secret of a public client", lambda c: c.exchange(client_secret="x"), 401, "invalid_client"),
        ("C3", "no redirect uri", lambda c: c.exchange(redirect_uri=None), 400, "redirect_uri is required"),
        ("C3", "other redirect uri", lambda c: c.exchange(redirect_uri=c.emulated.redirect + "x"), 400, "invalid_grant"),
        ("C3", "no verifier", lambda c: c.exchange(code_verifier=None), 400, "code_verifier is required"),
        ("C3", "other verifier", other_verifier, 400, "invalid_grant"),
        ("C3", "code twice", used, 400, "invalid_grant"),
        ("C3", "no secret of a confidential client", lambda c: c.exchange(client_secret=None), 401, "invalid_client", "confidential"),
        ("C3", "replaced refresh token", lambda c: rotated(c, scope="openid offline_access"), 400, "invalid_grant"),
        ("C4", "public client where it has no PKCE", lambda c: c.exchange(), 400, "dynamically registered", "registered-only"),
        ("C5", "userinfo without a token", lambda c: c.get("/oauth2/userinfo"), 401, "invalid_token"),
        ("C6", "no scope", lambda c: c.device(scope=None), 400, "invalid_scope"),
        ("C6", "unknown device code", lambda c: c.poll("unknown"), 400, "invalid_grant"),
    ],
)

BANNO = table(
    "banno",
    [
        ("B2", "unknown request uri", lambda c: c.get(c.authorize_path, {"client_id": c.facts["client_id"], "request_uri": "urn:x"}), 400, "request_uri is invalid"),
        ("B4", "no challenge", lambda c: c.authorize(code_challenge=None, code_challenge_method=None), 302, "policy+requires+PKCE"),
        ("B4", "no challenge in a pushed request", lambda c: c.push(code_challenge=None), 400, "policy requires PKCE"),
        ("B4", "method plain", lambda c: c.authorize(code_challenge_method="plain"), 302, "not+supported+value+of+code_challenge_method"),
        ("B5", "method missing", lambda c: c.authorize(code_challenge_method=None), 302, "code_challenge_method+must+be+provided"),
        ("B5", "challenge of 42", lambda c: c.authorize(code_challenge="a" * 42), 302, "minimum+length+of+43"),
        ("B5", "challenge of 129", lambda c: c.authorize(code_challenge="a" * 129), 302, "maximum+length+of+128"),
        ("B5", "challenge with padding", lambda c: c.authorize(code_challenge=c.challenge + "="), 302, "invalid+characters"),
        ("B5", "verifier of 42", lambda c: c.exchange(code_verifier="a" * 42), 400, "minimum length of 43"),
        ("B5", "verifier of 129", lambda c: c.exchange(code_verifier="a" * 129), 400, "maximum length of 128"),
        ("B5", "verifier with plus", lambda c: c.exchange(code_verifier="+" * 43), 400, "invalid characters"),
        ("B5", "other verifier", other_verifier, 400, "grant request is invalid"),
        ("B7", "unknown parameter", lambda c: c.authorize(purpose_id="x"), 302, "error=invalid_request"),
        ("B7", "no openid", lambda c: c.authorize(scope="profile"), 302, "error=invalid_scope"),
        ("B7", "unknown scope", lambda c: c.authorize(scope="openid everything"), 302, "error=invalid_scope"),
        ("B7", "state twice", lambda c: c.authorize(state=["one", "two"]), 400, "must not be provided twice"),
        ("B8", "claims that are no JSON", lambda c: c.authorize(claims="{id_token}"), 302, "claims+parameter+JSON"),
        ("B10", "other client", lambda c: c.authorize(client_id="other"), 400, "invalid_client"),
        ("B10", "secret of a public client", lambda c: c.exchange(client_secret="x"), 401, "invalid_client"),
        ("B10", "no client", lambda c: c.exchange(client_id=None), 401, "invalid_client"),
        ("B10", "no secret of a confidential client", lambda c: c.exchange(client_secret=None), 401, "invalid_client", "confidential"),
        ("B10", "no assertion", lambda c: c.exchange(client_assertion=None), 401, "invalid_client", "private-key"),
        ("B10", "assertion for another", lambda c: c.exchange(client_assertion=c.assertion(aud="x")), 401, "invalid_client", "private-key"),
        ("B10", "assertion twice", lambda c: twice_asserted(c), 401, "invalid_client", "private-key"),
        ("B10", "json body", lambda c: c.post(c.facts["token_endpoint"], json=c.fields(c.code())), 400, "invalid_request"),
        ("B10", "other redirect uri", lambda c: c.exchange(redirect_uri=c.emulated.redirect + "x"), 400, "invalid_grant"),
        ("B10", "code twice", used, 400, "invalid_grant"),
        ("B14", "other case", lambda c: c.authorize(redirect_uri=c.emulated.redirect.replace("callback", "Callback")), 400, "did not match"),
        ("B14", "other port", lambda c: c.authorize(redirect_uri="http://127.0.0.1:1/callback"), 400, "did not match"),
        ("B15", "replaced refresh token", rotated, 400, "grant request is invalid"),
        ("B16", "logout of nobody", lambda c: c.get("/a/consumer/api/v0/oidc/logout"), 400, "id_token_hint"),
        (
            "B16",
            "logout to another address",
            lambda c: c.get("/a/consumer/api/v0/oidc/logout", {"client_id": c.facts["client_id"], "post_logout_redirect_uri": "http://x"}),
            400,
            "not registered",
        ),
        ("B17", "accounts without a token", lambda c: c.get("/a/consumer/api/v0/oidc/me"), 401, "invalid_token"),
    ],
)

MICROAUTH = table(
    "microauth",
    [
        ("M2", "method plain", lambda c: c.authorize(code_challenge_method="plain"), 302, "error=invalid_request"),
        ("M2", "no method", lambda c: c.authorize(code_challenge_method=None), 302, "error=invalid_request"),
        ("M2", "no challenge", lambda c: c.authorize(code_challenge=None), 302, "error=invalid_request"),
        # The document's own generator is too short in 74 of 100 cases.
        ("M2", "short challenge", lambda c: c.authorize(code_challenge="a" * 40), 302, "error=invalid_request"),
        ("M3", "no response type", lambda c: c.authorize(response_type=None), 302, "unsupported_response_type"),
        ("M3", "no scope", lambda c: c.authorize(scope=None), 302, "error=invalid_scope"),
        ("M3", "unknown parameter", lambda c: c.authorize(audience="x"), 302, "error=invalid_request"),
        ("M3", "other client", lambda c: c.authorize(client_id="other"), 400, "Unknown client"),
        ("M4", "no client in strict mode", lambda c: c.exchange(client_id=None), 401, "client_id is required", "strict"),
        ("M4", "other client in document mode", lambda c: c.exchange(client_id="x"), 401, "invalid_client", "document"),
        ("M4", "json body", lambda c: c.post("/oauth/token", json=c.fields(c.code())), 400, "must be a form"),
        ("M4", "no redirect uri", lambda c: c.exchange(redirect_uri=None), 400, "redirect_uri is required"),
        ("M4", "other redirect uri", lambda c: c.exchange(redirect_uri=c.emulated.redirect + "x"), 400, "invalid_grant"),
        ("M4", "other verifier", other_verifier, 400, "invalid_grant"),
        ("M4", "code twice", used, 400, "invalid_grant"),
        ("M5", "replaced refresh token", rotated, 400, "invalid_grant"),
        ("M6", "userinfo without a token", lambda c: c.get("/oauth/userinfo"), 401, "invalid_token"),
    ],
)


def twice_asserted(client):
    """One assertion for two codes."""
    assertion = client.assertion()
    assert client.exchange(client_assertion=assertion).status_code == 200
    return client.exchange(client_assertion=assertion)


def with_proof(client, **changes):
    return client.exchange(headers={"DPoP": client.proof("POST", client.facts["token_endpoint"], **changes)})


def twice_proved(client):
    headers = {"DPoP": client.proof("POST", client.facts["token_endpoint"])}
    assert client.exchange(headers=headers).status_code == 200
    return client.exchange(headers=headers)


def with_another_key(client):
    """Proof by another key than the assertion names."""
    other = ec.generate_private_key(ec.SECP256R1())
    return with_proof(client, key=other, header={"jwk": client.public(other)})


def person(client, **proof):
    return client.person(client.signed_in()["access_token"], **proof)


def far(client, seconds: int) -> int:
    return int(time.time()) + seconds


MYINFO = table(
    "myinfo",
    [
        ("S1", "no purpose", lambda c: c.authorize(purpose_id=None), 400, "purpose_id"),
        ("S1", "no challenge", lambda c: c.authorize(code_challenge=None), 400, "code_challenge"),
        ("S1", "method plain", lambda c: c.authorize(code_challenge_method="plain"), 400, "code_challenge_method"),
        ("S1", "response type token", lambda c: c.authorize(response_type="token"), 400, "response_type"),
        ("S2", "state", lambda c: c.authorize(state=c.state), 400, "Unknown parameter state"),
        ("S2", "nonce", lambda c: c.authorize(nonce=c.nonce), 400, "Unknown parameter nonce"),
        ("S3", "no cache control", lambda c: c.exchange(headers={"Cache-Control": None}), 400, "Cache-Control"),
        ("S3", "json body", lambda c: c.post(c.facts["token_endpoint"], json=c.fields(c.code()), headers=c.headers()), 400, "Content-Type"),
        ("S3", "no client", lambda c: c.exchange(client_id=None), 404, "Invalid client_id"),
        ("S3", "other grant", lambda c: c.exchange(grant_type="refresh_token"), 400, "Invalid grant_type"),
        ("S3", "no assertion type", lambda c: c.exchange(client_assertion_type=None), 400, "client_assertion_type"),
        ("S3", "other verifier", other_verifier, 400, "invalid_grant"),
        ("S3", "scope", lambda c: c.exchange(scope="name"), 400, "Unknown parameter scope"),
        ("S4", "no assertion", lambda c: c.exchange(client_assertion=None), 400, "Invalid client_assertion"),
        ("S4", "no jti", lambda c: c.exchange(client_assertion=c.assertion(jti=None)), 400, "Missing jti in client_assertion"),
        ("S4", "assertion twice", twice_asserted, 400, "Duplicate client_assertion"),
        ("S4", "audience issuer", lambda c: c.exchange(client_assertion=c.assertion(aud=c.origin)), 400, "assertion aud"),
        ("S4", "exp over 300", lambda c: c.exchange(client_assertion=c.assertion(exp=far(c, 310))), 400, "too far from iat"),
        ("S4", "expired", lambda c: c.exchange(client_assertion=c.assertion(iat=far(c, -900), exp=far(c, -600))), 400, "Expired client_assertion"),
        ("S4", "no kid", lambda c: c.exchange(client_assertion=c.assertion(header={"kid": None})), 400, "kid"),
        ("S4", "other key", lambda c: c.exchange(client_assertion=c.assertion(key=c.key)), 400, "Invalid client assertion signature"),
        ("S4", "no cnf", lambda c: c.exchange(client_assertion=c.assertion(cnf=None)), 400, "cnf.jkt"),
        ("S4", "proof by another key", with_another_key, 400, "cnf.jkt"),
        ("S5", "no proof", lambda c: c.exchange(headers={"DPoP": None}), 400, "Missing DPoP header"),
        ("S5", "wrong htu", lambda c: with_proof(c, htu=c.origin + "/other"), 400, "htu"),
        ("S5", "htu with a query", lambda c: with_proof(c, htu=c.facts["token_endpoint"] + "?a=b"), 400, "htu"),
        ("S5", "wrong htm", lambda c: with_proof(c, htm="GET"), 400, "htm"),
        ("S5", "exp over 120", lambda c: with_proof(c, exp=far(c, 130)), 400, "too far from iat"),
        ("S5", "no exp", lambda c: with_proof(c, exp=None), 400, "exp"),
        ("S5", "wrong typ", lambda c: with_proof(c, header={"typ": "JWT"}), 400, "dpop+jwt"),
        ("S5", "proof twice", twice_proved, 400, "Duplicate DPoP jti"),
        ("S5", "private key inside", lambda c: with_proof(c, header={"jwk": c.public() | {"d": "AAAA"}}), 400, "jwk"),
        ("S5", "person without ath", lambda c: person(c, ath=None), 400, "ath"),
        ("S6", "person by bearer", lambda c: c.get(c.facts["person_endpoint"] + "/x", headers={"Authorization": "Bearer x"}), 401, "Unauthorized"),
        ("S6", "another person", lambda c: c.person(c.signed_in()["access_token"], subject="someone-else"), 404, "Unknown person"),
        ("S6", "scope that was not granted", lambda c: c.person(c.signed_in(scope="name")["access_token"], scope="uinfin"), 403, "Invalid scope"),
        ("S8", "code twice", used, 400, "invalid_grant"),
        ("S9", "unknown attribute", lambda c: c.authorize(scope="everything"), 302, "error=invalid_scope"),
        ("S9", "other client", lambda c: c.authorize(client_id="other"), 404, "Invalid client_id"),
        ("S9", "other redirect uri", lambda c: c.authorize(redirect_uri="http://127.0.0.1:1/x"), 400, "redirect_uri"),
    ],
)


def opened(client, **also):
    return client.authorize(also=also)


def twice_opened(client):
    query = {"client_id": client.facts["client_id"], "request_uri": client.push().json()["request_uri"]}
    assert client.get(client.authorize_path, query).status_code == 302
    return client.get(client.authorize_path, query)


def dotted_verifier(client):
    """Legal by RFC 7636, not here."""
    client.verifier = "." * 43
    return client.exchange()


def other_key_kept(client):
    """Another verifier with the same key, so that nothing else is wrong."""
    code, key = client.code(), client.key
    client.fresh()
    client.key = key
    return client.exchange(code)


SINGPASS = table(
    "singpass",
    [
        ("F2", "no proof", lambda c: c.push(headers={}), 400, "Dpop or Dpop jkt is required"),
        ("F2", "no scope", lambda c: c.push(scope=None), 400, "Scope is required"),
        ("F2", "no openid", lambda c: c.push(scope="name"), 400, "Scope must include openid"),
        ("F2", "unknown scope", lambda c: c.push(scope="openid all"), 400, "Scope all is not supported"),
        ("F2", "response type token", lambda c: c.push(response_type="token"), 400, "Invalid response type"),
        ("F2", "method plain", lambda c: c.push(code_challenge_method="plain"), 400, "Invalid code challenge method"),
        ("F2", "other redirect uri", lambda c: c.push(redirect_uri="http://127.0.0.1:1/x"), 400, "Invalid redirect uri"),
        ("F2", "unknown parameter", lambda c: c.push(purpose_id="x"), 400, "Unknown parameter purpose_id"),
        ("F2", "other thumbprint", lambda c: c.push(dpop_jkt="x" * 43), 400, "Invalid DPoP jkt"),
        ("F2", "proof for another address", lambda c: c.push(proof={"htu": c.issuer + "/token"}), 400, "Invalid DPoP htu"),
        ("F3", "more in the address", lambda c: opened(c, scope="openid"), 400, "Only client_id and request_uri"),
        ("F3", "state in the address", lambda c: opened(c, state=c.state), 400, "Only client_id and request_uri"),
        ("F3", "request uri twice", twice_opened, 400, "Request URI not found"),
        ("F3", "without a pushed request", lambda c: c.get("/fapi/auth", c.parameters()), 400, "Only client_id"),
        ("F4", "state of 29", lambda c: c.push(state="a" * 29), 400, "Invalid state"),
        ("F4", "state with a tilde", lambda c: c.push(state="~" * 43), 400, "Invalid state"),
        ("F4", "nonce of 256", lambda c: c.push(nonce="a" * 256), 400, "Invalid nonce"),
        ("F4", "no nonce", lambda c: c.push(nonce=None), 400, "Nonce is required"),
        ("F4", "no state", lambda c: c.push(state=None), 400, "State is required"),
        ("F4", "challenge of 86", lambda c: c.push(code_challenge="a" * 86), 400, "Invalid code challenge"),
        ("F4", "verifier with dots", dotted_verifier, 400, "characters that are not allowed"),
        ("F4", "other verifier", other_key_kept, 400, "does not match"),
        ("F5", "no assertion", lambda c: c.exchange(client_assertion=None), 400, "Invalid client_assertion"),
        ("F5", "audience endpoint", lambda c: c.exchange(client_assertion=c.assertion(aud=c.facts["token_endpoint"])), 400, "assertion aud"),
        ("F5", "audience issuer", lambda c: c.push(), 400, "assertion aud", "endpoint-audience"),
        ("F5", "exp over 120", lambda c: c.exchange(client_assertion=c.assertion(exp=far(c, 130))), 400, "too far from iat"),
        ("F5", "assertion twice", twice_asserted, 400, "Duplicate client_assertion"),
        ("F5", "other algorithm", lambda c: c.exchange(client_assertion=c.assertion(header={"alg": "none"})), 400, "algorithm"),
        ("F6", "proof by another key", with_another_key, 400, "Invalid DPoP jkt"),
        ("F6", "htu with a query", lambda c: with_proof(c, htu=c.facts["token_endpoint"] + "?a"), 400, "Invalid DPoP htu"),
        ("F6", "proof twice", twice_proved, 400, "Duplicate DPoP jti"),
        ("F7", "code twice", used, 400, "used before"),
        ("F7", "other redirect uri", lambda c: c.exchange(redirect_uri=c.emulated.redirect + "x"), 400, "does not match"),
        ("F7", "refresh", lambda c: c.exchange(grant_type="refresh_token"), 400, "Only authorization code"),
        ("F8", "userinfo by bearer", lambda c: c.get("/fapi/userinfo", headers={"Authorization": "Bearer x"}), 401, "invalid_token"),
        ("F8", "userinfo without ath", lambda c: c.userinfo(c.signed_in()["access_token"], ath=None), 400, "Invalid DPoP ath"),
    ],
)


ALL = WORKOS + CONNECT + BANNO + MICROAUTH + MYINFO + SINGPASS

"""Makes a newly started glewlwyd an OpenID provider with one person and one public client.

glewlwyd signs with the first key of its set, whatever its default key is said to be, so only one key is given.
"""

import json

import requests
from jwcrypto.jwk import JWK

SCOPES = ["openid", "profile", "email", "offline_access"]


def provider_parameters(issuer: str) -> dict:
    """The parameters of glewlwyd's "oidc" plugin. Those it insists on are all here, most of them switched off."""
    key = JWK.generate(kty="EC", crv="P-256", kid="signing", alg="ES256", use="sig")
    on = [
        "allow-non-oidc",
        "auth-type-code-enabled",
        "auth-type-code-revoke-replayed",
        "auth-type-refresh-enabled",
        "jwks-show",
        "oauth-as-iss-id",
        "pkce-allowed",
        "pkce-required",
        "pkce-required-public-client",
        "refresh-token-rolling",
    ]
    off = [
        "auth-type-client-enabled",
        "auth-type-device-enabled",
        "auth-type-implicit-enabled",
        "auth-type-none-enabled",
        "auth-type-password-enabled",
        "auth-type-token-enabled",
        "back-channel-logout-allowed",
        "encrypt-out-token-allow",
        "front-channel-logout-allowed",
        "introspection-revocation-allowed",
        "oauth-ciba-allowed",
        "oauth-dpop-allowed",
        "oauth-fapi-allow-jarm",
        "oauth-par-allowed",
        "oauth-rar-allowed",
        "pkce-method-plain-allowed",
        "register-client-allowed",
        "request-parameter-allow",
        "resource-allowed",
        "session-management-allowed",
    ]
    return {
        "iss": issuer,
        "jwks-private": json.dumps({"keys": [key.export(as_dict=True)]}),
        "default-kid": "signing",
        "allowed-scope": SCOPES,
        "subject-type": "public",
        "access-token-duration": 3600,
        "refresh-token-duration": 86400,
        "code-duration": 600,
        "refresh-token-one-use": "always",
        "scope": [],
        "additional-parameters": [],
        "claims": [],
        "address-claim": {"type": "no"},
        "name-claim": "on-demand",
        "name-claim-scope": ["profile"],
        "email-claim": "on-demand",
        "email-claim-scope": ["email"],
        "scope-claim": "no",
        **dict.fromkeys(on, True),
        **dict.fromkeys(off, False),
    }


def configure(base: str, redirects: list[str]) -> None:
    """Sets up the provider at `base`, as its administrator. Raises with the server's words when it refuses."""
    session = requests.Session()

    def send(method: str, path: str, body: dict) -> None:
        answer = session.request(method, f"{base}/api{path}", json=body, timeout=60)
        if answer.status_code != 200:
            raise RuntimeError(f"glewlwyd refused {method} {path}: {answer.status_code} {answer.text[:500]}")

    by_password = {"password_required": True, "password_max_age": 0, "scheme": {}}
    # The first password of a new database, from its own documentation.
    send("POST", "/auth/", {"username": "admin", "password": "password"})
    parameters = provider_parameters(f"{base}/api/oidc")
    plugin = {"module": "oidc", "name": "oidc", "display_name": "OpenID Connect", "parameters": parameters}
    send("POST", "/mod/plugin/", plugin)
    send("PUT", "/scope/openid", {"display_name": "openid", "description": "Sign in", **by_password})
    for name in SCOPES[1:]:
        send("POST", "/scope/", {"name": name, "display_name": name, "description": name, **by_password})
    person = {"username": "ada", "password": "correct horse", "name": "Ada Lovelace", "email": "ada@example.org"}
    send("POST", "/user/", {**person, "enabled": True, "scope": SCOPES})
    client = {
        "client_id": "pixie-e2e",
        "name": "pixie",
        "enabled": True,
        "confidential": False,
        "token_endpoint_auth_method": ["none"],
        "authorization_type": ["code", "refresh_token"],
        "redirect_uri": redirects,
        "scope": [],
    }
    send("POST", "/client/", client)

"""serve.py PORT FOLDER REDIRECT_URI…: canaille on loopback, its database in FOLDER, with one person and one client.

The SQL backend, because the in-memory one finds a code of the client that was never redeemed whatever the filter says.
PS256, because its access tokens carry no jti: with a deterministic signature two logins within one second are one
string, which the database refuses. The client counts as untrusted (its address is under no trusted domain), so that
the consent page is shown.
"""

import datetime
import sys

import canaille
from canaille.app import models
from canaille.backends import Backend
from werkzeug.serving import WSGIRequestHandler, make_server

ADA = {"user_name": "ada", "given_name": "Ada", "family_name": "Lovelace", "emails": ["ada@example.org"]}
# Consent is remembered for each person. Grace never gives it.
GRACE = {"user_name": "grace", "given_name": "Grace", "family_name": "Hopper", "emails": ["grace@example.org"]}
PASSWORD = "correct horse"
CLIENT = "pixie-e2e"
SCOPES = ["openid", "profile", "email", "offline_access"]


class QuietHandler(WSGIRequestHandler):
    """Keeps codes out of the log: the request line would show them."""

    def log_request(self, code="-", size="-"):
        pass


def configured_application(port: int, folder: str):
    return canaille.create_app(
        init_backend=True,
        config={
            "SECRET_KEY": "only for tests on loopback",
            "SERVER_NAME": f"127.0.0.1:{port}",
            "PREFERRED_URL_SCHEME": "http",
            "CANAILLE": {"DATABASE": "sql", "LANGUAGE": "en", "SMTP": None},
            "CANAILLE_SQL": {"DATABASE_URI": f"sqlite:///{folder}/canaille.sqlite3"},
            "CANAILLE_OIDC": {"REQUIRE_NONCE": True, "TRUSTED_DOMAINS": []},
        },
    )


def populate(redirects: list[str]) -> None:
    for person in (ADA, GRACE):
        name = f"{person['given_name']} {person['family_name']}"
        Backend.instance.save(models.User(formatted_name=name, password=PASSWORD, **person))
    client = models.Client(
        client_id=CLIENT,
        client_name="pixie",
        client_uri="https://pixie.example",
        client_id_issued_at=datetime.datetime.now(datetime.timezone.utc),
        application_type="native",
        token_endpoint_auth_method="none",
        grant_types=["authorization_code", "refresh_token"],
        response_types=["code"],
        redirect_uris=redirects,
        scope=SCOPES,
        id_token_signed_response_alg="PS256",
    )
    Backend.instance.save(client)
    # A client is its own audience, which can be said only once it exists.
    client.audience = [client]
    Backend.instance.save(client)


def main() -> None:
    port, folder, redirects = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
    application = configured_application(port, folder)
    with application.app_context():
        populate(redirects)
    make_server("127.0.0.1", port, application, threaded=True, request_handler=QuietHandler).serve_forever()


main()

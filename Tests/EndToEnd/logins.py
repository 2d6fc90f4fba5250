"""What the tests of a login share: the command lines, and what a good end is."""

from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import expectations as expected
from program import Ended
from servers import Server


def arguments(server: Server, *more: str) -> list[str]:
    return [
        "login",
        server.issuer,
        "--client-id",
        server.client_id,
        "--port",
        str(server.next_port()),
        "--scope",
        " ".join(server.scopes),
        "--no-browser",
        *more,
    ]


def plain(server: Server, *more: str) -> list[str]:
    return arguments(server, "--plain", "--json", *more)


def with_parameter(address: str, **changed: str) -> str:
    parts = urlsplit(address)
    values = {name: found[0] for name, found in parse_qs(parts.query).items()} | changed
    return urlunsplit(parts._replace(query=urlencode(values)))


def assert_signed_in(ended: Ended, server: Server) -> None:
    assert ended.status == expected.EXIT_OK, ended
    report = ended.report()
    assert report["outcome"] == expected.OUTCOME_SIGNED_IN, report
    checks = ended.checks()
    assert set(checks.values()) <= expected.VERDICTS
    assert [name for name, verdict in checks.items() if verdict == "failed"] == []
    for name in expected.CALLBACK_CHECKS + expected.ID_TOKEN_CHECKS:
        assert name in checks, f"{name} is not in {sorted(checks)}"
    for name in ("callback.state", "id_token.signature", "id_token.iss", "id_token.aud", "id_token.nonce"):
        assert checks[name] == expected.PASSED, f"{name}: {checks[name]}"
    assert report["claims"]["iss"] == server.issuer
    access = report["tokens"]["access_token"]
    assert access["type"] == "Bearer"
    assert access["expires_at"] > report["claims"]["iat"]
    assert {"refresh_token", "id_token"} <= report["tokens"].keys()

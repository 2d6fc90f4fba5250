"""`pixie provider --demand`: what strict providers demand, met by pixie at its login, at userinfo and at a refresh."""

import json
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from environment import binary, clean_environment
from faulty_provider import FaultyProvider
from servers import free_ports
from stored_sessions import log_in, run

# What is demanded, and which checks show that it was met.
DEMANDS = [
    (("par",), {"request.pushed"}),
    (("dpop",), {"token.type"}),
    (("dpop-nonce",), {"token.type"}),
    (("client-key",), set()),
    (("encryption",), {"id_token.encryption", "id_token.decryption", "userinfo.decryption", "userinfo.signature"}),
    (("par", "dpop-nonce", "client-key", "encryption"), {"request.pushed", "id_token.decryption"}),
]


def options(provider: FaultyProvider) -> list[str]:
    """What the login needs for it; the provider says the same on standard error."""
    facts = provider.facts
    found = []
    if facts["client_key_file"]:
        found += ["--client-key-file", facts["client_key_file"]]
    if facts["decryption_key_file"]:
        found += ["--decryption-key-file", facts["decryption_key_file"]]
    if any(demand.startswith("dpop") for demand in facts["demands"]):
        found += ["--dpop", "always"]
    if "par" in facts["demands"]:
        found += ["--port", str(free_ports(1)[0])]
    return found


@pytest.fixture(params=DEMANDS, ids=lambda row: "+".join(row[0]))
def demanding(request, home):
    demands, checks = request.param
    with FaultyProvider(home, "ok", *[word for demand in demands for word in ("--demand", demand)]) as provider:
        assert set(provider.facts["demands"]) == set(demands)
        yield provider, checks


def test_a_demand_is_met_at_the_login_and_at_the_refresh(demanding, home):
    provider, checks = demanding
    report = log_in(home, provider, *options(provider))
    assert report["outcome"] == "signed_in"
    verdicts = {check["id"]: check["verdict"] for check in report["checks"]}
    assert "failed" not in verdicts.values(), report["checks"]
    for name in checks:
        assert verdicts[name] == "passed", name

    name = urlsplit(provider.issuer).netloc
    refreshed = run(home, "token", name, "--refresh", "--json")
    assert refreshed.returncode == 0 and json.loads(refreshed.stdout)["reason"] == "ok", refreshed
    requests = provider.oracle()["requests"]
    demands = provider.facts["demands"]
    if "par" in demands:
        assert any(request["path"] == "/par" and request["status"] == 201 for request in requests)
    tokens = [request for request in requests if request["path"] == "/token"]
    demanded = [request for request in tokens if request["status"] == 400]
    if "dpop-nonce" in demands:
        # At the exchange, and at userinfo; the refresh comes with the nonce that was learnt unless that is too old.
        assert (len(tokens), len(demanded)) in [(3, 1), (4, 2)], tokens
        assert [request["status"] for request in requests if request["path"] == "/userinfo"] == [401, 200]
    else:
        assert len(tokens) == 2 and not demanded, tokens
    assert provider.oracle()["violations"] == []


@pytest.mark.parametrize("demand, missing, reason", [
    ("dpop", [], "invalid_dpop_proof"), ("client-key", [], None), ("encryption", [], "id_token_encrypted"),
])
def test_whoever_does_not_meet_it_is_refused(home, demand, missing, reason):
    with FaultyProvider(home, "ok", "--demand", demand) as provider:
        report = log_in(home, provider, *missing, succeeds=False)
        assert report["outcome"] in ("refused", "failed")
        if reason:
            assert report["reason"] == reason, report


def test_the_advice_of_the_provider_is_the_right_order(home):
    process = subprocess.Popen(
        [binary(), "provider", "--demand", "client-key", "--demand", "dpop"], stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=clean_environment(home),
    )
    try:
        advice = ""
        while "pixie login" not in advice:
            line = process.stderr.readline()
            assert line
            advice += line
        words = advice.split("pixie login", 1)[1].split()
        assert Path(words[words.index("--client-key-file") + 1]).is_file()
        assert words[words.index("--dpop") + 1] == "always"
    finally:
        process.terminate()
        process.communicate(timeout=60)


def test_an_unknown_demand_is_told_with_the_known_ones(home):
    ended = run(home, "provider", "--demand", "mtls")
    assert ended.returncode == 2
    assert "par, dpop, dpop-nonce, client-key, encryption" in ended.stderr

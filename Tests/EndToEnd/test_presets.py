"""Providers by their names: the list, a preset of the person's own, and what is refused before anything is sent."""

import json
import subprocess

import pytest

from environment import binary, clean_environment

MINE = {
    "id": "mine", "name": "Mine", "about": "A provider of mine.", "issuer": "https://{host}", "scopes": ["openid"],
    "values": [{"name": "host", "label": "Host", "kind": "host", "example": "id.example", "help": "The host."}],
    "rules": {},
}


def run(tmp_path, *arguments):
    return subprocess.run([binary(), *arguments], env=clean_environment(tmp_path / "home"), stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=60)


def put(tmp_path, name, text):
    folder = tmp_path / "home/config/pixie/providers"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)


def test_all_are_listed(tmp_path):
    listed = json.loads(run(tmp_path, "login", "--list-providers", "--json").stdout)
    ids = {one["id"] for one in listed["providers"]}
    assert {"workos", "workos-connect", "banno", "microauth", "singpass", "myinfo", "oidc", "oauth2"} <= ids
    assert listed["mistakes"] == []
    assert next(one for one in listed["providers"] if one["id"] == "myinfo")["ends"] == "2026-12-31"


def test_a_bad_file_is_named_and_the_others_load(tmp_path):
    put(tmp_path, "a.json", json.dumps(MINE, indent=1))
    put(tmp_path, "b.json", json.dumps(MINE | {"id": "other", "rules": {"iss": "maybe"}}, indent=1))
    ended = run(tmp_path, "login", "--list-providers")
    assert "\nmine " in ended.stdout and "\nother " not in ended.stdout
    assert "b.json, line 19, rules.iss: must be one of required, optional, absent." in ended.stderr


@pytest.mark.parametrize("arguments, said", [
    (["--provider", "wrokos"], "There is no provider wrokos."),
    (["--provider", "microauth"], "--set tenant="),
    (["--provider", "microauth", "--set", "tenant=https://acme.example/"], "Enter only acme.example."),
    (["--provider", "workos-connect", "--set", "subdomain=a.authkit.app"], "Enter only a."),
    (["--provider", "oidc", "--set", "address=acme"], "from https:// on"),
    (["--provider", "workos", "--set", "tenant=x"], "it takes base"),
    (["--provider", "workos", "--scope", "openid"], "knows no scopes"),
    (["--provider", "workos", "--param", "screen_hint=sign-up", "--param", "provider=GoogleOAuth"],
     "'screenHint' is only supported for 'authkit' provider"),
    (["--provider", "workos", "--param", "provider="],
     "Need to specify either a 'connectionId', 'organizationId', or 'provider'."),
    (["--provider", "workos", "--param", "connection_id=c", "--param", "organization_id=o"], "do not go together"),
    (["--provider", "banno", "--set", "bank=b.example"], "--redirect-uri"),
    (["https://www.banno.com/a/consumer/api/oidc", "--provider", "banno", "--port", "8080"], "use v0"),
    (["--provider", "workos", "--redirect-uri", "http://localhost:8080/cb"], "127.0.0.1"),
    (["--provider", "Singpas"], "Is it singpass?"),
    (["acme", "--provider", "microauth"], "acme is neither a profile nor an address"),
    (["acme.example", "--provider", "microauth"], "--set tenant="),
    (["acme", "--provider", "workos"], "leave it out"),
    (["--provider", "workos", "--param", "client_secret=sk_1"], "--client-secret-file"),
    (["--provider", "workos", "--client-secret", "sk_1"], "--client-secret-file"),
    (["--provider", "workos", "--set", "client_secret=sk_1"], "--client-secret-file"),
    (["--set", "a=b", "https://id.example"], "--set goes with --provider"),
])
def test_refused_before_anything_is_sent(tmp_path, arguments, said):
    ended = run(tmp_path, "login", "--client-id", "client_1", "--plain", "--no-browser", *arguments)
    assert ended.returncode == 2, ended.stderr
    assert said in " ".join(ended.stderr.split()), ended.stderr
    assert "sk_1" not in ended.stderr


@pytest.mark.parametrize(("slip", "said"), [
    (lambda preset: preset.update(isuer=preset.pop("issuer")), "isuer: is not known. Is it issuer"),
    (lambda preset: preset["values"][0].update(kind="hosst"), "values.0.kind: must be one of"),
    (lambda preset: preset.update(issuer="https://{tenant}.example"), "has the mark {tenant}"),
    (lambda preset: preset["rules"].update(client={"assertion": {"algorithms": ["ES265"]}}),
     "rules.client.assertion.algorithms: must be a list of"),
])
def test_a_slip_in_a_preset_is_named_with_its_member(tmp_path, slip, said):
    preset = json.loads(json.dumps(MINE))
    slip(preset)
    put(tmp_path, "a.json", json.dumps(preset, indent=1))
    ended = run(tmp_path, "login", "--list-providers")
    assert ended.returncode == 0 and said in ended.stderr, ended.stderr


def test_an_empty_preset_is_told(tmp_path):
    put(tmp_path, "a.json", "")
    assert "This is not a preset. The file is empty." in run(tmp_path, "login", "--list-providers").stderr


def test_a_refused_value_is_told_without_the_usage(tmp_path):
    ended = run(tmp_path, "login", "https://id.example", "--client-id", "c", "--plain", "--client-key-file", "none.pem")
    assert ended.returncode == 2
    assert ended.stderr.startswith("Error: --client-key-file: Cannot open none.pem") and "Usage" not in ended.stderr


def test_a_profile_keeps_its_provider(tmp_path):
    ended = run(tmp_path, "profiles", "add", "bank", "--provider", "banno", "--set", "bank=b.example", "--client-id",
                "c", "--redirect-uri", "http://localhost:8080/auth/cb")
    assert ended.returncode == 0, ended.stderr
    text = (tmp_path / "home/config/pixie/profiles.yaml").read_text()
    assert "provider: banno" in text and "bank: b.example" in text
    assert "issuer: https://b.example/a/consumer/api/v0/oidc" in text

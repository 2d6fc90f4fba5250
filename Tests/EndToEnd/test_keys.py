"""Key files: which are taken, which are refused and with what words; and an encrypted token that is opened."""

import os
import subprocess
from pathlib import Path

import expectations as expected
import pytest
from environment import ROOT
from program import Ended, run

FILES = Path(ROOT) / "Tests/OAuthTests/ClientKeys/Files"
VECTORS = Path(ROOT) / "Tests/OAuthTests/JWE/Vectors.txt"
ISSUER = "https://login.example.invalid"


def key_file(home: Path, content: bytes, mode: int = 0o600) -> Path:
    path = home / "key"
    path.write_bytes(content)
    path.chmod(mode)
    return path


def login(home: Path, *more: str) -> Ended:
    return run(home, "login", ISSUER, "--client-id", "app", "--plain", "--no-browser", "--json", *more)


@pytest.mark.parametrize(
    "name, words",
    [
        ("encrypted-pkcs8", "passphrase"),
        ("encrypted-sec1", "passphrase"),
        ("public", "only the public key"),
        ("secp256k1-pkcs8", "secp256k1"),
        ("rsa-1024", "1024 bits"),
        ("p521-sec1", "decryption only"),
        ("openssh", "OPENSSH PRIVATE KEY"),
    ],
)
def test_a_key_that_cannot_sign_is_refused(home, name, words):
    ended = login(home, "--client-key-file", str(key_file(home, (FILES / f"{name}.pem").read_bytes())))
    assert ended.status == expected.EXIT_USAGE, ended
    assert words in " ".join(ended.errors.split()), ended


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_key_file_that_others_can_read_is_refused(home, mode):
    ended = login(home, "--client-key-file", str(key_file(home, (FILES / "p256-sec1.pem").read_bytes(), mode)))
    assert ended.status == expected.EXIT_USAGE, ended
    assert "chmod 600" in " ".join(ended.errors.split()), ended


def test_a_key_file_of_another_user_is_refused(home):
    path = Path("/etc/hostname")
    # Only root can give a file away; everybody else has root's at hand.
    if os.geteuid() == 0:
        path = key_file(home, (FILES / "p256-sec1.pem").read_bytes())
        os.chown(path, 65534, 65534)
    ended = login(home, "--client-key-file", str(path))
    assert ended.status == expected.EXIT_USAGE, ended
    assert "belongs to another user" in " ".join(ended.errors.split()), ended


def test_a_key_id_without_a_key_is_refused(home):
    assert login(home, "--client-key-id", "k").status == expected.EXIT_USAGE


def vectors() -> tuple[dict[str, str], list[list[str]]]:
    lines = [line.split(" ") for line in VECTORS.read_text().splitlines()]
    return (
        {words[1]: " ".join(words[2:]) for words in lines if words[0] == "key"},
        [words[1:] for words in lines if words[0] == "text"],
    )


def test_inspect_opens_an_encrypted_token(home):
    keys, texts = vectors()
    name, agreement, content, token = next(words for words in texts if words[1] == "ECDH-ES+A256KW")
    path = key_file(home, keys[name].encode())
    (home / "token").write_text(token)
    opened = run(home, "inspect", str(home / "token"), "--decryption-key-file", str(path))
    assert "A signed JSON Web Token" in opened.output, opened
    assert f"{agreement}, {content}" in " ".join(opened.output.split()), opened
    other = key_file(home, (FILES / "p256-sec1.pem").read_bytes())
    refused = run(home, "inspect", str(home / "token"), "--decryption-key-file", str(other))
    assert refused.status == expected.EXIT_CHECK_FAILED, refused
    assert "None of the decryption keys" in " ".join(refused.errors.split()), refused


def test_a_profile_names_key_files_and_never_keys(home):
    path = key_file(home, (FILES / "p256-sec1.pem").read_bytes())
    added = run(
        home, "profiles", "add", "work", ISSUER, "--client-id", "app", "--client-key-file", str(path),
        "--client-key-id", "k 1", "--dpop", "always", "--decryption-key-file", str(path),
    )
    assert added.status == expected.EXIT_OK, added
    text = subprocess.run(["find", str(home), "-name", "profiles.yaml"], capture_output=True, text=True).stdout.strip()
    written = Path(text).read_text()
    assert f'client_key_file: "{path}"' in written and "dpop: always" in written and "BEGIN" not in written

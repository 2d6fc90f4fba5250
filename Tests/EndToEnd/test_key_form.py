"""The form of a first login with files of keys: what is wrong with a path is said beside its field, and a whole login at
Singpass begins with nothing but what the form asks for."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

import expectations as expected
from emulated import Emulated
from environment import binary, clean_environment
from person import open_address
from play import sent_to
from program import run
from screens import ScreenLogin
from terminal import Terminal


def form(emulated: Emulated, *more: str) -> list[str]:
    """The address of the emulator and the redirect URI are what nobody types by hand; the rest is left to the form."""
    return ["login", "--provider", "singpass", "--set", f"base={emulated.origin}", "--redirect-uri", emulated.redirect,
            "--scope", emulated.facts["scope"], "--no-browser", *more]


def focused(terminal: Terminal) -> str:
    """The label of the field with the cursor."""
    row = next(line for line in terminal.text().splitlines() if line.startswith(" ▸ ") and "Discover" not in line)
    return row[5:16].strip()


def go_to(terminal: Terminal, label: str) -> None:
    for _ in range(12):
        if focused(terminal) == label:
            return
        terminal.press("tab")
    raise AssertionError(f"there is no field {label}\n{terminal.text()}")


def fill(terminal: Terminal, **fields: str) -> None:
    for label, text in fields.items():
        go_to(terminal, label.replace("_", " "))
        terminal.press("^U")
        terminal.paste(text)
        terminal.settle()


def complaint(terminal: Terminal) -> str:
    """The screen as one line, when a field is marked as wrong."""
    terminal.wait_for("✗")
    terminal.settle()
    return " ".join(terminal.text().split())


@pytest.fixture
def singpass():
    with Emulated("singpass") as emulated:
        yield emulated


@pytest.fixture
def keys(singpass, home):
    """Copies of the client's keys that a test may spoil."""
    folder = home / "keys"
    folder.mkdir()
    for name, key in (("signing.pem", "signing_key"), ("decryption.pem", "decryption_key")):
        shutil.copy(singpass.facts["keys"][key], folder / name)
        (folder / name).chmod(0o600)
    return folder


def test_a_whole_login_at_singpass_from_the_form(singpass, keys, home):
    facts = singpass.facts
    with ScreenLogin(singpass, home, form(singpass, "--no-save"), to_terminal=True) as screens:
        terminal = screens.terminal
        terminal.wait_for("Decryption")
        fill(terminal, Client_ID=facts["client_id"], Key_file="~/keys/signing.pem",
             Key_ID=facts["keys"]["signing_kid"], Decryption=str(keys / "decryption.pem"))
        terminal.press("enter")
        address = screens.address()
        assert address, terminal.text()
        assert open_address(sent_to(address)) == 200
        text = screens.result()
        assert expected.TOKENS_MARK in text and expected.FAILED_GLYPH not in text, text
        terminal.leave_at_once()
        assert terminal.end() == expected.EXIT_OK
        assert terminal.damage() == []
    oracle = singpass.oracle()
    assert oracle["violations"] == [] and singpass.token_posts(oracle) == 1
    kept = {rule for rule, count in oracle["rules"].items() if count["kept"]}
    assert {"F2", "F3", "F5", "F6", "F7", "F8"} <= kept, kept


def openssl(*arguments: str) -> None:
    subprocess.run(["openssl", *arguments], check=True, capture_output=True, timeout=60)


def spoil_missing(path: Path) -> None:
    path.unlink()


def spoil_curve(path: Path) -> None:
    openssl("ecparam", "-name", "secp521r1", "-genkey", "-noout", "-out", str(path))


def spoil_kind(path: Path) -> None:
    openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", str(path))


def spoil_public(path: Path) -> None:
    openssl("pkey", "-in", str(path), "-pubout", "-out", str(path) + ".pub")
    os.replace(str(path) + ".pub", path)


# What is wrong with the file, and the words under its field.
SPOILED = {
    "missing": (spoil_missing, "No such file"),
    "mode": (lambda path: path.chmod(0o644), "chmod 600"),
    "folder": (lambda path: (path.unlink(), path.mkdir()), "is not a file"),
    "no key": (lambda path: path.write_text("hello\n"), "There is no key in it"),
    "public": (spoil_public, "only the public key"),
    "curve": (spoil_curve, "P-521"),
    "kind": (spoil_kind, "RSA 2048 bits"),
}


@pytest.mark.parametrize("field", ["Key file", "Decryption"])
@pytest.mark.parametrize("name", SPOILED)
def test_a_file_that_cannot_be_used_is_named_beside_its_field(singpass, keys, home, field, name):
    spoil, words = SPOILED[name]
    path = keys / ("signing.pem" if field == "Key file" else "decryption.pem")
    good = keys / "good.pem"
    shutil.copy(path, good)
    spoil(path)
    for left in keys.glob("*.pem"):
        if left != path:
            left.chmod(0o600)
    if name not in ("missing", "mode", "folder"):
        path.chmod(0o600)
    facts = singpass.facts
    with ScreenLogin(singpass, home, form(singpass), to_terminal=True) as screens:
        terminal = screens.terminal
        terminal.wait_for("Decryption")
        fill(terminal, Client_ID=facts["client_id"], Key_file=str(keys / "signing.pem"),
             Key_ID=facts["keys"]["signing_kid"], Decryption=str(keys / "decryption.pem"))
        terminal.press("enter")
        if (field, name) == ("Decryption", "curve"):
            # Content keys travel to any curve.
            assert screens.address()
            return
        text = complaint(terminal)
        assert words in text, text
        assert focused(terminal) == field
        # Mended where it lies, the same form goes on.
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        good.chmod(0o600)
        good.rename(path)
        terminal.press("enter")
        assert screens.address(), terminal.text()
    assert singpass.oracle()["violations"] == []


def test_a_key_without_a_name_is_asked_for_it(singpass, keys, home):
    with ScreenLogin(singpass, home, form(singpass), to_terminal=True) as screens:
        terminal = screens.terminal
        terminal.wait_for("Decryption")
        fill(terminal, Client_ID=singpass.facts["client_id"], Key_file=str(keys / "signing.pem"),
             Decryption=str(keys / "decryption.pem"))
        terminal.press("enter")
        assert "finds the key by its name (kid)" in complaint(terminal)
        assert focused(terminal) == "Key ID"
        terminal.paste(singpass.facts["keys"]["signing_kid"])
        terminal.press("enter")
        assert screens.address(), terminal.text()


def test_the_form_of_a_profile_has_its_files(singpass, keys, home):
    folder = str(keys)
    ended = run(home, "profiles", "add", "sp", "--provider", "singpass", "--set", f"base={singpass.origin}",
                "--client-id", singpass.facts["client_id"], "--redirect-uri", singpass.redirect,
                "--scope", singpass.facts["scope"],
                "--client-key-file", folder + "/signing.pem", "--client-key-id", singpass.facts["keys"]["signing_kid"],
                "--decryption-key-file", folder + "/decryption.pem")
    assert ended.status == 0 and "client." not in ended.errors, ended.errors
    (keys / "signing.pem").chmod(0o640)
    with Terminal([binary()], clean_environment(home)) as terminal:
        terminal.wait_for("Profiles")
        terminal.press("e")
        terminal.wait_for("Decryption")
        terminal.settle()
        text = terminal.text()
        assert "signing.pem" in text and "decryption.pem" in text
        terminal.press("enter")
        assert "mode 640" in complaint(terminal)
        (keys / "signing.pem").chmod(0o600)
        terminal.press("enter")
        terminal.wait_for(expected.SIGN_IN_MARK)
        terminal.leave_at_once()


@pytest.mark.parametrize(("arguments", "words"), [
    (["--provider", "singpass"], "--client-key-file"),
    (["--provider", "singpass", "--client-key-file", "{keys}/signing.pem", "--client-key-id", "k"],
     "--decryption-key-file"),
    (["--provider", "singpass", "--client-key-file", "{keys}/signing.pem", "--decryption-key-file",
      "{keys}/decryption.pem"], "--client-key-id"),
    (["--provider", "singpass", "--client-key-file", "{keys}/rsa.pem", "--client-key-id", "k",
      "--decryption-key-file", "{keys}/decryption.pem"], "ES256 or ES384"),
    (["--provider", "singpass", "--client-key-file", "{keys}/signing.pem", "--client-key-id", "k",
      "--decryption-key-file", "{keys}/rsa.pem"], "ECDH-ES+A256KW"),
    (["--provider", "workos", "--client-key-file", "{keys}/signing.pem"], "knows no client key"),
])
def test_the_command_line_is_judged_alike(keys, home, arguments, words):
    spoil_kind(keys / "rsa.pem")
    (keys / "rsa.pem").chmod(0o600)
    line = [one.replace("{keys}", str(keys)) for one in arguments]
    ended = run(home, "login", "--client-id", "c", "--plain", "--no-browser", "--port", "8499", *line)
    assert ended.status == 2, ended
    assert words in " ".join(ended.errors.split()), ended.errors


def checks_of(home: Path, *arguments: str) -> dict[str, dict]:
    ended = run(home, "doctor", "--json", *arguments)
    return {check["id"]: check for check in json.loads(ended.output)["checks"] if check["id"].startswith("client.")}


def test_the_doctor_knows_the_key_files_of_a_profile(singpass, keys, home):
    def add(*more: str):
        return run(home, "profiles", "add", "sp", "--provider", "singpass", "--set", f"base={singpass.origin}",
                   "--client-id", "c", "--redirect-uri", singpass.redirect, *more)

    added = add()
    assert added.status == 0 and "client.method" in added.errors and "client.decryption_file" in added.errors
    found = checks_of(home, "sp")
    assert found["client.method"]["verdict"] == found["client.decryption_file"]["verdict"] == "failed"
    assert "--client-key-file" in found["client.method"]["advice"]
    spoil_curve(keys / "p521.pem")
    (keys / "p521.pem").chmod(0o600)
    run(home, "profiles", "edit", "sp", "--client-key-file", str(keys / "signing.pem"), "--client-key-id", "k",
        "--decryption-key-file", str(keys / "decryption.pem"))
    found = checks_of(home, "sp")
    assert {check["verdict"] for check in found.values()} == {"passed"}, found
    assert "mode 600" in found["client.key_file"]["found"] and "EC P-256" in found["client.key_file"]["found"]
    assert "ES256" in found["client.key"]["found"] and "ECDH-ES+A256KW" in found["client.decryption"]["found"]
    (keys / "signing.pem").chmod(0o644)
    assert "chmod 600" in checks_of(home, "sp")["client.key_file"]["found"]
    told = run(home, "profiles", "edit", "sp", "--client-key-file", str(keys / "p521.pem"))
    assert "P-521" in told.errors
    assert checks_of(home, "sp")["client.key_file"]["verdict"] == "failed"


def test_the_doctor_compares_with_the_lists_of_the_metadata(home, keys):
    with Emulated("singpass") as emulated:
        spoil_kind(keys / "rsa.pem")
        (keys / "rsa.pem").chmod(0o600)
        run(home, "profiles", "add", "any", emulated.facts["issuer"], "--client-id", "c", "--client-key-file",
            str(keys / "rsa.pem"), "--decryption-key-file", str(keys / "rsa.pem"))
        found = checks_of(home, "any")
    assert found["client.key"]["verdict"] == found["client.decryption"]["verdict"] == "failed"
    assert "listed: ES256" in found["client.key"]["found"]
    assert "opens none of" in found["client.decryption"]["found"]


def test_the_doctor_does_not_look_for_metadata_that_there_are_not(home):
    with Emulated("myinfo") as emulated:
        values = [f"{name}={emulated.facts[name]}" for name in ("purpose_id", "authorize_jwks", "myinfo_jwks")]
        sets = [part for value in [f"base={emulated.origin}", *values] for part in ("--set", value)]
        run(home, "profiles", "add", "mi", "--provider", "myinfo", *sets, "--client-id", "c", "--redirect-uri",
            emulated.redirect)
        ended = run(home, "doctor", "--json", "mi")
    checks = {check["id"]: check["verdict"] for check in json.loads(ended.output)["checks"]}
    assert checks["issuer.metadata"] == "skipped" and checks["issuer.keys"] == "passed", checks


def test_a_profile_finds_its_files_from_every_folder(keys, home):
    ended = subprocess.run(
        [binary(), "profiles", "add", "p", "https://id.example", "--client-id", "c", "--client-key-file", "signing.pem"],
        cwd=keys, env=clean_environment(home), capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0, ended.stderr
    text = (home / "config/pixie/profiles.yaml").read_text()
    assert f'client_key_file: "{keys}/signing.pem"' in text, text
    ended = run(home, "profiles", "edit", "p", "--client-key-file", "/dev/stdin")
    assert ended.status == 2 and "keeps the name of a file" in " ".join(ended.errors.split())


def test_a_profile_takes_another_provider(home):
    run(home, "profiles", "add", "p", "https://id.example", "--client-id", "c")
    ended = run(home, "profiles", "edit", "p", "--provider", "banno", "--set", "bank=b.example")
    assert ended.status == 0, ended
    text = (home / "config/pixie/profiles.yaml").read_text()
    assert "provider: banno" in text and "issuer: https://b.example/a/consumer/api/v0/oidc" in text
    assert run(home, "profiles", "edit", "p", "--set", "bank=c.example").status == 0
    assert "https://c.example/a/consumer" in (home / "config/pixie/profiles.yaml").read_text()
    assert run(home, "profiles", "edit", "p", "--provider", "").status == 0
    assert "provider:" not in (home / "config/pixie/profiles.yaml").read_text()

"""Profiles: a file that a person and the program both write."""

import stat
from pathlib import Path

import expectations as expected
import pytest
from environment import clean_environment
from program import Ended, Program, run

ISSUER = "https://login.example.com/realms/acme"


def file_of(home: Path) -> Path:
    return Path(clean_environment(home)["XDG_CONFIG_HOME"]) / "pixie" / "profiles.yaml"


def add(home: Path, name: str, *more: str, issuer: str = ISSUER) -> Ended:
    return run(home, "profiles", "add", name, issuer, "--client-id", "app", *more)


def listed(home: Path) -> dict:
    ended = run(home, "profiles", "--json")
    assert ended.status == expected.EXIT_OK, ended
    return ended.report()


def test_a_profile_is_added_changed_and_removed(home):
    assert add(home, "work", "--scope", "openid email", "--port", "8400").status == expected.EXIT_OK
    assert add(home, "home").status == expected.EXIT_OK
    assert stat.S_IMODE(file_of(home).stat().st_mode) == 0o600
    assert [profile["name"] for profile in listed(home)["profiles"]] == ["work", "home"]

    changed = run(home, "profiles", "edit", "work", "--port", "", "--redirect-uri", "http://127.0.0.1:9/x")
    assert changed.status == expected.EXIT_OK, changed
    assert "port: 8400" not in file_of(home).read_text()
    assert run(home, "profiles", "default", "home").status == expected.EXIT_OK
    assert [profile["default"] for profile in listed(home)["profiles"]] == [False, True]

    assert run(home, "profiles", "remove", "home").status == expected.EXIT_OK
    assert [profile["name"] for profile in listed(home)["profiles"]] == ["work"]


def test_what_a_person_wrote_stays(home):
    file_of(home).parent.mkdir(parents=True)
    mine = f"# mine\nx-color: blue\nprofiles:\n  # at work\n  work:\n    issuer: {ISSUER}   # the realm\n    client_id: app\n"
    file_of(home).write_text(mine)
    assert add(home, "home").status == expected.EXIT_OK
    assert file_of(home).read_text().startswith(mine)
    assert run(home, "profiles", "edit", "work", "--client-id", "other").status == expected.EXIT_OK
    assert file_of(home).read_text().startswith(mine.replace("client_id: app", "client_id: other"))


def test_a_mistake_is_named_and_the_others_work(home):
    file_of(home).parent.mkdir(parents=True)
    file_of(home).write_text(
        f"profiles:\n  bad:\n    issuer: ftp://x\n    client_id: a\n  good:\n    issuer: {ISSUER}\n    client_id: b\n"
    )
    found = listed(home)
    assert [profile["name"] for profile in found["profiles"]] == ["good"]
    assert [(mistake["line"], mistake["column"]) for mistake in found["mistakes"]] == [(3, 13)]
    bad = run(home, "login", "bad", "--plain")
    assert bad.status == expected.EXIT_USAGE
    assert "line 3, column 13" in bad.errors


@pytest.mark.parametrize("name", ["", "a/b", "../x", "a b", "-x", "ä", "x" * 300, "a\x1b[31m"])
def test_a_name_that_cannot_be_kept_is_told(home, name):
    ended = run(home, "profiles", "add", "--client-id", "app", "--", name, ISSUER)
    assert ended.status == expected.EXIT_USAGE, ended
    assert "\x1b" not in ended.errors
    assert not file_of(home).exists()


def test_an_unknown_profile_names_the_nearest(home):
    add(home, "acme-dev")
    ended = run(home, "login", "acme-dve", "--plain")
    assert ended.status == expected.EXIT_USAGE
    assert "Is it acme-dev?" in ended.errors


def test_a_profile_that_is_there_is_not_overwritten(home):
    add(home, "work")
    before = file_of(home).read_bytes()
    assert add(home, "work", issuer="https://evil.example.com").status == expected.EXIT_USAGE
    assert file_of(home).read_bytes() == before


def test_a_file_that_cannot_be_read_does_not_stop_the_start(home):
    file_of(home).mkdir(parents=True)
    ended = run(home, "login", "https://127.0.0.1:1", "--client-id", "x", "--plain", "--json")
    assert ended.status == expected.EXIT_NETWORK, ended
    assert "Cannot read the profiles" in ended.errors


def test_a_profile_brings_its_values_into_the_request(home, canaille):
    run(
        home, "profiles", "add", "here", canaille.issuer, "--client-id", canaille.client_id, "--scope", "openid phone",
        "--param", "login_hint=me@example.com",
    )
    with Program(home, "login", "here", "--plain", "--json", "--no-browser") as login:
        address = login.address()
        assert f"client_id={canaille.client_id}" in address
        assert "scope=openid+phone" in address
        assert "login_hint=me%40example.com" in address
    with Program(home, "login", "here", "--plain", "--no-browser", "--scope", "openid") as login:
        assert "scope=openid&" in login.address()

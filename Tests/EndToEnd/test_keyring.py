"""The desktop's keyring: a real gnome-keyring on a bus of its own, reached through the real secret-tool."""

import contextlib
import os
import subprocess
from pathlib import Path

import pytest

from environment import clean_environment
from kept import forget_remembered_key, sessions, store
from program import run as run_program
from stored_sessions import everything, log_in, report, run

SERVICE = {"PIXIE_KEY_SOURCE": "secret-service"}


@contextlib.contextmanager
def keyring(home: Path, start: str):
    """A bus, and on it what `start` starts; gives the variables that lead there."""
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    script = f"{start}\necho \"$DBUS_SESSION_BUS_ADDRESS\"\nread nothing\n"
    process = subprocess.Popen(
        ["dbus-run-session", "--", "sh", "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True, env=clean_environment(home, XDG_RUNTIME_DIR=str(runtime)))
    try:
        lines = iter(process.stdout.readline, "")
        address = next(line.strip() for line in lines if line.startswith("unix:"))
        yield {"DBUS_SESSION_BUS_ADDRESS": address, "XDG_RUNTIME_DIR": str(runtime), **SERVICE}
    finally:
        process.stdin.close()
        process.wait(60)
        process.stdout.close()


UNLOCKED = "printf pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
NEVER_UNLOCKED = "gnome-keyring-daemon --start --components=secrets >/dev/null"


def item(variables: dict[str, str], home: Path) -> str:
    name = (store(home) / "key-choice").read_bytes()[39:55].hex()
    return subprocess.run(
        ["secret-tool", "lookup", "application", "pixie", "key", name], capture_output=True, text=True, timeout=60,
        env=clean_environment(home, **variables), check=False).stdout


def test_the_key_is_in_the_keyring_and_nowhere_else(home, provider):
    with keyring(home, UNLOCKED) as bus:
        log_in(home, provider, **bus)
        key = item(bus, home)
        assert len(key) == 43
        assert not (store(home) / "key").exists()
        forget_remembered_key(home)
        token = run(home, "token", **bus)
        assert token.returncode == 0, token
        forget_remembered_key(home)
        assert run(home, "logout", "--yes", **bus).returncode == 0
        assert item(bus, home) == ""
        assert token.stdout.strip().encode() not in everything(home)
        assert sessions(home) == []


def test_the_doctor_finds_it_and_leaves_nothing_in_it(home, provider):
    with keyring(home, UNLOCKED) as bus:
        ended = run_program(home, "doctor", "--offline", "--json", **bus)
        found = {check["id"]: check for check in ended.report()["checks"]}
        assert found["keys.secret-service"]["verdict"] == "passed", found
        search = subprocess.run(
            ["secret-tool", "search", "--all", "application", "pixie"], capture_output=True, text=True, timeout=60,
            env=clean_environment(home, **bus), check=False)
        assert "secret = " not in search.stdout


@pytest.mark.parametrize("start", [NEVER_UNLOCKED, ":"], ids=["locked", "no keyring"])
def test_a_keyring_that_does_not_open_is_told_and_nothing_takes_its_place(home, provider, start):
    with keyring(home, start) as bus:
        log_in(home, provider, **bus)
        assert sessions(home) == [] and not (store(home) / "key").exists()
        assert not (store(home) / "key-choice").exists()
        ended = run_program(home, "doctor", "--offline", "--json", **bus)
        (check,) = [check for check in ended.report()["checks"] if check["id"] == "keys.secret-service"]
        assert check["verdict"] == "skipped" and check["found"].startswith("does not work: "), check


def test_a_keyring_that_went_away_is_no_damage(home, provider):
    with keyring(home, UNLOCKED) as bus:
        log_in(home, provider, **bus)
        forget_remembered_key(home)
    (home / "run").rmdir() if not os.listdir(home / "run") else None
    ended = run(home, "token", "--json", **SERVICE)
    assert (ended.returncode, report(ended)["reason"]) == (1, "store_unusable")
    assert "secret-service does not work here" in report(ended)["message"]
    assert len(sessions(home)) == 1 and not (store(home) / "damaged").exists()

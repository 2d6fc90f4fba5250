"""Sessions that outlive the process: kept, handed out, refreshed, signed out of; at the demo provider and its faults."""

import contextlib
import fcntl
import json
import random
import subprocess
import time

import pytest

from environment import binary, clean_environment
from faulty_provider import FaultyProvider
from kept import forget_remembered_key
from stored_sessions import KEPT, everything, log_in, report, run, signed_in
from waiting import eventually


def test_a_token_comes_from_the_store_without_the_network(home):
    with signed_in(home) as provider:
        before = len(provider.oracle()["requests"])
        first = run(home, "token")
        assert len(provider.oracle()["requests"]) == before
    again = run(home, "token", provider.issuer.removeprefix("http://"))
    assert (again.returncode, again.stdout, again.stderr) == (0, first.stdout, "")
    assert first.stdout.count("\n") == 1
    assert run(home, "token", "--header").stdout == f"Authorization: Bearer {first.stdout}"
    assert first.stdout.strip().encode() not in everything(home)


def test_a_program_gets_the_token_and_gives_its_own_status(home):
    with signed_in(home):
        token = run(home, "token").stdout.strip()
        ended = run(home, "exec", "--", "sh", "-c", 'printf %s "$ACCESS_TOKEN"; exit 7')
        assert (ended.returncode, ended.stdout) == (7, token)
        assert run(home, "exec", "--", "/no/such/program").returncode == 127


@pytest.mark.parametrize("name", ["LD_PRELOAD", "LD_LIBRARY_PATH", "GLIBC_TUNABLES", "PATH", "BASH_ENV", "PS4"])
def test_a_variable_that_the_system_reads_gets_no_token(home, name):
    with signed_in(home):
        ended = run(home, "exec", "--env", name, "--", "/bin/true")
        assert ended.returncode == 2
        assert "Take another name" in ended.stderr and "eyJ" not in ended.stderr


def test_without_a_choice_nothing_is_stored_and_that_is_said(home):
    with FaultyProvider(home) as provider:
        log_in(home, provider, PIXIE_KEY_SOURCE="")
        assert not list((home / "state").rglob("sessions/*"))
        ended = run(home, "token", "--json")
        assert (ended.returncode, report(ended)["reason"]) == (5, "no_session")


def test_a_passphrase_opens_the_sessions_and_a_wrong_one_is_told(home, provider):
    (home / "right").write_text("correct horse\n")
    (home / "wrong").write_text("battery staple\n")
    chosen = {"PIXIE_KEY_SOURCE": "passphrase"}
    log_in(home, provider, "--passphrase-file", str(home / "right"), **chosen)
    forget_remembered_key(home)
    ended = run(home, "token", "--passphrase-file", str(home / "wrong"), **chosen)
    assert (ended.returncode, ended.stdout) == (1, "") and "not the passphrase" in ended.stderr, ended
    assert run(home, "token", "--passphrase-file", str(home / "right"), **chosen).returncode == 0


# What a refresh at each fault ends with, and what a look into the store then gives.
REFRESHES = [
    ("ok", 0, "ok", 0),
    ("rt-no-new", 0, "ok", 0),
    ("rt-no-idt", 0, "ok", 0),
    ("rt-invalid-grant", 3, "invalid_grant", 5),
    ("rt-503", 1, "refresh_unavailable", 0),
    ("rt-html", 4, "token_not_json", 0),
    ("rt-reset-after-rotate", 3, "refresh_answer_lost", 0),
    ("rt-idt-sub", 4, "id_token_sub_mismatch", 0),
    ("rt-idt-iss", 4, "id_token_iss_mismatch", 0),
]


@pytest.mark.parametrize(("fault", "status", "reason", "after"), REFRESHES)
def test_a_refresh_never_loses_a_session_that_lives(home, fault, status, reason, after):
    with signed_in(home, fault) as provider:
        old = run(home, "token").stdout.strip()
        ended = run(home, "token", "--refresh", "--json")
        assert (ended.returncode, report(ended)["reason"]) == (status, reason), ended
        looked = run(home, "token", "--json")
        assert looked.returncode == after
        if after == 0:
            assert (report(looked)["token"] != old) == (status == 0)
        assert provider.oracle()["violations"] == []


def test_tokens_that_live_a_second_bring_no_storm(home):
    with signed_in(home, "rt-storm") as provider:
        start = time.monotonic()
        run(home, "token", "--refresh")
        before = len(provider.token_requests())
        for _ in range(5):
            assert run(home, "token").returncode == 0
        # One in 30 seconds, should this have taken so long.
        assert len(provider.token_requests()) - before <= (time.monotonic() - start) // 30


def refreshing(home) -> subprocess.Popen:
    return subprocess.Popen(
        [binary(), "token", "--refresh", "--json"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, env=clean_environment(home, **KEPT),
    )


@contextlib.contextmanager
def locked(home):
    """The session's lock, as another pixie holds it that is at work with the session."""
    (session,) = (home / "state").rglob("sessions/*")
    with (session.parent.parent / "locks" / session.name).open("r+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def test_many_at_once_make_one_refresh(home):
    with signed_in(home) as provider:
        with locked(home):
            several = [refreshing(home) for _ in range(6)]
            for one in several:
                assert "still waiting for another pixie" in one.stderr.readline()
        reports = [json.loads(one.communicate(timeout=60)[0]) for one in several]
        assert sorted(one["reason"] for one in reports) == ["ok"] + ["refreshed_elsewhere"] * 5
        assert len({one["token"] for one in reports} | {run(home, "token").stdout.strip()}) == 1
        assert provider.oracle()["violations"] == []


def test_an_answer_that_is_long_in_coming_is_said_to_be_waited_for(home):
    with signed_in(home, "rt-hang"):
        one = refreshing(home)
        assert one.stderr.readline() == "pixie: still waiting for the answer of 127.0.0.1 ...\n"
        one.kill()
        one.communicate(timeout=60)
        assert run(home, "token").returncode == 0


def test_killed_while_it_waits_for_the_answer_of_a_refresh_the_store_is_whole(home):
    with signed_in(home, "rt-hang") as provider:
        token = run(home, "token").stdout
        for _ in range(3):
            before = len(provider.token_requests())
            one = refreshing(home)
            eventually(lambda: len(provider.token_requests()) > before, "the refresh at the provider")
            one.kill()
            one.communicate(timeout=60)
            looked = run(home, "token")
            assert (looked.returncode, looked.stdout) == (0, token), looked
        assert not list((home / "state").rglob("damaged/*"))


def test_killed_in_a_refresh_the_store_is_whole(home):
    chance = random.Random(4)
    with signed_in(home):
        for _ in range(12):
            one = subprocess.Popen(
                [binary(), "token", "--refresh"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, env=clean_environment(home, **KEPT),
            )
            with contextlib.suppress(subprocess.TimeoutExpired):
                one.wait(chance.uniform(0.01, 0.25))
            one.kill()
            one.wait(60)
            looked = run(home, "token", "--json")
            assert report(looked)["reason"] in {"ok", "session_ended"}, looked
        assert not list((home / "state").rglob("damaged/*"))


REVOCATIONS = [
    ("ok", 0, "ok", "signed_out"),
    ("rv-missing", 0, "ok", "signed_out"),
    ("rv-503", 1, "session_kept", "kept"),
    ("rv-400", 1, "session_kept", "kept"),
    ("rv-404", 1, "session_kept", "kept"),
]


@pytest.mark.parametrize(("fault", "status", "reason", "outcome"), REVOCATIONS)
def test_a_session_is_removed_silently_only_when_its_tokens_are_dead(home, fault, status, reason, outcome):
    with signed_in(home, fault) as provider:
        token = run(home, "token").stdout.strip()
        ended = run(home, "logout", "--json")
        assert (ended.returncode, report(ended)["reason"], report(ended)["outcome"]) == (status, reason, outcome)
        if outcome == "kept":
            assert run(home, "token").returncode == 0
            ended = run(home, "logout", "--json", "--yes")
            assert (ended.returncode, report(ended)["reason"]) == (0, "signed_out_not_revoked")
        assert run(home, "token").returncode == 5
        assert provider.oracle()["violations"] == []
        assert not list((home / "state").rglob("sessions/*"))
        assert not (home / "state/pixie/key").exists()
        assert token.encode() not in everything(home)


def test_a_damaged_session_is_named_and_kept_aside(home):
    with signed_in(home):
        (file,) = (home / "state/pixie/sessions").iterdir()
        file.write_bytes(file.read_bytes()[:-1])
        ended = run(home, "token", "--json")
        assert ended.returncode != 0
        (kept,) = (home / "state/pixie/damaged").iterdir()
        assert str(kept) in report(ended)["message"] + ended.stderr


def test_a_name_that_is_nobodys_is_a_mistake_with_the_nearest_ones(home):
    with signed_in(home) as provider:
        name = provider.issuer.removeprefix("http://")
        ended = run(home, "token", name[:-1] + ("1" if name[-1] != "1" else "2"))
        assert ended.returncode == 2
        assert name in ended.stderr
        for wrong in ["a/b", "../x", "x" * 300]:
            assert run(home, "token", wrong).returncode == 2


def test_a_home_that_cannot_be_written_to_loses_no_login(home, provider):
    (home / "file").write_text("")
    log_in(home, provider, XDG_STATE_HOME=str(home / "file"))
    assert run(home, "token", XDG_STATE_HOME="relative").returncode == 1

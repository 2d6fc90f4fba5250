"""A login that waits is not lost with the process."""

import signal
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import requests

import expectations as expected
from environment import clean_environment
from logins import assert_signed_in, plain
from program import Program, run
from visitor import Visitor
from waiting import eventually

STORED = {"PIXIE_KEY_SOURCE": "plain-file"}


def waiting(home: Path) -> list[Path]:
    folder = Path(clean_environment(home)["XDG_STATE_HOME"]) / "pixie" / "waiting"
    # While it is written a file has another name.
    return sorted(file for file in folder.iterdir() if len(file.name) == 32) if folder.exists() else []


def left(home: Path, server, number: signal.Signals = signal.SIGKILL) -> str:
    """Begins a login, ends its process while it waits, and returns the address."""
    with Program(home, *plain(server), **STORED) as login:
        address = login.address()
        eventually(lambda: waiting(home), "the login is kept")
        login.signal(number)
        login.process.wait(60)
    return address


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_a_login_goes_on_after_its_process_ended(home, canaille, number):
    address = left(home, canaille, number)
    callback = Visitor(canaille).callback_for(address)
    with Program(home, "resume", "--plain", "--json", "--no-browser", **STORED) as login:
        assert login.address() == address
        login.paste(callback)
        assert_signed_in(login.end(), canaille)
    assert waiting(home) == []


def test_the_listener_takes_its_old_port_again(home, canaille):
    address = left(home, canaille)
    callback = Visitor(canaille).callback_for(address)
    with Program(home, "resume", "--plain", "--json", "--no-browser", **STORED) as login:
        login.address()
        eventually(lambda: delivered(callback), "the listener is back")
        assert_signed_in(login.end(), canaille)


def delivered(callback: str) -> bool:
    try:
        return requests.get(callback, timeout=30).status_code == 200
    except requests.ConnectionError:
        return False


def test_nobody_at_the_keyboard_is_no_reason_to_give_up(home, canaille):
    """The listener is opened again, and a browser can bring the answer."""
    address = left(home, canaille)
    callback = Visitor(canaille).callback_for(address)
    for _ in range(3):
        # What is killed while it waits can be gone on with again.
        with Program(home, "resume", "--plain", "--json", "--no-browser", **STORED) as login:
            login.end_input()
            login.line_containing("Listening again")
            login.signal(signal.SIGKILL)
            login.process.wait(20)
    with Program(home, "resume", "--plain", "--json", "--no-browser", **STORED) as login:
        login.end_input()
        eventually(lambda: delivered(callback), "the listener is back")
        assert_signed_in(login.end(), canaille)


def test_a_kept_login_that_cannot_be_removed_is_told_and_the_login_goes_on(home, canaille):
    with Program(home, *plain(canaille), **STORED) as login:
        address = login.address()
        (file,) = eventually(lambda: waiting(home), "the login is kept")
        # Nothing is touched in a folder that anybody can write to.
        file.parent.chmod(0o777)
        login.paste(Visitor(canaille).callback_for(address))
        ended = login.end()
    assert_signed_in(ended, canaille)
    assert "kept of the login could not be removed" in ended.errors, ended.errors
    assert waiting(home) == [file]


def test_what_waits_tells_nothing_on_the_disk(home, canaille):
    address = left(home, canaille)
    (file,) = waiting(home)
    content = file.read_bytes()
    for part in address.split("?")[1].split("&"):
        value = part.split("=")[1].encode()
        assert len(value) < 6 or value not in content, part
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert canaille.client_id not in file.name


def test_two_processes_never_go_on_with_the_same_login(home, canaille):
    with Program(home, *plain(canaille), **STORED) as login:
        login.address()
        eventually(lambda: waiting(home), "the login is kept")
        second = run(home, "resume", "--plain", **STORED)
        assert second.status == expected.EXIT_USAGE
        assert "still open in another pixie" in second.errors


def test_an_answer_is_used_once(home, canaille):
    address = left(home, canaille)
    callback = Visitor(canaille).callback_for(address)
    with Program(home, "resume", "--plain", "--json", "--no-browser", **STORED) as login:
        login.address()
        login.paste(callback)
        assert login.end().status == expected.EXIT_OK
    again = run(home, "resume", "--plain", **STORED)
    assert again.status == expected.EXIT_USAGE
    assert "No login is waiting" in again.errors


def test_what_the_person_gives_up_is_forgotten(home, canaille):
    with Program(home, *plain(canaille), **STORED) as login:
        login.address()
        eventually(lambda: waiting(home), "the login is kept")
        login.signal(signal.SIGINT)
        login.end()
    assert waiting(home) == []


def test_a_refusal_of_the_provider_ends_the_wait(home, canaille):
    address = left(home, canaille)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    refusal = f"{asked['redirect_uri']}?error=access_denied&state={asked['state']}&iss={quote(canaille.issuer, safe='')}"
    with Program(home, "resume", "--plain", "--json", "--no-browser", **STORED) as login:
        login.address()
        login.paste(refusal)
        ended = login.end()
    assert ended.status == expected.EXIT_REFUSED, ended
    assert waiting(home) == []


def test_without_a_chosen_key_nothing_is_written(home, canaille):
    with Program(home, *plain(canaille)) as login:
        login.address()
        login.signal(signal.SIGTERM)
        login.process.wait(60)
    assert waiting(home) == []
    assert run(home, "resume", "--plain").status == expected.EXIT_USAGE


def test_without_a_home_it_is_said_in_words(home):
    ended = run(home, "resume", "--plain", HOME="", XDG_STATE_HOME="")
    assert ended.status == expected.EXIT_OTHER
    assert "HOME" in ended.errors and "noHome" not in ended.errors, ended.errors

"""`R` on the Tokens screen: new tokens, what they changed, and what stays when there are none."""

import re
import time

import pytest
import requests

import expectations as expected
from demo_walk import go_to_tokens
from stored_sessions import KEPT, SCOPES, log_in, run
from visitor import Visitor


def signed_in(terminal, provider) -> None:
    """Brings the answer to the listener, as a browser on this machine does."""
    terminal.wait_for(expected.SIGN_IN_MARK)
    terminal.settle()
    requests.get(Visitor(provider.server()).callback_for(terminal.address_on_screen()), timeout=60)
    terminal.wait_for(expected.TOKENS_MARK)
    terminal.settle()


def stored(terminal, home) -> str:
    """The token that the store gives, as soon as it has one."""
    return terminal.until(lambda: run(home, "token").stdout, "the session is stored")


def login(open_terminal, provider, *more: str, **options):
    return open_terminal(
        "login", provider.issuer, "--client-id", provider.facts["client_id"], "--scope", SCOPES, *more,
        variables=KEPT, **options,
    )


@pytest.mark.parametrize("columns, rows", [(80, 24), (120, 40), (40, 12)])
def test_the_demo_refreshes(open_terminal, pictures, columns, rows):
    terminal = open_terminal("demo", columns=columns, rows=rows)
    go_to_tokens(terminal, columns)
    terminal.press("R")
    terminal.wait_for("Refreshed")
    terminal.settle()
    terminal.save_picture(pictures / "refreshed.png")
    terminal.save_picture(pictures / "refreshed-light.png", "light")
    assert expected.FAILED_GLYPH not in terminal.text()
    terminal.press(*expected.LEAVE_TOKENS)
    assert terminal.end() == expected.EXIT_OK
    assert terminal.damage() == []


def test_a_refresh_goes_through_the_store(home, open_terminal, provider):
    terminal = login(open_terminal, provider)
    signed_in(terminal, provider)
    # The session is in the store before pixie is left.
    first = stored(terminal, home)
    terminal.press("R")
    terminal.wait_for("Refreshed")
    second = run(home, "token")
    assert second.returncode == 0 and second.stdout != first
    # Another process refreshes: this one takes over what that one stored, and sends nothing.
    third = run(home, "token", "--refresh")
    assert third.returncode == 0 and third.stdout not in (first, second.stdout)
    assert "rotated" in third.stderr or "replaced the refresh token" in third.stderr
    sent = len(provider.token_requests())
    terminal.press("R")
    terminal.wait_for("Another pixie had refreshed")
    assert len(provider.token_requests()) == sent
    # Nothing is lost by leaving, so nothing is asked.
    terminal.press("q")
    assert terminal.end() == expected.EXIT_OK
    assert run(home, "token").stdout == third.stdout


def test_no_save_refreshes_in_memory(home, open_terminal, provider):
    terminal = login(open_terminal, provider, "--no-save")
    signed_in(terminal, provider)
    terminal.press("R")
    terminal.wait_for("Refreshed")
    terminal.press("R")
    terminal.wait_until(lambda _: len(provider.token_requests()) == 3, "the second refresh")
    terminal.press(*expected.LEAVE_TOKENS)
    assert terminal.end() == expected.EXIT_OK
    assert not list((home / "state").rglob("sessions/*"))


@pytest.mark.parametrize("provider", ["rt-503", "rt-html", "rt-idt-sub"], indirect=True)
def test_what_fails_signs_nobody_out(home, open_terminal, provider):
    terminal = login(open_terminal, provider)
    signed_in(terminal, provider)
    before = stored(terminal, home)
    terminal.press("R")
    terminal.wait_for("You are still signed in")
    terminal.press("1")
    terminal.wait_for(expected.TOKENS_MARK)
    terminal.press("q")
    assert terminal.end() == expected.EXIT_OK
    assert run(home, "token").stdout == before


def test_leaving_in_the_middle_of_a_refresh_stores_its_tokens(home, open_terminal, provider):
    terminal = login(open_terminal, provider)
    signed_in(terminal, provider)
    before = stored(terminal, home)
    terminal.send(b"Rq")
    assert terminal.end() == expected.EXIT_OK
    after = run(home, "token")
    assert after.returncode == 0
    # Either it was not sent any more, or what came of it is stored: never a token that the provider has replaced.
    assert (after.stdout == before) == (len(provider.token_requests()) == 1)
    assert run(home, "token", "--refresh").returncode == 0


def test_the_countdown_costs_little(open_terminal, provider):
    terminal = login(open_terminal, provider, "--no-save")
    signed_in(terminal, provider)
    # When it wakes up is proved with a given clock (AppClockTests); this is that nothing else wakes it.
    start = time.monotonic()
    terminal.settle()
    wakes = terminal.wakes()
    written = len(terminal.raw)
    while (left := start + 5 - time.monotonic()) > 0:
        terminal.pump(left)
    more = terminal.wakes() - wakes
    seconds = time.monotonic() - start
    assert re.search(r"\d:\d\d", terminal.rows()[0])
    assert len(terminal.raw) - written < 120 * seconds
    assert more < 12 * seconds
    terminal.resize(20, 5)
    terminal.settle()
    written = len(terminal.raw)
    end = time.monotonic() + 3
    while (left := end - time.monotonic()) > 0:
        terminal.pump(left)
    assert len(terminal.raw) == written, "nothing is written while nothing is shown"
    terminal.leave_at_once()
    terminal.end()


def test_line_mode_tells_what_changed(home, provider):
    log_in(home, provider)
    ended = run(home, "token", "--refresh")
    assert ended.returncode == 0
    assert re.search(r"changed +at_hash: \S+ -> \S+", ended.stderr), ended.stderr
    assert "ID token came and was verified" in ended.stderr
    assert ended.stdout.strip() not in ended.stderr


@pytest.mark.parametrize("columns, rows", [(80, 24), (40, 12), (120, 40)])
def test_the_provider_is_asked_about_both_tokens(open_terminal, pictures, columns, rows):
    terminal = open_terminal("demo", columns=columns, rows=rows)
    go_to_tokens(terminal, columns)
    terminal.press("2")
    terminal.settle()
    terminal.press("I")
    terminal.wait_for("ACTIVE: the")
    terminal.settle()
    terminal.save_picture(pictures / f"introspected-{columns}.png")
    terminal.save_picture(pictures / f"introspected-{columns}-light.png", "light")
    assert "NOT ACTIVE" not in terminal.text()
    if rows >= 24:
        assert "The provider on the access token" in terminal.text()
    # A second press brings the claims back.
    terminal.press("I")
    terminal.settle()
    assert "ACTIVE: the" not in terminal.text()
    terminal.press(*expected.LEAVE_TOKENS)
    assert terminal.end() == expected.EXIT_OK
    assert terminal.damage() == []

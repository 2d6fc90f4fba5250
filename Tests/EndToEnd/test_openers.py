"""Browsers: none opens by itself, none draws over the screen, and each failure has words. And the end of a wait."""

import json
import os
import re
from pathlib import Path

import pytest

import expectations as expected
from sign_in import SignIn
from test_clipboards import stand_in
from waiting import eventually


@pytest.fixture
def opened(open_terminal, login, tmp_path):
    """`opened(*programs, **variables)`: pixie on Sign in, with stand-ins of these names first on PATH."""

    def open_with(*programs: str, end: str = "", options: tuple[str, ...] = (), **variables):
        tools = tmp_path / "tools"
        tools.mkdir(exist_ok=True)
        records = [stand_in(tools, name, end) for name in programs]
        command = [word for word in login.command(*options)[1:] if word != "--no-browser"]
        terminal = open_terminal(*command, variables={"PATH": f"{tools}:{os.environ['PATH']}", **variables})
        terminal.wait_for("short: http")
        terminal.settle()
        return terminal, records

    return open_with


def facts(record: Path) -> dict:
    eventually(record.exists, "the program was started")
    return json.loads(record.read_text())


def test_nothing_opens_by_itself(opened, home):
    terminal, (record,) = opened("firefox", BROWSER="firefox", DISPLAY=":9")
    for key in ("?", "escape", "x", "escape", "[", "]", "c"):
        terminal.press(key)
    assert not record.exists()
    terminal.press("o")
    terminal.wait_for("Asked firefox")
    assert facts(record)["arguments"] == [terminal.address_on_screen()]


def test_over_ssh_the_first_press_only_warns(opened):
    terminal, (record,) = opened("firefox", BROWSER="firefox", SSH_CONNECTION="10.0.0.7 5 10.0.0.9 22")
    terminal.press("o")
    terminal.wait_for("SSH session.*o again opens it|o again opens it")
    assert not record.exists()
    terminal.press("o")
    facts(record)


@pytest.mark.parametrize("name", ["lynx", "w3m"])
def test_a_browser_of_the_terminal_is_refused_by_name(opened, name):
    terminal, (record,) = opened(name, BROWSER=name)
    address = terminal.address_on_screen()
    terminal.press("o")
    terminal.wait_for(rf"{name} in BROWSER would draw over this terminal")
    assert not record.exists() and terminal.address_on_screen() == address


def test_what_the_opener_writes_is_not_on_the_screen(opened):
    noise = "print('NOISE ' * 500, flush=True); print('NOISE ' * 500, file=sys.stderr); " \
        "open('/dev/tty', 'w').write('NOISE')"
    # An opener has no terminal: the last of these fails, and its words are what is told.
    terminal, (record,) = opened("firefox", end=noise, BROWSER="firefox", DISPLAY=":9")
    before = terminal.rows()[2:-3]
    terminal.press("o")
    facts(record)
    terminal.settle(0.5)
    assert b"NOISE NOISE NOISE NOISE" not in terminal.raw
    assert terminal.rows()[2:10] == before[:8]


def test_in_windows_without_an_opener_it_is_said(opened):
    terminal, _ = opened(WSL_DISTRO_NAME="Debian")
    terminal.press("o")
    terminal.wait_for("Neither wslview nor powershell.exe is there")


def test_the_address_reaches_powershell_whole(opened):
    terminal, (record,) = opened("powershell.exe", WSL_DISTRO_NAME="Debian")
    terminal.press("o")
    words = facts(record)["arguments"]
    assert words[:3] == ["-NoProfile", "-NonInteractive", "-Command"]
    assert terminal.address_on_screen() in " ".join(words)


def test_a_login_whose_time_is_over_says_so_and_begins_anew(opened):
    terminal, _ = opened(options=("--timeout", "3"))
    first = SignIn.parameter(terminal.address_on_screen(), "state")
    terminal.wait_for(r"0:0\d left")
    text = terminal.wait_for("(?i)no answer|expired|time is over|is over")
    assert re.search(r"\bn\b", text), text
    terminal.press("n")
    terminal.wait_for(expected.SIGN_IN_MARK)
    terminal.wait_for("attempt 2")
    terminal.settle()
    assert SignIn.parameter(terminal.address_on_screen(), "state") != first

"""Browsers: none opens by itself, none draws over the screen, and each failure has words. And the end of a wait."""

import os
import re

import pytest

from sign_in import SignIn
from stand_in_tools import stand_in


@pytest.fixture
def opened(open_terminal, login, tmp_path):
    """`opened(*programs, **variables)`: pixie on Sign in, with stand-ins of these names first on PATH."""

    def open_with(*programs: str, end: str = "", options: tuple[str, ...] = (), **variables):
        tools = tmp_path / "tools"
        tools.mkdir(exist_ok=True)
        stand_ins = [stand_in(tools, name, end) for name in programs]
        command = [word for word in login.command(*options)[1:] if word != "--no-browser"]
        terminal = open_terminal(*command, variables={"PATH": f"{tools}:{os.environ['PATH']}", **variables})
        terminal.wait_for("short: http")
        terminal.settle()
        return terminal, stand_ins

    return open_with


def test_nothing_opens_by_itself(opened, home):
    terminal, (tool,) = opened("firefox", BROWSER="firefox", DISPLAY=":9")
    for key in ("?", "escape", "x", "escape", "[", "]", "c"):
        terminal.press(key)
    assert tool.starts() == 0
    terminal.press("o")
    terminal.wait_for("Asked firefox")
    assert tool.facts().arguments == [terminal.address_on_screen()]
    assert tool.starts() == 1


def test_over_ssh_the_first_press_only_warns(opened):
    terminal, (tool,) = opened("firefox", BROWSER="firefox", SSH_CONNECTION="10.0.0.7 5 10.0.0.9 22")
    terminal.press("o")
    terminal.wait_for("SSH session.*o again opens it|o again opens it")
    assert tool.starts() == 0
    terminal.press("o")
    tool.facts()
    assert tool.starts() == 1


@pytest.mark.parametrize("name", ["lynx", "w3m"])
def test_a_browser_of_the_terminal_is_refused_by_name(opened, name):
    terminal, (tool,) = opened(name, BROWSER=name)
    address = terminal.address_on_screen()
    terminal.press("o")
    terminal.wait_for(rf"{name} in BROWSER would draw over this terminal")
    assert tool.starts() == 0 and terminal.address_on_screen() == address


def test_what_the_opener_writes_is_not_on_the_screen(opened):
    noise = "yes NOISE | head -n 500 | tr '\\n' ' '; yes NOISE | head -n 500 | tr '\\n' ' ' >&2; " \
        "(echo NOISE >/dev/tty) 2>/dev/null || { echo; echo 'there is no terminal'; exit 2; } >&2"
    # An opener has no terminal: the last of these fails, and its words are what is told.
    terminal, (tool,) = opened("firefox", end=noise, BROWSER="firefox", DISPLAY=":9")
    before = terminal.rows()[2:-3]
    terminal.press("o")
    tool.facts()
    terminal.wait_for("there is no terminal")
    assert b"NOISE NOISE NOISE NOISE" not in terminal.raw
    assert terminal.rows()[2:10] == before[:8]


def test_in_windows_without_an_opener_it_is_said(opened):
    terminal, _ = opened(WSL_DISTRO_NAME="Debian")
    terminal.press("o")
    terminal.wait_for("Neither wslview nor powershell.exe is there")


def test_the_address_reaches_powershell_whole(opened):
    terminal, (tool,) = opened("powershell.exe", WSL_DISTRO_NAME="Debian")
    terminal.press("o")
    words = tool.facts().arguments
    assert words[:3] == ["-NoProfile", "-NonInteractive", "-Command"]
    assert terminal.address_on_screen() in " ".join(words)


def addresses(terminal) -> list[str]:
    """Those that were shown, though they may be gone again."""
    links = re.findall(rb"\x1b]8;id=pixie;([!-~]+)\x1b", terminal.raw)
    return list(dict.fromkeys(link.decode() for link in links))


def test_a_login_whose_time_is_over_says_so_and_begins_anew(open_terminal, login):
    terminal = open_terminal(*login.command("--timeout", "3")[1:])
    text = terminal.wait_for("(?i)no answer|expired|time is over|is over")
    assert re.search(r"\bn\b", text), text
    assert re.search(rb"0:0\d left", terminal.raw)
    (first,) = addresses(terminal)
    terminal.press("n")
    terminal.until(lambda: len(addresses(terminal)) == 2, "another address")
    assert b"attempt 2" in terminal.raw
    _, second = addresses(terminal)
    assert SignIn.parameter(second, "state") != SignIn.parameter(first, "state")

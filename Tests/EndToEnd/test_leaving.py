"""Every way out of a login: the exit status, what stays on the terminal, whether the login goes on waiting, and that the
terminal and its title are as they were."""

import re
import signal
from pathlib import Path

import pytest

import expectations as expected
from environment import binary, clean_environment
from faulty_provider import FaultyProvider
from lying_provider import LyingProvider
from other_device import other_device
from person import answer_for
from terminal import Terminal
from test_resume import waiting

STORED = {"PIXIE_KEY_SOURCE": "plain-file"}
TITLE = "what was there"


class Login:
    """A login whose waiting is kept, in a terminal whose title somebody set before."""

    def __init__(
        self, home: Path, provider: FaultyProvider | LyingProvider, *options: str, command: tuple[str, ...] = ()
    ):
        self.home, self.provider = home, provider
        self.server = provider.server()
        words = command or (
            "login", provider.issuer, "--client-id", self.server.client_id, "--no-browser", *options)
        # Options of a shell in front, so that there is a title and a text to come back to.
        self.terminal = Terminal(
            ["/bin/sh", "-c", f"printf '\\033]2;{TITLE}\\007before\\n'; exec \"$@\"", "sh", binary(), *words],
            clean_environment(home, **STORED))

    def __enter__(self) -> "Login":
        return self

    def __exit__(self, *problem) -> None:
        self.terminal.__exit__()

    def wait(self) -> str:
        """Until it waits and is kept. Returns the address."""
        self.terminal.wait_for("short: http|On another device")
        self.terminal.until(lambda: waiting(self.home), "the login is kept")
        self.terminal.settle()
        return self.terminal.address_on_screen()

    def answer(self, address: str) -> None:
        self.terminal.paste(answer_for(self.server, address, None))

    def end(self) -> tuple[int, list[str]]:
        """The exit status and the lines that stay, after everything that must be so each time was looked at."""
        status = self.terminal.end()
        assert self.terminal.damage() == []
        assert not self.terminal.screen.is_alternate
        assert self.terminal.title() == TITLE
        rows = [row for row in self.terminal.rows() if row]
        assert rows[0] == "before", "what was on the terminal is still there"
        # Nothing that lets somebody in.
        left = "\n".join(rows)
        assert not re.search(r"eyJ|code=|state=|code_verifier", left), left
        return status, rows[1:]


@pytest.fixture
def provider(home):
    with FaultyProvider(home, "ok") as provider:
        yield provider


@pytest.fixture
def login(home, provider):
    with Login(home, provider) as login:
        yield login


def sessions(home: Path) -> list[Path]:
    # While it is written a file has another name.
    return list((home / "state/pixie/sessions").glob("?" * 32))


def resumed(home: Path, provider: FaultyProvider, address: str) -> None:
    """What waits is finished by another process, with the same address."""
    with Login(home, provider, command=("resume", "--no-browser")) as second:
        assert second.wait() == address
        second.answer(address)
        second.terminal.wait_for(expected.TOKENS_MARK)
        second.terminal.press("q")
        assert second.end()[0] == expected.EXIT_OK
    assert waiting(home) == []


def test_after_a_success_two_to_four_lines_stay(login, home):
    login.answer(login.wait())
    login.terminal.wait_for(expected.TOKENS_MARK)
    login.terminal.until(lambda: waiting(home) == [], "nothing waits any more")
    # The session is stored, so nothing is lost and nobody is asked.
    login.terminal.until(lambda: sessions(home), "it is stored")
    login.terminal.settle()
    login.terminal.press("q")
    status, lines = login.end()
    assert status == expected.EXIT_OK
    text = " ".join(lines)
    assert "pixie: signed in to" in text and "ID token ok" in text and "token: curl -H" in text
    # A long path takes several rows.
    assert 2 <= len(re.findall(r"^(?:pixie: |ID token|token: )", "\n".join(lines), re.M)) <= 4, lines


def test_after_a_failure_its_reason_stays(home):
    with FaultyProvider(home, "idt-wrong-nonce") as provider, Login(home, provider) as login:
        login.answer(login.wait())
        login.terminal.wait_for("✗ Exchange")
        login.terminal.settle()
        login.terminal.press("q")
        status, lines = login.end()
        assert status == expected.EXIT_CHECK_FAILED
        assert lines[0].startswith("pixie: not signed in.") and "nonce" in " ".join(lines)
        assert waiting(home) == []


def test_a_login_that_is_kept_says_how_it_goes_on(login, home, provider):
    address = login.wait()
    login.terminal.press("q")
    login.terminal.wait_for("keep it waiting")
    login.terminal.press("k")
    status, lines = login.end()
    assert status == expected.EXIT_REFUSED
    assert re.search(r"waits for its answer, .* more\. Go on with it: pixie resume", " ".join(lines)), lines
    assert len(waiting(home)) == 1
    resumed(home, provider, address)


# How it is given up, and the statuses that say so.
DISCARDED = {
    "q d": lambda terminal: terminal.press("q", "d"),
    "Control-C twice": lambda terminal: terminal.leave_at_once(),
    "q Control-C": lambda terminal: terminal.press("q", "^C"),
}


@pytest.mark.parametrize("discard", DISCARDED.values(), ids=DISCARDED)
def test_a_login_that_is_discarded_is_gone(login, home, discard):
    login.wait()
    discard(login.terminal)
    status, lines = login.end()
    assert status == expected.EXIT_REFUSED
    assert lines == ["pixie: not signed in. The attempt is discarded."]
    assert waiting(home) == []


@pytest.mark.parametrize(
    "number, status", [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)], ids=lambda value: str(value))
def test_a_signal_leaves_the_login_waiting(login, home, provider, number, status):
    address = login.wait()
    login.terminal.signal(number)
    ended, lines = login.end()
    assert ended == status
    assert "Go on with it: pixie resume" in " ".join(lines), lines
    resumed(home, provider, address)


def test_a_lost_line_leaves_the_login_waiting(login, home, provider):
    address = login.wait()
    login.terminal.hang_up()
    assert login.terminal.end() == expected.EXIT_HANGUP
    resumed(home, provider, address)


def test_staying_is_what_escape_means(login, home):
    address = login.wait()
    login.terminal.press("q")
    login.terminal.wait_for("keep it waiting")
    login.terminal.press("escape")
    login.terminal.settle()
    assert login.terminal.address_on_screen() == address
    login.terminal.press("q", "k")
    assert login.end()[0] == expected.EXIT_REFUSED
    assert len(waiting(home)) == 1


# While another device may bring the answer.


@pytest.fixture
def device(home):
    with other_device() as provider, Login(home, provider) as login:
        login.wait()
        login.terminal.press("v")
        login.terminal.wait_for("Enter this code there")
        yield login


def test_the_device_page_is_left_as_any_other(device, home):
    device.terminal.press("q")
    device.terminal.wait_for("discard it and leave")
    device.terminal.press("d")
    status, lines = device.end()
    assert status == expected.EXIT_REFUSED and len(lines) == 1
    assert waiting(home) == []


def test_a_login_that_is_kept_on_the_device_page_goes_on_by_its_address(device, home):
    device.terminal.press("q", "k")
    assert device.end()[0] == expected.EXIT_REFUSED
    assert len(waiting(home)) == 1


@pytest.mark.parametrize("number, status", [(signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=lambda value: str(value))
def test_a_signal_on_the_device_page_leaves_the_login_waiting(device, home, number, status):
    device.terminal.signal(number)
    ended, lines = device.end()
    assert ended == status and "pixie resume" in " ".join(lines)
    assert len(waiting(home)) == 1


def test_what_the_other_device_brought_ends_as_a_success(device, home):
    device.provider.post("behave")
    device.terminal.wait_for(expected.TOKENS_MARK)
    device.terminal.until(lambda: waiting(home) == [], "nothing waits any more")
    device.terminal.until(lambda: sessions(home), "it is stored")
    device.terminal.press("q")
    status, lines = device.end()
    assert status == expected.EXIT_OK and "signed in to" in lines[0]

"""A real xterm on a real X server: what is selected there, and pictures for a person to look at."""

import pytest

from environment import ROOT, clean_environment
from sign_in import SignIn
from tmux import address_of
from waiting import eventually
from x_display import Display, XTerm

THEMES = ["dark", "light"]
# Of the address, on a screen of 80x24.
FIRST_ROW = 4
BLANK_ROW = 2


@pytest.fixture
def display():
    with Display() as display:
        yield display


def written(log) -> str:
    return log.read_text(errors="replace") if log.exists() else ""


@pytest.fixture
def waiting(display, home, tmp_path):
    """pixie at Sign in; the address comes from the copy that xterm's log shows."""
    log = tmp_path / "xterm.log"
    with SignIn(home) as login:
        environment = clean_environment(home, XAUTHORITY="/dev/null")
        with XTerm(display, login.command(), environment, log=log) as xterm:
            eventually(lambda: "short:" in written(log), "Sign in")
            xterm.settled()
            yield xterm, log


def selected(display, xterm, row: int, times: int) -> str:
    """What so many clicks on that row select."""
    xterm.click(5, row, times)
    # The second of three clicks selects, too.
    xterm.settled()
    return display.clipboard()


def test_three_clicks_select_the_whole_address(display, waiting):
    xterm, _ = waiting
    text = selected(display, xterm, FIRST_ROW, 3)
    assert text.count("\n") <= 1 and " " not in text.strip(), repr(text)
    address = address_of(text)
    for name in ("client_id", "redirect_uri", "state", "code_challenge", "code_challenge_method"):
        assert SignIn.parameter(address, name)
    assert len(address) > 2 * xterm.columns, "the address should be longer than two rows"


def test_a_selection_outlives_the_clock(display, waiting):
    xterm, log = waiting
    text = selected(display, xterm, FIRST_ROW, 3)
    before = len(written(log))
    # The clock in the header goes on; the rows of the address are not written again.
    eventually(lambda: len(written(log)) > before + 10, "two ticks of the clock")
    eventually(lambda: len(written(log)) > before + 20, "more ticks of the clock")
    assert "response_type=" not in written(log)[before:]
    assert display.clipboard() == text
    # xterm shows a selection in reverse until something writes over its cells.
    assert brightness(xterm, FIRST_ROW) != brightness(xterm, BLANK_ROW), "the selection is not shown any more"


def brightness(xterm, row: int) -> int:
    """That of the most frequent colour in the row."""
    height = xterm.cell()[1]
    box = (0, int(row * height) + 1, 200, int((row + 1) * height) - 1)
    colors = xterm.settled().crop(box).convert("L").getcolors(256)
    return max(colors)[1] // 64


@pytest.mark.parametrize("theme", THEMES)
def test_pictures(display, home, tmp_path, theme):
    """Request, Sign in, help and Tokens, for a person to look at; here only that they are not empty and differ."""
    folder = ROOT / ".build/pictures/xterm"
    folder.mkdir(parents=True, exist_ok=True)
    log = tmp_path / "xterm.log"
    shots = {}
    from environment import binary

    with XTerm(display, [binary(), "demo"], clean_environment(home), theme=theme, log=log) as xterm:
        def shoot(name: str) -> None:
            shots[name] = xterm.settled()
            shots[name].crop((0, 0, *(int(a * b) for a, b in zip(xterm.cell(), (80, 24))))).save(
                folder / f"{name}-{theme}.png")

        eventually(lambda: "go on" in written(log), "Discover")
        xterm.settled()
        xterm.press("Return")
        eventually(lambda: "challenge" in written(log), "Request")
        shoot("request")
        xterm.press("Return")
        eventually(lambda: "demo user" in written(log), "Sign in")
        shoot("sign-in")
        xterm.press("question")
        eventually(lambda: "Help: Sign in" in written(log), "the help")
        shoot("help")
        xterm.press("Escape")
        xterm.settled()
        xterm.press("d")
        eventually(lambda: "Claims" in written(log), "Tokens")
        shoot("tokens")
        xterm.press("q", "d")
        eventually(lambda: xterm.process.poll() is not None, "the end")
    assert len({shot.tobytes() for shot in shots.values()}) == 4
    for name, shot in shots.items():
        colors = shot.getcolors(100_000)
        assert colors and len(colors) > 10, f"{name} is empty"

"""The mouse: off until it is asked for, complete when on, and off again after every way out."""

import signal

import pytest

import expectations as expected
from demo_walk import go_to_sign_in

MOUSE_MODES = {1000, 1006}


def place(terminal, words: str) -> tuple[int, int]:
    for row, text in enumerate(terminal.rows()):
        if words in text:
            return text.index(words) + 1, row + 1
    raise AssertionError(f"{words!r} is not on the screen:\n{terminal.text()}")


def click(terminal, words: str) -> None:
    column, row = place(terminal, words)
    terminal.send(f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m".encode())
    terminal.settle()


@pytest.fixture
def waiting(open_terminal):
    terminal = open_terminal("demo")
    go_to_sign_in(terminal)
    return terminal


def test_it_is_off_until_m_is_pressed(waiting):
    assert not MOUSE_MODES & waiting.screen.modes_on
    click(waiting, "c copy")
    assert waiting.copies() == []
    waiting.press("m")
    waiting.wait_for("Hold Shift")
    assert MOUSE_MODES <= waiting.screen.modes_on
    waiting.press("m")
    assert not MOUSE_MODES & waiting.screen.modes_on


def test_the_whole_demo_can_be_clicked_through(open_terminal):
    terminal = open_terminal("demo", "--mouse")
    terminal.wait_for("Enter go on")
    assert MOUSE_MODES <= terminal.screen.modes_on
    click(terminal, "Enter go on")
    terminal.wait_for("Request")
    terminal.wait_for("Enter go on")
    click(terminal, "Enter go on")
    terminal.wait_for(expected.SIGN_IN_MARK)
    terminal.settle()
    click(terminal, "c copy")
    terminal.wait_for("Sent with")
    click(terminal, "d demo user")
    terminal.wait_for(expected.TOKENS_MARK)
    terminal.settle()
    click(terminal, "Checks")
    terminal.wait_for(r"\[Checks")
    click(terminal, "q leave")
    terminal.wait_for("discard|forget")
    click(terminal, "Esc")
    terminal.wait_for(r"\[Checks")
    terminal.press(*expected.LEAVE_TOKENS)
    assert terminal.end() == expected.EXIT_OK
    assert terminal.damage() == []


def test_the_plain_page_leaves_the_mouse_to_the_terminal(waiting):
    waiting.press("m", expected.PLAIN_PAGE_KEY)
    waiting.wait_until(lambda _: not waiting.screen.is_alternate, "the plain page")
    assert not MOUSE_MODES & waiting.screen.modes_on
    waiting.press("enter")
    waiting.wait_for(expected.SIGN_IN_MARK)
    assert MOUSE_MODES <= waiting.screen.modes_on


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGSEGV, signal.SIGABRT], ids=lambda number: number.name)
def test_it_is_off_after_every_way_out(waiting, number):
    waiting.press("m")
    waiting.signal(number)
    waiting.end()
    assert waiting.damage() == []

"""Inside a real tmux and a real GNU screen: the address is one line, copies arrive, and pastes are taken."""

import re

import pytest

import expectations as expected
from environment import clean_environment
from gnu_screen import Screen
from sign_in import SignIn
from terminal import Terminal
from tmux import Tmux, address_of
from waiting import eventually

PASTES = ["marked", "unmarked"]
LOSS_MARK = "GNU screen may have dropped a part"


@pytest.fixture
def tmux(home, login):
    with Tmux(login.command(), clean_environment(home)) as tmux:
        tmux.wait_for(expected.SIGN_IN_MARK)
        tmux.wait_for(r"short: http")
        yield tmux


@pytest.fixture
def screen(home, login):
    with Screen(login.command(), clean_environment(home), home) as screen:
        screen.wait_for(expected.SIGN_IN_MARK)
        screen.wait_for(r"short: http")
        screen.settle()
        yield screen


def test_tmux_joins_the_address_to_one_line(tmux, login):
    address = address_of(tmux.text(joined=True))
    assert SignIn.redirect(address).startswith("http://127.0.0.1:")
    assert address.startswith(login.provider.issuer.rsplit("/", 1)[0])
    # Still one line after something lay over it, and at another width.
    tmux.press("?")
    tmux.wait_for(expected.HELP_MARK)
    tmux.press("Escape")
    eventually(lambda: address in tmux.text(joined=True).split(), "the address, joined again")
    tmux.resize(70, 30)
    eventually(lambda: address in tmux.text(joined=True).split(), "the address over 70 columns, joined")


def test_tmux_gets_the_address_into_its_buffer(tmux):
    address = address_of(tmux.text(joined=True))
    tmux.press(expected.COPY_KEY)
    text = tmux.wait_for("Sent with")
    assert re.search(rf"Sent with tmux \({len(address)} characters\)", text), text
    assert tmux.buffer("pixie") == address


def test_a_copy_in_tmux_reaches_the_terminal_around_it(tmux, home):
    address = address_of(tmux.text(joined=True))
    with Terminal(tmux.attach_command(), clean_environment(home), columns=80, rows=25) as outer:
        outer.wait_for(expected.SIGN_IN_MARK)
        outer.settle()
        outer.press(expected.COPY_KEY)
        outer.wait_for("Sent with tmux")
        outer.until(outer.copies, "the copy in the terminal around")
        assert outer.copies() == [address]


def test_tmux_keeps_no_buffer_with_a_secret(tmux, login):
    tmux.paste(login.answer(address_of(tmux.text(joined=True))))
    tmux.wait_for(expected.TOKENS_MARK)
    tmux.press("y")
    tmux.wait_for("Sent with tmux")
    eventually(lambda: "pixie" not in tmux.buffers(), "the buffer is gone")


@pytest.mark.parametrize("form", PASTES)
def test_a_paste_in_tmux_is_taken(tmux, login, form):
    tmux.paste(login.answer(address_of(tmux.text(joined=True))), marked=form == "marked")
    tmux.wait_for(expected.TOKENS_MARK)


def test_a_paste_in_tmux_after_a_stop_is_taken(home, login):
    environment = clean_environment(home, PS1="shell> ")
    with Tmux(["bash", "--norc", "--noprofile", "-i"], environment) as tmux:
        tmux.wait_for("shell>")
        tmux.type(" ".join(f"'{word}'" for word in login.command()) + "\r")
        tmux.wait_for(r"short: http")
        address = address_of(tmux.text(joined=True))
        tmux.press("C-z")
        tmux.wait_for("Stopped")
        assert tmux.mode("alternate_on") == "0"
        tmux.type("fg\r")
        tmux.wait_for(r"short: http")
        eventually(lambda: address in tmux.text(joined=True), "the address is one line again")
        tmux.paste(login.answer(address))
        tmux.wait_for(expected.TOKENS_MARK)


def test_a_long_paste_in_tmux_is_whole(tmux, login):
    answer = login.answer(address_of(tmux.text(joined=True)))
    chat = "somebody said something that has nothing to do with it\n" * 1000
    tmux.paste(chat + answer + "\n")
    tmux.wait_for(expected.TOKENS_MARK)


def test_tmux_is_left_as_it_was(tmux):
    tmux.press(*expected.LEAVE_SIGN_IN)
    assert eventually(tmux.ended, "the end") == expected.EXIT_REFUSED
    assert tmux.mode("alternate_on") == "0"
    assert tmux.mode("mouse_any_flag") == "0"
    assert tmux.mode("bracket_paste_flag") in ("0", "")


def test_a_copy_in_screen_reaches_the_terminal_in_pieces(screen):
    address = screen.address_in_view()
    screen.press(expected.COPY_KEY)
    screen.wait_for("Sent with OSC 52")
    screen.settle()
    assert screen.copies() == [address]


@pytest.mark.parametrize("form", PASTES)
def test_a_paste_in_screen_is_taken(screen, login, form):
    screen.paste(login.answer(screen.address_in_view()), bracketed=form == "marked")
    screen.wait_for(expected.TOKENS_MARK)


def longest_paste(answer: str) -> str:
    """64 KiB of a chat with the answer at its end."""
    chat = "somebody said something that has nothing to do with it\n" * 1300
    return chat[: 65536 - len(answer) - 1] + "\n" + answer


def arrive(screen, answer: str) -> None:
    """Either the whole paste came, or screen dropped a part; then that is said, and what is said helps."""
    text = screen.wait_until(lambda text: re.search(f"{expected.TOKENS_MARK}|{LOSS_MARK}", text), "Tokens, or the loss")
    if re.search(LOSS_MARK, text):
        screen.press("^u")
        screen.paste(answer, bracketed=True)
        screen.wait_for(expected.TOKENS_MARK)


def test_a_paste_of_sixty_four_kibibytes_in_screen_is_taken(screen, login):
    # screen keeps 4096 octets for a program that does not read, and drops what comes beyond.
    answer = login.answer(screen.address_in_view())
    screen.paste(longest_paste(answer), bracketed=True)
    arrive(screen, answer)


@pytest.mark.parametrize("length", ["short", "64 KiB"])
def test_a_paste_in_screen_whose_end_mark_is_lost_ends_with_silence(screen, login, length):
    answer = login.answer(screen.address_in_view())
    text = longest_paste(answer) if length == "64 KiB" else answer
    screen.send(b"\x1b[200~" + text.encode().replace(b"\n", b"\r"))
    arrive(screen, answer)


def test_a_paste_in_screen_byte_by_byte_is_taken(screen, login):
    for octet in b"\x1b[200~" + login.answer(screen.address_in_view()).encode() + b"\x1b[201~":
        screen.send(bytes([octet]))
        screen.pump(0.002)
    screen.wait_for(expected.TOKENS_MARK)


def test_in_screen_it_is_said_that_a_part_of_a_long_paste_may_be_missing(screen, login):
    answer = login.answer(screen.address_in_view())
    screen.paste("words without an address\n" * 300, bracketed=True)
    screen.wait_for(LOSS_MARK)
    arrive(screen, answer)


def test_screen_ends_with_the_program(screen):
    screen.press(*expected.LEAVE_SIGN_IN)
    screen.wait_for(r"\[screen is terminating\]")
    screen.end()
    assert screen.damage() == []

"""The terminal is left as it was found, however pixie ends; and waiting costs nothing."""

import itertools
import json
import re
import select
import signal
import socket
import time
from urllib.parse import urlsplit

import pytest

import expectations as expected
from demo_walk import go_to_sign_in
from environment import binary, clean_environment
from person import open_address
from sign_in import SignIn
from terminal import Terminal
from waiting import eventually

SIGNALS = {
    signal.SIGTERM: expected.EXIT_TERMINATED,
    signal.SIGHUP: expected.EXIT_HANGUP,
    signal.SIGINT: expected.EXIT_INTERRUPT,
}
# A colour that is not the terminal's own (39 and 49 are).
COLOR = re.compile(rb"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]")
TRAPS = [signal.SIGILL, signal.SIGTRAP, signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE, signal.SIGABRT]


def time_left(text: str) -> str | None:
    found = re.search(r"(\d+:\d\d) left", text)
    return found and found[1]


@pytest.fixture
def waiting(open_terminal) -> Terminal:
    """pixie on Sign in, with everything on that a terminal may have to be rid of."""
    terminal = open_terminal("demo")
    go_to_sign_in(terminal)
    assert terminal.screen.is_alternate
    assert 2004 in terminal.screen.modes_on
    assert len(terminal.damage()) >= 3, "the driver sees nothing that could be left behind"
    return terminal


def test_leaving_restores_the_terminal(waiting):
    waiting.press(*expected.LEAVE_SIGN_IN)
    assert waiting.end() == expected.EXIT_REFUSED
    assert waiting.damage() == []


def test_control_c_twice_leaves(waiting):
    before = len(waiting.raw)
    waiting.press("^C")
    assert waiting.process.poll() is None
    assert b"again" in waiting.raw[before:]
    # The second one counts for two seconds, which a busy machine may let pass.
    waiting.until(lambda: waiting.press("^C") or waiting.process.poll() is not None, "the end after two of them")
    assert waiting.end() in (expected.EXIT_REFUSED, expected.EXIT_INTERRUPT)
    assert waiting.damage() == []


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_signals_restore_the_terminal(waiting, number):
    waiting.signal(number)
    assert waiting.end() == SIGNALS[number]
    assert waiting.damage() == []


@pytest.mark.parametrize("number", TRAPS, ids=lambda number: number.name)
def test_crashes_restore_the_terminal(waiting, number):
    waiting.signal(number)
    assert waiting.end() == 128 + number
    assert waiting.damage() == []


@pytest.mark.parametrize("number", [*SIGNALS, "^C"], ids=lambda number: getattr(number, "name", number))
@pytest.mark.parametrize("arguments", [["demo"], ["demo", "--plain"]], ids=["screens", "lines"])
def test_a_terminal_counts_more_than_what_an_ancestor_ignored(home, arguments, number):
    # What a shell starts in the background ignores INT, and so does all that it opens a terminal for.
    ignoring = ["env", "--ignore-signal=INT,QUIT,HUP", binary(), *arguments]
    with Terminal(ignoring, clean_environment(home)) as terminal:
        if arguments == ["demo"]:
            go_to_sign_in(terminal)
        else:
            terminal.wait_for("answer>")
            terminal.settle()
        if number == "^C":
            if arguments == ["demo"]:
                terminal.leave_at_once()
            else:
                terminal.press("^C")
            assert terminal.end() in (expected.EXIT_REFUSED, expected.EXIT_INTERRUPT)
        else:
            terminal.signal(number)
            assert terminal.end() == SIGNALS[number]
        assert terminal.damage() == []


def test_closed_terminal_ends_the_program(waiting):
    waiting.hang_up()
    assert waiting.end() == expected.EXIT_HANGUP


def test_output_of_a_lost_line_does_not_spin(waiting):
    # The driver stops reading: the pty fills up, and then the line goes.
    columns = itertools.cycle(range(40, 140))

    def is_full() -> bool:
        waiting._set_size(next(columns), 30)
        return not select.select([], [waiting.slave], [], 0)[1]

    eventually(is_full, "a terminal that takes no more")
    waiting.hang_up()
    assert waiting.end() == expected.EXIT_HANGUP


def test_control_z_goes_to_the_shell_and_fg_comes_back(home):
    inputrc = home / "inputrc"
    # The shell's own editor would switch bracketed paste on and off between.
    inputrc.write_text("set enable-bracketed-paste off\n")
    environment = clean_environment(home, INPUTRC=str(inputrc), PS1="shell> ")
    with Terminal(["bash", "--norc", "--noprofile", "-i"], environment) as terminal:
        terminal.wait_for("shell>")

        def shell(line: str, wanted: str) -> str:
            terminal.send(line.encode() + b"\r")
            return terminal.wait_for(wanted)

        shell("stty -g >before; echo kept-$((6*6))", "kept-36")
        terminal.send(f"'{binary()}' demo\r".encode())
        go_to_sign_in(terminal)
        for _ in range(2):
            terminal.press("^Z")
            terminal.wait_for("Stopped")
            terminal.settle()
            assert not terminal.screen.is_alternate
            assert terminal.screen.modes_on == {7, 25}, terminal.screen.modes_on
            shell("clear; stty -g >stopped; cmp before stopped && echo same-$((6*7))", "same-42")
            terminal.send(b"fg\r")
            terminal.wait_for(expected.SIGN_IN_MARK)
            terminal.settle()
            assert terminal.screen.is_alternate
            assert 2004 in terminal.screen.modes_on
        terminal.press(*expected.LEAVE_SIGN_IN)
        terminal.wait_until(lambda _: not terminal.screen.is_alternate, "the main screen")
        shell("clear; stty -g >after; cmp before after && echo same-$((6*8))", "same-48")
        assert terminal.screen.modes_on == {7, 25}
        terminal.send(b"exit\r")
        terminal.end()


def test_stop_and_continue_from_outside(waiting):
    # What `kill -STOP` and `kill -CONT` of another shell do: nothing is lost, and the screen is drawn again.
    waiting.signal(signal.SIGSTOP)
    waiting.screen.erase_in_display(2)
    waiting.signal(signal.SIGCONT)
    waiting.wait_for(expected.SIGN_IN_MARK)
    waiting.press(*expected.LEAVE_SIGN_IN)
    assert waiting.end() == expected.EXIT_REFUSED
    assert waiting.damage() == []


def test_a_storm_of_resizes_ends_in_the_last_size(waiting):
    address = waiting.address_on_screen()
    for turn in range(60):
        waiting.resize(20 + turn * 7 % 140, 5 + turn * 3 % 50)
        waiting.pump(0)
    waiting.resize(100, 30)
    waiting.wait_until(lambda _: waiting.address_in_view() == address, "the address over 100 columns")
    waiting.settle()
    rows = waiting.rows()
    assert expected.STEPS[3] in rows[1]
    assert rows[-1].strip(), "the key row is the last row"
    waiting.press(*expected.LEAVE_SIGN_IN)
    assert waiting.end() == expected.EXIT_REFUSED
    assert waiting.damage() == []


@pytest.mark.parametrize("columns, rows", [(40, 12), (20, 5), (1, 1), (300, 100)])
def test_any_size_is_survived(waiting, columns, rows):
    waiting.resize(columns, rows)
    waiting.settle()
    assert waiting.process.poll() is None
    waiting.resize(80, 24)
    waiting.wait_for(expected.SIGN_IN_MARK)
    waiting.press(*expected.LEAVE_SIGN_IN)
    assert waiting.end() == expected.EXIT_REFUSED
    assert waiting.damage() == []


def test_waiting_costs_nothing(waiting):
    start = time.monotonic()
    # It sleeps; how much of a processor it takes is measured by Tests/bench.
    waiting.settle()
    wakes = waiting.wakes()
    written = len(waiting.raw)
    # This is the measurement, not a pause: what happens while nothing happens.
    while (left := start + 5 - time.monotonic()) > 0:
        waiting.pump(left)
    more = waiting.wakes() - wakes
    seconds = time.monotonic() - start
    assert more <= 4 * seconds, "more than the clock's wake-ups"
    assert len(waiting.raw) - written < 40 * seconds, waiting.raw[written:]


def test_the_clock_ticks_without_a_key(waiting):
    first = time_left(waiting.text())
    assert first, waiting.text()
    waiting.wait_until(lambda text: time_left(text) not in (None, first), "another time")


def test_plain_page_shows_the_address_on_one_line(waiting):
    address = waiting.address_on_screen()
    before = len(waiting.raw)
    waiting.press(expected.PLAIN_PAGE_KEY)
    waiting.wait_until(lambda _: not waiting.screen.is_alternate, "the plain page")
    assert address.encode() in waiting.raw[before:]
    waiting.press("enter")
    waiting.wait_for(expected.SIGN_IN_MARK)
    assert waiting.screen.is_alternate
    waiting.press(*expected.LEAVE_SIGN_IN)
    assert waiting.end() == expected.EXIT_REFUSED
    assert waiting.damage() == []


@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
@pytest.mark.parametrize("term", ["xterm-256color", "xterm", "xterm-mono", "vt100", "linux", "screen", "tmux"])
def test_the_demo_on_other_terminals(open_terminal, term, locale):
    terminal = open_terminal("demo", term=term, variables={"LC_ALL": locale, "LANG": locale})
    go_to_sign_in(terminal)
    assert terminal.address_in_view().startswith("http://127.0.0.1:")
    terminal.press(expected.DEMO_KEY)
    terminal.wait_for(expected.TOKENS_MARK)
    terminal.settle()
    if locale == "C":
        assert terminal.text().isascii(), terminal.text()
    if term in ("xterm-mono", "vt100"):
        assert not COLOR.search(terminal.raw), "colours on a terminal that has none"
    terminal.press(*expected.LEAVE_TOKENS)
    assert terminal.end() == expected.EXIT_OK
    assert terminal.damage() == []


def test_no_colour_and_ascii(open_terminal):
    terminal = open_terminal("demo", "--ascii", variables={"NO_COLOR": "1", "LC_ALL": "C", "LANG": "C"})
    go_to_sign_in(terminal)
    assert terminal.text().isascii(), terminal.text()
    assert not COLOR.search(terminal.raw), "colours in spite of NO_COLOR"
    terminal.press(*expected.LEAVE_SIGN_IN)
    terminal.end()
    assert terminal.damage() == []


def test_a_terminal_that_the_database_does_not_know_works(open_terminal):
    terminal = open_terminal("demo", term="xterm-unheard-of")
    go_to_sign_in(terminal)
    terminal.press(*expected.LEAVE_SIGN_IN)
    assert terminal.end() == expected.EXIT_REFUSED
    assert terminal.damage() == []


@pytest.mark.parametrize("term, knows", [("xterm-256color", True), ("tmux-256color", True), ("vt100", False)])
def test_the_link_covers_every_row(open_terminal, term, knows):
    terminal = open_terminal("demo", term=term)
    go_to_sign_in(terminal)
    address = terminal.address_on_screen().encode()
    link = b"\x1b]8;id=pixie;" + address + b"\x1b\\" + address + b"\x1b]8;;\x1b\\"
    assert (link in terminal.raw) == knows
    # One string without a break: the terminal wraps it, so it knows that it is one line.
    assert address in terminal.raw


def test_the_rows_of_the_address_are_left_alone_while_the_clock_ticks(waiting):
    address = waiting.address_on_screen().encode()
    waiting.settle()
    before = len(waiting.raw)
    for _ in range(3):
        shown = time_left(waiting.text())
        assert shown, waiting.text()
        waiting.wait_until(lambda text: time_left(text) not in (None, shown), "another time")
    assert address not in waiting.raw[before:]
    assert b"response_type" not in waiting.raw[before:]


def test_escape_is_quick(waiting):
    waiting.press("?")
    waiting.wait_for(expected.HELP_MARK)
    # The driver looks once the program has slept for 0.12 s. curses sleeps for a second unless it is told otherwise.
    waiting.press("escape")
    assert "Help: " not in waiting.text()


def test_standard_output_gets_the_report_alone(open_terminal, tmp_path):
    output = tmp_path / "output"
    terminal = open_terminal("demo", "--json", output=output)
    go_to_sign_in(terminal)
    terminal.press(expected.DEMO_KEY)
    terminal.wait_for(expected.TOKENS_MARK)
    terminal.press(*expected.LEAVE_TOKENS)
    assert terminal.end() == expected.EXIT_OK
    assert json.loads(output.read_text())["outcome"] == expected.OUTCOME_SIGNED_IN
    assert b"\x1b" not in output.read_bytes()


def test_a_window_that_is_too_small_takes_few_keys(waiting):
    address = waiting.address_on_screen()
    waiting.resize(30, 8)
    waiting.wait_for("too small")
    waiting.press("n", "+", "d", "o", "x", "?", ":", "enter", "escape")
    waiting.resize(80, 24)
    waiting.wait_for("attempt 1")
    waiting.wait_for(expected.SIGN_IN_MARK)
    waiting.settle()
    assert waiting.address_on_screen() == address
    assert "15:" not in waiting.rows()[0] and "14:" not in waiting.rows()[0]


def test_the_title_comes_and_goes(waiting):
    assert waiting.title() == "pixie: waiting for the browser"
    waiting.press(*expected.LEAVE_SIGN_IN)
    waiting.end()
    assert waiting.raw.count(b"\x1b[22;2t") == waiting.raw.count(b"\x1b[23;2t") == 1


def test_no_title_means_no_title(open_terminal):
    terminal = open_terminal("demo", "--no-title")
    go_to_sign_in(terminal)
    assert b"\x1b]2;" not in terminal.raw


def test_a_few_lines_without_secrets_stay_behind(open_terminal):
    terminal = open_terminal("demo")
    go_to_sign_in(terminal)
    terminal.press(expected.DEMO_KEY)
    terminal.wait_for(expected.TOKENS_MARK)
    terminal.press(*expected.LEAVE_TOKENS)
    assert terminal.end() == expected.EXIT_OK
    left = [row for row in terminal.rows() if row]
    assert 1 <= len(left) <= 4, left
    assert all(row.startswith(("pixie: ", "ID token", "token: ")) for row in left), left
    assert "eyJ" not in "".join(left)


def test_nothing_is_revealed_with_no_reveal(open_terminal):
    terminal = open_terminal("demo", "--no-reveal")
    go_to_sign_in(terminal)
    terminal.press(expected.DEMO_KEY)
    terminal.wait_for(expected.TOKENS_MARK)
    terminal.press("r")
    terminal.wait_for("--no-reveal")
    assert b"eyJhbGciOi" not in terminal.raw


def test_over_ssh_the_exact_command_is_on_screen(home, open_terminal):
    connection = {"SSH_CONNECTION": "10.0.0.7 51234 10.0.0.9 2222", "USER": "dev"}
    with SignIn(home) as login:
        terminal = open_terminal(*login.command()[1:], variables=connection)
        terminal.wait_for("ssh -p 2222 -L")
        port = urlsplit(SignIn.redirect(terminal.address_on_screen())).port
        assert re.search(rf"ssh -p 2222 -L {port}:127\.0\.0\.1:{port} dev@{socket.gethostname()}", terminal.text())
        # The answer comes to that port, as through the tunnel.
        open_address(login.answer(terminal.address_on_screen()))
        terminal.wait_for(expected.TOKENS_MARK)
        terminal.wait_for("came through the forwarded port")


def test_unknown_terminal_is_said(open_terminal):
    terminal = open_terminal("login", term="no-such-terminal")
    assert terminal.end() == expected.EXIT_TERMINAL_UNUSABLE
    assert "no-such-terminal" in terminal.text()
    assert terminal.damage() == []

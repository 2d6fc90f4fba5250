"""The terminal is left as it was found, however pixie ends; and waiting costs nothing."""

import json
import os
import re
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

SIGNALS = {
    signal.SIGTERM: expected.EXIT_TERMINATED,
    signal.SIGHUP: expected.EXIT_HANGUP,
    signal.SIGINT: expected.EXIT_INTERRUPT,
}
# A colour that is not the terminal's own (39 and 49 are).
COLOR = re.compile(rb"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]")
TRAPS = [signal.SIGILL, signal.SIGTRAP, signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE, signal.SIGABRT]


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
    waiting.press("^C")
    waiting.wait_for("again")
    assert waiting.process.poll() is None
    waiting.press("^C")
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
            terminal.press("^C")
            if terminal.process.poll() is None:
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
    waiting.process.send_signal(signal.SIGSTOP)
    waiting.process.send_signal(signal.SIGCONT)
    for columns in range(40, 140):
        waiting._set_size(columns, 30)
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
    seconds = 5
    waiting.settle(0.5)
    ticks, wakes = waiting.processor_use()
    written = len(waiting.raw)
    deadline = time.monotonic() + seconds
    # This is the measurement, not a pause: what happens while nothing happens.
    while (left := deadline - time.monotonic()) > 0:
        waiting.pump(left)
    ticks_after, wakes_after = waiting.processor_use()
    assert ticks_after - ticks <= seconds * os.sysconf("SC_CLK_TCK") // 100, "more than one percent of a processor"
    assert wakes_after - wakes <= 4 * seconds, "more than the clock's wake-ups"
    assert len(waiting.raw) - written < 40 * seconds, waiting.raw[written:]


def test_the_clock_ticks_without_a_key(waiting):
    first = re.search(r"(\d+:\d\d) left", waiting.text())
    assert first, waiting.text()
    waiting.wait_until(lambda text: re.search(r"(\d+:\d\d) left", text)[1] != first[1], "another time", 5)


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
    shown = re.search(r"(\d+:\d\d) left", waiting.text())[1]
    for _ in range(3):
        waiting.wait_until(lambda text: re.search(r"(\d+:\d\d) left", text)[1] != shown, "another time", 5)
        shown = re.search(r"(\d+:\d\d) left", waiting.text())[1]
    assert address not in waiting.raw[before:]
    assert b"response_type" not in waiting.raw[before:]


def test_escape_is_quick(waiting):
    took = []
    # The quickest of some: what a busy machine adds is not the program's, and its own wait is in each of them.
    for _ in range(5):
        waiting.press("?")
        waiting.wait_for(expected.HELP_MARK)
        start = time.monotonic()
        waiting.send(b"\x1b")
        waiting.wait_until(lambda text: "Help: " not in text, "the help is gone")
        took.append(time.monotonic() - start)
    # curses waits a second unless it is told otherwise.
    assert min(took) < 0.7, took


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

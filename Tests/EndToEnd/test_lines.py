"""The line mode at a terminal: each line once, no escapes, and everything can be reached by a number."""

import re

import pytest

import expectations as expected
from sign_in import SignIn

WAYS = {
    "--plain": (["--plain"], {}),
    "ACCESSIBLE": ([], {"ACCESSIBLE": "1"}),
    "TERM=dumb": ([], {"TERM": "dumb"}),
}


def started(open_terminal, login, arguments=("--plain",), variables=None, **more):
    terminal = open_terminal(*login.command()[1:], *arguments, variables=variables, columns=900, rows=60, **more)
    terminal.wait_for("answer>")
    terminal.settle()
    return terminal


def address_of(terminal) -> str:
    rows = terminal.rows()
    return rows[rows.index(expected.ADDRESS_LINE) + 1]


@pytest.mark.parametrize("way", WAYS)
def test_each_line_is_said_once_and_without_escapes(open_terminal, login, way):
    arguments, variables = WAYS[way]
    terminal = started(open_terminal, login, arguments, variables)
    terminal.send((login.answer(address_of(terminal)) + "\r").encode())
    terminal.wait_for("step 6 of 6")
    assert terminal.end() == expected.EXIT_OK
    assert b"\x1b" not in terminal.raw, terminal.raw[:300]
    lines = [line for line in terminal.raw.decode().splitlines() if line.strip()]
    assert len(lines) == len(set(lines)), [line for line in lines if lines.count(line) > 1]
    assert b"\x08" not in terminal.raw and terminal.raw.count(b"\r") == terminal.raw.count(b"\n")
    assert terminal.damage() == []


def test_a_long_paste_arrives_whole(open_terminal, login):
    terminal = started(open_terminal, login)
    answer = login.answer(address_of(terminal))
    # A terminal's own line mode would cut it at 4095 octets.
    terminal.send(("x" * 12_000 + " " + answer + "\r").encode())
    terminal.wait_for("step 6 of 6")
    assert f"({12_001 + len(answer)} characters pasted)" in terminal.text()
    assert terminal.end() == expected.EXIT_OK


@pytest.mark.parametrize("ends", ["with Enter", "and Enter follows"])
def test_a_paste_that_was_wrapped_is_one_answer(open_terminal, login, ends):
    terminal = started(open_terminal, login)
    answer = login.answer(address_of(terminal))
    # The last piece alone would be the command that cancels.
    wrapped = "\r".join([*(answer[start : start + 60] for start in range(0, len(answer), 60)), "&x=", "0"])
    if ends == "with Enter":
        terminal.send((wrapped + "\r").encode())
    else:
        terminal.send(wrapped.encode())
        terminal.send(b"\r")
    terminal.wait_for("step 6 of 6")
    assert terminal.end() == expected.EXIT_OK


NUMBERS = {
    "1": "No browser was opened",
    "2": "Sent with",
    "3": "Everything else is taken for the answer",
    "4": "This is attempt 2",
    # Fifteen minutes, less what has passed.
    "5": "1[345] minutes left",
    "6": "code_challenge_method",
    "7": "report without secrets",
    "8": "not kept",
}


def test_every_number_does_what_it_says(open_terminal, login):
    terminal = started(open_terminal, login)
    for number, words in NUMBERS.items():
        terminal.send((number + "\r").encode())
        terminal.until(lambda: re.search(words, terminal.raw.decode("utf-8", "replace")), f"{number}: {words}")
    terminal.send(b"0\r")
    assert terminal.end() == expected.EXIT_REFUSED
    assert terminal.damage() == []


def test_the_report_and_the_explanation_hold_no_secret(open_terminal, login):
    terminal = started(open_terminal, login)
    code = SignIn.parameter(login.answer(address_of(terminal)), "code")
    terminal.send(("http://127.0.0.1:1/callback?code=" + code + "&state=x\r").encode())
    terminal.wait_for("ot used")
    terminal.send(b"7\r6\r")
    terminal.wait_for("code_challenge_method")
    terminal.settle()
    assert code.encode() not in terminal.raw


def test_the_login_can_be_left_waiting(open_terminal, login, home):
    arguments = [one for one in login.command()[1:] if one != "--no-save"]
    stored = {"PIXIE_KEY_SOURCE": "plain-file"}
    terminal = open_terminal(*arguments, "--plain", variables=stored, columns=900, rows=60)
    terminal.wait_for("answer>")
    terminal.settle()
    address = address_of(terminal)
    terminal.send(b"8\r")
    terminal.wait_for("pixie resume")
    name = re.search(r"pixie resume (\S+)", terminal.text())[1]
    terminal.end()
    again = open_terminal("resume", name, "--plain", variables=stored, columns=900, rows=60)
    again.wait_for("answer>")
    assert address in again.text()
    again.send((login.answer(address) + "\r").encode())
    again.wait_for("step 6 of 6")
    assert again.end() == expected.EXIT_OK


@pytest.mark.parametrize("end", [b"\x04", b"\x03"], ids=["end of input", "Control-C"])
def test_the_end_of_input_does_not_hang(open_terminal, login, end):
    terminal = started(open_terminal, login)
    terminal.send(end)
    if end == b"\x04":
        terminal.wait_for("No more answers are read")
        terminal.send(b"\x03")
    terminal.end()
    assert terminal.damage() == []

"""`pixie demo`: the whole walk in a terminal, without a network and without a browser."""

import pytest

import expectations as expected
from demo_walk import go_to_sign_in, go_to_sign_in_by_number


def walk(terminal, pictures) -> None:
    terminal.wait_for("Enter go on")
    terminal.settle()
    terminal.save_picture(pictures / "discover.png")
    terminal.press(expected.GO_ON_KEY)
    terminal.wait_for("Request")
    terminal.wait_for("Enter go on")
    terminal.save_picture(pictures / "request.png")
    go_to_sign_in(terminal)
    terminal.save_picture(pictures / "sign-in.png")
    terminal.press(expected.DEMO_KEY)
    terminal.wait_for(expected.TOKENS_MARK)
    terminal.settle()
    terminal.save_picture(pictures / "tokens.png")
    terminal.save_picture(pictures / "tokens-light.png", "light")


@pytest.mark.parametrize("columns, rows", [(80, 24), (120, 40)])
def test_demo_reaches_tokens_with_all_checks_passed(open_terminal, pictures, columns, rows):
    terminal = open_terminal("demo", columns=columns, rows=rows)
    walk(terminal, pictures)
    assert expected.FAILED_GLYPH not in terminal.text()
    for tab in expected.TABS:
        terminal.press(tab)
        assert expected.FAILED_GLYPH not in terminal.text(), terminal.text()
        terminal.save_picture(pictures / f"tab-{tab}.png")
    terminal.press(*expected.LEAVE_TOKENS)
    assert terminal.end() == expected.EXIT_OK
    assert terminal.damage() == []


def test_demo_works_in_40_columns(open_terminal, pictures):
    terminal = open_terminal("demo", columns=40, rows=12)
    go_to_sign_in_by_number(terminal)
    terminal.save_picture(pictures / "sign-in.png")
    terminal.press(expected.DEMO_KEY)
    terminal.wait_for("6/6")
    terminal.settle()
    terminal.save_picture(pictures / "tokens.png")
    assert expected.FAILED_GLYPH not in terminal.text()
    terminal.press(*expected.LEAVE_TOKENS)
    assert terminal.end() == expected.EXIT_OK
    assert terminal.damage() == []


def test_each_step_has_help(open_terminal, pictures):
    terminal = open_terminal("demo")
    for step in ("discover", "request"):
        terminal.wait_for("Enter go on")
        terminal.settle()
        terminal.press(expected.HELP_KEY)
        assert expected.HELP_MARK in terminal.text(), terminal.text()
        terminal.save_picture(pictures / f"help-{step}.png")
        terminal.press("escape")
        terminal.press(expected.GO_ON_KEY)
    terminal.wait_for(expected.SIGN_IN_MARK)
    terminal.press(expected.HELP_KEY)
    assert expected.HELP_MARK in terminal.text(), terminal.text()
    terminal.press("escape")
    terminal.wait_for(expected.SIGN_IN_MARK)
    terminal.leave_at_once()
    assert terminal.end() in (expected.EXIT_REFUSED, expected.EXIT_INTERRUPT)
    assert terminal.damage() == []


def test_secrets_are_masked_until_revealed(open_terminal):
    terminal = open_terminal("demo")
    go_to_sign_in(terminal)
    terminal.press(expected.DEMO_KEY)
    terminal.wait_for(expected.TOKENS_MARK)
    terminal.settle()
    assert b"eyJhbGciOi" not in terminal.raw
    terminal.press("r")
    terminal.wait_for("eyJhbGciOi")
    # Looking at another tab covers it again.
    terminal.press("2")
    assert "eyJhbGciOi" not in terminal.text()
    terminal.leave_at_once()
    terminal.end()
    assert terminal.damage() == []


def test_pasting_rubbish_keeps_the_login_waiting(open_terminal):
    terminal = open_terminal("demo")
    go_to_sign_in(terminal)
    shown = terminal.address_on_screen()
    hostile = ["q", "\x1b[2J\x1b]0;owned\x07", shown, "a" * 100_000, "http://127.0.0.1:1/callback?code=a&state=b"]
    for text in hostile:
        terminal.paste(text)
        terminal.settle()
        terminal.press("escape", "^U")
        assert terminal.process.poll() is None
        assert "owned" not in terminal.title()
    go_to_sign_in(terminal)
    terminal.press(expected.DEMO_KEY)
    terminal.wait_for(expected.TOKENS_MARK)
    terminal.press(*expected.LEAVE_TOKENS)
    assert terminal.end() == expected.EXIT_OK
    assert terminal.damage() == []


def test_demo_in_lines(open_terminal):
    terminal = open_terminal("demo", term="dumb")
    terminal.wait_for(expected.SIGN_IN_MARK)
    terminal.settle()
    assert b"\x1b" not in terminal.raw, terminal.raw[:400]
    terminal.press("^C")
    assert terminal.end() in (expected.EXIT_REFUSED, expected.EXIT_INTERRUPT)
    assert terminal.damage() == []

"""The way through `pixie demo`, as a person goes it."""

import re

import expectations as expected


def go_to_sign_in(terminal) -> None:
    """Reads Discover and Request as a person would, and goes on."""
    for _ in range(4):
        text = terminal.wait_until(
            lambda text: re.search(f"Enter go on|{expected.SIGN_IN_MARK}", text), "the next step"
        )
        if expected.SIGN_IN_MARK in text:
            terminal.settle()
            return
        terminal.press(expected.GO_ON_KEY)
    terminal.wait_for(expected.SIGN_IN_MARK)


def go_to_sign_in_by_number(terminal) -> None:
    """The same on a narrow terminal, which shows numbers in place of the names of the steps."""
    for step in ("2/6", "3/6"):
        terminal.wait_for(f"{step}(.|\n)*Enter")
        terminal.press(expected.GO_ON_KEY)
    terminal.wait_for("4/6(.|\n)*c copy")


def go_to_tokens(terminal, columns: int) -> None:
    """Up to the tokens."""
    if columns >= 64:
        go_to_sign_in(terminal)
    else:
        go_to_sign_in_by_number(terminal)
    terminal.press(expected.DEMO_KEY)
    terminal.wait_for(expected.TOKENS_MARK if columns >= 64 else "6/6")
    terminal.settle()

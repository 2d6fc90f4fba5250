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


def go_to_tokens(terminal, columns: int) -> None:
    """Up to the tokens; a narrow terminal shows numbers in place of the names of the steps."""
    if columns >= 64:
        go_to_sign_in(terminal)
    else:
        for _ in range(4):
            terminal.settle(0.5)
            if "4/6" in terminal.text():
                break
            terminal.press(expected.GO_ON_KEY)
    terminal.press(expected.DEMO_KEY)
    terminal.wait_for(expected.TOKENS_MARK if columns >= 64 else "6/6")
    terminal.settle()

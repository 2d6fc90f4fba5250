"""The same login through the screens, in a terminal of its own."""

from pathlib import Path

import expectations as expected
from environment import binary, clean_environment
from program import Ended
from seen import Seen
from terminal import Terminal

FAILED_MARK = r"(?m:^\W*What\b)"


class ScreenLogin:
    """One login at a provider through the screens; its report goes to a file."""

    def __init__(
        self, provider, home: Path, arguments: list[str], variables: dict | None = None, to_terminal: bool = False
    ):
        self.provider = provider
        self.report = home / "report.json"
        arguments = [one for one in arguments if one != "--plain"]
        environment = clean_environment(home, **(variables or {}))
        output = None if to_terminal else self.report
        self.terminal = Terminal([binary(), *arguments], environment, output=output)

    def __enter__(self) -> "ScreenLogin":
        return self

    def __exit__(self, *problem) -> None:
        self.terminal.__exit__()

    def address(self) -> str | None:
        """The address on the Sign in screen, or None when the login failed before it."""
        text = self.terminal.wait_for(f"{expected.SIGN_IN_MARK}|{FAILED_MARK}")
        if expected.SIGN_IN_MARK not in text:
            return None
        self.terminal.settle()
        return self.terminal.address_on_screen()

    def result(self, seconds: float = 60) -> str:
        """The text of the screen that the login ends on."""
        self.terminal.wait_for(f"{expected.TOKENS_MARK}|Access  |{FAILED_MARK}", seconds)
        self.terminal.settle()
        return self.terminal.text()

    def leave(self, text: str) -> Seen:
        self.terminal.leave_at_once()
        status = self.terminal.end()
        oracle = self.provider.oracle()
        ended = Ended(status, self.report.read_text(), text, 0)
        trouble = [f"the terminal was left with {damage}" for damage in self.terminal.damage()]
        return Seen(ended, self.provider.token_posts(oracle), oracle["violations"], trouble=trouble)

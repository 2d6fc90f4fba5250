"""Makes the pictures of the README: .build/venv/bin/python Tests/EndToEnd/make_pictures.py

Runs `pixie demo` in a terminal of 80x24 and walks through it as its user.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import expectations as expected
from environment import ROOT, binary, clean_environment
from terminal import Terminal
from test_demo import go_to_sign_in

ASSETS = ROOT / "assets"


def main() -> None:
    with TemporaryDirectory() as home:
        with Terminal([binary(), "demo"], clean_environment(Path(home))) as terminal:
            go_to_sign_in(terminal)
            terminal.save_picture(ASSETS / "sign-in.png")
            terminal.press(expected.DEMO_KEY)
            terminal.wait_for(expected.TOKENS_MARK)
            terminal.settle()
            terminal.save_picture(ASSETS / "tokens.png")
            terminal.press(*expected.LEAVE_TOKENS)
            terminal.end()


if __name__ == "__main__":
    main()

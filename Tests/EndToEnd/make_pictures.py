"""Makes the pictures of the README: .build/venv/bin/python Tests/EndToEnd/make_pictures.py [sign-in] [failures] [systems]

Runs pixie in a terminal of 80x24: `pixie demo` as its user, and `pixie login` at `pixie provider --fault` for the
faults of FAILURES, each until its Failure screen, and at the emulators of SYSTEMS until its Tokens screen, in a dark
and in a light terminal.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path[:0] = [str(Path(__file__).resolve().parent / folder) for folder in ("faults", "systems")]

import expectations as expected
from catalog import arguments
from demo_walk import go_to_sign_in
from emulated import Emulated
from environment import ROOT, binary, clean_environment
from faulty_provider import FaultyProvider
from person import answer_for, open_address
from play import sent_to
from runner import Login
from screens import ScreenLogin
from terminal import Terminal

ASSETS = ROOT / "assets"
# The fault, and words that have to stand on its screen.
FAILURES = {
    "idt-wrong-nonce": "another login",
    "idt-iat-future": "clock",
    "cb-iss-mismatch": "another provider",
    "tok-invalid-grant": "refused the code",
    "disc-wrong-issuer": "another issuer",
}
# The systems whose Tokens screen is shown.
SYSTEMS = ["workos", "singpass"]


def demo(home: Path) -> None:
    with Terminal([binary(), "demo"], clean_environment(home)) as terminal:
        go_to_sign_in(terminal)
        terminal.save_picture(ASSETS / "sign-in.png")
        terminal.press(expected.DEMO_KEY)
        terminal.wait_for(expected.TOKENS_MARK)
        terminal.settle()
        terminal.save_picture(ASSETS / "tokens.png")
        terminal.press(*expected.LEAVE_TOKENS)
        terminal.end()


def failure(home: Path, fault: str, words: str) -> None:
    """The screen that the person sees at this fault. An answer that is refused leaves the login waiting."""
    with FaultyProvider(home, fault) as provider:
        login = Login(provider, home)
        arguments = [one for one in login.arguments if one != "--json"]
        with ScreenLogin(provider, home, arguments, to_terminal=True) as screens:
            terminal = screens.terminal
            if address := screens.address():
                open_address(answer_for(login.server, address, login.goal))
            terminal.wait_for(words)
            terminal.settle()
            for theme in ("dark", "light"):
                terminal.save_picture(ASSETS / f"failure-{fault}-{theme}.png", theme)
            terminal.leave_at_once()
            terminal.end()


def system(home: Path, name: str) -> None:
    """The tokens that the system gives, as the person sees them."""
    with Emulated(name) as emulated, ScreenLogin(emulated, home, arguments(emulated), to_terminal=True) as screens:
        open_address(sent_to(screens.address()))
        screens.result()
        for theme in ("dark", "light"):
            screens.terminal.save_picture(ASSETS / f"tokens-{name}-{theme}.png", theme)
        screens.terminal.leave_at_once()
        screens.terminal.end()


def main() -> None:
    chosen = sys.argv[1:] or ["sign-in", "failures", "systems"]
    with TemporaryDirectory() as folder:
        if "sign-in" in chosen:
            demo(Path(folder) / "demo")
        if "failures" in chosen:
            for fault, words in FAILURES.items():
                failure(Path(folder) / fault, fault, words)
        if "systems" in chosen:
            for name in SYSTEMS:
                system(Path(folder) / name, name)


if __name__ == "__main__":
    main()

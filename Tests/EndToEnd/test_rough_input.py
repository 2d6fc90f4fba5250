"""Whatever comes from the keyboard side: no crash, no wrong action, and a terminal as it was."""

import random
import re
import time
from pathlib import Path

import pytest

import expectations as expected
from demo_walk import go_to_sign_in
from environment import clean_environment
from other_device import other_device
from sign_in import SignIn
from terminal import NAMED_KEYS

# A login that had failed before keeps its own status.
LEFT = (expected.EXIT_OK, expected.EXIT_REFUSED, expected.EXIT_INTERRUPT, expected.EXIT_NETWORK)
# Not those that leave, stop the process or quit it.
KEYS = (
    [chr(code) for code in range(0x20, 0x7F) if chr(code) not in "q"]
    + [*NAMED_KEYS, "up", "down", "left", "right", "home", "end"]
    + [f"^{letter}" for letter in "ABDEFGHIJKLMNOPRTUVWXY"]
)

# How each screen and box is reached: from the demo, or from what OTHERS starts.
SCREENS = {
    "discover": [],
    "request": ["enter"],
    "sign in": ["SIGN IN"],
    "help": ["SIGN IN", "?"],
    "all keys": ["SIGN IN", "?", "?"],
    "explanation": ["SIGN IN", "x"],
    "palette": ["SIGN IN", ":"],
    "question": ["SIGN IN", "q"],
    "plain page": ["SIGN IN", "p"],
    "earlier step": ["SIGN IN", "["],
    "field": ["SIGN IN", "z", "z"],
    "tokens": ["TOKENS"],
    "revealed token": ["TOKENS", "r"],
    "question about tokens": ["TOKENS", "q"],
    "access token": ["TOKENS", "2"],
    "checks": ["TOKENS", "5"],
    "requests": ["TOKENS", "6"],
    "find in the claims": ["TOKENS", "/", "i"],
    "name of a file": ["TOKENS", "e"],
    "claim, explained": ["TOKENS", "x"],
    "messages": ["SIGN IN", "c", ":", *"messages", "enter"],
    "palette with words": ["SIGN IN", ":", *"copy"],
    "form": ["FORM"],
    "form with text": ["FORM", *"https://a.example", "tab", "x"],
    "profiles": ["PROFILES"],
    "filter of profiles": ["PROFILES", "/", "a"],
    "question about a profile": ["PROFILES", "D"],
    "device": ["DEVICE", "v"],
    "picture of the device": ["DEVICE", "v", "Q"],
    "check your work": ["WORK"],
    "check your work, both fields": ["WORK", "n", "tab", *"abc"],
    "failure": ["FAILURE"],
    "failure, explained": ["FAILURE", "?"],
}
# Command lines of screens that the demo does not have, and what they show. They stop nobody on the way.
OTHERS = {
    "FORM": (["login"], "Issuer"),
    "PROFILES": ([], "acme-dev"),
    "DEVICE": (["login", "{issuer}", "--client-id", "{client}", "--no-browser", "--no-save"], "On another device"),
    "WORK": (["pkce", "--screen"], "erifier"),
    "FAILURE": (["login", "http://127.0.0.1:9", "--client-id", "x", "--no-browser", "--no-save"], "127.0.0.1:9"),
}
PROFILES = """profiles:
  acme-dev: {issuer: "http://127.0.0.1:9", client_id: x}
  zebra: {issuer: "http://127.0.0.1:9/z", client_id: y}
"""


def reach(terminal, way: list[str]) -> None:
    if way[:1] and way[0] in OTHERS:
        terminal.wait_for(OTHERS[way[0]][1])
        terminal.settle()
        terminal.press(*way[1:])
        terminal.settle()
        return
    terminal.wait_for("Enter go on")
    for step in way:
        if step in ("SIGN IN", "TOKENS"):
            go_to_sign_in(terminal)
            if step == "TOKENS":
                terminal.press(expected.DEMO_KEY)
                terminal.wait_for(expected.TOKENS_MARK)
        else:
            terminal.press(step)
    terminal.settle()


@pytest.fixture(scope="module")
def device_provider():
    # It is not asked while a test looks: the screen counts the questions.
    with other_device(interval=300) as provider:
        yield provider


@pytest.fixture(params=SCREENS)
def shown(request, open_terminal, home, device_provider):
    way = SCREENS[request.param]
    command = OTHERS[way[0]][0] if way and way[0] in OTHERS else ["demo"]
    facts = {"issuer": device_provider.issuer, "client": device_provider.server().client_id}
    if way[:1] == ["PROFILES"]:
        file = Path(clean_environment(home)["XDG_CONFIG_HOME"]) / "pixie" / "profiles.yaml"
        file.parent.mkdir(parents=True)
        file.write_text(PROFILES)
    terminal = open_terminal(*[word.format(**facts) for word in command])
    reach(terminal, way)
    return terminal


def leave(terminal) -> None:
    """From wherever it is. Control-C twice always leaves; a key before ends what is only text: a plain page, or a
    control string that somebody began."""
    terminal.settle()
    terminal.send(b"\x07\x03\x03")
    assert terminal.end() in LEFT
    assert terminal.damage() == []


def test_every_key_on_every_screen(shown):
    keys = list(KEYS)
    random.Random(1).shuffle(keys)
    for key in keys:
        data = NAMED_KEYS.get(key) or (
            "\x1b[" + dict(up="A", down="B", right="C", left="D", home="H", end="F")[key]
            if key in ("up", "down", "right", "left", "home", "end")
            else chr(ord(key[1]) & 0x1F) if len(key) == 2 else key
        )
        shown.send(data.encode())
        shown.pump(0.02)
    shown.settle()
    # d and y answer questions, so a key may have left. Nothing else may.
    if shown.process.poll() is not None:
        assert shown.end() in LEFT
        assert shown.damage() == []
        return
    leave(shown)


# From the smallest that there is to one that nobody has.
SIZES = [(1, 1), (2, 1), (1, 60), (36, 10), (35, 10), (300, 100), (1000, 500), (1, 1), (40, 12)]


def standing(terminal) -> str:
    """What stands still on the screen: without clocks, bars and the row of messages."""
    rows = re.sub(r"[\d█▏▎▍▌▋▊▉░#]+", "0", "\n".join(terminal.rows()[2:-3]))
    # The time that has passed is longer or shorter, and with it what stands beside it.
    return re.sub(r" +|─+|-+", " ", re.sub(r"\bnow\b", "0 s ago", rows))


def test_any_window_on_every_screen(shown, request):
    before = standing(shown)
    for columns, rows in SIZES:
        shown.resize(columns, rows)
        shown.settle()
        assert shown.process.poll() is None, (columns, rows)
    for turn in range(1000):
        shown._set_size(1 + turn * 7 % 200, 1 + turn * 3 % 70)
    shown.resize(80, 24)
    # The plain page is text of the terminal's own, which nobody draws again; this one keeps no more than fits.
    if not {"revealed", "plain page"} & set(re.findall(r"revealed|plain page", request.node.name)):
        shown.wait_until(
            lambda _: before in standing(shown), f"the same screen as before:\n{before}\n--")
    leave(shown)


def test_noise_on_every_screen(shown):
    flood(shown, noise(128 << 10, b"\x03\x1aqQdDyk"))
    shown.settle()
    assert shown.process.poll() is None
    shown.screen.reset()
    leave(shown)


UNKNOWN = [
    "\x1b[99z", "\x1b[?1;2c", "\x1b[>41;379;0c", "\x1b[24;80R", "\x1b[<35;1;1M", "\x1b[M !!", "\x1b[200;300~", "\x1b[I\x1b[O",
    "\x1b]11;rgb:ffff/ffff/ffff\x1b\\", "\x1b]52;c;cQ==\x07", "\x1bP1$r0m\x1b\\", "\x1b_Gi=1;OK\x1b\\", "\x1b^x\x1b\\",
    "\x1bXq\x1b\\", "\x1b[27;5;113~", "\x1b[113;5u", "\x1bOZ", "\x1b[[F", "\x9bq", "\xc2\x9bq", "\x1b[1;2;3;4;5;6;7q",
]


def test_unknown_sequences_are_no_keys(open_terminal):
    terminal = open_terminal("demo")
    go_to_sign_in(terminal)
    before = [row for row in terminal.rows()[3:] if row]
    for sequence in UNKNOWN:
        terminal.send(sequence.encode("latin-1"))
        terminal.settle()
        assert terminal.process.poll() is None, repr(sequence)
    terminal.wait_until(lambda _: [row for row in terminal.rows()[3:] if row] == before, "the same screen as before")
    leave(terminal)


# A private mode that is turned on or off, the cursor's too.
MODE = re.compile(rb"\x1b\[\?[0-9;]+[hl]")
# Nothing of what is typed is read for so long.
STANDSTILL_SECONDS = 60


def flood(terminal, data: bytes) -> None:
    """Writes it as fast as the program reads, and takes in what it writes without drawing it: only the modes that it
    turns on and off, which have to be right at its end.

    How fast that is is the machine's matter; but it goes on.
    """
    import os
    import select

    deadline = time.monotonic() + STANDSTILL_SECONDS
    position = 0
    rest = b""
    os.set_blocking(terminal.master, False)
    while position < len(data):
        assert terminal.process.poll() is None or position > 0
        if terminal.process.poll() is not None:
            break
        readable, writable, _ = select.select([terminal.master], [terminal.master], [], 1)
        if readable:
            read = os.read(terminal.master, 1 << 16)
            terminal.raw += read[-64:]
            rest += read
            for mode in MODE.findall(rest):
                terminal.stream.feed(mode)
            # The start of one more may stand at its end.
            _, escape, last = rest.rpartition(b"\x1b")
            rest = b"" if MODE.match(escape + last) else escape + last[:32] if escape else b""
        if writable:
            try:
                position += os.write(terminal.master, data[position : position + 4096])
                deadline = time.monotonic() + STANDSTILL_SECONDS
            except BlockingIOError:
                pass
        assert time.monotonic() < deadline, f"only {position} of {len(data)} octets were read"
    os.set_blocking(terminal.master, True)


def noise(octets: int, without: bytes) -> bytes:
    """The same octets in every run."""
    return random.Random(7).randbytes(octets + octets // 8).translate(None, without)[:octets]


@pytest.mark.seconds(600)
def test_ten_megabytes_of_noise_leave_it_waiting(home, open_terminal):
    # Without what rightly ends, stops or quits a program: Control-C and Control-Z, and a q with its answers.
    data = noise(10 << 20, b"\x03\x1aqQdDy")
    with SignIn(home) as login:
        terminal = open_terminal(*login.command()[1:])
        terminal.wait_for(expected.SIGN_IN_MARK)
        terminal.settle()
        flood(terminal, data)
        terminal.settle()
        # The end of a control string that the noise began.
        terminal.press("^G")
        terminal.screen.reset()
        terminal.press("^L", "escape", "escape", "^U", "^L")
        terminal.wait_for(f"{expected.SIGN_IN_MARK}|Sign in")
        leave(terminal)


def test_noise_with_everything_ends_well_or_not_at_all(open_terminal):
    terminal = open_terminal("demo")
    go_to_sign_in(terminal)
    flood(terminal, noise(1 << 20, b"\x1a"))
    terminal.screen.reset()
    leave(terminal)


def test_the_end_of_the_line_in_every_dialogue(shown):
    shown.hang_up()
    assert shown.end() == expected.EXIT_HANGUP


def test_a_thousand_resizes_keep_everything(home, open_terminal):
    with SignIn(home) as login:
        terminal = open_terminal(*login.command()[1:])
        terminal.wait_for(expected.SIGN_IN_MARK)
        terminal.settle()
        address = terminal.address_on_screen()
        terminal.paste("code=half-of-an-answer")
        # Before that Escape would clear the field.
        terminal.wait_for("the state is missing")
        terminal.press("escape")
        terminal.wait_for(r"22 chars")
        for turn in range(1000):
            terminal._set_size(1 + turn * 7 % 200, 1 + turn * 3 % 70)
        terminal.resize(100, 30)
        terminal.wait_until(lambda _: terminal.address_in_view() == address, "the address over 100 columns")
        terminal.wait_for(r"22 chars")
        terminal.press("^U")
        terminal.paste(login.answer(address))
        terminal.wait_for(expected.TOKENS_MARK)
        leave(terminal)

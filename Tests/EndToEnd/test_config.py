"""The file of settings: what it changes, what wins over it, and that nothing in it stops a start."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import expectations as expected
from demo_walk import go_to_sign_in
from environment import clean_environment
from program import run
from servers import free_ports
from sign_in import SignIn
from test_terminal import COLOR


@pytest.fixture
def settings(home):
    """`settings(text)` writes the file."""

    def write(text: str) -> Path:
        file = Path(clean_environment(home)["XDG_CONFIG_HOME"]) / "pixie" / "config.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    return write


def squeezed(text: str) -> str:
    """Without the frame of a box and the line breaks in it."""
    return re.sub(r"[\s│]+", " ", text)


def solid(text: str) -> str:
    """Where a terminal breaks a line does not matter."""
    return re.sub(r"\s+", "", text)


def test_mistakes_are_named_with_their_place_and_stop_nothing(settings, open_terminal):
    file = settings("# mine\ntheme: blue\nmouse: true\nthemes: dark\nidle_mask: soon\n")
    terminal = open_terminal("demo")
    terminal.wait_for("Enter go on")
    assert 1000 in terminal.screen.modes_on, "what is right counts"
    terminal.press(":")
    terminal.wait_for("messages")
    for letter in "messages":
        terminal.press(letter)
    terminal.press("enter")
    terminal.wait_until(lambda text: "theme is terminal" in squeezed(text), "the first mistake among the messages")
    terminal.press("escape")
    terminal.leave_at_once()
    terminal.end()
    said = solid("".join(terminal.rows()))
    for place in ("line 2, column 8: theme is", "line 4, column 1: The key themes", "line 5, column 12: idle_mask is"):
        assert solid(place) in said, said
    assert solid(str(file)) in said


@pytest.mark.parametrize("content", [b"theme: [", b"\xff\xfe", b"a: &a [*a]", b"\0" * 100, b"x" * 400_000, None])
def test_no_file_stops_the_start(settings, home, open_terminal, content):
    file = settings("")
    if content is None:
        file.unlink()
        file.mkdir()
    else:
        file.write_bytes(content)
    terminal = open_terminal("demo")
    go_to_sign_in(terminal)
    terminal.leave_at_once()
    terminal.end()
    assert "config.yaml" in solid("".join(terminal.rows()))


def test_commands_that_show_nothing_do_not_read_it(settings, home):
    settings("theme: [")
    for command in (["--version"], ["pkce"], ["pkce", "--json", "--length", "128"], ["man"]):
        ended = run(home, *command)
        assert ended.status == expected.EXIT_OK and ended.errors == "", command


def test_what_is_in_force_is_shown_with_its_line(settings, home):
    settings("theme: light\n\nreveal: never\n")
    ended = run(home, "config")
    assert ended.status == expected.EXIT_OK and ended.errors == ""
    assert re.search(r"^theme: light +# line 1$", ended.output, re.M)
    assert re.search(r"^reveal: never +# line 3$", ended.output, re.M)
    assert re.search(r"^idle_mask: 60 +# usual$", ended.output, re.M)
    # What is shown is a file again.
    settings(ended.output)
    again = run(home, "config")
    assert again.errors == ""
    assert re.sub(" +#.*", "", again.output) == re.sub(" +#.*", "", ended.output)


def test_the_example_and_the_help_name_every_key(settings, home):
    example = run(home, "config", "--example").output
    keys = re.findall(r"^# (\w+):", example, re.M)
    assert {"theme", "mouse", "times", "idle_mask", "port"} <= set(keys)
    words = run(home, "help", "config").output
    assert all(f"{key}:" in words for key in keys), words
    settings(re.sub("^# (\\w+:)", r"\1", example, flags=re.M))
    ended = run(home, "config")
    assert ended.status == expected.EXIT_OK and ended.errors == ""


# Settings, options, environment; and whether there is colour.
COLORS = [
    ("", [], {}, True), ("theme: mono", [], {}, False), ("theme: mono", ["--theme", "light"], {}, True),
    ("theme: dark", ["--theme", "mono"], {}, False), ("color: never", [], {}, False),
    ("color: never", ["--color", "auto"], {}, True), ("color: always", [], {"NO_COLOR": "1"}, False),
    ("color: always", [], {"NO_COLOR": ""}, True), ("theme: light", ["--color", "always"], {"NO_COLOR": "1"}, True),
]


@pytest.mark.parametrize("text, options, variables, is_colored", COLORS)
def test_options_win_over_the_environment_and_that_over_the_file(
    settings, open_terminal, text, options, variables, is_colored
):
    settings(text)
    terminal = open_terminal("demo", *options, variables=variables)
    terminal.wait_for("Enter go on")
    terminal.settle()
    assert bool(COLOR.search(terminal.raw)) == is_colored


@pytest.mark.parametrize("theme, absent", [("light", (33, 36, 93, 96)), ("dark", (31, 32, 33, 36))])
def test_a_theme_uses_its_own_colours(settings, open_terminal, theme, absent):
    settings(f"theme: {theme}")
    terminal = open_terminal("demo")
    go_to_sign_in(terminal)
    terminal.press(expected.DEMO_KEY)
    terminal.wait_for(expected.TOKENS_MARK)
    used = {
        int(number)
        for numbers in re.findall(rb"\x1b\[([\d;]*)m", terminal.raw) for number in numbers.split(b";") if number
    }
    assert not used & set(absent), used
    assert used & ({32, 34, 35} if theme == "light" else {92, 96, 93})


@pytest.mark.parametrize("text, options, is_on", [
    ("mouse: on", [], True), ("mouse: on", ["--no-mouse"], False), ("mouse: off", ["--mouse"], True), ("", [], False),
])
def test_the_mouse_begins_as_it_was_set(settings, open_terminal, text, options, is_on):
    settings(text)
    terminal = open_terminal("demo", *options)
    terminal.wait_for("Enter go on")
    terminal.settle()
    assert (1000 in terminal.screen.modes_on) == is_on


def test_signs_and_title(settings, open_terminal):
    settings("ascii: true\ntitle: false\n")
    terminal = open_terminal("demo")
    go_to_sign_in(terminal)
    assert terminal.text().isascii()
    assert b"\x1b]2;" not in terminal.raw
    other = open_terminal("demo", "--no-ascii", "--title")
    go_to_sign_in(other)
    assert "✓" in other.text() and other.title().startswith("pixie")


def test_the_port_is_where_the_listener_begins(settings, home, open_terminal):
    with SignIn(home) as login:
        port, other = free_ports(2)
        settings(f"port: {port}\n")
        for options, wanted in (([], port), (["--port", str(other)], other)):
            terminal = open_terminal(*login.command(*options)[1:])
            terminal.wait_for("short: http")
            assert urlsplit(SignIn.redirect(terminal.address_on_screen())).port == wanted
            terminal.press(*expected.LEAVE_SIGN_IN)
            terminal.end()


@pytest.mark.parametrize("text, options, variables, is_plain", [
    ("plain: true", [], {}, True), ("plain: true", ["--no-plain"], {}, False),
    ("plain: true", [], {"ACCESSIBLE": "0"}, False), ("plain: false", [], {"ACCESSIBLE": "1"}, True),
])
def test_lines_in_place_of_screens(settings, open_terminal, text, options, variables, is_plain):
    settings(text)
    terminal = open_terminal("demo", *options, variables=variables)
    terminal.wait_for("answer>" if is_plain else "Enter go on")
    assert terminal.screen.is_alternate != is_plain


def tokens(open_terminal, *options: str):
    terminal = open_terminal("demo", *options)
    go_to_sign_in(terminal)
    terminal.press(expected.DEMO_KEY)
    terminal.wait_for(expected.TOKENS_MARK)
    terminal.settle()
    return terminal


def test_who_goes_away_leaves_no_secret_behind(settings, open_terminal):
    settings("reveal: 3600\nidle_mask: 5\n")
    terminal = tokens(open_terminal)
    terminal.press("r")
    assert b"eyJhbGciOi" in terminal.raw
    # Reports of the terminal itself are nobody, however many there are.
    terminal.until(
        lambda: terminal.send(b"\x1b[I") or "eyJhbGciOi" not in terminal.text(), "the token is masked again")


def test_a_window_without_the_focus_shows_no_secret(settings, open_terminal):
    # Nothing else masks it meanwhile.
    settings("reveal: 3600\nidle_mask: 3600\n")
    terminal = tokens(open_terminal)
    assert 1004 in terminal.screen.modes_on
    terminal.press("r")
    terminal.wait_for("eyJhbGciOi")
    terminal.send(b"\x1b[O")
    terminal.wait_until(lambda text: "eyJhbGciOi" not in text, "the token is masked")
    # Coming back shows nothing by itself.
    terminal.send(b"\x1b[I")
    terminal.settle()
    assert "eyJhbGciOi" not in terminal.text()


def test_never_means_never(settings, open_terminal):
    settings("reveal: never\n")
    terminal = tokens(open_terminal)
    terminal.press("r")
    terminal.wait_for("configuration")
    assert b"eyJhbGciOi" not in terminal.raw

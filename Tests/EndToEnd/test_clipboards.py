"""What is copied arrives: in the clipboard of a real X server and a real Wayland compositor, and in the program that
stands for Windows. Which ways were gone is said, and no program gets more than it needs."""

import os

import pytest

import expectations as expected
from demo_walk import go_to_sign_in
from stand_in_tools import stand_in
from waiting import eventually
from wayland import Wayland
from x_display import Display

@pytest.fixture
def opened(open_terminal, login):
    """`opened(**variables)`: pixie on Sign in, with the address."""

    def open_with(**variables):
        terminal = open_terminal(*login.command()[1:], variables=variables)
        terminal.wait_for("short: http")
        terminal.settle()
        return terminal, terminal.address_on_screen()

    return open_with


def test_xclip_has_the_address_and_keeps_it_after_the_end(opened):
    with Display() as display:
        terminal, address = opened(DISPLAY=display.name)
        terminal.press(expected.COPY_KEY)
        terminal.wait_for(rf"Sent with xclip and OSC 52 \({len(address)} characters\)")
        eventually(lambda: display.clipboard("clipboard") == address, "the address in the clipboard of X")
        assert terminal.copies() == [address]
        terminal.press(*expected.LEAVE_SIGN_IN)
        assert terminal.end() == expected.EXIT_REFUSED
        assert display.clipboard("clipboard") == address


def test_wl_copy_has_the_address_and_keeps_it_after_the_end(opened):
    with Wayland() as wayland:
        terminal, address = opened(**wayland.variables)
        terminal.press(expected.COPY_KEY)
        terminal.wait_for(rf"Sent with wl-copy and OSC 52 \({len(address)} characters\)")
        eventually(lambda: wayland.clipboard() == address, "the address in the clipboard of Wayland")
        terminal.press(*expected.LEAVE_SIGN_IN)
        assert terminal.end() == expected.EXIT_REFUSED
        assert wayland.clipboard() == address


def test_a_token_is_copied_whole_while_it_is_masked(open_terminal):
    with Display() as display:
        terminal = open_terminal("demo", variables={"DISPLAY": display.name})
        go_to_sign_in(terminal)
        terminal.press(expected.DEMO_KEY)
        terminal.wait_for(expected.TOKENS_MARK)
        terminal.press("y")
        terminal.wait_for("Sent with xclip")
        token = eventually(lambda: display.clipboard("clipboard"), "the token in the clipboard")
        assert token.startswith("eyJ") and token.count(".") == 2
        assert token not in terminal.text().replace("\n", "")


def test_windows_gets_the_address_and_nothing_else(opened, tmp_path):
    tools = tmp_path / "tools"
    tool = stand_in(tools, "clip.exe")
    path = f"{tools}:{os.environ['PATH']}"
    terminal, address = opened(WSL_DISTRO_NAME="Debian", PATH=path, PIXIE_PASSPHRASE_FILE="/nowhere")
    terminal.press(expected.COPY_KEY)
    terminal.wait_for(rf"Sent with clip\.exe and OSC 52 \({len(address)} characters\)")
    facts = tool.facts()
    assert facts.input.decode() == address
    assert facts.arguments == []
    # Its own standard streams: no terminal, no file of pixie's.
    assert len(facts.descriptors) >= 3
    assert all(target.startswith(("pipe:", "/dev/null")) for target in facts.descriptors), facts.descriptors
    assert "PATH" in facts.variables and "PIXIE_PASSPHRASE_FILE" not in facts.variables
    assert facts.leads_session, "it could read from the terminal"


def test_windows_gets_other_letters_as_it_writes_them(open_terminal, tmp_path):
    # The report names the client; clip.exe takes anything but ASCII as UTF-16.
    tool = stand_in(tmp_path / "tools", "clip.exe")
    path = f"{tmp_path / 'tools'}:{os.environ['PATH']}"
    terminal = open_terminal(
        "login", "http://127.0.0.1:9", "--client-id", "grüße-日本", "--no-browser",
        variables={"WSL_DISTRO_NAME": "Debian", "PATH": path},
    )
    terminal.wait_for("R try again|R ")
    terminal.press("D")
    terminal.wait_for("Sent with clip.exe")
    assert "client: grüße-日本" in tool.facts().input.decode("utf-16-le")


@pytest.mark.parametrize("end", ["echo 'no room' >&2; exit 1", "exec sleep 60"], ids=["fails", "hangs"])
def test_a_tool_that_does_not_work_leaves_the_terminal_and_is_not_named(opened, tmp_path, end):
    tools = tmp_path / "tools"
    tool = stand_in(tools, "xclip", end)
    terminal, address = opened(DISPLAY=":99", PATH=f"{tools}:{os.environ['PATH']}")
    terminal.press(expected.COPY_KEY)
    text = terminal.wait_for(r"Sent with OSC 52 \(")
    assert "Sent with xclip" not in text
    assert tool.facts().input.decode() == address
    assert terminal.copies() == [address]


def test_over_ssh_no_clipboard_of_the_other_machine_is_asked(opened, tmp_path):
    tools = tmp_path / "tools"
    tool = stand_in(tools, "xclip")
    terminal, address = opened(
        DISPLAY=":10", SSH_CONNECTION="10.0.0.7 51234 10.0.0.9 22", PATH=f"{tools}:{os.environ['PATH']}")
    terminal.press(expected.COPY_KEY)
    terminal.wait_for(r"Sent with OSC 52 \(")
    assert terminal.copies() == [address]
    assert tool.starts() == 0

"""A person is asked at the terminal, whatever the streams are: only when needed, and only when there is one."""

import json
import re
import signal
from pathlib import Path

import pytest
import requests

from environment import binary, clean_environment
from faulty_provider import FaultyProvider
from kept import forget_remembered_key, sessions, store
from stored_sessions import log_in, report, run, signed_in
from terminal import Terminal
from visitor import Visitor

PHRASE = {"PIXIE_KEY_SOURCE": "passphrase"}
QUESTION = r"Where shall the key to it lie\?"


@pytest.fixture
def protected(home):
    """A provider with a session in a store that a passphrase opens, which nobody remembers."""
    (home / "right").write_text("correct horse\n")
    with FaultyProvider(home) as provider:
        log_in(home, provider, "--passphrase-file", str(home / "right"), **PHRASE)
        forget_remembered_key(home)
        yield provider


def asked(home: Path, *arguments: str, term: str = "xterm-256color", columns: int = 100, **variables: str) -> Terminal:
    """pixie in a terminal, with its standard output in a file, as a script in that terminal has it."""
    return Terminal(
        [binary(), *arguments], clean_environment(home, term, **variables), columns=columns, output=home / "output")


def output(home: Path) -> str:
    return (home / "output").read_text()


# MARK: the passphrase


def test_the_passphrase_is_asked_for_at_the_terminal_and_never_shown(home, protected):
    with asked(home, "token", **PHRASE) as terminal:
        terminal.wait_for("Passphrase of the stored sessions:")
        terminal.send(b"battery staple\r")
        terminal.wait_for(r"That is not the passphrase \(try 2 of 3\)")
        terminal.send(b"correct horse\r")
        assert terminal.end() == 0
        assert b"battery" not in terminal.raw and b"horse" not in terminal.raw
        assert terminal.damage() == []
    given = run(home, "token", "--json", "--passphrase-file", str(home / "right"), **PHRASE)
    assert output(home).strip() == report(given)["token"]


def test_three_wrong_passphrases_end_it_and_damage_nothing(home, protected):
    with asked(home, "token", **PHRASE) as terminal:
        for attempt in ("stored sessions", "try 2 of 3", "try 3 of 3"):
            terminal.wait_for(attempt)
            terminal.send(b"wrong\r")
        assert terminal.end() == 1
        terminal.wait_for("That is not the passphrase of these sessions. Nothing is damaged.")
    assert output(home) == ""
    assert run(home, "token", "--passphrase-file", str(home / "right"), **PHRASE).returncode == 0


def test_a_wrong_passphrase_is_told_apart_from_damage(home, protected):
    (home / "wrong").write_text("battery staple\n")
    wrong = run(home, "token", "--json", "--passphrase-file", str(home / "wrong"), **PHRASE)
    assert (wrong.returncode, report(wrong)["reason"]) == (1, "wrong_passphrase")
    assert "Nothing is damaged" in report(wrong)["message"]
    (file,) = sessions(home)
    file.write_bytes(file.read_bytes()[:-1])
    name = protected.issuer.removeprefix("http://")
    damaged = run(home, "token", name, "--json", "--passphrase-file", str(home / "right"), **PHRASE)
    assert (damaged.returncode, report(damaged)["reason"]) == (1, "session_damaged")


@pytest.mark.parametrize("command", [["token"], ["exec", "--", "true"], ["credential", "kubectl"]])
@pytest.mark.parametrize("how", ["no terminal", "CI", "--no-input"])
def test_where_nobody_can_be_asked_one_line_says_what_to_run(home, protected, command, how):
    if how == "no terminal":
        ended = run(home, *command, **PHRASE)
        status, said = ended.returncode, ended.stderr
    else:
        more = {"CI": "1"} if how == "CI" else {}
        words = [*command[:1], "--no-input", *command[1:]] if how == "--no-input" and command[0] == "exec" else command
        words = [*words, "--no-input"] if how == "--no-input" and command[0] != "exec" else words
        with asked(home, *words, columns=200, **PHRASE, **more) as terminal:
            status = terminal.end()
            said = terminal.text().strip() + "\n"
        assert output(home) == ""
    assert status == 5, said
    assert said.count("\n") == 1 and "--passphrase-file" in said


def test_ctrl_c_at_the_passphrase_gives_the_terminal_back(home, protected):
    with asked(home, "token", **PHRASE) as terminal:
        terminal.wait_for("Passphrase")
        terminal.send(b"half\x03")
        assert terminal.end() == 130
        assert terminal.damage() == []
    assert output(home) == ""


# MARK: a new login


def sign_in(terminal: Terminal, provider: FaultyProvider) -> None:
    terminal.wait_until(lambda text: "state=" in terminal.address_in_view(), "the address")
    terminal.settle()
    address = terminal.address_on_screen()
    assert requests.get(Visitor(provider.server()).callback_for(address), timeout=60).status_code == 200


def test_a_session_that_ended_is_renewed_by_the_person_at_the_terminal(home):
    with signed_in(home, "rt-invalid-grant") as provider:
        old = run(home, "token").stdout
        with asked(home, "token", "--refresh", PIXIE_KEY_SOURCE="plain-file") as terminal:
            terminal.wait_for(r"Log in to .* now\? \[Y/n\]")
            terminal.send(b"\r")
            sign_in(terminal, provider)
            assert terminal.end() == 0
            assert terminal.damage() == []
        assert output(home).count("\n") == 1 and output(home) != old
        assert run(home, "token").stdout == output(home)
        assert provider.oracle()["violations"] == []


@pytest.mark.parametrize("number, status", [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 129)])
def test_a_signal_during_a_new_login_gives_the_terminal_back(home, number, status):
    with signed_in(home, "rt-invalid-grant"):
        with asked(home, "token", "--refresh", PIXIE_KEY_SOURCE="plain-file") as terminal:
            terminal.wait_for(r"Log in to .* now\? \[Y/n\]")
            terminal.send(b"\r")
            terminal.wait_until(lambda text: "state=" in terminal.address_in_view(), "the address")
            terminal.settle()
            terminal.signal(number)
            assert terminal.end() == status
            assert terminal.damage() == []


@pytest.mark.parametrize("number, status", [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 129)])
def test_a_signal_at_a_secret_question_gives_the_terminal_back(home, provider, number, status):
    # Other threads are there by now, and the signal may be handed to any of them.
    with log_in_at(home, provider) as terminal:
        terminal.wait_for("Number")
        terminal.send(b"1\r")
        terminal.wait_for("A passphrase for the stored sessions:")
        terminal.settle()
        terminal.signal(number)
        assert terminal.end() == status
        assert terminal.damage() == []
    assert sessions(home) == []


def test_the_lines_of_a_new_login_are_at_the_terminal_where_screens_are_not(home):
    with signed_in(home, "rt-invalid-grant") as provider:
        run(home, "token", "--refresh")
        command = f"exec '{binary()}' token </dev/null 2>'{home}/errors'"
        with Terminal(
            ["sh", "-c", command], clean_environment(home, "dumb", PIXIE_KEY_SOURCE="plain-file"), columns=800,
            output=home / "output",
        ) as terminal:
            terminal.wait_for(r"Log in to .* now\?")
            terminal.send(b"y\r")
            terminal.wait_for("Open this address")
            address = re.search(r"^(http\S+)$", terminal.text(), re.MULTILINE)[1]
            # Pasted, not delivered: standard input is the terminal as well.
            terminal.paste(Visitor(provider.server()).callback_for(address) + "\n", bracketed=False)
            assert terminal.end() == 0
        assert run(home, "token").stdout == output(home)


def test_a_program_is_run_with_the_token_of_a_new_login(home):
    with signed_in(home, "rt-invalid-grant") as provider:
        run(home, "token", "--refresh")
        with asked(home, "exec", "--", "sh", "-c", 'printf %s "$ACCESS_TOKEN"', PIXIE_KEY_SOURCE="plain-file") as terminal:
            terminal.wait_for("Log in to .* now")
            terminal.send(b"\r")
            sign_in(terminal, provider)
            assert terminal.end() == 0
        assert run(home, "token").stdout.strip() == output(home)


def test_who_wants_no_login_gets_no_token_and_is_told_what_to_run(home):
    with signed_in(home, "rt-invalid-grant") as provider:
        run(home, "token", "--refresh")
        for answer in (b"n\r", b"\x04"):
            with asked(home, "token", "--json", columns=200, PIXIE_KEY_SOURCE="plain-file") as terminal:
                terminal.wait_for("Log in to .* now")
                terminal.send(answer)
                assert terminal.end() == 3
            said = json.loads(output(home))
            assert (said["outcome"], said["reason"]) == ("cancelled", "login_declined")
            assert f"pixie login {provider.issuer} --client-id {provider.facts['client_id']}" in said["message"]


def test_programs_that_want_no_questions_get_none(home):
    with signed_in(home, "rt-invalid-grant"):
        run(home, "token", "--refresh")
        info = '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","spec":{"interactive":false}}'
        cases = [
            (["credential", "kubectl"], {"KUBERNETES_EXEC_INFO": info}, b""),
            (["credential", "git", "--host", "git.example", "get"], {"GIT_TERMINAL_PROMPT": "0"},
             b"protocol=https\nhost=git.example\n\n"),
        ]
        for command, variables, request in cases:
            (home / "request").write_bytes(request)
            line = f"exec '{binary()}' {' '.join(command)} <'{home}/request'"
            with Terminal(
                ["sh", "-c", line], clean_environment(home, PIXIE_KEY_SOURCE="plain-file", **variables), columns=200,
                output=home / "output",
            ) as terminal:
                assert terminal.end() == 5
                assert "Log in to" not in terminal.text() and "pixie login" in terminal.text()


# MARK: where the key lies


def log_in_at(home: Path, provider: FaultyProvider, *more: str, columns: int = 110, **variables: str) -> Terminal:
    """A login on the screens, up to the moment when they are gone."""
    terminal = Terminal(
        [binary(), "login", provider.issuer, "--client-id", provider.facts["client_id"], "--no-browser", *more],
        clean_environment(home, PIXIE_KEY_SOURCE="", **variables), columns=columns, rows=40)
    sign_in(terminal, provider)
    leave(terminal)
    return terminal


def leave(terminal: Terminal) -> None:
    terminal.wait_for("Claims")
    terminal.press("q")
    # It asks as long as the session is in memory only.
    terminal.wait_until(
        lambda text: not terminal.screen.is_alternate or "Esc  stay here" in text, "the way out, or what it costs")
    if terminal.screen.is_alternate:
        # What could be stored is kept, as most people would.
        terminal.press("k" if re.search(r"k +keep", terminal.text()) else "d")


def test_the_first_save_asks_where_the_key_lies_and_remembers(home, provider):
    with log_in_at(home, provider) as terminal:
        text = terminal.wait_for(QUESTION)
        text = terminal.wait_for(r"Number \(Enter for \d\):")
        for number, name, means in [
            (1, "passphrase", "made from a passphrase"), (2, "kernel-keyring", "gone when this machine restarts"),
            (3, "plain-file", "Only file permissions protect it"), (4, "memory", "Nothing is stored"),
        ]:
            assert re.search(rf"  {number}  {name}: [^\n]*\n?[^\n]*{means}", text) or f"-  {name}: does not" in text
        # Without a desktop there is no Secret Service, and why is said.
        assert re.search(r"-  secret-service: does not work here: \w+", text)
        terminal.send(b"9\r")
        terminal.wait_for("There is no such choice")
        terminal.send(b"0\r")
        terminal.wait_until(lambda text: text.count("There is no such choice") == 2, "nothing is refused as well")
        terminal.send(b"1\r")
        terminal.wait_for("A passphrase for the stored sessions:")
        terminal.send(b"correct horse\r")
        terminal.wait_for("The same again:")
        terminal.send(b"another horse\r")
        terminal.wait_for("The two were not the same. A passphrase:")
        terminal.send(b"correct horse\r")
        terminal.wait_until(lambda text: text.count("The same again:") == 2, "the second time")
        terminal.send(b"correct horse\r")
        terminal.wait_until(lambda text: "nobody to ask" not in text, "nothing false")
        terminal.wait_for("token: curl")
        assert terminal.end() == 0
        assert b"horse" not in terminal.raw
    (home / "right").write_text("correct horse\n")
    forget_remembered_key(home)
    assert not (store(home) / "key").exists()
    nothing = {"PIXIE_KEY_SOURCE": ""}
    assert run(home, "token", "--passphrase-file", str(home / "right"), **nothing).returncode == 0
    # The next login asks nothing: the choice stays, and the kernel remembers the key.
    with log_in_at(home, provider, "--passphrase-file", str(home / "right")) as terminal:
        terminal.wait_for("token: curl")
        assert terminal.end() == 0
        assert "Where shall" not in terminal.text()


def test_nothing_is_stored_when_that_was_chosen_and_nobody_asks_again(home, provider):
    with log_in_at(home, provider) as terminal:
        terminal.wait_for("Number")
        # The last one: the keyring of a machine may be missing.
        number = re.search(r"  (\d)  memory:", terminal.text()).group(1)
        terminal.send(number.encode() + b"\r")
        assert terminal.end() == 0
    assert sessions(home) == []
    with log_in_at(home, provider) as terminal:
        assert terminal.end() == 0
        assert "Where shall" not in terminal.text()
    assert sessions(home) == []


def test_who_does_not_choose_keeps_the_choice_for_the_next_time(home, provider):
    for _ in range(2):
        with log_in_at(home, provider) as terminal:
            terminal.wait_for("Number")
            terminal.send(b"\x04")
            assert terminal.end() == 0
            terminal.wait_for("not stored: where the key of sessions lies was not chosen")
    assert sessions(home) == [] and not (store(home) / "key-choice").exists()


def test_a_plain_key_is_called_unsafe_each_time(home, provider):
    for _ in range(2):
        log_in(home, provider, PIXIE_KEY_SOURCE="plain-file")
    with Terminal(
        [binary(), "login", provider.issuer, "--client-id", provider.facts["client_id"], "--no-browser"],
        clean_environment(home, PIXIE_KEY_SOURCE="plain-file"), columns=110,
    ) as terminal:
        sign_in(terminal, provider)
        leave(terminal)
        terminal.wait_for("the sessions are not protected")
        assert terminal.end() == 0


def test_a_session_that_cannot_be_stored_stays_in_memory_and_is_tried_again(home, provider):
    # In the way of the store is a file, until the person takes it away.
    (home / "state").mkdir()
    store(home).write_text("")
    with log_in_at(home, provider, "--insecure-storage", columns=300) as terminal:
        terminal.wait_for("The tokens are in memory")
        terminal.wait_for("Try again to store it")
        store(home).unlink()
        terminal.send(b"y\r")
        terminal.wait_for("token: curl")
        assert terminal.end() == 0
    assert run(home, "token").returncode == 0


# MARK: leaving before anything is stored


def begun(home: Path, provider: FaultyProvider) -> Terminal:
    return Terminal(
        [binary(), "login", provider.issuer, "--client-id", provider.facts["client_id"], "--no-browser"],
        clean_environment(home, PIXIE_KEY_SOURCE=""), columns=110, rows=40)


def test_tokens_that_are_let_go_are_not_asked_about(home, provider):
    with begun(home, provider) as terminal:
        sign_in(terminal, provider)
        terminal.wait_for("Nothing is stored yet")
        terminal.press("q")
        terminal.wait_for("keep the session and leave: pixie asks")
        terminal.press("d")
        terminal.wait_for("Its tokens are forgotten")
        assert terminal.end() == 0
        assert "Where shall" not in terminal.text() and sessions(home) == []


def test_a_login_that_waits_is_kept_for_the_question_and_offered_without_a_profile(home, provider):
    with begun(home, provider) as terminal:
        terminal.wait_until(lambda text: "state=" in terminal.address_in_view(), "the address")
        terminal.settle()
        address = terminal.address_on_screen()
        terminal.press("q")
        terminal.wait_for("keep it waiting and leave: pixie asks")
        terminal.press("k")
        terminal.wait_for("pixie can keep this waiting login")
        terminal.wait_for("Number")
        number = re.search(r"  (\d)  plain-file:", terminal.text()).group(1)
        terminal.send(number.encode() + b"\r")
        terminal.wait_for("Go on with it: pixie resume")
        assert terminal.end() == 3
    # There is no profile, and the login is offered all the same.
    with Terminal([binary()], clean_environment(home, PIXIE_KEY_SOURCE=""), columns=110, rows=40) as terminal:
        terminal.wait_for("A login to .* was left waiting")
        terminal.press("enter")
        terminal.wait_until(lambda text: "state=" in terminal.address_in_view(), "the address")
        terminal.settle()
        assert terminal.address_on_screen() == address
        terminal.press("q", "d")
        assert terminal.end() == 3

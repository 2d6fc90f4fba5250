"""Logins at the real servers, through the built program: with lines and pipes, and with the screens in a terminal."""

from urllib.parse import parse_qs, urlsplit, urlunsplit

import pytest

import expectations as expected
from logins import arguments, assert_signed_in, plain, with_parameter
from program import Ended, Program
from visitor import Visitor

def test_plain_login_is_caught_by_the_listener(server, home):
    with Program(home, *plain(server)) as program:
        program.end_input()
        visitor = Visitor(server)
        page = visitor.deliver(visitor.callback_for(program.address()))
        ended = program.end()
    assert_signed_in(ended, server)
    assert page.status_code == 200, page.text
    assert "<script" not in page.text


def test_plain_login_takes_a_pasted_answer(server, home):
    with Program(home, *plain(server)) as program:
        program.paste(Visitor(server).callback_for(program.address()))
        ended = program.end()
    assert_signed_in(ended, server)


def test_reports_carry_no_secret_unless_asked(server, home):
    with Program(home, *plain(server)) as program:
        callback = Visitor(server).callback_for(program.address())
        program.paste(callback)
        ended = program.end()
    code = parse_qs(urlsplit(callback).query)["code"][0]
    assert_signed_in(ended, server)
    for said in (ended.output, ended.errors):
        assert code not in said
        assert "eyJ" not in said
    with Program(home, *plain(server, "--show-tokens")) as program:
        program.paste(Visitor(server).callback_for(program.address()))
        shown = program.end()
    assert_signed_in(shown, server)
    assert shown.report()["tokens"]["id_token"]["value"].count(".") == 2
    assert "eyJ" not in shown.errors


def test_wrong_state_leaves_the_login_waiting_for_the_right_one(server, home):
    with Program(home, *plain(server)) as program:
        visitor = Visitor(server)
        callback = visitor.callback_for(program.address())
        refused = visitor.deliver(with_parameter(callback, state="somebody-elses"))
        program.paste(with_parameter(callback, state="pasted-wrong"))
        program.line_containing("state")
        assert program.is_running()
        taken = visitor.deliver(callback)
        ended = program.end()
    assert refused.text != taken.text
    assert_signed_in(ended, server)


def test_login_on_the_screens(server, home, open_terminal, pictures):
    terminal = open_terminal(*arguments(server))
    terminal.wait_for(expected.SIGN_IN_MARK)
    terminal.settle()
    terminal.save_picture(pictures / "sign-in.png")
    shown = terminal.address_on_screen()
    terminal.press(expected.COPY_KEY)
    terminal.wait_until(lambda _: terminal.copies(), "an OSC 52 copy")
    assert terminal.copies()[-1] == shown
    visitor = Visitor(server)
    callback = visitor.callback_for(shown)
    page = visitor.deliver(callback)
    assert page.status_code == 200
    text = terminal.wait_for(expected.TOKENS_MARK)
    terminal.settle()
    terminal.save_picture(pictures / "tokens.png")
    assert expected.FAILED_GLYPH not in text
    for tab in expected.TABS:
        terminal.press(tab)
        assert expected.FAILED_GLYPH not in terminal.text()
    terminal.press(*expected.LEAVE_TOKENS)
    assert terminal.end() == expected.EXIT_OK
    assert terminal.damage() == []
    code = parse_qs(urlsplit(callback).query)["code"][0].encode()
    assert code not in terminal.raw
    assert b"eyJhbGciOi" not in terminal.raw


def test_login_on_the_screens_takes_a_paste(server, home, open_terminal):
    terminal = open_terminal(*arguments(server))
    terminal.wait_for(expected.SIGN_IN_MARK)
    terminal.settle()
    terminal.paste(Visitor(server).callback_for(terminal.address_on_screen()))
    terminal.wait_for(expected.TOKENS_MARK)
    terminal.press(*expected.LEAVE_TOKENS)
    assert terminal.end() == expected.EXIT_OK
    assert terminal.damage() == []


def test_screens_keep_off_standard_output(django, home, open_terminal, tmp_path):
    output = tmp_path / "output"
    terminal = open_terminal(*arguments(django, "--json"), output=output)
    terminal.wait_for(expected.SIGN_IN_MARK)
    terminal.settle()
    visitor = Visitor(django)
    visitor.deliver(visitor.callback_for(terminal.address_on_screen()))
    terminal.wait_for(expected.TOKENS_MARK)
    terminal.press(*expected.LEAVE_TOKENS)
    assert terminal.end() == expected.EXIT_OK
    said = output.read_text()
    assert "\x1b" not in said
    assert Ended(0, said, "", 0).report()["outcome"] == expected.OUTCOME_SIGNED_IN


def test_refusal_of_the_person_ends_with_status_3(canaille, home):
    with Program(home, *plain(canaille)) as program:
        visitor = Visitor(canaille, refusing=True)
        visitor.deliver(visitor.callback_for(program.address()))
        ended = program.end()
    assert ended.status == expected.EXIT_REFUSED
    report = ended.report()
    assert report["outcome"] == expected.OUTCOME_REFUSED
    assert report["reason"] == expected.REASON_ACCESS_DENIED
    assert report["tokens"] in ({}, None)


def test_refusal_without_the_promised_iss_leaves_the_login_waiting(django, home):
    # The toolkit promises iss in its metadata and forgets it when the answer is an error (RFC 9207 2.4).
    with Program(home, *plain(django)) as program:
        address = program.address()
        visitor = Visitor(django, refusing=True)
        callback = visitor.callback_for(address)
        assert "error=access_denied" in callback and "iss=" not in callback
        program.paste(callback)
        program.line_containing("iss")
        assert program.is_running()
        program.paste(Visitor(django).callback_for(address))
        ended = program.end()
    assert_signed_in(ended, django)


@pytest.mark.parametrize("other", ["/callback/", "/callback/x", "/", "/favicon.ico"])
def test_listener_answers_other_paths_and_goes_on(django, home, other):
    with Program(home, *plain(django)) as program:
        visitor = Visitor(django)
        callback = visitor.callback_for(program.address())
        parts = urlsplit(callback)
        assert visitor.deliver(urlunsplit(parts._replace(path=other))).status_code == 404
        assert visitor.deliver(callback).status_code == 200
        ended = program.end()
    assert_signed_in(ended, django)

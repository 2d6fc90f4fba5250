"""A paste arrives whole, however the terminal sends it, and each wrong one has its own answer."""

import re
import signal

import pytest

import expectations as expected
from sign_in import SignIn

TOO_LONG = "somebody said something that has nothing to do with it\n" * 1500


@pytest.fixture
def waiting(open_terminal, login):
    terminal = open_terminal(*login.command()[1:])
    terminal.wait_for(expected.SIGN_IN_MARK)
    terminal.wait_for(r"short: http")
    terminal.settle()
    return terminal


# An unmarked paste is over after a silence of 40 ms and a marked one after 2 s, which on a busy machine may come
# between any two writes: so what is short is written octet by octet while the program stands still. How gaps are judged
# is a matter of the tests of KeyDecoder, which give it the time.
FORMS = {
    "marked": lambda terminal, text: terminal.send_at_once(f"\x1b[200~{text}\x1b[201~".encode()),
    "raw": lambda terminal, text: terminal.send_at_once(text.encode()),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_answer_is_taken_in_every_form(waiting, login, form):
    FORMS[form](waiting, login.answer(waiting.address_on_screen()))
    waiting.wait_for(expected.TOKENS_MARK)


@pytest.mark.parametrize("form", ["marked", "raw"])
def test_the_answer_is_taken_after_a_stop(waiting, login, form):
    answer = login.answer(waiting.address_on_screen())
    waiting.signal(signal.SIGSTOP)
    waiting.signal(signal.SIGCONT)
    waiting.wait_for(expected.SIGN_IN_MARK)
    waiting.settle()
    FORMS[form](waiting, answer)
    waiting.wait_for(expected.TOKENS_MARK)


@pytest.mark.parametrize("key", ["p", "?", "x", ":", "q", "["])
def test_the_answer_is_taken_whatever_lies_over_the_field(waiting, login, key):
    answer = login.answer(waiting.address_on_screen())
    waiting.press(key)
    waiting.paste(answer)
    waiting.wait_for(expected.TOKENS_MARK)


def test_sixty_four_kibibytes_are_read(waiting, login):
    answer = login.answer(waiting.address_on_screen())
    room = 65536 - len(answer) - 1
    chat = ("somebody said something that has nothing to do with it\n" * 1300)[:room]
    waiting.paste(chat + "\n" + answer, bracketed=True)
    waiting.wait_for(expected.TOKENS_MARK)


def around(words: str) -> str:
    """The words, wherever the screen breaks its lines."""
    return r"[\s│|]+".join(re.escape(word) for word in words.split())


@pytest.fixture
def sent(waiting, login):
    """The address on screen and the answer to it."""
    address = waiting.address_on_screen()
    return address, login.answer(address)


# What is pasted, as a function of the address and the answer, and the words that answer it: those that stay, not those
# that stand at the field for the moment before it is sent.
WRONG = {
    "our own address": (lambda address, answer: address, "That is the address to open"),
    "a page of the provider": (lambda address, answer: address.split("?")[0].rsplit("/", 1)[0] + "/login", "not finished"),
    "a bare code": (lambda address, answer: SignIn.parameter(answer, "code"), "A code without its state"),
    "no state": (lambda address, answer: answer.split("&state=")[0].split("?state=")[0], "state"),
    "an unknown state": (lambda address, answer: SignIn.changed(answer, state="x" * 43), "another"),
    "a token": (lambda address, answer: "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.eA", "That is a token"),
    "twice the same parameter": (lambda address, answer: answer + "&code=again", "twice"),
    "another issuer": (lambda address, answer: SignIn.changed(answer, iss="https://evil.example"), "another provider"),
    "another address": (lambda address, answer: "https://www.example.com/", "leads elsewhere"),
    "a page's text": (lambda address, answer: "<html><body>Signed in</body></html>", "source of a web page"),
    "words": (lambda address, answer: "it does not work at all", "no address in"),
    "too much": (lambda address, answer: TOO_LONG, "longer than 64 KiB"),
}


@pytest.mark.parametrize("case", WRONG)
def test_each_wrong_paste_has_its_own_answer(waiting, sent, case):
    text, words = WRONG[case]
    waiting.paste(text(*sent))
    waiting.wait_for(around(words))
    # The login goes on waiting, and the right answer is still taken.
    waiting.press("escape", "^U")
    waiting.paste(sent[1])
    waiting.wait_for(expected.TOKENS_MARK)


def test_an_empty_paste_does_nothing(waiting, sent):
    before = waiting.rows()[2:]
    for nothing in ("", " ", "\n\n", "\t \r\n"):
        waiting.paste(nothing, bracketed=True)
    waiting.settle()
    assert waiting.rows()[2:] == before
    waiting.paste(sent[1])
    waiting.wait_for(expected.TOKENS_MARK)


# What chats, shells, consoles and mails make of an address.
DRESSED = {
    "curl": lambda answer: f"curl '{answer}'",
    "zsh escapes": lambda answer: answer.replace("?", "\\?").replace("=", "\\=").replace("&", "\\&"),
    "request line": lambda answer: f"GET /{answer.split('/', 3)[3]} HTTP/1.1",
    "location header": lambda answer: f"Location: {answer}",
    "HTML": lambda answer: answer.replace("&", "&amp;"),
    "JSON": lambda answer: '{"url":"' + answer.replace("&", "\\u0026") + '"}',
    "Markdown": lambda answer: f"[here]({answer}).",
    "mail": lambda answer: f"> <{answer}>",
    "frame": lambda answer: "\n".join(f"│ {answer[at : at + 60]:60} │" for at in range(0, len(answer), 60)),
    "wrapped": lambda answer: "\n".join(answer[at : at + 72] for at in range(0, len(answer), 72)),
    "without scheme": lambda answer: answer.removeprefix("http://"),
    "query": lambda answer: "?" + answer.split("?", 1)[1],
    "colours": lambda answer: f"\x1b[4m{answer}\x1b[0m",
    "browser error": lambda answer: f"This site can't be reached\n127.0.0.1 refused to connect.\n{answer}\nERR_CONNECTION_REFUSED",
}


@pytest.mark.parametrize("dress", DRESSED)
def test_the_answer_is_found_in_what_is_around_it(waiting, sent, dress):
    waiting.paste(DRESSED[dress](sent[1]), bracketed=True)
    waiting.wait_for(expected.TOKENS_MARK)


def test_what_was_cleaned_is_listed_and_undone(waiting, sent):
    waiting.paste(SignIn.changed(sent[1], state="x" * 43).replace("&", "&amp;"))
    waiting.wait_for("Ctrl-U +clear the field")
    waiting.press("x")
    waiting.wait_for("Changed in what you pasted")
    waiting.wait_for(around("became the plain character"))
    waiting.press("escape", "^U")
    waiting.wait_for("u brings the paste back")
    waiting.press("u")
    waiting.wait_for(r"\d+ chars")


def test_checks_stand_at_the_field_at_once(waiting, sent):
    waiting.paste(SignIn.changed(sent[1], state="x" * 43))
    waiting.wait_for(r"✓ address +✗ state")


def test_what_was_pasted_is_nowhere_on_the_terminal(waiting, sent):
    code = SignIn.parameter(sent[1], "code")
    waiting.paste(SignIn.changed(sent[1], state="x" * 43))
    waiting.wait_for(around("another"))
    waiting.settle()
    assert code.encode() not in waiting.raw

"""No secret of a login is where somebody else can read it: streams, screens, files, command lines, environments,
children, the scrollback. The provider looks at the process at the very moments when pixie holds them."""

import json
import os
from pathlib import Path

import pytest

import expectations as expected
from at_rest import family
from lying_provider import CLIENT, Lie, LyingProvider
from person import answer_for, open_address
from program import Program
from screens import ScreenLogin
from servers import free_ports

CLIENT_SECRET = "c1ient-s3cret-of-this-test"


class WatchingProvider(LyingProvider):
    """Remembers every secret that it gave or got, and looks at the client's process when it holds them."""

    def __init__(self):
        super().__init__(lambda provider: Lie(tokens={"refresh_token": "rt-0123456789abcdef"}))
        self.secrets = {"access token": self.access_token, "refresh token": "rt-0123456789abcdef"}
        self.secrets["client secret"] = CLIENT_SECRET
        self.watched: int | None = None
        self.looks = 0
        self.found: list[str] = []

    def _token(self, question, lie):
        form = question.form()
        self.secrets["code"] = form.get("code", "")
        self.secrets["verifier"] = form.get("code_verifier", "")
        self.look()
        answer = super()._token(question, lie)
        self.secrets["ID token"] = answer.body["id_token"]
        return answer

    def _userinfo(self, question, lie):
        self.look()
        return super()._userinfo(question, lie)

    def look(self) -> None:
        """At the command line and environment of the client and of all its children."""
        for process in family(self.watched) if self.watched else []:
            self.looks += 1
            for name in ("cmdline", "environ", "comm"):
                try:
                    octets = Path(f"/proc/{process}/{name}").read_bytes()
                except OSError:
                    continue
                self.found += [f"{what} in {name}" for what in self.kept_in(octets)]

    def kept_in(self, octets: bytes) -> list[str]:
        return [what for what, secret in self.secrets.items() if secret and secret.encode() in octets]


@pytest.fixture
def provider():
    with WatchingProvider() as running:
        yield running


@pytest.fixture
def arguments(provider, home) -> list[str]:
    (home / "client-secret").write_text(CLIENT_SECRET + "\n")
    (port,) = free_ports(1)
    options = ["--port", str(port), "--client-secret-file", "client-secret", "--scope", "openid profile offline_access"]
    return ["login", provider.issuer, "--client-id", CLIENT, "--json", *options]


def answer(provider, address: str, arguments: list[str]) -> None:
    port = arguments[arguments.index("--port") + 1]
    open_address(answer_for(provider.server(), address, f"http://127.0.0.1:{port}"))


def assert_looked_and_found_nothing(provider) -> None:
    assert provider.looks >= 2, "the process was not looked at"
    assert provider.found == []
    assert len(provider.secrets) == 6 and all(provider.secrets.values()), provider.secrets.keys()


def assert_no_file_has_one(provider, home: Path) -> None:
    for file in home.rglob("*"):
        if file.is_file() and file.name != "client-secret":
            assert provider.kept_in(file.read_bytes()) == [], file


@pytest.mark.parametrize("lane", ["listener", "paste"])
def test_lines(home, provider, arguments, lane):
    with Program(home, *arguments, "--plain", "--no-browser") as program:
        provider.watched = program.process.pid
        address = program.address()
        if lane == "listener":
            answer(provider, address, arguments)
        else:
            port = arguments[arguments.index("--port") + 1]
            program.paste(answer_for(provider.server(), address, f"http://127.0.0.1:{port}"))
        ended = program.end()
    assert ended.status == expected.EXIT_OK, ended
    assert_looked_and_found_nothing(provider)
    assert provider.kept_in((ended.output + ended.errors).encode()) == []
    assert_no_file_has_one(provider, home)


def test_tokens_are_shown_on_demand_only(home, provider, arguments):
    with Program(home, *arguments, "--plain", "--no-browser", "--show-tokens") as program:
        provider.watched = program.process.pid
        answer(provider, program.address(), arguments)
        ended = program.end()
    shown = {"access token", "refresh token", "ID token"}
    assert set(provider.kept_in(ended.output.encode())) == shown
    assert provider.kept_in(ended.errors.encode()) == []


def test_refused_answers(home, provider, arguments):
    """What an answer holds that is not used is as secret as what is used."""
    with Program(home, *arguments, "--plain", "--no-browser") as program:
        program.address()
        port = arguments[arguments.index("--port") + 1]
        provider.secrets["code"] = "stolen-code-of-this-test"
        provider.secrets["access token"] = "stolen-token-of-this-test"
        wrong = f"http://127.0.0.1:{port}/callback?code=stolen-code-of-this-test&state=wrong"
        wrong += "&access_token=stolen-token-of-this-test"
        assert open_address(wrong) == 400
        for text in (wrong, "stolen-token-of-this-test", "stolen-code-of-this-test"):
            program.paste(text)
        # Lines are taken in turn: this one gives the login up when the others were refused.
        program.paste("0")
        ended = program.end()
    assert ended.status == expected.EXIT_REFUSED, ended
    assert "not used" in ended.errors.lower(), ended
    assert provider.kept_in((ended.output + ended.errors).encode()) == []


def test_screens_browser_and_scrollback(home, provider, arguments, tmp_path):
    report = tmp_path / "browser.json"
    browser = tmp_path / "browser"
    browser.write_text(
        "#!/usr/bin/env python3\n"
        "import json, os, sys\n"
        "held = {name: os.readlink('/proc/self/fd/' + name) for name in os.listdir('/proc/self/fd')\n"
        "        if os.path.lexists('/proc/self/fd/' + name)}\n"
        f"file = {str(report)!r}\n"
        "json.dump({'environment': dict(os.environ), 'arguments': sys.argv, 'held': held}, open(file + '.new', 'w'))\n"
        "os.rename(file + '.new', file)\n"
    )
    browser.chmod(0o755)
    login = ScreenLogin(provider, home, arguments, variables={"BROWSER": str(browser), "PIXIE_BROWSER": str(browser)})
    with login:
        terminal = login.terminal
        provider.watched = terminal.process.pid
        address = login.address()
        terminal.press("o")
        terminal.wait_until(lambda _: report.exists(), "the browser")
        answer(provider, address, arguments)
        login.result()
        for tab in expected.TABS:
            terminal.press(tab)
        terminal.leave_at_once()
        assert terminal.end() == expected.EXIT_OK
        assert provider.kept_in(terminal.raw) == []
    assert_looked_and_found_nothing(provider)
    assert provider.kept_in(login.report.read_bytes()) == []
    assert_no_file_has_one(provider, home)
    child = json.loads(report.read_text())
    # Its own listing of the folder holds one more for a moment.
    assert {name: what for name, what in child["held"].items() if int(name) > 2 and "/proc/" not in what} == {}
    assert child["arguments"][1:] == [address]
    assert provider.kept_in(json.dumps(child).encode()) == []
    assert os.path.basename(child["arguments"][0]) == "browser"

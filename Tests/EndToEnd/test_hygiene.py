"""What other programs of the machine may learn from a running, crashed or ended pixie: nothing."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import parse_qs, unquote_plus, urlsplit

import pytest

import expectations as expected
from environment import binary, clean_environment
from program import Program
from stand_ins import StandIn, answer, sound, with_token_endpoint
from waiting import eventually

# An account that every Linux has and that owns nothing.
NOBODY = 65534

# Tries what a debugger would do; prints what it was allowed to.
SPY = r"""
import ctypes, os, sys
process = int(sys.argv[1])
allowed = []
for name in ("mem", "environ", "maps", "auxv", "fd", "io"):
    try:
        path = f"/proc/{process}/{name}"
        os.listdir(path) if name == "fd" else open(path, "rb").read(1 if name != "mem" else 0)
        allowed.append(name)
    except OSError:
        pass
libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
if libc.ptrace(0x4206, process, None, None) == 0:  # PTRACE_SEIZE
    allowed.append("ptrace")
print(" ".join(allowed))
"""


def waiting_login(server: StandIn) -> list[str]:
    return ["login", server.issuer, "--client-id", "test", "--plain", "--json", "--no-browser"]


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGQUIT, signal.SIGTRAP])
def test_a_crash_leaves_no_core(number, home):
    with StandIn(sound) as server:
        process = subprocess.Popen(
            ["prlimit", "--core=unlimited:unlimited", binary(), *waiting_login(server)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=clean_environment(home),
            cwd=home,
        )
        try:
            while process.stderr.readline().decode().rstrip() != expected.ADDRESS_LINE:
                assert process.poll() is None
            limits = Path(f"/proc/{process.pid}/limits").read_text().splitlines()
            assert [line.split()[4] for line in limits if line.startswith("Max core")] == ["0"]
            process.send_signal(number)
            process.wait(60)
        finally:
            process.kill()
            process.stdin.close()
            process.stderr.close()
    if number != signal.SIGQUIT:
        assert process.returncode == -number
    assert [path.name for path in home.rglob("*") if "core" in path.name] == []


def test_another_process_of_the_same_user_learns_nothing():
    """As an ordinary user: root may read everything, whatever a program does."""
    user = {} if os.getuid() else {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    home = Path(tempfile.mkdtemp(prefix="pixie-hygiene-", dir="/tmp"))
    try:
        os.chmod(home, 0o700)
        if user:
            os.chown(home, NOBODY, NOBODY)
        environment = clean_environment(home)
        if user:
            for folder in (home, *home.rglob("*")):
                os.chown(folder, NOBODY, NOBODY)

        def spied(process: int) -> set[str]:
            spy = subprocess.run(
                ["/usr/bin/env", "python3", "-c", SPY, str(process)], capture_output=True, text=True, timeout=60, **user
            )
            assert spy.returncode == 0, spy.stderr
            return set(spy.stdout.split())

        with StandIn(sound) as server:
            process = subprocess.Popen(
                [binary(), *waiting_login(server)],
                stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment, cwd=home,
                **user,
            )
            other = subprocess.Popen(["sleep", "60"], **user)
            try:
                while process.stderr.readline().decode().rstrip() != expected.ADDRESS_LINE:
                    assert process.poll() is None
                eventually(lambda: Path(f"/proc/{other.pid}/comm").read_text() == "sleep\n", "sleep runs")
                # What is refused at pixie is allowed at any other process.
                assert {"environ", "fd", "mem"} <= spied(other.pid)
                assert spied(process.pid) == set()
            finally:
                for each in (process, other):
                    each.kill()
                    each.wait(60)
                process.stdin.close()
                process.stderr.close()
    finally:
        shutil.rmtree(home)


def test_a_browser_gets_three_descriptors_and_a_clean_environment(home):
    script, told = home / "browser", home / "told"
    # A shell would add descriptors of its own.
    script.write_text(
        f"""#!{shutil.which("python3", path="/usr/local/bin:/usr/bin:/bin") or sys.executable} -I
import os
shown = [f"fd {{name}}" for name in sorted(os.listdir("/proc/self/fd")) if os.path.exists(f"/proc/self/fd/{{name}}")]
shown += [f"{{name}}={{value}}" for name, value in os.environ.items()]
open("{told}.part", "w").write("\\n".join(shown))
os.rename("{told}.part", "{told}")
"""
    )
    script.chmod(0o755)
    secrets = {
        "PIXIE_PASSPHRASE": "hunter2", "GITHUB_TOKEN": "hunter3", "LD_PRELOAD": "", "AWS_SECRET_ACCESS_KEY": "hunter4",
        "https_proxy": "http://me:hunter5@127.0.0.1:9", "ANYTHING": "hunter6",
    }
    with StandIn(sound) as server:
        arguments = ["login", server.issuer, "--client-id", "test", "--plain"]
        with Program(home, *arguments, BROWSER=str(script), DISPLAY=":9", **secrets) as program:
            program.address()
            program.paste("o")
            eventually(told.exists, "the browser was started")
            program.signal(signal.SIGTERM)
            program.end(20)
    text = told.read_text()
    descriptors = [line[3:] for line in text.splitlines() if line.startswith("fd ")]
    assert descriptors == ["0", "1", "2"], text
    assert "hunter" not in text and "LD_PRELOAD" not in text, text
    assert "DISPLAY=:9" in text and "HOME=" in text


class Exchange:
    """A token endpoint that notes what it was sent and gives tokens that nobody else may see."""

    tokens = {"access_token": "ACCESS-5ecret-x7", "refresh_token": "REFRESH-5ecret-y8", "id_token": "eyJh.5ecret.z9"}

    def __init__(self):
        self.form: dict[str, str] = {}

    def __call__(self, server: StandIn, connection) -> None:
        sent = server.heads[-1].split(b"\r\n\r\n", 1)[1]
        while b"code_verifier=" not in sent:
            sent += connection.recv(65536)
        self.form = {name: found[0] for name, found in parse_qs(sent.decode()).items()}
        answer(connection, json.dumps(self.tokens | {"token_type": "Bearer", "expires_in": 60}).encode())

    def secrets(self) -> list[str]:
        return [self.form["code_verifier"], self.form["code"], *self.tokens.values(), "5ecret"]


def assert_nothing_of(secrets: list[str], place: str, text: bytes) -> None:
    for secret in secrets:
        assert secret.encode() not in text, f"{secret[:8]}… is in {place}"


def test_no_secret_is_written_anywhere_in_the_line_mode(home):
    exchange = Exchange()
    with StandIn(with_token_endpoint(exchange)) as server:
        with Program(home, *waiting_login(server), LOG_LEVEL="trace", PIXIE_LOG="trace", NIO_LOG="trace") as program:
            address = program.address()
            asked = {name: found[0] for name, found in parse_qs(urlsplit(address).query).items()}
            seen = [Path(f"/proc/{program.process.pid}/{name}").read_bytes() for name in ("cmdline", "comm")]
            program.paste(f"{asked['redirect_uri']}?code=CODE-5ecret-w6&state={asked['state']}")
            ended = program.end(30)
    assert ended.status not in (0, 1), ended
    secrets = exchange.secrets()
    assert_nothing_of(secrets, "standard error", ended.errors.encode())
    assert_nothing_of(secrets, "standard output", ended.output.encode())
    for text in seen:
        assert_nothing_of([*secrets, asked["state"], asked["nonce"]], "/proc", text)
    # Outside of the address that was shown, neither state nor nonce.
    rest = (ended.errors + ended.output).replace(address, "")
    for name in ("state", "nonce"):
        assert asked[name] not in unquote_plus(rest), name
    for path in home.rglob("*"):
        if path.is_file():
            assert_nothing_of([*secrets, asked["state"], asked["nonce"]], str(path), path.read_bytes())


def test_no_secret_is_in_what_a_terminal_was_sent(home, open_terminal):
    """Screen, scrollback and title are made of these octets."""
    exchange = Exchange()
    with StandIn(with_token_endpoint(exchange)) as server:
        terminal = open_terminal("login", server.issuer, "--client-id", "test", "--no-browser")
        terminal.wait_until(lambda text: terminal.address_in_view(), "the address")
        terminal.settle()
        asked = {name: found[0] for name, found in parse_qs(urlsplit(terminal.address_on_screen()).query).items()}
        terminal.paste(f"{asked['redirect_uri']}?code=CODE-5ecret-w6&state={asked['state']}")
        terminal.press("enter")
        terminal.wait_until(lambda text: exchange.form, "the code was exchanged")
        terminal.wait_for(expected.FAILED_GLYPH)
        terminal.settle()
        title = terminal.title()
        terminal.leave_at_once()
        terminal.end()
    assert_nothing_of(exchange.secrets(), "the terminal", terminal.raw)
    assert_nothing_of([asked["state"], asked["nonce"]], "the title", title.encode())

"""Hostile text is fed to every place where pixie takes text of somebody else, and to every place where it shows some.

The octets that come out are judged: lines and JSON hold no control character and nothing invisible, and a terminal gets
the sequences of pixie's own and no others.
"""

import os
import re
import signal
import socket
import ssl
import subprocess
import threading
from datetime import datetime, timedelta, timezone

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

import expectations as expected
from environment import binary, clean_environment
from hostile import LONG, NASTY, NASTY_NAME, NASTY_OCTETS, RAW, SEQUENCES, stream_trouble, terminal_trouble
from lying_provider import CLIENT, Lie, LyingProvider, Reply
from person import answer_for, open_address, was_refused
from program import Program, shell_status
from screens import FAILED_MARK, ScreenLogin
from servers import free_ports
from terminal import Terminal

SCRIPT = ["--client-id", "x", "--plain", "--json", "--no-browser", "--timeout", "300"]
NOWHERE = "http://127.0.0.1:1"
# What a run may say at most; a hostile text of any length is cut.
LONGEST = 60_000


def said(home, arguments: list[bytes | str], variables: dict | None = None, input: bytes = b"") -> bytes:
    """Standard output and error of a run, octet for octet."""
    environment = {os.fsencode(k): os.fsencode(v) for k, v in clean_environment(home).items()}
    environment |= {os.fsencode(k): v if isinstance(v, bytes) else v.encode() for k, v in (variables or {}).items()}
    command = [os.fsencode(binary()), *(one if isinstance(one, bytes) else one.encode() for one in arguments)]
    ended = subprocess.run(
        command,
        input=input,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        cwd=home,
        timeout=60,
        start_new_session=True,
    )
    # Not one that waited until its time was over.
    assert ended.returncode in range(0, expected.EXIT_EXPIRED), (ended.returncode, ended.stdout[-600:])
    return ended.stdout


def assert_clean(raw: bytes) -> None:
    assert stream_trouble(raw) == []
    assert len(raw) < LONGEST, f"{len(raw)} octets were written"


# Values on the command line; {} is the hostile text.
VALUES = {
    "command": ["{}"],
    "option": ["login", "--{}"],
    "option with a value": ["login", "--{}=x"],
    "short option": ["login", "-{}"],
    "issuer": ["login", "{}", *SCRIPT],
    "issuer's host": ["login", "https://{}/", *SCRIPT],
    "issuer's path": ["login", "https://127.0.0.1:1/{}", *SCRIPT],
    "issuer's user": ["login", "https://{}@127.0.0.1:1/", *SCRIPT],
    "too many values": ["login", NOWHERE, "{}", *SCRIPT],
    "client id": ["login", NOWHERE, "--client-id", "{}", "--plain", "--json"],
    "scope": ["login", NOWHERE, *SCRIPT, "--scope", "openid {}"],
    "port": ["login", NOWHERE, *SCRIPT, "--port", "{}"],
    "timeout": ["login", NOWHERE, *SCRIPT[:-2], "--timeout", "{}"],
    "redirect": ["login", NOWHERE, *SCRIPT, "--redirect-uri", "{}"],
    "redirect's path": ["login", NOWHERE, *SCRIPT, "--redirect-uri", "http://127.0.0.1:1/{}"],
    "parameter": ["login", NOWHERE, *SCRIPT, "--param", "{}"],
    "parameter's name": ["login", NOWHERE, *SCRIPT, "--param", "{}=x"],
    "parameter's value": ["login", NOWHERE, *SCRIPT, "--param", "x={}"],
    "colour": ["login", NOWHERE, *SCRIPT, "--color", "{}"],
    "name of a certificate file": ["login", NOWHERE, *SCRIPT, "--ca-file", "{}"],
    "name of a secret's file": ["login", NOWHERE, *SCRIPT, "--client-secret-file", "{}"],
    "name of a token's file": ["inspect", "{}"],
    "name of a key set's file": ["inspect", "-", "--jwks", "{}"],
    "address of a key set": ["inspect", "-", "--jwks", "https://{}"],
    "issuer of a token": ["inspect", "-", "--issuer", "{}"],
    "verifier": ["pkce", "{}"],
    "verifier, in JSON": ["pkce", "--json", "{}"],
    "challenge": ["pkce", "a" * 43, "--challenge", "{}"],
    "length": ["pkce", "--length", "{}"],
    "profile": ["login", "{}", "--plain"],
    "session": ["token", "{}"],
    "key source": ["login", NOWHERE, *SCRIPT, "--key-source", "{}"],
    "name of a passphrase's file": ["login", NOWHERE, *SCRIPT, "--key-source=passphrase", "--passphrase-file", "{}"],
    "life of a token": ["token", "--min-ttl", "{}"],
    "name of a new profile": ["profiles", "add", "{}", "https://127.0.0.1:1", "--client-id", "x"],
    "issuer of a new profile": ["profiles", "add", "one", "{}", "--client-id", "x"],
    "client of a new profile": ["profiles", "add", "one", "https://127.0.0.1:1", "--client-id", "{}"],
    "browser of a new profile": ["profiles", "add", "one", "https://127.0.0.1:1", "--client-id=x", "--browser", "{}"],
    "profile to remove": ["profiles", "remove", "{}"],
    "default profile": ["profiles", "default", "{}"],
    "fault of the provider": ["provider", "--fault", "{}"],
    "certificates of the provider": ["provider", "--tls", "{}"],
    "port of the provider": ["provider", "--port", "{}"],
    "option of the provider": ["provider", "--{}"],
}


@pytest.mark.parametrize("arguments", VALUES.values(), ids=VALUES.keys())
def test_values_on_the_command_line(home, arguments):
    # What was given as a verifier is what `pkce --json` is asked to say.
    for text in (NASTY_OCTETS,) if "--json" in arguments and "pkce" in arguments else (NASTY_OCTETS, LONG.encode()):
        filled = [one.encode().replace(b"{}", text) for one in arguments]
        assert_clean(said(home, filled, input=b"eyJhbGciOiJSUzI1NiJ9.e30.c2ln"))


VARIABLES = [
    *["BROWSER", "PIXIE_BROWSER", "LANG", "LC_ALL", "LC_CTYPE", "SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT", "HOSTNAME"],
    *["HTTPS_PROXY", "https_proxy", "http_proxy", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "XDG_STATE_HOME"],
    *["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "PIXIE_KEY_SOURCE", "PIXIE_PASSPHRASE_FILE", "HOME", "USER", "TMPDIR"],
    *["TMUX", "STY", "TERM", "TERM_PROGRAM", "COLUMNS"],
    *["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "NO_COLOR", "ACCESSIBLE", "PIXIE_PROFILE", "PIXIE_CONFIG", "TZ"],
]


@pytest.mark.parametrize("name", VARIABLES)
def test_environment(home, name):
    for text in (NASTY_OCTETS, b"https://" + NASTY_OCTETS):
        variables = {name: text}
        assert_clean(said(home, ["login", NOWHERE, *SCRIPT], variables))
        assert_clean(said(home, ["login", "https://127.0.0.1:1", *SCRIPT], variables))
        assert_clean(said(home, ["pkce"], variables))
        # Without --plain the screens are asked for, which there is no terminal for.
        assert_clean(said(home, ["login", NOWHERE, "--client-id", "x"], variables))


FILES = {
    "token": ["inspect", "{}"],
    "token, in JSON": ["inspect", "--json", "{}"],
    "key set": ["inspect", "-", "--jwks", "{}"],
    "certificates": ["login", NOWHERE, *SCRIPT, "--ca-file", "{}"],
    "client secret": ["login", NOWHERE, *SCRIPT, "--client-secret-file", "{}"],
}
CONTENTS = {
    "rubbish": NASTY.encode() + RAW,
    "a token of rubbish": b".".join([NASTY.encode() + RAW] * 3),
    "json": b'{"keys":[{"kty":"' + NASTY.encode().replace(b"\\", b"") + b'"}]}',
    "certificates": b"-----BEGIN CERTIFICATE-----\n" + NASTY.encode() + b"\n-----END CERTIFICATE-----\n",
    "long": LONG.encode() * 20,
}


@pytest.mark.parametrize("contents", CONTENTS.values(), ids=CONTENTS.keys())
@pytest.mark.parametrize("arguments", FILES.values(), ids=FILES.keys())
def test_files(home, arguments, contents):
    (home / "file").write_bytes(contents)
    raw = said(home, [one.replace("{}", "file") for one in arguments], input=b"eyJhbGciOiJSUzI1NiJ9.e30.c2ln")
    assert_clean(raw)


def token_of(header: dict, claims: dict) -> bytes:
    from signing import compact, rsa_key

    return compact({"alg": "RS256"} | header, claims, "RS256", rsa_key("good")).encode()


@pytest.mark.parametrize("options", [[], ["--json"]], ids=["lines", "json"])
def test_inspected_token(home, options):
    nested = {"x" + NASTY: [NASTY, {NASTY: NASTY}], "aud": [NASTY]}
    nested |= dict.fromkeys(("exp", "iss", "sub", "name"), NASTY)
    for token in (token_of({"kid": NASTY, "typ": NASTY, NASTY: 1, "jku": NASTY}, nested), token_of({}, {"long": LONG})):
        raw = said(home, ["inspect", *options], input=token)
        assert stream_trouble(raw) == []


CONFIGURATIONS = {
    "name": "profiles:\n  NASTY:\n    issuer: https://127.0.0.1:1\n    client_id: x\n",
    "values": "profiles:\n  one:\n    issuer: NASTY\n    client_id: NASTY\n    scope: NASTY\n",
    "member": "profiles:\n  one:\n    NASTY: x\n",
    "top": "NASTY: x\n",
}


@pytest.mark.parametrize("text", CONFIGURATIONS.values(), ids=CONFIGURATIONS.keys())
def test_configuration(home, text):
    folder = home / "config/pixie"
    folder.mkdir(parents=True)
    quoted = '"' + "".join(f"\\U{ord(one):08x}" for one in NASTY) + '"'
    for content in (text.replace("NASTY", quoted).encode(), text.replace("NASTY", NASTY).encode() + RAW):
        for name in ("config.yaml", "profiles.yaml", "profiles.yml", "config.yml"):
            (folder / name).write_bytes(content)
        login = ["login", "one", "--plain", "--json"]
        for arguments in (["profiles"], ["profiles", "--json"], login, ["token", "one"]):
            assert_clean(said(home, arguments))


PASTES = [*SEQUENCES, NASTY, LONG, "http://127.0.0.1:1/callback?code=" + NASTY + "&state=" + NASTY, "?error=" + NASTY]


def test_pasted_text(home):
    with LyingProvider(lambda provider: Lie()) as provider:
        lines = b"\n".join(text.replace("\n", " ").encode() for text in PASTES) + b"\n" + RAW + b"\n"
        # Lines are taken in turn: at the end come the report, which counts the answers, and what gives the login up.
        raw = said(home, ["login", provider.issuer, "--client-id", CLIENT, *SCRIPT[2:]], input=lines + b"7\n0\n")
    assert_clean(raw)
    refused = re.search(rb"answers not used: (\d+)", raw)
    assert refused and int(refused[1]) > 1, raw[-2000:]
    assert provider.token_posts(provider.oracle()) == 0


def test_requests_to_the_listener(home):
    (port,) = free_ports(1)
    with LyingProvider(lambda provider: Lie()) as provider:
        arguments = ["login", provider.issuer, "--client-id", CLIENT, *SCRIPT[2:], "--port", str(port)]
        with Program(home, *arguments) as program:
            program.address()
            host = b" HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % port
            for octets in (
                b"GET /callback?error=" + quoted(NASTY) + b"&state=" + quoted(NASTY) + host,
                b"GET /callback?code=x&iss=" + quoted(NASTY) + host,
                b"GET /" + NASTY_OCTETS + host,
                b"GET / HTTP/1.1\r\nHost: " + RAW + b"\r\nUser-Agent: " + NASTY_OCTETS + b"\r\n\r\n",
                NASTY_OCTETS + b"\r\n\r\n",
            ):
                page = send(port, octets)
                assert b"OWNED" not in page, page
            assert program.is_running(), program.errors
            program.signal(signal.SIGTERM)
            ended = program.end()
    assert ended.status == expected.EXIT_TERMINATED, ended
    assert stream_trouble((ended.errors + ended.output).encode()) == []
    assert "\ufffd" not in ended.errors + ended.output


def quoted(text: str) -> bytes:
    return b"".join(b"%%%02X" % octet for octet in text.encode())


def send(port: int, octets: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), 60) as connection:
        connection.settimeout(60)
        page = b""
        try:
            connection.sendall(octets)
            while more := connection.recv(65536):
                page += more
        except OSError:
            pass
        return page


def headed(place: str, head: bytes, body: bytes = b"") -> Lie:
    """An answer with this status line and these fields, written octet for octet."""
    return Lie(replies={place: b"HTTP/1.1 " + head + b"\r\nContent-Length: %d\r\n\r\n" % len(body) + body})


ONE_LINE = NASTY_NAME.replace("\r", "").replace("\n", "").encode()
# Places of a provider's answer.
ANSWERS = {
    "reason phrase": headed("discovery", b"500 " + ONE_LINE),
    "raw reason phrase": headed("discovery", b"404 " + RAW),
    "field": headed("discovery", b"401 No\r\nWWW-Authenticate: " + RAW),
    "kind": headed("discovery", b"200 OK\r\nContent-Type: " + RAW, b"[]"),
    "location": headed("discovery", b"302 F\r\nLocation: http://" + RAW + b"/"),
    "retry": headed("discovery", b"503 F\r\nRetry-After: " + RAW),
    "not http": Lie(replies={"discovery": NASTY.encode() + RAW}),
    "page": Lie(replies={"discovery": Reply("<html><title>" + NASTY, kind="text/html")}),
    "metadata": Lie(
        metadata={
            "scopes_supported": ["openid", NASTY],
            "op_policy_uri": NASTY,
            "service_documentation": NASTY,
            "claims_supported": [NASTY],
            "acr_values_supported": [NASTY],
            "token_endpoint_auth_methods_supported": ["none", NASTY],
            "x" + NASTY: {NASTY: NASTY},
        }
    ),
    "issuer": Lie(metadata={"issuer": "https://evil.example/" + NASTY}),
    "endpoint": Lie(metadata={"token_endpoint": "https://evil.example/" + NASTY}),
    "endpoint's host": Lie(metadata={"jwks_uri": "https://" + NASTY + "/"}),
    "methods": Lie(metadata={"code_challenge_methods_supported": [NASTY]}),
    "types": Lie(metadata={"response_types_supported": [NASTY]}),
    "algorithms": Lie(metadata={"id_token_signing_alg_values_supported": [NASTY]}),
    "keys": Lie(keys=[{"kty": NASTY, "kid": NASTY, "alg": NASTY, "use": NASTY}]),
    "token error": Lie(
        replies={"token": Reply({"error": NASTY, "error_description": NASTY, "error_uri": NASTY}, "400 Bad")}
    ),
    "long token error": Lie(replies={"token": Reply({"error": LONG, "error_description": LONG}, "400 Bad")}),
    "token page": Lie(replies={"token": Reply(NASTY, "502 Bad", "text/html")}),
    "token redirect": headed("token", b"307 F\r\nLocation: http://" + RAW + b"/"),
    "token type": Lie(tokens={"token_type": NASTY}),
    "scope": Lie(tokens={"scope": "openid " + NASTY}),
    "token members": Lie(tokens={"x" + NASTY: NASTY}),
    "claims": Lie(claims={"name": NASTY, "email": NASTY, "x" + NASTY: {NASTY: [NASTY]}, "long": LONG[:20000]}),
    "subject": Lie(claims={"sub": NASTY}, userinfo={"sub": NASTY}),
    "other subject": Lie(userinfo={"sub": NASTY}),
    "wrong claims": Lie(claims={"aud": [NASTY]} | dict.fromkeys(("iss", "azp", "nonce", "at_hash", "exp"), NASTY)),
    "header": Lie(header={"kid": NASTY, "typ": NASTY, "x" + NASTY: NASTY}),
    "critical": Lie(header={"crit": [NASTY], NASTY: 1}),
    "key address": Lie(header={"jku": NASTY, "x5u": NASTY}),
    "userinfo": Lie(userinfo={"name": NASTY, "x" + NASTY: NASTY, "long": LONG}),
    "userinfo error": Lie(replies={"userinfo": Reply({"error": NASTY, "error_description": NASTY}, "403 No")}),
    "callback error": Lie(
        callback=lambda _, pairs: [("error", NASTY), ("error_description", NASTY), ("error_uri", NASTY), pairs[1]]
    ),
    "callback state": Lie(callback=lambda _, pairs: [pairs[0], ("state", NASTY)]),
    "callback issuer": Lie(callback=lambda _, pairs: [*pairs, ("iss", NASTY)]),
    "callback parameters": Lie(callback=lambda _, pairs: [*pairs, (NASTY, NASTY), (NASTY, NASTY)]),
    "callback code": Lie(callback=lambda _, pairs: [("code", NASTY[:2000]), pairs[1]]),
}


def answering(lie: Lie, home, arguments: list[str], deliver) -> tuple[bytes, bytes]:
    """What pixie wrote in lines and JSON to a provider with this lie, on standard output and error."""
    # A file takes any amount while standard error is read to its end.
    with (home / "output").open("w+b") as target:
        process = subprocess.Popen(
            [binary(), "login", *arguments, "--plain", "--json", "--no-browser", "--timeout", "300"],
            stdin=subprocess.DEVNULL,
            stdout=target,
            stderr=subprocess.PIPE,
            env=clean_environment(home),
            start_new_session=True,
        )
        errors = b""
        is_next = is_delivered = is_stopped = False
        for line in process.stderr:
            errors += line
            text = line.decode("utf-8", "replace").strip()
            if is_next:
                deliver(text)
                is_delivered = True
            elif is_delivered and not is_stopped and was_refused(text):
                # It goes on waiting for another answer, and there is none.
                process.terminate()
                is_stopped = True
            is_next = text == expected.ADDRESS_LINE
        process.stderr.close()
        wanted = [expected.EXIT_TERMINATED] if is_stopped else range(expected.EXIT_EXPIRED)
        assert shell_status(process.wait(60)) in wanted, errors[-600:]
        target.seek(0)
        output = target.read()
    return output, errors


@pytest.mark.parametrize("lie", ANSWERS.values(), ids=ANSWERS.keys())
def test_answers_of_a_provider(home, lie):
    (port,) = free_ports(1)
    with LyingProvider(lambda provider: lie) as provider:
        server = provider.server()
        goal = f"http://127.0.0.1:{port}"

        def deliver(address: str) -> None:
            open_address(answer_for(server, address, goal))

        arguments = [provider.issuer, "--client-id", CLIENT, "--port", str(port)]
        output, errors = answering(lie, home, arguments, deliver)
    assert stream_trouble(errors) == []
    assert stream_trouble(output) == []
    assert len(errors) < LONGEST, f"{len(errors)} octets were written"
    assert output.count(b"\n") == 1


ON_SCREENS = [
    *["claims", "subject", "userinfo", "scope", "metadata", "callback error", "token error", "long token error"],
    *["wrong claims", "issuer", "header", "other subject", "token type", "endpoint's host", "reason phrase"],
    "algorithms",
]


@pytest.mark.parametrize("name", ON_SCREENS)
def test_answers_on_the_screens(home, name):
    (port,) = free_ports(1)
    lie = ANSWERS[name]
    with LyingProvider(lambda provider: lie) as provider:
        arguments = ["login", provider.issuer, "--client-id", CLIENT, "--port", str(port), "--json", "--no-browser"]
        with ScreenLogin(provider, home, arguments) as login:
            terminal = login.terminal
            if address := login.address():
                open_address(answer_for(provider.server(), address, f"http://127.0.0.1:{port}"))
            login.result()
            for key in (*"12345", "down", "pagedown", "end", "enter", "w", "r", "?", "escape", "^L", "[", "[", "]"):
                terminal.press(key)
                assert terminal.process.poll() is None, f"ended at {key!r}"
            terminal.resize(120, 40)
            terminal.settle()
            terminal.resize(40, 12)
            terminal.settle()
            assert "OWNED" not in terminal.title()
            terminal.leave_at_once()
            terminal.end()
            assert terminal_trouble(terminal.raw) == []
            assert terminal.damage() == []
        assert stream_trouble(login.report.read_bytes()) == []


def test_pastes_on_the_screens(open_terminal):
    with LyingProvider(lambda provider: Lie()) as provider:
        terminal = open_terminal("login", provider.issuer, "--client-id", CLIENT, "--no-browser")
        terminal.wait_for(expected.SIGN_IN_MARK)
        for text in PASTES:
            terminal.paste(text.replace("\x1b[201~", ""))
            terminal.settle()
            terminal.press("enter", "escape", "^U")
            assert terminal.process.poll() is None
        terminal.send(RAW)
        terminal.settle()
        terminal.leave_at_once()
        terminal.end()
        # What a terminal shows of typed keys is pixie's own doing too.
        assert terminal_trouble(terminal.raw) == []
        assert "OWNED" not in terminal.title()
        assert terminal.copies() == []
        assert terminal.damage() == []


@pytest.mark.parametrize("name", ["TERM", "SSH_CONNECTION", "HOSTNAME", "BROWSER", "PIXIE_BROWSER", "LANG", "USER"])
def test_environment_on_the_screens(home, name):
    environment = clean_environment(home) | {name: NASTY_NAME}
    with Terminal([binary(), "login", NOWHERE, "--client-id", "x"], environment) as terminal:
        terminal.until(
            lambda: terminal.process.poll() is not None or re.search(FAILED_MARK, terminal.text()),
            "the failure, or the end")
        if terminal.process.poll() is None:
            terminal.press("o")
            terminal.leave_at_once()
        terminal.end()
        assert terminal_trouble(terminal.raw) == []
        assert terminal.damage() == []


def certificate(folder, subject: str) -> ssl.SSLContext:
    """A self-signed certificate whose every name is `subject`."""
    key = ec.generate_private_key(ec.SECP256R1())
    short = subject[:60]
    name = x509.Name(
        [
            x509.NameAttribute(x509.NameOID.COMMON_NAME, short),
            x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, short),
        ]
    )
    now = datetime.now(timezone.utc)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = built.public_bytes(serialization.Encoding.PEM) + key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "server.pem").write_bytes(pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    return context


@pytest.mark.parametrize("subject", SEQUENCES[:19], ids=lambda text: ascii(text)[1:24].replace("\\", "-"))
def test_certificate_subjects(home, tmp_path, subject):
    context = certificate(tmp_path, subject.replace("\x00", ""))
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                try:
                    with context.wrap_socket(connection, server_side=True) as secure:
                        secure.recv(1)
                except (OSError, ssl.SSLError):
                    pass

        threading.Thread(target=serve, daemon=True).start()
        issuer = f"https://127.0.0.1:{listener.getsockname()[1]}"
        raw = said(home, ["login", issuer, *SCRIPT])
        listener.shutdown(socket.SHUT_RDWR)
    assert_clean(raw)
    assert b"certificate" in raw.lower()

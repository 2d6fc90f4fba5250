"""Tokens for kubectl and git, in the forms they ask for: judged as they do, and by git itself."""

import base64
import contextlib
import functools
import http.server
import json
import ssl
import subprocess
import threading
import time
from datetime import datetime
from pathlib import Path

import pytest

from environment import binary, clean_environment
from stored_sessions import KEPT, everything, run, signed_in


def ask_git(home: Path, action: str, text: str | bytes, *options: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [binary(), "credential", "git", *options, action], input=text.encode() if isinstance(text, str) else text,
        capture_output=True, timeout=60, env=clean_environment(home, **KEPT), start_new_session=True, check=False,
    )


def answer(ended: subprocess.CompletedProcess) -> dict[str, str]:
    assert ended.returncode == 0, ended.stderr
    return dict(line.split("=", 1) for line in ended.stdout.decode().splitlines())


HOST = ("--host", "git.example")
WANTED = "protocol=https\nhost=git.example\n\n"


# MARK: kubectl


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        (None, "v1"),
        ('{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","spec":{}}', "v1"),
        ('{"apiVersion":"client.authentication.k8s.io/v1beta1","kind":"ExecCredential","spec":{}}', "v1beta1"),
        ('{"apiVersion":"example.com/v7"}', "v1"),
        ("{damaged", "v1"),
    ],
)
def test_kubectl_gets_an_exec_credential(home, asked, answered):
    with signed_in(home):
        token = json.loads(run(home, "token", "--json").stdout)
        ended = run(home, "credential", "kubectl", **({"KUBERNETES_EXEC_INFO": asked} if asked else {}))
        assert (ended.returncode, ended.stderr) == (0, "")
        given = json.loads(ended.stdout)
    assert set(given) == {"apiVersion", "kind", "status"}
    assert given["apiVersion"] == f"client.authentication.k8s.io/{answered}"
    assert given["kind"] == "ExecCredential"
    assert set(given["status"]) == {"token", "expirationTimestamp"}
    assert given["status"]["token"] == token["token"]
    end = datetime.strptime(given["status"]["expirationTimestamp"], "%Y-%m-%dT%H:%M:%S%z")
    assert abs(end.timestamp() - token["expires_at"]) < 1


def test_kubectl_gets_the_id_token_with_its_own_end(home):
    with signed_in(home):
        status = json.loads(run(home, "credential", "kubectl", "--id").stdout)["status"]
        assert status["token"] == run(home, "token", "--id").stdout.strip()
    part = status["token"].split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    end = datetime.strptime(status["expirationTimestamp"], "%Y-%m-%dT%H:%M:%S%z")
    assert end.timestamp() == int(claims["exp"])


def test_kubectl_gets_a_new_token_when_the_old_one_is_nearly_over(home):
    with signed_in(home, "rt-storm") as provider:
        # Its tokens live for a second: a refresh brings another one, and the calls after it bring no storm.
        start = time.monotonic()
        run(home, "token", "--refresh")
        before = len(provider.token_requests())
        for _ in range(3):
            assert run(home, "credential", "kubectl").returncode == 0
        # One in 30 seconds, should this have taken so long.
        assert len(provider.token_requests()) - before <= (time.monotonic() - start) // 30
        assert provider.oracle()["violations"] == []


@pytest.mark.parametrize(("fault", "status"), [("rt-invalid-grant", 3), ("rt-503", 1), ("rt-idt-sub", 4)])
def test_a_refused_token_is_never_given_again(home, fault, status):
    with signed_in(home, fault):
        first = answer(ask_git(home, "get", WANTED, *HOST))["password"]
        answer(ask_git(home, "erase", f"protocol=https\nhost=git.example\npassword={first}\n\n", *HOST))
        ended = ask_git(home, "get", WANTED, *HOST)
        assert (ended.returncode, ended.stdout) == (status, b"")
        assert ended.stderr.startswith(b"pixie: ")
        assert first.encode() not in ended.stderr


def test_without_a_session_nothing_is_given_and_what_to_run_is_said(home):
    for command in (["kubectl"], ["git", *HOST, "get"]):
        ended = subprocess.run(
            [binary(), "credential", *command], input=WANTED, capture_output=True, text=True, timeout=60,
            env=clean_environment(home, **KEPT), start_new_session=True, check=False,
        )
        assert (ended.returncode, ended.stdout) == (5, "")
        assert "pixie login" in ended.stderr


# MARK: the protocol of git


def test_git_gets_name_password_and_their_end(home):
    with signed_in(home):
        token = json.loads(run(home, "token", "--json").stdout)
        given = answer(ask_git(home, "get", WANTED, *HOST))
        assert given == {
            "username": "oauth2", "password": token["token"], "password_expiry_utc": str(int(token["expires_at"])),
        }
        assert answer(ask_git(home, "get", WANTED, *HOST, "--username", "me"))["username"] == "me"
        named = "protocol=https\nhost=git.example\nusername=alice\n"
        assert answer(ask_git(home, "get", named, *HOST))["username"] == "alice"


@pytest.mark.parametrize(
    ("more", "is_bearer"),
    [
        ("capability[]=authtype\n", True),
        ("capability[]=authtype\nwwwauth[]=Basic realm=x\nwwwauth[]=Bearer realm=x\n", True),
        ("capability[]=authtype\nwwwauth[]=Basic realm=x\n", False),
        ("capability[]=state\n", False),
        ("wwwauth[]=Bearer\n", False),
    ],
)
def test_a_git_that_can_carry_bearer_tokens_gets_one(home, more, is_bearer):
    with signed_in(home):
        token = run(home, "token").stdout.strip()
        given = answer(ask_git(home, "get", f"protocol=https\nhost=git.example\n{more}\n", *HOST))
    assert (given.get("authtype"), given.get("credential")) == (("Bearer", token) if is_bearer else (None, None))
    assert given.get("password") == (None if is_bearer else token)


@pytest.mark.parametrize(
    "text",
    [
        "protocol=https\nhost=git.example.evil\n\n",
        "protocol=https\nhost=evil@git.example\n\n",
        "protocol=https\nhost=git.example@evil\n\n",
        "protocol=https\nhost=git.example/x\n\n",
        "protocol=https\nhost=git.example:444\n\n",
        "protocol=https\nhost=xgit.example\n\n",
        "protocol=http\nhost=git.example\n\n",
        "protocol=ftp\nhost=git.example\n\n",
        "protocol=https\n\nhost=git.example\n\n",
        "host=git.example\n\n",
        "",
    ],
)
def test_no_other_place_gets_an_answer(home, text):
    with signed_in(home):
        ended = ask_git(home, "get", text, *HOST)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")


def test_without_a_host_the_token_is_for_that_of_the_issuer(home):
    with signed_in(home) as provider:
        place = provider.issuer.removeprefix("http://")
        assert "password" in answer(ask_git(home, "get", f"protocol=http\nhost={place}\n\n"))
        assert answer(ask_git(home, "get", f"protocol=http\nhost={place}1\n\n")) == {}
        assert answer(ask_git(home, "get", WANTED)) == {}


@pytest.mark.parametrize(
    "text",
    [
        b"protocol=https\nhost=git.example\nhost=git.example\n\n",
        b"protocol=https\r\nhost=git.example\r\n\r\n",
        b"protocol=https\nhost=git.example\0\n\n",
        b"protocol=https\nhost=git.example\nno sign\n\n",
        b"protocol=https\nhost=git.example\n=x\n\n",
        b"protocol=https\nhost=\xff\n\n",
        b"path=" + b"x" * 70000 + b"\n\n",
    ],
)
def test_hostile_lines_are_refused(home, text):
    ended = ask_git(home, "get", text, *HOST)
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert ended.stderr


def test_a_refused_token_is_replaced_and_the_session_lives(home):
    with signed_in(home) as provider:
        first = answer(ask_git(home, "get", WANTED, *HOST))["password"]
        assert answer(ask_git(home, "store", WANTED + f"password={first}\n", *HOST)) == {}
        other = "protocol=https\nhost=git.example\npassword=another\n\n"
        assert answer(ask_git(home, "erase", other, *HOST)) == {}
        assert answer(ask_git(home, "get", WANTED, *HOST))["password"] == first
        refused = f"protocol=https\nhost=git.example\nusername=oauth2\npassword={first}\n\n"
        assert answer(ask_git(home, "erase", refused.replace("git.example", "other.example"), *HOST)) == {}
        assert answer(ask_git(home, "get", WANTED, *HOST))["password"] == first
        assert answer(ask_git(home, "erase", refused, *HOST)) == {}
        second = answer(ask_git(home, "get", WANTED, *HOST))["password"]
        assert second != first
        assert answer(ask_git(home, "get", WANTED, *HOST))["password"] == second == run(home, "token").stdout.strip()
        assert provider.oracle()["violations"] == []


# MARK: docker


def ask_docker(home: Path, action: str, text: str = "", *options: str, name: str | None = None):
    command = [name] if name else [binary(), "credential", "docker", *options]
    return subprocess.run(
        [*command, action], input=text, capture_output=True, text=True, timeout=60,
        env=clean_environment(home, **KEPT), start_new_session=True, check=False)


def test_docker_gets_server_name_and_secret(home):
    with signed_in(home) as provider:
        token = run(home, "token").stdout.strip()
        place = provider.issuer
        given = ask_docker(home, "get", place + "\n")
        assert (given.returncode, given.stderr) == (0, "")
        assert json.loads(given.stdout) == {"ServerURL": place, "Username": "oauth2", "Secret": token}
        options = ("--profile", place.removeprefix("http://"), "--host", "registry.example.com", "--username", "me")
        for server in ("registry.example.com", "https://registry.example.com/v1/"):
            given = json.loads(ask_docker(home, "get", server, *options).stdout)
            assert given == {"ServerURL": server, "Username": "me", "Secret": token}


def test_a_link_with_the_name_of_a_helper_is_one(home, tmp_path):
    link = tmp_path / "docker-credential-pixie"
    link.symlink_to(binary())
    with signed_in(home) as provider:
        given = ask_docker(home, "get", provider.issuer, name=str(link))
        assert json.loads(given.stdout)["ServerURL"] == provider.issuer
    assert ask_docker(home, "version", name=str(link)).stdout.startswith("pixie ")


@pytest.mark.parametrize("server", ["https://registry.example.com", "http://registry.example.com", "localhost:1", "[::1]"])
def test_docker_gets_nothing_for_other_servers(home, server):
    with signed_in(home):
        ended = ask_docker(home, "get", server)
    assert (ended.returncode, ended.stdout) == (1, "credentials not found in native keychain\n")


@pytest.mark.parametrize(("action", "text"), [
    ("get", ""), ("get", "a b"), ("get", "\x1b[31m"), ("get", "x" * 70000), ("store", ""), ("store", "{}"),
    ("store", '{"ServerURL":"https://a.example","Username":"u","Secret":"s"}'), ("erase", ""),
    ("erase", "https://a.example"),
])
def test_docker_is_told_on_standard_output_what_it_cannot_have(home, action, text):
    ended = ask_docker(home, action, text)
    assert ended.returncode == 1 and ended.stdout.count("\n") == 1 and "\x1b" not in ended.stdout


def test_docker_keeps_nothing_and_a_forgotten_token_is_replaced(home):
    with signed_in(home) as provider:
        first = json.loads(ask_docker(home, "get", provider.issuer).stdout)
        assert ask_docker(home, "store", json.dumps(first)).returncode == 0
        assert ask_docker(home, "store", json.dumps(first | {"Secret": "other"})).returncode == 1
        assert ask_docker(home, "erase", provider.issuer).returncode == 0
        second = json.loads(ask_docker(home, "get", provider.issuer).stdout)
        assert second["Secret"] != first["Secret"]
        assert provider.oracle()["violations"] == []


def test_docker_lists_servers_without_a_key(home):
    run(home, "profiles", "add", "registry.example.com", "https://login.example.com", "--client-id", "app")
    run(home, "profiles", "add", "plain", "https://login.example.com", "--client-id", "app")
    listed = ask_docker(home, "list")
    assert json.loads(listed.stdout) == {"https://registry.example.com": "oauth2"}


# MARK: git itself


class Guarded(http.server.SimpleHTTPRequestHandler):
    """Files for whoever brings the token as a password."""

    def __init__(self, *arguments, wanted: str, seen: list, **more):
        self.wanted, self.seen = wanted, seen
        super().__init__(*arguments, **more)

    def do_GET(self):
        given = self.headers.get("Authorization")
        self.seen.append(given)
        if given == self.wanted:
            return super().do_GET()
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Basic realm="test"')
        self.send_header("Content-Length", "0")
        self.end_headers()
        return None

    def log_message(self, *arguments):
        pass


@contextlib.contextmanager
def https(folder: Path, certificate: Path, wanted: str):
    """A server that wants this Authorization header."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", f"{certificate}.key",
         "-out", certificate],
        check=True, capture_output=True, timeout=60,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, f"{certificate}.key")
    seen: list = []
    handler = functools.partial(Guarded, wanted=wanted, seen=seen, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_address[1], seen
    finally:
        server.shutdown()
        thread.join(20)
        server.server_close()


def git(home: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess:
    who = {"GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@t", "GIT_COMMITTER_NAME": "t", "GIT_COMMITTER_EMAIL": "t@t"}
    return subprocess.run(
        ["git", *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False,
        start_new_session=True,
        env=clean_environment(home, **KEPT, **who, GIT_TERMINAL_PROMPT="0", GIT_CONFIG_NOSYSTEM="1", **variables),
    )


def test_git_clones_with_a_token_of_pixie(home, tmp_path):
    work, bare = tmp_path / "work", tmp_path / "served/repository.git"
    assert git(home, "init", "--quiet", str(work)).returncode == 0
    (work / "file").write_text("what is guarded\n")
    assert git(home, "-C", str(work), "add", "file").returncode == 0
    assert git(home, "-C", str(work), "commit", "--quiet", "-m", "First").returncode == 0
    assert git(home, "clone", "--quiet", "--bare", str(work), str(bare)).returncode == 0
    assert git(home, "-C", str(bare), "update-server-info").returncode == 0
    with signed_in(home):
        token = run(home, "token").stdout.strip()
        wanted = "Basic " + base64.b64encode(f"oauth2:{token}".encode()).decode()
        certificate = tmp_path / "certificate.pem"
        with https(bare.parent, certificate, wanted) as (port, seen):
            address = f"https://127.0.0.1:{port}/repository.git"

            def clone(name: str, host: str) -> subprocess.CompletedProcess:
                helper = f"credential.helper=!'{binary()}' credential git --host {host}"
                return git(home, "-c", helper, "clone", "--quiet", address, str(tmp_path / name),
                           GIT_SSL_CAINFO=str(certificate))

            assert clone("other", f"127.0.0.1:{port + 1 if port < 65535 else 1}").returncode != 0
            assert wanted not in seen
            ended = clone("clone", f"127.0.0.1:{port}")
            assert ended.returncode == 0, ended.stderr
            assert (tmp_path / "clone/file").read_text() == "what is guarded\n"
            assert wanted in seen
    assert token not in ended.stderr
    assert token.encode() not in everything(tmp_path / "clone")

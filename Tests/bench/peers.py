"""Other tools that hand out a token or make a PKCE pair, where they are installed."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from measure import Missing, Racer
from world import World

PYTHON = "/usr/bin/python3" if os.access("/usr/bin/python3", os.X_OK) else sys.executable
READ_JSON = "import json,sys;print(json.load(open(sys.argv[1]))['access_token'])"
MAKE_PAIR = (
    "import base64,hashlib,secrets;v=secrets.token_urlsafe(32);"
    "print(v,base64.urlsafe_b64encode(hashlib.sha256(v.encode()).digest()).rstrip(b'=').decode())"
)
SHELL_PAIR = (
    "v=$(openssl rand -base64 32 | tr '+/' '-_' | tr -d '='); "
    "printf '%s %s\\n' \"$v\" \"$(printf %s \"$v\" | openssl dgst -sha256 -binary | openssl base64 | tr '+/' '-_' | tr -d '=')\""
)


def for_tokens(world: World, value: str) -> tuple[list[Racer], list[str]]:
    """Who is there, and in words who is not."""
    found, absent = [], []
    for make in (oidc_token, gh, msal, python):
        try:
            found.append(make(world, value))
        except (Missing, OSError, subprocess.SubprocessError) as problem:
            absent.append(str(problem))
    return found, absent


def for_pkce() -> tuple[list[Racer], list[str]]:
    found = [Racer("Python: secrets, hashlib", [PYTHON, "-c", MAKE_PAIR])]
    if shutil.which("openssl") is None:
        return found, ["openssl is not installed"]
    return [Racer("sh with openssl", ["/bin/sh", "-c", SHELL_PAIR]), *found], []


def python(world: World, value: str) -> Racer:
    """The least that Python can do: a plain JSON file, nothing encrypted, nothing imported but json."""
    file = world.folder / "token.json"
    file.write_text(json.dumps({"access_token": value, "expires_in": 3600}))
    return Racer("Python: json.load of a plain file", [PYTHON, "-c", READ_JSON, str(file)])


def gh(world: World, value: str) -> Racer:
    program = shutil.which("gh")
    if program is None:
        raise Missing("gh (apt-get install gh)")
    folder = world.folder / "gh"
    folder.mkdir(exist_ok=True)
    (folder / "hosts.yml").write_text(f"github.com:\n    user: someone\n    oauth_token: {value}\n")
    return Racer("gh auth token (plain file)", [program, "auth", "token"], {"GH_CONFIG_DIR": str(folder)})


def msal(world: World, value: str) -> Racer:
    if subprocess.run([PYTHON, "-c", "import msal"], capture_output=True, check=False).returncode:
        raise Missing("msal (a package of Python)")
    raise Missing("msal is installed, but it asks the network for its authority before each look into its cache")


def oidc_token(world: World, value: str) -> Racer:
    """oidc-token with a running oidc-agent that has a valid token."""
    program, agent, generate = (shutil.which(name) for name in ("oidc-token", "oidc-agent", "oidc-gen"))
    if not (program and agent and generate):
        raise Missing("oidc-token (apt-get install oidc-agent-cli)")
    home = world.folder / "agent"
    (home / ".config").mkdir(parents=True, exist_ok=True)
    environment = world.environment(home) | {"OIDC_ENCRYPTION_PW": "bench", "XDG_CONFIG_HOME": str(home / ".config")}
    said = subprocess.run([agent], env=environment, capture_output=True, text=True, check=True).stdout
    facts = dict(part.strip().split("=", 1) for part in said.split(";") if part.strip().startswith("OIDC"))
    world.undo.callback(subprocess.run, [agent, "-k"], env=environment | facts, capture_output=True, check=False)
    with answering(value) as issuer:
        made = subprocess.run(
            [generate, "bench", "-m", f"--iss={issuer}", "--client-id=bench", "--client-secret=bench", "--scope=openid",
             "--redirect-uri=http://localhost:4999", "--rt=bench", "--pw-env", "--prompt=none", "--confirm-default"],
            env=environment | facts, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60, check=False,
        )
    if made.returncode:
        raise Missing(f"oidc-token is installed, but oidc-gen said: {made.stderr.strip()[-200:]}")
    return Racer("oidc-token (asks its agent)", [program, "bench"], facts)


@contextlib.contextmanager
def answering(value: str):
    """The least of a provider that oidc-agent takes: metadata, and a token for every refresh token."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def say(self, answer: dict) -> None:
            body = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            here = f"http://127.0.0.1:{self.server.server_port}"
            self.say({
                "issuer": here, "authorization_endpoint": f"{here}/authorize", "token_endpoint": f"{here}/token",
                "jwks_uri": f"{here}/keys", "scopes_supported": ["openid"], "response_types_supported": ["code"],
                "grant_types_supported": ["authorization_code", "refresh_token"],
            })

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.say({
                "access_token": value, "token_type": "Bearer", "expires_in": 86400, "refresh_token": "bench",
                "scope": "openid",
            })

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()

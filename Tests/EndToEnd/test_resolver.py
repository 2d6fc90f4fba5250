"""Names: a name server that never answers, and a name whose first address is dead.

Each test runs in a network of its own, made with unshare, with its own files of names."""

import subprocess
import sys
import textwrap
from pathlib import Path

import expectations as expected
from environment import binary, clean_environment
from program import Ended

SILENT_SERVER = """
import socket, sys
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("127.0.0.1", 53))
print("bound", flush=True)
sys.stdin.read()
"""


def in_own_network(home: Path, script: str, seconds: float = 60) -> Ended:
    """Runs a shell script as root of a network that has nothing but a loopback of its own."""
    process = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "--net", "bash", "-euc", textwrap.dedent(script)],
        capture_output=True,
        env=clean_environment(home) | {"PIXIE": binary(), "PYTHON": sys.executable},
        cwd=home,
        stdin=subprocess.DEVNULL,
        timeout=seconds,
        start_new_session=True,
    )
    return Ended(process.returncode, process.stdout.decode(), process.stderr.decode(), 0)


def test_a_name_server_that_never_answers_does_not_hold_the_login(home):
    (home / "resolv.conf").write_text("nameserver 127.0.0.1\n")
    (home / "silent.py").write_text(SILENT_SERVER)
    ended = in_own_network(
        home,
        """
        ip link set lo up
        mount --bind resolv.conf /etc/resolv.conf
        mkfifo open said
        "$PYTHON" silent.py <open >said &
        exec 9>open
        read -r line <said
        status=0
        timeout 30 "$PIXIE" login https://login.slow.example --client-id x --plain --json || status=$?
        exec 9>&-
        exit $status
        """,
    )
    assert ended.status == expected.EXIT_NETWORK, ended
    report = ended.report()
    assert report["reason"] == "network_connect_timeout"
    assert "login.slow.example" in report["message"]
    assert "name server" in ended.errors


def test_a_dead_first_address_is_passed_over(home):
    """Both names are of this machine; nobody listens on the first of them."""
    hosts = home / "hosts"
    hosts.write_text("127.0.0.2 two.example\n127.0.0.1 two.example\n")
    ended = in_own_network(
        home,
        """
        ip link set lo up
        mount --bind hosts /etc/hosts
        mkfifo said
        "$PIXIE" provider --tls ok --json >said 2>/dev/null &
        provider=$!
        read -r facts <said
        fact() { "$PYTHON" -c 'import json, sys; print(json.loads(sys.argv[1])[sys.argv[2]])' "$facts" "$1"; }
        port=$(fact issuer | sed "s/.*://")
        authority=$(fact ca_file)
        status=0
        "$PIXIE" login "https://two.example:$port" --client-id x --ca-file "$authority" --plain --json || status=$?
        kill $provider
        exit $status
        """,
    )
    # The certificate is for another name, and that is found out only after the second address was tried.
    assert ended.status == expected.EXIT_NETWORK, ended
    assert ended.report()["reason"] == "network_tls", ended.report()

"""What a hostile answer costs in memory, next to an ordinary login."""

import gzip
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

import expectations as expected
import figures
from environment import binary, clean_environment
from stand_ins import StandIn, endless, invalid_grant, with_token_endpoint

MIB = 1 << 20
# Of the peak over that of an ordinary login (SECURITY.md NW-03, NW-04).
MOST_GROWTH = 20 * MIB
# Starts the program and says its peak. The kernel counts what a process was before it became another program as well,
# and these tests are larger than pixie: so a small process stands between.
WITNESS = """
import os, sys
process = os.fork()
if process == 0:
    os.execv(sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(process, 0)
print("peak", usage.ru_maxrss, file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status) % 256)
"""
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def flood(server: StandIn, connection: socket.socket, head: bytes, piece: bytes) -> None:
    connection.sendall(head)
    while not server.ended.is_set():
        connection.sendall(piece)


def huge(server: StandIn, connection: socket.socket) -> None:
    flood(server, connection, HEAD + b"\r\n[", b"0," * 32768)


def huge_chunked(server: StandIn, connection: socket.socket) -> None:
    piece = b"8000\r\n" + b"0," * 16384 + b"\r\n"
    flood(server, connection, HEAD + b"Transfer-Encoding: chunked\r\n\r\n", piece)


def huge_announced(server: StandIn, connection: socket.socket) -> None:
    flood(server, connection, HEAD + b"Content-Length: 6000000000\r\n\r\n[", b"0," * 32768)


def tiny_chunks(server: StandIn, connection: socket.socket) -> None:
    flood(server, connection, HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n0\r\n" * 4096)


def gzip_bomb(server: StandIn, connection: socket.socket) -> None:
    """One megabyte that would become one gigabyte, twice packed."""
    packed = gzip.compress(gzip.compress(bytes(256 * MIB)))
    connection.sendall(HEAD + b"Content-Encoding: gzip, gzip\r\nContent-Length: %d\r\n\r\n" % len(packed) + packed)


def silent_gzip_bomb(server: StandIn, connection: socket.socket) -> None:
    """The same without saying so."""
    packed = gzip.compress(bytes(256 * MIB))
    connection.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % len(packed) + packed)


def headers(server: StandIn, connection: socket.socket) -> None:
    flood(server, connection, HEAD, b"X-A: b\r\n" * 4096)


def one_header(server: StandIn, connection: socket.socket) -> None:
    flood(server, connection, HEAD + b"X-A: ", b"b" * 65536)


def trailers(server: StandIn, connection: socket.socket) -> None:
    flood(server, connection, HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n", b"X-A: b\r\n" * 4096)


def interim(server: StandIn, connection: socket.socket) -> None:
    flood(server, connection, b"", b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" * 1024)


def deep(server: StandIn, connection: socket.socket) -> None:
    body = b"[" * (MIB - 1)
    connection.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body)


def login(home: Path, behave) -> tuple[int, int, str]:
    """A login at a stand-in, the callback given as a browser would. Status, peak in octets, what was said at the end."""
    with StandIn(behave) as server:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", WITNESS, binary(), "login", server.issuer, "--client-id", "test", "--plain", "--json",
             "--no-browser"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=clean_environment(home),
            start_new_session=True,
        )
        alarm = threading.Timer(140, lambda: os.killpg(process.pid, signal.SIGKILL))
        alarm.start()
        peak = 0
        try:
            for line in process.stderr:
                if line.startswith(b"peak "):
                    peak = int(line.split()[1]) * 1024
                if line.decode().rstrip() == expected.ADDRESS_LINE:
                    asked = parse_qs(urlsplit(process.stderr.readline().decode().strip()).query)
                    callback = f"{asked['redirect_uri'][0]}?code=right&state={asked['state'][0]}"
                    threading.Thread(target=lambda: requests.get(callback, timeout=60), daemon=True).start()
            output = process.stdout.read().decode()
            process.wait(60)
        finally:
            alarm.cancel()
            process.stdout.close()
            process.stderr.close()
    assert peak > 0, output
    return process.returncode, peak, output


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory) -> int:
    """The peak of a login whose token answer is short."""
    status, peak, output = login(tmp_path_factory.mktemp("home"), with_token_endpoint(invalid_grant))
    assert status == expected.EXIT_REFUSED or "invalid_grant" in output, output
    figures.note("peak memory, ordinary login", f"{peak / MIB:.1f} MiB")
    return peak


def peak_of(home: Path, behave, ordinary: int, judge) -> int:
    """The peak of a login whose end satisfies `judge`; of two the lower one where the first is too high, since how far
    the writer gets ahead of the reader is the machine's matter."""
    peaks = []
    while len(peaks) < 2 and not any(peak - ordinary < MOST_GROWTH for peak in peaks):
        status, peak, output = login(home, behave)
        judge(status, output)
        peaks.append(peak)
    return min(peaks)


def is_not_signed_in(status: int, output: str) -> None:
    assert status not in (0, None) and status > 0, (status, output)
    assert '"outcome":"failed"' in output.replace(" ", "") or '"outcome":"refused"' in output.replace(" ", ""), output


def is_a_failure_of_the_network(status: int, output: str) -> None:
    assert status == expected.EXIT_NETWORK, output


@pytest.mark.parametrize(
    "behave",
    [huge, huge_chunked, huge_announced, tiny_chunks, gzip_bomb, silent_gzip_bomb, headers, one_header, trailers,
     interim, deep],
    ids=lambda behave: behave.__name__,
)
def test_a_hostile_token_answer_costs_little_memory(behave, ordinary, home):
    peak = peak_of(home, with_token_endpoint(behave), ordinary, is_not_signed_in)
    growth = peak - ordinary
    figures.note(f"peak memory, token answer {behave.__name__}", f"{peak / MIB:.1f} MiB ({growth / MIB:+.1f} MiB)")
    assert growth < MOST_GROWTH, f"{growth / MIB:.1f} MiB more than an ordinary login"


def test_a_hostile_discovery_answer_costs_little_memory(ordinary, home):
    peak = peak_of(home, endless, ordinary, is_a_failure_of_the_network)
    growth = peak - ordinary
    figures.note("peak memory, discovery answer endless", f"{peak / MIB:.1f} MiB ({growth / MIB:+.1f} MiB)")
    assert growth < MOST_GROWTH

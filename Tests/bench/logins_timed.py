"""A login behind a line that takes its time: what follows the callback, and what comes before the address."""

import base64
import socket
import subprocess
import time
from pathlib import Path
from typing import TextIO
from urllib.parse import urlencode, urlsplit

import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers

from measure import floor, median, slope
from report import Report
from older_tls import OlderTLS
from servers import die_with_parent, free_ports, stop_process
from waiting import eventually
from world import World, read_address

# Milliseconds of the way there and back.
TRIPS = (0, 25, 50, 100)
# What the server waits before it closes a connection on which nothing is said, and what the person takes to sign in.
IDLE, SIGNING_IN = 3.0, 3.7


class Line:
    """A provider over TLS, and clients that reach it over a line that takes `trip` ms there and back.

    With `older` they are offered TLS 1.2 at most, by a program between line and provider.
    """

    def __init__(self, world: World, trip: float, idle: float = 0, older: bool = False):
        front, back = free_ports(2)
        self.world = world
        self.provider = world.provider("--tls", "ok", "--port", str(back), "--behind", str(front))
        self.older = OlderTLS(back, world.folder) if older else None
        if self.older:
            back = self.older.port
        self.delay = subprocess.Popen(
            [floor("delay"), str(front), str(back), str(trip), str(idle * 1000)], preexec_fn=die_with_parent
        )
        self.front, self.back = front, back
        self.ca = self.provider.facts["ca_file"]
        # What the program is told to trust; the person's own visits see the provider's own certificate or this one.
        self.trusted = self.older.certificate if self.older else self.ca
        eventually(lambda: reaches(front), "the delaying proxy listens", seconds=10)

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *problem) -> None:
        stop_process(self.delay)
        if self.older:
            self.older.stop()
        self.provider.stop()

    def login(self, *more: str) -> subprocess.Popen:
        return subprocess.Popen(
            [self.world.program, "login", self.provider.issuer, "--client-id", self.provider.facts["client_id"],
             "--ca-file", self.trusted, "--plain", "--no-browser", "--no-save", "--json", *more],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=self.world.environment(), start_new_session=True, preexec_fn=die_with_parent,
        )


def reaches(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def disturb(callback: str) -> socket.socket:
    """What browsers do beside opening an address: a spare connection on which nothing is said, and requests that nobody
    asked for. Gives the spare connection."""
    parts = urlsplit(callback)
    place = (parts.hostname, parts.port)
    spare = socket.create_connection(place)
    for path in ("/favicon.ico", "/", parts.path + "?code=stray&state=of-another-login"):
        with socket.create_connection(place) as stray:
            stray.sendall(f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n\r\n".encode())
            assert stray.recv(100).startswith(b"HTTP/1.1 ")
    return spare


def open_callback(callback: str, lines: TextIO, mark: str) -> tuple[float, float]:
    """Opens the address as a browser does. Milliseconds until the program says that the tokens are verified, and until the
    browser has its page."""
    parts = urlsplit(callback)
    request = f"GET {parts.path}?{parts.query} HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n\r\n".encode()
    start = time.perf_counter()
    with socket.create_connection((parts.hostname, parts.port)) as browser:
        browser.sendall(request)
        wait_for(lines, mark)
        said = time.perf_counter() - start
        page = browser.recv(65536)
        paged = time.perf_counter() - start
    assert page.startswith(b"HTTP/1.1 200"), page[:60]
    return said * 1e3, paged * 1e3


def wait_for(lines: TextIO, mark: str) -> None:
    for line in iter(lines.readline, ""):
        if mark in line:
            return
    raise AssertionError(f"ended without {mark!r}")


def once(line: Line, pause: float, is_disturbed: bool = False) -> tuple[float, float]:
    """One login of pixie: the same pair, in ms."""
    with line.login("--no-cache") as login:
        visitor = line.provider.visitor()
        visitor.session.verify = line.trusted
        callback = visitor.callback_for(read_address(login))
        time.sleep(pause)
        spare = disturb(callback) if is_disturbed else None
        result = open_callback(callback, login.stderr, " ID token: ")
        # What follows, UserInfo, is not waited for by anybody.
        login.communicate(timeout=20)
        assert login.returncode == 0
        if spare:
            spare.close()
        return result


def once_floor(line: Line, key: str) -> tuple[float, float]:
    """The same with the C program: the code is fetched for it."""
    port = free_ports(1)[0]
    redirect = f"http://127.0.0.1:{port}/callback"
    facts = line.provider.facts
    _, verifier, _, challenge, *_ = subprocess.run(
        [floor("pkce")], capture_output=True, text=True, check=True
    ).stdout.split()
    address = line.provider.issuer + "/authorize?" + urlencode({
        "response_type": "code", "client_id": facts["client_id"], "redirect_uri": redirect, "scope": "openid profile email",
        "state": verifier, "nonce": verifier, "code_challenge": challenge, "code_challenge_method": "S256",
    })
    form = urlencode({
        "grant_type": "authorization_code", "client_id": facts["client_id"], "redirect_uri": redirect,
        "code_verifier": verifier,
    })
    with subprocess.Popen(
        [floor("callback"), "127.0.0.1", str(line.front), "/token", str(port), line.ca, key, form],
        stdout=subprocess.PIPE, text=True, preexec_fn=die_with_parent,
    ) as program:
        assert program.stdout.readline() == "listening\n"
        callback = line.provider.visitor().callback_for(address, goal=redirect)
        result = open_callback(callback, program.stdout, "verified")
        assert program.wait(10) == 0
        return result


def public_key(line: Line) -> str:
    """The provider's RSA key as a PEM file."""
    keys = requests.get(line.provider.issuer + "/jwks", verify=line.ca, timeout=20).json()["keys"]
    n, e = (int.from_bytes(base64.urlsafe_b64decode(keys[0][name] + "=="), "big") for name in ("n", "e"))
    file = line.world.folder / f"key-{line.front}.pem"
    file.write_bytes(
        RSAPublicNumbers(e, n).public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    )
    return str(file)


def callback(world: World, report: Report) -> None:
    runs = 2 if world.is_quick else 5
    trips = TRIPS[:2] if world.is_quick else TRIPS
    found: dict[str, dict[float, list[tuple[float, float]]]] = {"C with OpenSSL, static": {}, "pixie": {}}
    for trip in trips:
        with Line(world, trip) as line:
            key = public_key(line)
            for _ in range(runs):
                found["C with OpenSSL, static"].setdefault(trip, []).append(once_floor(line, key))
                found["pixie"].setdefault(trip, []).append(once(line, 0.5))
    name = f"pixie, the server closed after {IDLE:g} s without a word"
    found[name] = {}
    for trip in trips:
        with Line(world, trip, IDLE) as line:
            found[name][trip] = [once(line, SIGNING_IN) for _ in range(runs)]
    beside = ("pixie, a spare connection and stray requests", "pixie, TLS 1.2")
    for name, is_older in zip(beside, (False, True)):
        found[name] = {}
        for trip in trips:
            with Line(world, trip, older=is_older) as line:
                found[name][trip] = [once(line, 0.5, is_disturbed=not is_older) for _ in range(runs)]
    rows, lines = [], {}
    for who, points in found.items():
        middle = {trip: median(said for said, _ in pairs) for trip, pairs in points.items()}
        rise, local = slope(list(middle.items()))
        lines[who] = (rise, local)
        late = median(paged - said for pairs in points.values() for said, paged in pairs)
        rows.append([who, f"{rise:.3f}", f"{local:.1f}", *(f"{middle[trip]:.1f}" for trip in trips), f"{late:+.2f}"])
    report.table(
        f"Goal 4: callback to verified tokens over TLS; medians of {runs} logins at each round-trip time",
        ["", "slope RTT", "local ms", *(f"RTT {trip}" for trip in trips), "page after ms"], rows,
    )
    (base_rise, base_local), (rise, local), (closed_rise, _), (spare_rise, spare_local), (older_rise, _) = lines.values()
    report.goal("4", "round trips", rise, 1.03)
    report.goal("4", "local part over C's", local - base_local, 3, " ms")
    report.goal("4b", "round trips after the server closed the connection", closed_rise, 1.03)
    report.goal("4c", "round trips with a spare connection and stray requests", spare_rise, 1.03)
    report.goal("4c", "local part with them, over C's without", spare_local - base_local, 3, " ms")
    report.goal("4c", "round trips with TLS 1.2", older_rise, 1.03)
    report.line("  TLS 1.2 is spoken by a program in Python, whose work is in that local part.")
    report.line("  The delay is made by tools/delay.c, in front of `pixie provider --tls ok`.")


def address(world: World, report: Report) -> None:
    runs = 3 if world.is_quick else 11
    trips = TRIPS[:2] if world.is_quick else TRIPS
    kinds = {"pixie login --plain, asking first": ["--no-cache"], "pixie login --plain, at a provider known from before": []}
    times: dict[str, dict[float, list[float]]] = {name: {} for name in kinds}
    for trip in trips:
        with Line(world, trip) as line:
            remember(line)
            for _ in range(runs):
                for name, options in kinds.items():
                    start = time.perf_counter()
                    with line.login(*options) as login:
                        read_address(login)
                        times[name].setdefault(trip, []).append((time.perf_counter() - start) * 1e3)
                        login.kill()
    rows, lines = [], []
    for name, found in times.items():
        middle = {trip: median(values) for trip, values in found.items()}
        rise, local = slope(list(middle.items()))
        lines.append((rise, local))
        rows.append([name, f"{rise:.2f}", f"{local:.1f}", *(f"{middle[trip]:.1f}" for trip in trips)])
    report.table(
        f"Goal 5: start to the authorization address over TLS; medians of {runs} starts",
        ["", "slope RTT", "local ms", *(f"RTT {trip}" for trip in trips)], rows,
    )
    (asking, _), (known, local) = lines
    report.goal("5", "round trips, asking first", asking, 3.05)
    report.goal("5", "round trips, at a provider known from before", known, 0.03)
    report.goal("5", "local part", local, 10, " ms")


def remember(line: Line) -> None:
    """A login after which the metadata are known."""
    folder = Path(line.world.environment()["XDG_CACHE_HOME"]) / "pixie/metadata"
    before = set(folder.iterdir()) if folder.exists() else set()

    def is_known() -> bool:
        # While a file is written it has another name.
        return any(len(file.name) == 64 for file in set(folder.iterdir()) - before) if folder.exists() else False

    with line.login() as login:
        read_address(login)
        eventually(is_known, "the metadata are remembered", seconds=10)
        login.kill()

"""Plays one row of table.txt: the built pixie against `pixie provider --fault`."""

import json
import re
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from faulty_provider import FaultyProvider
from person import address_or_end, answer_for, open_address, repaired, wait_until_refused
from program import Ended, Program, run
from rows import Row
from seen import Seen
from visitor import Lost

# Rows that need the processor; those that wait for a limit have threads of their own beside them.
WORKERS = 4
# A login that waits for a limit of pixie's (30 s) may do so twice.
LIMIT_SECONDS = 120
# For so long after a refresh that failed nothing is sent again.
PAUSE_SECONDS = 30
# With this scope the provider gives a refresh token.
OFFLINE = "openid profile email offline_access"

# What `pixie token` says of a session.
AFTER = {"ok": "kept", "refresh_too_soon": "kept", "session_ended": "ended", "no_session": "gone"}


def play_all(rows: list[Row], folder: Path) -> dict[str, Seen | Exception]:
    """Plays the rows, some at once. What went wrong in playing one stands in the place of what was seen."""
    waiting = [row for row in rows if row.waits_for_a_limit]
    busy = [row for row in rows if not row.waits_for_a_limit]
    played: dict[str, Future[Seen]] = {}
    with ThreadPoolExecutor(max(1, len(waiting))) as beside, ThreadPoolExecutor(WORKERS) as pool:
        for row in waiting:
            played[row.id] = beside.submit(play, row, folder / row.id)
        for row in busy:
            played[row.id] = pool.submit(play, row, folder / row.id)
    return {row.id: played[row.id].exception() or played[row.id].result() for row in rows}


def play(row: Row, home: Path) -> Seen:
    home.mkdir(parents=True)
    with FaultyProvider(home, row.id) as provider:
        match row.way:
            case "login" | "waits" | "device":
                return Login(provider, home).play(row.way)
            case "twice":
                return twice(provider, home)
            case "refresh":
                return after_login(provider, home, ["token", "--refresh"])
            case "logout":
                return after_login(provider, home, ["logout"])
    raise AssertionError(f"no way is called {row.way!r}")


class Login:
    """One login at the provider, with a person who does what they are told."""

    def __init__(self, provider: FaultyProvider, home: Path, *more: str):
        self.provider = provider
        self.home = home
        self.server = provider.server()
        # Where the listener is; pixie chooses a free port by itself.
        self.goal: str | None = None
        self.arguments = ["login", provider.issuer, "--client-id", self.server.client_id]
        self.arguments += ["--plain", "--no-browser", "--json", *more]
        if provider.ca_file:
            self.arguments += ["--ca-file", provider.ca_file]
        self.pages: list[int] = []
        self.trouble: list[str] = []

    def play(self, way: str) -> Seen:
        with ExitStack() as stack:
            program = stack.enter_context(Program(self.home, *self.arguments))
            address = address_or_end(program)
            self.goal = listening_at(program.errors)
            if address and way != "device":
                self.answer(program, address, waits=way == "waits")
            ended = program.end(LIMIT_SECONDS)
        oracle = self.provider.oracle()
        return Seen(
            ended=ended,
            posts=self.provider.token_posts(oracle),
            violations=oracle["violations"],
            pages=self.pages,
            trouble=self.trouble,
        )

    def answer(self, program: Program, address: str, waits: bool) -> None:
        try:
            answer = answer_for(self.server, address, self.goal, self.provider.ca_file)
        except Lost as problem:
            self.trouble.append(f"the person got lost: {problem}")
            program.process.terminate()
            return
        self.pages.append(open_address(answer))
        if waits:
            self.go_on(program, address)

    def go_on(self, program: Program, address: str) -> None:
        """The answer was wrong: nothing may have been sent, and the right one still works."""
        if self.pages[-1] < 400:
            self.trouble.append(f"the listener answered the wrong answer with {self.pages[-1]}")
        wait_until_refused(program, self.pages[-1])
        oracle = self.provider.oracle()
        if self.provider.token_posts(oracle):
            self.trouble.append("the token endpoint was asked after a refused answer")
        if oracle["violations"]:
            self.trouble += [f"after the refusal: {violation}" for violation in oracle["violations"]]
        honest = self.provider.post("behave")
        answer = answer_for(self.server, address, self.goal, self.provider.ca_file)
        self.pages.append(open_address(answer if honest else repaired(answer, address, self.goal, self.server.issuer)))


def listening_at(said: str) -> str | None:
    """A pushed request does not show the redirect URI in the address, so it is read from the line before."""
    found = re.search(r"listening on (127\.0\.0\.1:\d+)", said)
    return "http://" + found[1] if found else None


def twice(provider: FaultyProvider, home: Path) -> Seen:
    """Two logins, the provider's keys changed between them. The second one counts."""
    first = Login(provider, home, "--no-save").play("login")
    rotated = provider.post("rotate")
    second = Login(provider, home, "--no-save").play("login")
    second.posts -= first.posts
    if first.ended.status != 0:
        second.trouble.append(f"the first login ended with {first.ended.status}")
    if not rotated:
        second.trouble.append("the provider does not rotate its keys")
    return second


def after_login(provider: FaultyProvider, home: Path, command: list[str]) -> Seen:
    """A login whose session is kept, the command that meets the fault, and a look at what is left."""
    login = Login(provider, home, "--scope", OFFLINE, "--insecure-storage").play("login")
    if login.ended.status != 0:
        raise AssertionError(f"the login before it ended with {login.ended.status}: {login.ended.errors[-600:]}")
    start = time.monotonic()
    ended = run(home, *command, "--json", seconds=LIMIT_SECONDS)
    oracle = provider.oracle()
    posts = provider.token_posts(oracle) - login.posts
    after = what_is_left(provider, home, start)
    return Seen(ended=ended, posts=posts, violations=provider.oracle()["violations"], after=after)


def what_is_left(provider: FaultyProvider, home: Path, start: float) -> str:
    """What a script gets that asks for a token now; "asked for again" when that led to a request within the pause
    after the command that began at `start`."""
    asked = len(provider.oracle()["requests"])
    ended: Ended = run(home, "token", "--json", seconds=LIMIT_SECONDS)
    # Scripts ask again and again.
    for _ in range(2):
        run(home, "token", "--json", seconds=LIMIT_SECONDS)
    if len(provider.oracle()["requests"]) != asked and time.monotonic() - start < PAUSE_SECONDS:
        return "asked for again"
    try:
        return AFTER.get(json.loads(ended.output)["reason"], ended.output)
    except ValueError:
        return "gone" if ended.status == 2 else ended.errors

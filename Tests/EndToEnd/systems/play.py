"""Plays one row of faults.txt: the built pixie against an emulator."""

import shutil
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import requests

import rows
from catalog import arguments
from emulated import Emulated
from person import address_or_end, open_address, wait_until_refused
from program import Program, run
from rows import Row
from runner import what_is_left
from seen import Seen

FOLDER = Path(__file__).resolve().parent
WORKERS = 4


def read() -> list[Row]:
    """One row a system."""
    return [
        replace(row, id=f"{row.id.split('@')[0]}@{system.strip()}")
        for row in rows.read(str(FOLDER / "faults.txt"))
        for system in row.id.split("@")[1].split(",")
    ]


def parts(row: Row) -> tuple[str, str | None]:
    """The system and the fault of a row."""
    fault, system = row.id.split("@")
    return system, None if fault == "ok" else fault


def play_all(wanted: list[Row], folder: Path) -> dict[str, Seen | Exception]:
    """Plays the rows, some at once. What went wrong in playing one stands in the place of what was seen."""
    with ThreadPoolExecutor(WORKERS) as pool:
        played: dict[str, Future[Seen]] = {row.id: pool.submit(play, row, folder / row.id) for row in wanted}
    return {row.id: played[row.id].exception() or played[row.id].result() for row in wanted}


def play(row: Row, home: Path) -> Seen:
    home.mkdir(parents=True)
    system, fault = parts(row)
    interval = ["--interval", "1"] if system.startswith("workos") else []
    with Emulated(system, *interval, fault=fault) as emulated:
        match row.way:
            case "refresh":
                return refreshed(emulated, home)
            case "replay":
                return replayed(emulated, home)
            case "login" | "waits" | "waits-open" | "twice-opened" | "device" | "waits-device":
                return Login(emulated, home).play(row.way)
    raise AssertionError(f"no way is called {row.way!r}")


class Login:
    """One login, with a person who opens what is shown. The emulators sign everybody in at once."""

    def __init__(self, emulated: Emulated, home: Path, *more: str, refreshable: bool = False):
        self.emulated = emulated
        self.home = home
        self.arguments = arguments(emulated, "--plain", "--json", *more, refreshable=refreshable)
        self.pages: list[int] = []
        self.trouble: list[str] = []

    def play(self, way: str = "login") -> Seen:
        with Program(self.home, *self.arguments) as program:
            address = address_or_end(program)
            if address and way != "device":
                self.answer(program, address, way)
            ended = program.end(120)
        oracle = self.emulated.oracle()
        return Seen(
            ended=ended,
            posts=self.emulated.token_posts(oracle),
            violations=oracle["violations"],
            pages=self.pages,
            trouble=self.trouble,
        )

    def answer(self, program: Program, address: str, way: str) -> None:
        location = sent_to(address)
        if location is None:
            self.trouble.append(f"the system did not send the browser back: {self.emulated.oracle()['violations']}")
            program.process.terminate()
            return
        if way in ("waits", "waits-open"):
            self.go_on(program, location, pastes=way == "waits")
            return
        if way == "waits-device":
            # "… the other device was declined", "… for another device has expired".
            program.line_containing("other device ")
        self.pages.append(open_address(location))
        if way == "twice-opened":
            self.pages.append(open_address(location))

    def go_on(self, program: Program, wrong: str, pastes: bool) -> None:
        """The answer is wrong. Pasted it gets here wherever it points; it is refused, and the right one still works."""
        if pastes:
            program.paste(wrong)
        else:
            self.pages.append(open_address(wrong))
        wait_until_refused(program, 0)
        oracle = self.emulated.oracle()
        if self.emulated.token_posts(oracle):
            self.trouble.append("the token endpoint was asked after a refused answer")
        self.trouble += [f"after the refusal: {violation}" for violation in oracle["violations"]]
        honest = requests.get(self.emulated.facts["control"] + "/honest", timeout=60).json()["address"]
        self.emulated.post("behave")
        self.pages.append(open_address(honest))


def sent_to(address: str) -> str | None:
    """Where the browser is sent, character for character."""
    answer = requests.get(address, allow_redirects=False, timeout=60)
    return answer.headers.get("Location") if answer.status_code == 302 else None


def first_login(emulated: Emulated, home: Path) -> Seen:
    seen = Login(emulated, home, "--insecure-storage", refreshable=True).play()
    if seen.ended.status != 0:
        raise AssertionError(f"the login before it ended with {seen.ended.status}: {seen.ended.errors[-600:]}")
    return seen


def refreshed(emulated: Emulated, home: Path) -> Seen:
    """A login whose session is kept, a refresh that meets the fault, and a look at what is left."""
    posts = first_login(emulated, home).posts
    start = time.monotonic()
    ended = run(home, "token", "--refresh", "--json", seconds=75)
    oracle = emulated.oracle()
    after = what_is_left(emulated, home, start)
    return Seen(ended, emulated.token_posts(oracle) - posts, emulated.oracle()["violations"], after=after)


def replayed(emulated: Emulated, home: Path) -> Seen:
    """An old copy of the store is put back, so that a refresh token is sent that was replaced."""
    first_login(emulated, home)
    shutil.copytree(home / "state", home / "copy", symlinks=True)
    good = run(home, "token", "--refresh", "--json", seconds=75)
    posts = emulated.token_posts(emulated.oracle())
    shutil.rmtree(home / "state")
    (home / "copy").rename(home / "state")
    start = time.monotonic()
    seen = Seen(run(home, "token", "--refresh", "--json", seconds=75), 0, [])
    oracle = emulated.oracle()
    seen.posts = emulated.token_posts(oracle) - posts
    seen.after = what_is_left(emulated, home, start)
    seen.violations = emulated.oracle()["violations"]
    if good.status != 0:
        seen.trouble.append(f"the first refresh ended with {good.status}")
    return seen

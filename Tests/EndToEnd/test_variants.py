"""Variants of the fault cases, told by a provider that is not pixie's: other claims, places, characters and sizes,
answers that are pasted, and the same through the screens."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lies import LIES as PLAIN_LIES
from lying_provider import LyingProvider
from odd_forms import ODD_FORMS
from person import answer_for, open_address, wait_until_refused
from program import Program
from rows import Row, read, rows_of
from runner import WORKERS, Login, after_login
from screens import ScreenLogin
from seen import Seen, differences
from side_lies import SIDE_LIES
from waiting import eventually

ROWS = read("variants.txt") + read("odd_forms.txt") + read("side_lies.txt")
LIES = PLAIN_LIES | ODD_FORMS | SIDE_LIES


def lie_of(row: Row) -> str:
    """`idt-wrong@screens` is the lie `idt-wrong` by another way."""
    return row.id.split("@")[0]


class PastedLogin(Login):
    """The answer comes by the paste lane; after a refused one the right one comes by the listener."""

    def answer(self, program: Program, address: str, waits: bool) -> None:
        answer = answer_for(self.server, address, self.goal) if not waits else self.wrong_answer(address)
        program.paste(answer)
        if waits:
            wait_until_refused(program, 0)
            self.pages.append(400)
            self.go_on(program, address)

    def wrong_answer(self, address: str) -> str:
        # It may lead anywhere, so it is read from the redirect and not followed.
        import requests

        return requests.get(address, allow_redirects=False, timeout=60).headers["Location"]


class AskedLogin(Login):
    """The person signs in by the browser once the provider was asked whether the code was entered."""

    def answer(self, program: Program, address: str, waits: bool) -> None:
        eventually(lambda: self.provider.visits.get("poll"), "the question whether the code was entered")
        super().answer(program, address, waits)


def play(row: Row, home: Path) -> Seen:
    home.mkdir(parents=True)
    with LyingProvider(LIES[lie_of(row)]) as provider:
        match row.way:
            case "login" | "waits" | "device":
                return Login(provider, home).play(row.way)
            case "paste":
                return PastedLogin(provider, home).play("login")
            case "paste-waits":
                return PastedLogin(provider, home).play("waits")
            case "refresh":
                return after_login(provider, home, ["token", "--refresh"])
            case "asked":
                return AskedLogin(provider, home).play("login")
            case "logout":
                return after_login(provider, home, ["logout"])
            case "screens":
                return through_screens(provider, home)
    raise AssertionError(f"no way is called {row.way!r}")


def through_screens(provider: LyingProvider, home: Path) -> Seen:
    login = Login(provider, home)
    with ScreenLogin(provider, home, login.arguments) as screens:
        if address := screens.address():
            open_address(answer_for(login.server, address, login.goal))
        return screens.leave(screens.result())


@pytest.fixture(scope="module")
def seen(request, tmp_path_factory) -> dict[str, Seen | Exception]:
    """All rows that are asked for, played at the same time."""
    wanted = rows_of(request)
    folder = tmp_path_factory.mktemp("variants")
    rows = sorted((row for row in ROWS if row.id in wanted), key=lambda row: not row.waits_for_a_limit)
    with ThreadPoolExecutor(WORKERS) as pool:
        played = {row.id: pool.submit(play, row, folder / row.id) for row in rows}
    return {name: one.exception() or one.result() for name, one in played.items()}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_variant(row, seen):
    found = seen[row.id]
    if isinstance(found, Exception):
        pytest.fail(f"{row.id}: {type(found).__name__}: {found}", pytrace=False)
    if wrong := differences(row, found):
        said = "\n".join(found.ended.errors.splitlines()[-12:])
        lines = "\n  ".join(wrong)
        pytest.fail(f"{row.id}\n  {lines}\nIt said:\n{said}\n{found.ended.output[:1500]}", pytrace=False)


def test_every_lie_is_told_and_every_row_has_its_lie():
    told = {lie_of(row) for row in ROWS}
    assert LIES.keys() - told == set(), "lies without a row"
    assert told - LIES.keys() == set(), "rows without a lie"

"""The named systems from outside: the built pixie logs in at the emulator of each, in plain lines and on the screens, and
meets every fault. What an emulator says of the requests has to be empty in the end."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import requests

import breaks
import expectations as expected
import play
import rules
from catalog import arguments
from emulated import SYSTEMS, Emulated, listed_faults
from person import open_address
from play import Login, sent_to
from program import Program, run
from rows import rows_of
from screens import ScreenLogin
from seen import Seen, differences
from waiting import eventually

ROWS = play.read()
WITH_REFRESH = ["workos", "workos-connect", "banno", "microauth"]
DEVICE_SYSTEMS = ["workos", "workos-connect"]


@pytest.fixture(scope="module")
def seen(request, tmp_path_factory) -> dict[str, Seen | Exception]:
    """All rows that are asked for, some at the same time."""
    wanted = rows_of(request)
    return play.play_all([row for row in ROWS if row.id in wanted], tmp_path_factory.mktemp("systems"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_fault(row, seen):
    found = seen[row.id]
    if isinstance(found, Exception):
        pytest.fail(f"{row.id}: {type(found).__name__}: {found}", pytrace=False)
    # A replayed token meets its end in a refresh.
    judged = replace(row, way="refresh") if row.way == "replay" else row
    if wrong := differences(judged, found):
        said = "\n".join(found.ended.errors.splitlines()[-12:])
        lines = "\n  ".join(wrong)
        pytest.fail(f"{row.id}\n  {lines}\nIt said:\n{said}\n{found.ended.output[:1500]}", pytrace=False)


def test_every_fault_is_played_at_one_system_at_least():
    listed = {fault["id"]: set(fault["systems"]) for fault in listed_faults()}
    played: dict[str, set[str]] = {}
    for row in ROWS:
        system, fault = play.parts(row)
        if fault:
            played.setdefault(fault, set()).add(system)
    assert listed.keys() - played.keys() == set(), "faults that nothing plays"
    for fault, systems in played.items():
        assert systems <= listed.get(fault, set()), f"{fault} is no fault of {systems}"


def assert_signed_in(seen: Seen, emulated: Emulated) -> dict:
    """The report of a login that ended well, with nothing for the oracle to object to."""
    assert seen.violations == [] and seen.trouble == [], (seen.violations, seen.trouble, seen.ended)
    assert seen.ended.status == expected.EXIT_OK, seen.ended
    report = seen.ended.report()
    assert report["outcome"] == expected.OUTCOME_SIGNED_IN
    assert [check["id"] for check in report["checks"] if check["verdict"] == "failed"] == []
    assert seen.posts == 1
    return report


def exercised(emulated: Emulated) -> set[str]:
    return {rule for rule, count in emulated.oracle()["rules"].items() if count["kept"]}


# The rules that a whole login has to have passed, as the emulator saw it.
PASSED = {
    "workos": {"W1", "W2", "W3", "W4", "W6", "W9", "W11", "W12", "W16", "W21", "W23", "W25"},
    "workos-connect": {"C1", "C2", "C3", "C4", "C5"},
    "banno": {"B1", "B2", "B4", "B5", "B6", "B7", "B10", "B11", "B12", "B13", "B14"},
    "microauth": {"M1", "M2", "M3", "M4", "M5"},
    "myinfo": {"S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9"},
    "singpass": {"F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8"},
}


@pytest.mark.parametrize("system", SYSTEMS)
def test_login_plain(system, home):
    with Emulated(system) as emulated:
        report = assert_signed_in(Login(emulated, home).play(), emulated)
        assert PASSED[system] <= exercised(emulated), PASSED[system] - exercised(emulated)
    checks = {check["id"]: check["verdict"] for check in report["checks"]}
    tokens = report["tokens"]
    assert "access_token" in tokens
    assert ("id_token" in tokens) == (system in ("workos-connect", "banno", "microauth", "singpass"))
    assert tokens["access_token"]["type"] == ("DPoP" if system in ("myinfo", "singpass") else "Bearer") or (
        system == "workos"
    )
    if system != "myinfo":
        assert checks["callback.state"] == expected.PASSED
    if system in ("myinfo", "singpass"):
        # The person's data tell a name; the identifier in the token is for nobody to read.
        assert report["message"] == "Signed in as TAN AH KOW."
    if system == "banno":
        assert checks["callback.iss"] == expected.PASSED


# What stands on the Tokens screen of each system.
ON_SCREEN = {
    "workos": "marcelina.davis@example.com|Marcelina",
    "workos-connect": "Marcelina",
    "banno": "Riley",
    "microauth": "hello@example.com|Hello",
    "myinfo": "TAN AH KOW",
    "singpass": expected.TOKENS_MARK,
}


@pytest.mark.parametrize("system", SYSTEMS)
def test_login_on_the_screens(system, home, pictures):
    with Emulated(system) as emulated, ScreenLogin(emulated, home, arguments(emulated, "--json")) as screens:
        address = screens.address()
        assert address, screens.terminal.text()
        screens.terminal.save_picture(pictures / "sign-in.png")
        assert open_address(sent_to(address)) == 200
        text = screens.result()
        screens.terminal.save_picture(pictures / "tokens.png")
        assert expected.FAILED_GLYPH not in text, text
        screens.terminal.wait_for(ON_SCREEN[system])
        assert_signed_in(screens.leave(text), emulated)


@pytest.mark.parametrize("system", ["workos", "workos-connect", "banno"])
def test_confidential_login(system, home):
    with Emulated(system, mode="confidential") as emulated:
        assert_signed_in(Login(emulated, home).play(), emulated)


def test_login_with_a_key_at_banno(home):
    with Emulated("banno", mode="private-key") as emulated:
        assert_signed_in(Login(emulated, home).play(), emulated)


@pytest.mark.parametrize("mode", ["ES256", "PS256", "RS256"])
def test_each_algorithm_of_banno(mode, home):
    with Emulated("banno", mode="" if mode == "ES256" else mode) as emulated:
        assert_signed_in(Login(emulated, home).play(), emulated)


@pytest.mark.parametrize("mode", ["A256GCM", "A256CBC-HS512"])
def test_both_encryptions_of_singpass(mode, home):
    with Emulated("singpass", mode=mode) as emulated:
        assert_signed_in(Login(emulated, home).play(), emulated)


def test_the_document_mode_of_microauth(home):
    with Emulated("microauth", mode="document") as emulated:
        assert_signed_in(Login(emulated, home).play(), emulated)


@pytest.mark.parametrize("system", WITH_REFRESH)
def test_refresh(system, home):
    """Twice, so that the second one has to send what the first one got."""
    with Emulated(system) as emulated:
        play.first_login(emulated, home)
        before = emulated.token_posts(emulated.oracle())
        for turn in (1, 2):
            ended = run(home, "token", "--refresh", "--json")
            assert ended.status == expected.EXIT_OK, ended
            oracle = emulated.oracle()
            assert oracle["violations"] == [] and emulated.token_posts(oracle) == before + turn


@pytest.mark.parametrize("system", DEVICE_SYSTEMS)
def test_device_login(system, home):
    with Emulated(system, "--interval", "1") as emulated, Program(
        home, *arguments(emulated, "--plain", "--json")
    ) as program:
        said = program.line_containing("enter the code")
        assert emulated.post(f"enter?user_code={re.search('[A-Z]{4}-[A-Z]{4}', said)[0]}"), said
        ended = program.end()
        assert ended.status == expected.EXIT_OK, ended
        assert emulated.oracle()["violations"] == []


def test_public_body_of_workos(home):
    with Emulated("workos") as emulated:
        assert_signed_in(Login(emulated, home).play(), emulated)
        sent = [one for one in emulated.oracle()["requests"] if one["place"] == "token"]
        assert [sorted(one["parameters"]) for one in sent] == [["client_id", "code", "code_verifier", "grant_type"]]


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        (["screen_hint=sign-up"], expected.EXIT_OK),
        (["organization_id=org_01H945H0YD4F97JN9MATX7BYAG"], expected.EXIT_OK),
        (["provider=GoogleOAuth"], expected.EXIT_OK),
        (["connection_id=conn_01E4ZCR3C56J083X43JQXF3JK5"], expected.EXIT_OK),
        (["provider=Google"], expected.EXIT_USAGE),
        (["provider=GoogleOAuth", "screen_hint=sign-up"], expected.EXIT_USAGE),
        (["provider=authkit", "connection_id=conn_01E4ZCR3C56J083X43JQXF3JK5"], expected.EXIT_USAGE),
        (["provider=GoogleOAuth", "organization_id=org_01H945H0YD4F97JN9MATX7BYAG"], expected.EXIT_USAGE),
        (["screen_hint=register"], expected.EXIT_USAGE),
        (["prompt=none"], expected.EXIT_USAGE),
    ],
    ids=lambda value: ",".join(value) if isinstance(value, list) else None,
)
def test_selectors_of_workos(parameters, status, home):
    """What WorkOS would refuse is refused here, before anything is sent."""
    with Emulated("workos") as emulated:
        login = Login(emulated, home, *(one for value in parameters for one in ("--param", value)))
        if status == expected.EXIT_OK:
            assert_signed_in(login.play(), emulated)
            return
        ended = run(home, *login.arguments)
        assert ended.status == status, ended
        assert emulated.oracle()["requests"] == []


def test_no_credential_from_the_environment(home):
    with Emulated("workos") as emulated:
        login = Login(emulated, home)
        with Program(home, *login.arguments, WORKOS_API_KEY="sk_test_secret", WORKOS_CLIENT_ID="client_x") as program:
            assert open_address(sent_to(program.address())) == 200
            assert program.end().status == expected.EXIT_OK
        assert emulated.oracle()["violations"] == []


def test_sign_out_of_workos(home):
    """The browser is sent to the address with the session of the access token."""
    browser, opened = home / "browser", home / "opened"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" >{opened}.new && mv {opened}.new {opened}\n')
    browser.chmod(0o700)
    with Emulated("workos") as emulated:
        play.first_login(emulated, home)
        ended = run(home, "logout", "--browser", "--json", BROWSER=str(browser), DISPLAY=":9")
        address = eventually(lambda: opened.exists() and opened.read_text(), f"no browser was opened: {ended}")
        assert address.startswith(f"{emulated.origin}/user_management/sessions/logout?session_id=session_"), address
        assert requests.get(address, allow_redirects=False, timeout=60).status_code == 302
        assert emulated.oracle()["violations"] == []


def test_old_address_of_banno(home):
    with Emulated("banno") as emulated:
        line = ["login", emulated.facts["old_issuer"], "--provider", "banno", "--client-id", "any", "--plain"]
        ended = run(home, *line, "--port", str(emulated.port))
        assert ended.status == expected.EXIT_USAGE and "v0" in ended.errors, ended
        assert emulated.oracle()["requests"] == []


def test_every_rule_has_a_test_or_a_reason():
    here = Path(__file__).resolve().parent
    source = "".join(file.read_text() for file in here.glob("test_systems*.py"))
    for rule in rules.ALL:
        assert rule.tests or rule.breaks or len(rule.reason) > 20, rule.id
        assert rules.BROKEN not in rule.shown or rule.breaks, f"{rule.id}: nothing in breaks.py"
        for name in rule.tests:
            assert f"def {name}(" in source, f"{rule.id}: there is no {name}"
    known = {rule.id for rule in rules.ALL}
    assert {row.rule for row in breaks.ALL} <= known

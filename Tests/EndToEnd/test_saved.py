"""What is saved from the Tokens screen: an HTTP archive and a report, for this person only, without a secret."""

import json
import re
import stat

import pytest

import expectations as expected
from demo_walk import go_to_sign_in

# HAR 1.2, the members that its specification demands, and their kinds.
ENTRY = {"startedDateTime": str, "time": (int, float), "request": dict, "response": dict, "cache": dict, "timings": dict}
REQUEST = {
    "method": str, "url": str, "httpVersion": str, "cookies": list, "headers": list, "queryString": list,
    "headersSize": int, "bodySize": int,
}
RESPONSE = {
    "status": int, "statusText": str, "httpVersion": str, "cookies": list, "headers": list, "content": dict,
    "redirectURL": str, "headersSize": int, "bodySize": int,
}
TIMINGS = {"send": (int, float), "wait": (int, float), "receive": (int, float)}


def has(found: dict, wanted: dict) -> None:
    for name, kind in wanted.items():
        assert isinstance(found.get(name), kind), (name, found.get(name))


def pairs(found: list) -> None:
    for pair in found:
        has(pair, {"name": str, "value": str})


@pytest.fixture
def tokens(open_terminal, home):
    terminal = open_terminal("demo", folder=home)
    go_to_sign_in(terminal)
    terminal.press(expected.DEMO_KEY)
    terminal.wait_for(expected.TOKENS_MARK)
    terminal.settle()
    yield terminal
    terminal.leave_at_once()
    terminal.end()
    assert terminal.damage() == []


def save(terminal, key: str, name: str) -> None:
    terminal.press(key)
    terminal.wait_for(r"no secrets\) as")
    terminal.press("^U")
    for letter in name:
        terminal.send(letter.encode())
    terminal.settle()
    terminal.press("enter")


def test_the_archive_is_whole_and_tells_no_secret(tokens, home):
    tokens.press("R")
    tokens.wait_for("Refreshed")
    tokens.press("6")
    save(tokens, "w", "out.har")
    tokens.wait_for("Saved as")
    file = home / "out.har"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    text = file.read_text()
    log = json.loads(text)["log"]
    assert log["version"] == "1.2"
    has(log["creator"], {"name": str, "version": str})
    assert len(log["entries"]) >= 5
    for entry in log["entries"]:
        has(entry, ENTRY)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", entry["startedDateTime"])
        has(entry["request"], REQUEST)
        has(entry["response"], RESPONSE)
        has(entry["timings"], TIMINGS)
        assert entry["time"] == sum(value for value in entry["timings"].values() if value > 0)
        has(entry["response"]["content"], {"size": int, "mimeType": str})
        for part in (entry["request"]["headers"], entry["request"]["queryString"], entry["response"]["headers"]):
            pairs(part)
        if data := entry["request"].get("postData"):
            has(data, {"mimeType": str, "params": list, "text": str})
            pairs(data["params"])
    asked = [entry for entry in log["entries"] if entry["request"].get("postData")]
    names = {pair["name"] for entry in asked for pair in entry["request"]["postData"]["params"]}
    assert {"code", "code_verifier", "refresh_token"} <= names
    for entry in asked:
        for pair in entry["request"]["postData"]["params"]:
            if pair["name"] in ("code", "code_verifier", "refresh_token"):
                assert re.fullmatch(r"\(\d+ hidden\)", pair["value"])
    assert not re.search(r"eyJ[A-Za-z0-9_-]{10}", text)


def test_a_file_that_is_there_is_left_alone(tokens, home):
    (home / "mine.txt").write_text("mine")
    save(tokens, "W", "mine.txt")
    tokens.wait_for("left as it is")
    assert (home / "mine.txt").read_text() == "mine"
    save(tokens, "W", "report.txt")
    tokens.wait_for("Saved as")
    report = (home / "report.txt").read_text()
    assert "callback.state: passed" in report and "eyJ" not in report

"""What goes beyond code and redirect: a code for another device with its QR code, answers as forms, introspection,
registration, resource indicators; at the demo provider, through the built program."""

import base64
import json
import os
import re
import subprocess
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import zxingcpp
from bs4 import BeautifulSoup

import stand_ins
from environment import binary, clean_environment
from faulty_provider import FaultyProvider
from kept import forget_remembered_key
from lying_provider import CLIENT
from other_device import other_device
from picture import picture
from program import Program, run
from stored_sessions import KEPT, log_in, signed_in
from terminal import Terminal
from visitor import Visitor

RFC_VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"


def claims(token: str) -> dict:
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


# The code for another device.


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("columns, rows", [(80, 24), (120, 40)])
def test_a_decoder_of_somebody_else_reads_the_qr_code(home, open_terminal, pictures, columns, rows, theme):
    with other_device("slow_down") as provider:
        terminal = open_terminal(
            "login", provider.issuer, "--client-id", CLIENT, "--no-browser", "--no-save", columns=columns, rows=rows,
        )
        terminal.wait_for("On another device")
        terminal.press("v")
        text = terminal.wait_for("Enter this code there")
        code = re.search(r"(?:[A-Z0-9] ){4}- (?:[A-Z0-9] ?){4}", text)[0].replace(" ", "")
        terminal.settle()
        terminal.save_picture(pictures / f"device-{columns}-{theme}.png", theme)
        found = zxingcpp.read_barcodes(picture(terminal.screen, theme).convert("L"))
        assert [barcode.text for barcode in found] == [f"{provider.issuer}/device?user_code={code}"]
        # It was asked too soon, in its opinion, and is asked again.
        terminal.wait_for("fewer questions")
        provider.post("behave")
        terminal.wait_for("Claims")
        assert b"device_code" not in terminal.raw


def test_another_device_answers_when_nobody_is_at_the_keyboard(home):
    """The redirect URI leads elsewhere: there is no listener, and the input has ended."""
    with FaultyProvider(home, "dev-slow-down") as provider:
        order = ["login", provider.issuer, "--client-id", provider.facts["client_id"], "--plain", "--json",
                 "--no-browser", "--no-save", "--redirect-uri", "https://app.example.com/back"]
        with Program(home, *order) as program:
            program.end_input()
            program.line_containing("Or on any other device")
            ended = program.end()
        assert ended.status == 0, ended
        assert ended.report()["outcome"] == "signed_in"


def test_no_qr_code_where_it_does_not_fit_or_only_ascii_is_shown(home, open_terminal):
    with other_device() as provider:
        for variables, size, words in [
            ({"LC_ALL": "C", "LANG": "C"}, (80, 24), "UTF-8 terminal"), ({}, (60, 14), "QR code needs"),
        ]:
            terminal = open_terminal(
                "login", provider.issuer, "--client-id", CLIENT, "--no-browser", "--no-save", columns=size[0],
                rows=size[1], variables=variables,
            )
            terminal.wait_for("Paste it here")
            terminal.wait_for(r"\bv device|[A-Z] [A-Z] [A-Z] [A-Z] -")
            terminal.press("v")
            terminal.wait_for("Enter this code there")
            assert not re.search("[▀▄█]", terminal.text())
            if size[1] > 20:
                assert re.search(words, terminal.text())
            terminal.press("escape")
            terminal.wait_for("Paste it here")


# Answers as forms.


def form_of(visitor: Visitor, page: requests.Response) -> tuple[str, dict]:
    form = BeautifulSoup(page.text, "html.parser").find("form")
    return form["action"], {field["name"]: field["value"] for field in form.find_all("input")}


def answer_as_form(provider: FaultyProvider, address: str) -> tuple[str, dict]:
    """Signs in by hand, up to the page with the form that leads back."""
    visitor = Visitor(provider.server())
    page = visitor.ask("GET", address)
    for _ in range(6):
        if page.status_code in (302, 303):
            page = visitor.ask("GET", requests.compat.urljoin(page.url, page.headers["Location"]))
        elif BeautifulSoup(page.text, "html.parser").find("form")["action"].startswith("http://127.0.0.1"):
            return form_of(visitor, page)
        else:
            page = visitor.fill_in(page)
    raise AssertionError(page.text)


def test_an_answer_as_a_form_is_taken(home, provider):
    order = ["login", provider.issuer, "--client-id", provider.facts["client_id"], "--plain", "--json", "--no-browser",
             "--no-save", "--param", "response_mode=form_post"]
    with Program(home, *order) as program:
        address = program.address()
        assert parse_qs(urlsplit(address).query)["response_mode"] == ["form_post"]
        target, fields = answer_as_form(provider, address)
        assert set(fields) == {"code", "state", "iss"}
        wrong = requests.post(target, data=fields | {"state": "somebody-elses"}, timeout=60)
        assert wrong.status_code == 400
        script = requests.post(target, data=fields, headers={"Sec-Fetch-Mode": "cors"}, timeout=60)
        assert script.status_code == 403
        text = requests.post(target, data="code=x", headers={"Content-Type": "text/plain"}, timeout=60)
        assert text.status_code == 415
        right = requests.post(target, data=fields, timeout=60)
        assert right.status_code == 200
        ended = program.end()
    assert ended.status == 0, ended
    assert ended.checks()["callback.state"] == "passed"


def test_a_form_is_refused_where_none_was_asked_for(home, provider):
    order = ["login", provider.issuer, "--client-id", provider.facts["client_id"], "--plain", "--json", "--no-browser",
             "--no-save"]
    with Program(home, *order) as program:
        target = parse_qs(urlsplit(program.address()).query)["redirect_uri"][0]
        assert requests.post(target, data={"code": "x", "state": "y"}, timeout=60).status_code == 405
        assert program.is_running()


def test_no_other_response_mode_is_asked_for(home):
    ended = run(home, "login", "https://h.example", "--client-id", "x", "--plain", "--param", "response_mode=fragment")
    assert ended.status == 2
    assert "response_mode is query or form_post" in ended.errors


# Introspection.


def inspect(home, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [binary(), "inspect", *arguments], env=clean_environment(home, **KEPT), capture_output=True, text=True,
        timeout=60, stdin=subprocess.DEVNULL,
    )


def test_the_provider_is_asked_about_the_token_of_a_session(home):
    with signed_in(home) as provider:
        name = urlsplit(provider.issuer).netloc
        found = inspect(home, "--introspect", name)
        assert found.returncode == 0, found
        assert found.stdout.startswith("ACTIVE")
        assert re.search(r"^  scope +openid", found.stdout, re.MULTILINE)
        assert "What the token may be used for." in found.stdout
        told = json.loads(inspect(home, "--introspect", name, "--json").stdout)
        assert told["active"] is True
        assert told["introspection"]["client_id"] == provider.facts["client_id"]
        assert "eyJ" not in found.stdout + found.stderr
        # What was revoked is not active, and that is an answer.
        refresh = run_token(home, name, "--json")["token"]
        requests.post(
            provider.issuer + "/revoke", data={"token": refresh, "client_id": provider.facts["client_id"]}, timeout=60)
        over = inspect(home, "--introspect", name)
        assert over.returncode == 4, over
        assert over.stdout.startswith("NOT ACTIVE")
    assert inspect(home, "--introspect", "nobody").returncode == 2


def run_token(home, name: str, *more: str) -> dict:
    done = subprocess.run(
        [binary(), "token", name, *more], env=clean_environment(home, **KEPT), capture_output=True, text=True,
        timeout=60, stdin=subprocess.DEVNULL,
    )
    return json.loads(done.stdout)


# Registration.


def test_a_client_registers_itself_and_signs_in(home, provider):
    login = subprocess.Popen(
        [binary(), "login", provider.issuer, "--register", "--save-as", "mine", "--plain", "--no-browser", "--json"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env=clean_environment(home, **KEPT),
    )
    said = ""
    for line in login.stderr:
        said += line
        if line.startswith("Open this address"):
            break
    address = login.stderr.readline().strip()
    client = parse_qs(urlsplit(address).query)["client_id"][0]
    assert client.startswith("client-")
    assert "token_endpoint_auth_method  none" in said
    assert '["http://127.0.0.1/callback","http://[::1]/callback"]' in said
    requests.get(Visitor(provider.server()).callback_for(address), timeout=60)
    output, _ = login.communicate(timeout=60)
    assert login.returncode == 0, output
    assert json.loads(output)["claims"]["aud"] == client
    # The client is a profile; the token of its registration is sealed.
    listed = json.loads(run(home, "profiles", "list", "--json").output)
    assert [(p["name"], p["client_id"]) for p in listed["profiles"]] == [("mine", client)]
    kept = [os.path.join(folder, name) for folder, _, names in os.walk(home) for name in names]
    assert any("/clients/" in file for file in kept)
    again = run(home, "login", provider.issuer, "--register", "--save-as", "mine", "--plain", "--no-browser", **KEPT)
    assert again.status == 2
    assert "profile mine already" in again.errors


def test_it_is_asked_at_a_terminal_and_no_is_an_answer(home, open_terminal, provider):
    terminal = open_terminal("login", provider.issuer, "--register", "--save-as", "mine", "--no-browser")
    terminal.wait_for(r"Register it\? \[y/N\]")
    assert "redirect_uris" in terminal.text()
    terminal.press("n", "enter")
    assert terminal.end() == 3
    assert json.loads(run(home, "profiles", "list", "--json").output)["profiles"] == []
    terminal = open_terminal("login", provider.issuer, "--register", "--save-as", "mine", "--no-browser")
    terminal.wait_for(r"Register it\? \[y/N\]")
    terminal.press("y", "enter")
    terminal.wait_for("Open this address in any browser")
    terminal.press("q", "d")
    terminal.end()
    assert json.loads(run(home, "profiles", "list", "--json").output)["profiles"][0]["name"] == "mine"


@pytest.fixture
def confidential():
    """A provider that takes no public clients, and gives a secret to whoever registers."""

    def behave(server, path, connection):
        if path.startswith("/.well-known/"):
            more = {"registration_endpoint": server.issuer + "/register",
                    "token_endpoint_auth_methods_supported": ["client_secret_basic"]}
            return stand_ins.answer(connection, stand_ins.metadata(server.issuer, **more))
        if path == "/register":
            client = {"client_id": "c-1", "client_secret": "s3cret-of-the-client", "client_secret_expires_at": 0}
            return stand_ins.answer(connection, json.dumps(client).encode(), status="201 Created")
        if path == "/keys":
            return stand_ins.answer(connection, b'{"keys":[]}')
        stand_ins.answer(connection, b'{"error":"invalid_grant"}', status="400 Bad Request")

    with stand_ins.StandIn(behave) as server:
        yield server


def attempt(home, *order, **variables):
    """A login that gets as far as the token request, which is refused."""
    with Program(home, *order, "--plain", "--no-browser", "--json", **variables) as program:
        asked = parse_qs(urlsplit(program.address()).query)
        assert asked["client_id"] == ["c-1"]
        requests.get(asked["redirect_uri"][0], params={"code": "x", "state": asked["state"][0]}, timeout=60)
        ended = program.end()
    assert ended.status == 3, ended
    assert "s3cret-of-the-client" not in ended.output + ended.errors
    return ended


def clients(home):
    return [os.path.join(folder, name) for folder, _, names in os.walk(home) for name in names if "/clients" in folder]


BASIC = b"authorization: basic " + base64.b64encode(b"c-1:s3cret-of-the-client").lower()


def test_a_secret_of_the_registration_is_sealed_and_used(home, confidential):
    server = confidential
    for order in (["login", server.issuer, "--register", "--save-as", "mine"], ["login", "mine"]):
        attempt(home, *order, **KEPT)
    register = next(head for head in server.heads if head.startswith(b"POST /register "))
    assert b"Authorization" not in register
    sent = [head for head in server.heads if head.startswith(b"POST /token ")]
    assert len(sent) == 2
    assert all(BASIC in head.lower() for head in sent)
    for folder, _, names in os.walk(home):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                assert b"s3cret-of-the-client" not in file.read()


def test_a_secret_under_a_passphrase_comes_by_its_file_and_goes_with_the_profile(home, confidential):
    passphrase, wrong = home / "passphrase", home / "wrong"
    for file, text in ((passphrase, "correct horse\n"), (wrong, "another\n")):
        file.write_text(text)
        file.chmod(0o600)
    option = ["--passphrase-file", str(passphrase)]
    attempt(home, "login", confidential.issuer, "--register", "--save-as", "mine", *option,
            PIXIE_KEY_SOURCE="passphrase")
    # What the kernel remembers for a while is not what is tried here.
    forget_remembered_key(home)
    attempt(home, "login", "mine", *option)
    assert [BASIC in head.lower() for head in confidential.heads if head.startswith(b"POST /token ")] == [True, True]
    forget_remembered_key(home)
    told = attempt(home, "login", "mine", "--passphrase-file", str(wrong))
    assert "if mine has a client secret from its registration, it cannot be read" in told.errors
    assert len(clients(home)) == 1
    kept = run(home, "profiles", "remove", "mine", "--no-input")
    assert kept.status == 0 and "its secret is still in the store" in kept.errors
    assert run(home, "profiles", "add", "mine", confidential.issuer, "--client-id", "c-1").status == 0
    gone = run(home, "profiles", "remove", "mine", *option)
    assert gone.status == 0 and "removed the secret of its client" in gone.errors, gone
    assert clients(home) == []


def test_a_profile_that_is_removed_on_the_screen_takes_its_secret_along_at_the_end(home, confidential):
    attempt(home, "login", confidential.issuer, "--register", "--save-as", "mine", **KEPT)
    with Terminal([binary()], clean_environment(home, **KEPT)) as terminal:
        terminal.wait_for("Profiles")
        terminal.press("d", "y")
        terminal.wait_for("u brings it back")
        assert len(clients(home)) == 1
        terminal.press("u")
        terminal.wait_for("is back in the file")
        terminal.press("d", "y")
        terminal.wait_for("u brings it back")
        terminal.press("q")
        terminal.end()
    assert clients(home) == []


def test_a_provider_without_registration_is_told(home):
    with stand_ins.StandIn(stand_ins.sound) as server:
        ended = run(home, "login", server.issuer, "--register", "--plain", "--no-browser")
    assert ended.status == 1, ended
    assert "offers no registration" in ended.errors


@pytest.mark.parametrize("more", [["--client-id", "x"], ["--no-save"]])
def test_registration_does_not_go_with(home, more):
    ended = run(home, "login", "https://login.example.com", "--register", "--plain", *more)
    assert ended.status == 2
    assert "--register makes a client" in ended.errors


# Resource indicators.


def test_resources_are_asked_for_everywhere(home, provider):
    resources = ["https://a.example/", "https://b.example/v1"]
    log_in(home, provider, *[part for value in resources for part in ("--param", "resource=" + value)])
    name = urlsplit(provider.issuer).netloc
    assert claims(run_token(home, name, "--json")["token"])["aud"] == resources
    assert claims(run_token(home, name, "--json", "--refresh")["token"])["aud"] == resources


# Check your work.


def test_check_your_work_on_the_screen(open_terminal, pictures):
    terminal = open_terminal("pkce", "--screen")
    terminal.wait_for("Check your work")
    terminal.paste(RFC_VERIFIER)
    terminal.wait_for("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    assert RFC_VERIFIER not in terminal.text()
    terminal.paste("13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3")
    terminal.wait_for("in hexadecimal")
    terminal.settle()
    terminal.save_picture(pictures / "check-your-work.png")
    terminal.press("^N")
    terminal.wait_for("it belongs to the verifier")
    terminal.leave_at_once()
    assert terminal.end() == 0
    assert terminal.damage() == []


def test_check_your_work_over_the_list_of_profiles(home, open_terminal):
    assert run(home, "profiles", "add", "acme", "https://login.example.com", "--client-id", "x").status == 0
    terminal = open_terminal()
    terminal.wait_for("Profiles")
    terminal.send(b"\x18")
    terminal.wait_for("Check your work")
    terminal.press("escape")
    terminal.wait_for("Profiles")

"""`pixie provider`: pixie's own provider, visited by a browser that is not pixie's."""

import signal
import subprocess
import threading

import pytest
import requests

import expectations as expected
from environment import binary, clean_environment
from logins import assert_signed_in, plain
from program import Program, shell_status
from servers import Server, free_ports, stop_process
from visitor import Visitor


@pytest.fixture
def provider(home):
    """A running `pixie provider`, with the facts that it writes on standard output."""
    process = subprocess.Popen(
        [binary(), "provider"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=clean_environment(home),
        start_new_session=True,
    )
    # A provider that says nothing must not keep the test waiting.
    alarm = threading.Timer(60, process.kill)
    alarm.start()
    try:
        facts = {}
        while not {"issuer", "client-id", "user", "password"} <= facts.keys():
            line = process.stdout.readline().decode()
            assert line, f"ended with {process.wait(60)}; it said {facts}"
            name, value = line.split(maxsplit=1)
            facts[name] = value.strip()
        alarm.cancel()
        yield Server(
            name="demo",
            base=facts["issuer"],
            issuer=facts["issuer"],
            ports=free_ports(4),
            process=process,
            log=home / "none",
            client_id=facts["client-id"],
            username=facts["user"],
            password=facts["password"],
        )
    finally:
        alarm.cancel()
        stop_process(process)
        process.stdout.close()


def test_provider_signs_a_browser_in(provider, home):
    with Program(home, *plain(provider)) as program:
        visitor = Visitor(provider)
        page = visitor.deliver(visitor.callback_for(program.address()))
        ended = program.end()
    assert page.status_code == 200
    assert_signed_in(ended, provider)


def test_provider_refuses_a_wrong_password(provider, home):
    with Program(home, *plain(provider)) as program:
        visitor = Visitor(provider)
        provider.password += "x"
        callback = visitor.callback_for(program.address())
        visitor.deliver(callback)
        ended = program.end()
    assert "error=access_denied" in callback
    assert ended.status == expected.EXIT_REFUSED
    assert "password was wrong too often" in ended.report()["message"]


def test_provider_listens_on_loopback_and_believes_no_other_name(provider):
    answer = requests.get(
        provider.issuer + "/.well-known/openid-configuration", headers={"Host": "evil.example"}, timeout=60
    )
    assert answer.status_code >= 400
    assert provider.issuer.startswith("http://127.0.0.1:")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["INT", "TERM"])
def test_provider_ends_at_a_signal(provider, number):
    provider.process.send_signal(number)
    status = shell_status(provider.process.wait(60))
    assert status == {signal.SIGINT: expected.EXIT_INTERRUPT, signal.SIGTERM: expected.EXIT_TERMINATED}[number]

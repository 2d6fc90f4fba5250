"""Fixtures: a home for each test, the real servers, pixie in a terminal; and a limit on each test's time."""

import contextlib
import signal
from pathlib import Path

import pytest

import servers
from environment import ROOT, binary, clean_environment
from faulty_provider import FaultyProvider
from sign_in import SignIn
from tally import Tally
from terminal import Terminal

# No test may take longer, unless it is marked so; each wait inside has a shorter limit of its own. These bound a hang
# and are no measure of a machine.
TEST_SECONDS = 300
# What is set up for a test, which may be the play of all rows of a table.
SETUP_SECONDS = 1800

TALLY = Tally()


def pytest_configure():
    # What the tests ignore every program that they start ignores as well, and nobody who runs them decides that: a
    # shell ignores INT and QUIT for what it starts with `&`, and `nohup` ignores HUP. A handler goes no further.
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGTSTP):
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, lambda *_: None)


def pytest_runtest_logreport(report):
    if report.when == "call" or not report.passed:
        TALLY.note(report.nodeid, report.passed)


def pytest_deselected(items):
    # What was left out cannot have failed, so there is no table.
    TALLY.modules.add("not all")


def pytest_sessionfinish(session):
    # With several processes only the one that gives out the tests has seen all of them.
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left out"] = "not all" in TALLY.modules
    else:
        TALLY.write()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error):
    if error or getattr(node, "workeroutput", {}).get("left out"):
        TALLY.modules.add("not all")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item):
    with limited(SETUP_SECONDS):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    mark = item.get_closest_marker("seconds")
    with limited(mark.args[0] if mark else TEST_SECONDS):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    with limited(TEST_SECONDS):
        return (yield)


@contextlib.contextmanager
def limited(seconds: int):
    def expire(number, frame):
        raise TimeoutError(f"it took more than {seconds} s")

    previous = signal.signal(signal.SIGALRM, expire)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session", params=servers.NAMES)
def server(request):
    """Each real server in turn. One that cannot be started fails its tests with the reason."""
    yield from running(request.param)


@pytest.fixture(scope="session")
def canaille():
    yield from running("canaille")


@pytest.fixture(scope="session")
def django():
    yield from running("django_oauth_toolkit")


def running(name: str):
    try:
        server = servers.start(name)
    except servers.ServerUnavailable as problem:
        pytest.fail(str(problem), pytrace=False)
    yield server
    server.stop()


@pytest.fixture
def provider(home: Path, request):
    """`pixie provider`, which commits the fault that the test names as parameter; none without."""
    with FaultyProvider(home, getattr(request, "param", "ok")) as provider:
        yield provider


@pytest.fixture
def login(home: Path):
    """A login at a correct provider, up to Sign in."""
    with SignIn(home) as login:
        yield login


@pytest.fixture
def open_terminal(home: Path):
    """`open_terminal("demo", columns=…)`: pixie with these arguments in a terminal, ended with the test."""
    opened: list[Terminal] = []

    def start(*arguments: str, term: str = "xterm-256color", variables: dict | None = None, **options) -> Terminal:
        environment = clean_environment(home, term, **(variables or {}))
        terminal = Terminal([binary(), *arguments], environment, **options)
        opened.append(terminal)
        return terminal

    yield start
    for terminal in opened:
        terminal.__exit__()


@pytest.fixture
def pictures(request) -> Path:
    """Where this test's pictures go."""
    folder = ROOT / ".build/pictures" / request.node.name.translate(str.maketrans("[]/", "---")).strip("-")
    folder.mkdir(parents=True, exist_ok=True)
    return folder

"""What stands at the store's paths and was not put there by pixie is refused with the reason, by every command."""

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

import expectations as expected
from environment import binary
from faulty_provider import FaultyProvider
from kept import sessions, store, with_version
from program import run as run_program
from stored_sessions import KEPT, log_in, report, run, signed_in


def as_root(*command: str) -> None:
    subprocess.run([*([] if os.geteuid() == 0 else ["sudo", "-n"]), *command], check=True, timeout=60)


def give_away(path: Path) -> None:
    as_root("chown", "-h", "12345", str(path))


def take_back(path: Path) -> None:
    as_root("chown", "-h", str(os.geteuid()), str(path))


def link(path: Path) -> None:
    path.rename(f"{path}-moved")
    path.symlink_to(f"{path}-moved")


def pipe(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    os.mkfifo(path, 0o600)


def second_name(path: Path) -> None:
    os.link(path, path.parent.parent / "second")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir(0o700)


def file(path: Path) -> None:
    shutil.rmtree(path)
    path.write_bytes(b"")


def socket(path: Path) -> None:
    path.unlink()
    os.mknod(path, stat.S_IFSOCK | 0o600)


FILES = ["sessions/*", "key", "key-choice"]
FOLDERS = [".", "sessions"]
HAZARDS = (
    [(place, link, "symbolic link") for place in FILES + FOLDERS + ["locks"]]
    + [(place, pipe, "FIFO") for place in FILES]
    + [(place, pipe, "not a directory") for place in FOLDERS]
    + [(place, second_name, "2 names") for place in FILES]
    + [(place, folder, "is a directory") for place in FILES]
    + [(place, file, "not a directory") for place in FOLDERS]
    + [(place, socket, "not a file") for place in FILES]
    + [(place, give_away, "belongs to user 12345") for place in FILES + FOLDERS]
    + [(place, lambda path: path.chmod(0o777), "can be changed by others") for place in FOLDERS]
    + [("key", lambda path: path.chmod(0o644), "can be read by others")]
)


def place_of(home: Path, name: str) -> Path:
    return sessions(home)[0] if name == "sessions/*" else (store(home) / name).resolve()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    home = tmp_path_factory.mktemp("prepared")
    with signed_in(home) as provider:
        yield home, provider


@pytest.mark.parametrize(
    ("place", "spoil", "reason"), HAZARDS, ids=[f"{place}-{reason}".replace(" ", "_") for place, _, reason in HAZARDS])
def test_it_is_refused_with_the_reason(home, prepared, place, spoil, reason):
    original, provider = prepared
    shutil.copytree(original / "state", home / "state", symlinks=True)
    name = provider.issuer.removeprefix("http://")
    path = place_of(home, place)
    spoil(path)
    commands = [["token", name, "--json"], ["exec", name, "--", "true"], ["logout", name, "--json", "--yes"]]
    if place == "locks":
        # A lock is taken only where something is changed.
        commands = commands[2:]
    try:
        for command in commands:
            ended = run(home, *command)
            assert ended.returncode == 1, (command, ended)
            assert reason in ended.stderr + ended.stdout, (command, ended)
            assert str(path) in ended.stderr + ended.stdout, (command, ended)
            assert "XDG_STATE_HOME" in ended.stderr + ended.stdout or "Move it away" in ended.stderr + ended.stdout or (
                "chmod" in ended.stderr + ended.stdout)
    finally:
        if spoil is give_away:
            take_back(path)


@pytest.mark.parametrize("length", [0, 5, 31, 33, 4096, 5000, 1 << 20])
def test_a_key_of_another_length_is_told_as_such_and_left_alone(home, prepared, length):
    original, provider = prepared
    shutil.copytree(original / "state", home / "state", symlinks=True)
    key = store(home) / "key"
    key.write_bytes(bytes(length))
    ended = run(home, "token", provider.issuer.removeprefix("http://"), "--json")
    assert ended.returncode == 1
    said = report(ended)
    # Not the damage of one session: all of them need it.
    assert said["reason"] == "store_unusable" and "is not the key of these sessions" in said["message"]
    assert key.read_bytes() == bytes(length) and len(sessions(home)) == 1


def test_what_a_link_leads_to_is_neither_read_nor_written(home, prepared):
    original, provider = prepared
    shutil.copytree(original / "state", home / "state")
    for target in (store(home) / "key-choice", sessions(home)[0]):
        victim = home / "victim"
        victim.write_bytes(b"somebody's")
        content = target.read_bytes()
        target.unlink()
        target.symlink_to(victim)
        log_in_status = subprocess.run(
            [binary(), "token", "--refresh"], stdin=subprocess.DEVNULL, capture_output=True, timeout=60,
            env={**os.environ, "HOME": str(home), "XDG_STATE_HOME": str(home / "state"), **KEPT}, check=False,
        ).returncode
        assert log_in_status != 0
        assert victim.read_bytes() == b"somebody's"
        target.unlink()
        target.write_bytes(content)


def test_what_others_could_only_read_is_taken_back_and_told(home, prepared):
    original, provider = prepared
    shutil.copytree(original / "state", home / "state")
    name = provider.issuer.removeprefix("http://")
    (path,) = sessions(home)
    for place, mode, right in ((path, 0o644, 0o600), (store(home), 0o755, 0o700)):
        place.chmod(mode)
        ended = run(home, "token", name)
        assert ended.returncode == 0
        assert "could be read by others" in ended.stderr
        assert stat.S_IMODE(place.stat().st_mode) == right


@pytest.mark.parametrize("place", ["sessions/*", "key-choice"])
@pytest.mark.parametrize(("version", "words"), [(2, "newer pixie"), (65535, "newer pixie"), (0, "old pixie")])
def test_other_versions_of_the_format_are_told_in_words_and_left_alone(home, prepared, place, version, words):
    original, provider = prepared
    shutil.copytree(original / "state", home / "state")
    name = provider.issuer.removeprefix("http://")
    path = place_of(home, place)
    changed = with_version(path.read_bytes(), version)
    path.write_bytes(changed)
    ended = run(home, "token", name, "--json")
    assert (ended.returncode, report(ended)["reason"]) == (1, "store_unusable"), ended
    assert words in report(ended)["message"] and f"format {version}" in report(ended)["message"]
    # A login does not put its session in the place of one that a newer pixie wrote.
    if words == "newer pixie":
        log_in(home, provider)
        assert path.read_bytes() == changed
    assert not (store(home) / "damaged").exists()


def test_a_full_disk_loses_no_session_and_is_told(home):
    """A limit on the length of files stands in for the disk: it stops a write in the middle, like one."""
    with signed_in(home) as provider:
        before = {path: path.read_bytes() for path in sessions(home)}
        # 128 octets: a lock may be written, a session not.
        line = f"ulimit -f 0; exec '{binary()}' token --refresh"
        environment = {"HOME": str(home), "XDG_STATE_HOME": str(home / "state"), "PATH": os.environ["PATH"], **KEPT}
        ended = subprocess.run(
            ["bash", "-c", f"trap '' XFSZ; {line}"], stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=60, env=environment, check=False, start_new_session=True)
        assert ended.returncode in (0, 1), ended
        assert "File too large" in ended.stderr or "room" in ended.stderr, ended.stderr
        for path, content in before.items():
            assert path.read_bytes() == content
        assert not list(store(home).rglob("*.new"))
        assert run(home, "token").returncode == 0


@pytest.mark.parametrize("left", ["full", "read-only"])
def test_a_small_disk(home, provider, left):
    """A file system of its own, in a mount namespace of its own: full in one case, not writable in the other."""
    options = "size=64k" if left == "full" else "size=1m,ro"
    state = home / "state"
    state.mkdir()
    fill = f"dd if=/dev/zero of='{state}/filler' bs=4096 2>/dev/null;" if left == "full" else ""
    script = home / "script"
    script.write_text(
        f"mount -t tmpfs -o {options} none '{state}' || exit 99\n{fill}\n"
        f"exec '{binary()}' login {provider.issuer} --client-id {provider.facts['client_id']} --plain --no-browser --json\n"
    )
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n", "-E"]
    ended = deliver(home, provider, [*prefix, "unshare", "--mount", "sh", str(script)])
    assert ended[0] == 0, ended
    assert "The tokens are in memory" in ended[1]
    words = "Make room" if left == "full" else "read-only"
    assert words in ended[1], ended[1]


def deliver(home: Path, provider: FaultyProvider, command: list[str]) -> tuple[int, str]:
    """Runs a login whose answer the browser brings; its status and what it said."""
    import requests

    from environment import clean_environment
    from visitor import Visitor

    login = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, env=clean_environment(home, **KEPT))
    said = ""
    for line in login.stderr:
        said += line
        if line.startswith("Open this address"):
            break
    requests.get(Visitor(provider.server()).callback_for(login.stderr.readline().strip()), timeout=60)
    _, rest = login.communicate(timeout=60)
    return login.returncode, said + rest


def test_what_a_killed_save_left_is_gone_after_the_next_look(home):
    with signed_in(home):
        (path,) = sessions(home)
        litter = [
            path.with_name(path.name + ".0011223344556677.new"), store(home) / "key.0011223344556677.new",
            store(home) / "key-choice.0011223344556677.new",
        ]
        for one in litter:
            one.write_bytes(b"half a file")
        assert run(home, "token").returncode == 0
        assert not list(store(home).rglob("*.new"))


def test_a_login_after_a_sign_out_makes_a_new_key(home):
    with signed_in(home) as provider:
        first = (store(home) / "key").read_bytes()
        assert run(home, "logout").returncode == 0
        assert not (store(home) / "key").exists()
        assert run(home, "token").returncode == 5
        log_in(home, provider, PIXIE_KEY_SOURCE="")
        assert (store(home) / "key").read_bytes() != first
        assert run(home, "token").returncode == 0


def test_logins_and_sign_outs_at_once_leave_no_session_without_a_key(home):
    with signed_in(home) as provider:
        name = provider.issuer.removeprefix("http://")
        for _ in range(4):
            out = subprocess.Popen(
                [binary(), "logout", "--yes", "--no-revoke"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, env={"HOME": str(home), "XDG_STATE_HOME": str(home / "state"), **KEPT})
            log_in(home, provider)
            out.wait(60)
            looked = run(home, "token", name, "--json")
            if looked.returncode == 2:
                # Signed out after the login: then nothing is left.
                assert sessions(home) == []
            else:
                assert report(looked)["reason"] in {"ok", "no_session"}, looked


def test_profiles_that_cannot_be_read_are_told_once(home):
    path = home / "config/pixie/profiles.yaml"
    path.mkdir(parents=True)
    ended = run_program(home, "login", "https://127.0.0.1:1", "--client-id", "x", "--plain", "--json")
    assert ended.status == expected.EXIT_NETWORK
    assert ended.errors.count("Cannot read the profiles") == 1


@pytest.mark.parametrize("name", ["a/b", "../../etc/passwd", "a\\0b", "x" * 300, "-rf", "\\x1b[31m"])
def test_hostile_names_in_the_profile_file_are_mistakes_and_never_paths(home, name):
    path = home / "config/pixie/profiles.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        f'profiles:\n  "{name}":\n    issuer: https://a.example\n    client_id: a\n'
        "  good:\n    issuer: https://b.example\n    client_id: b\n")
    ended = run_program(home, "profiles", "--json")
    assert ended.status == 0
    assert [profile["name"] for profile in ended.report()["profiles"]] == ["good"]
    assert len(ended.report()["mistakes"]) == 1
    assert "\x1b" not in ended.output + ended.errors and "\0" not in ended.output + ended.errors

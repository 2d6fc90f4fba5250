"""The program on a terminal: its first frame, the answer to a key, and how still it is while it waits."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import requests

import inspector
from measure import floor, median, terminal
from report import Report
from stand_ins import StandIn, answer, with_token_endpoint
from world import World

# The end of the last row of each frame, which is written last.
FORM = "F1 help"
LIST = "q leave"
FLOOR = "FRAME-READY"
# A file of profiles has at most 256 KiB.
MANY = 2000


def profiles(world: World, count: int, sessions: int = 0) -> Path:
    """A home with so many profiles: acme and others; the first ones with a session."""
    home = world.home(max(1, sessions))
    config = world.folder / f"config-{count}-{sessions}/pixie"
    if not config.exists():
        config.mkdir(parents=True)
        lines = ["profiles:"]
        for number in range(count):
            name = f"copy-{number:05}" if number else "acme"
            lines += [f"  {name}:", f"    issuer: https://login{number % 7}.example.com/realms/acme", "    client_id: pixie"]
        (config / "profiles.yaml").write_text("\n".join(lines) + "\n")
        config.chmod(0o700)
        (config / "profiles.yaml").chmod(0o600)
    return config.parent


def environment(world: World, count: int, sessions: int) -> dict[str, str]:
    config = profiles(world, count, sessions)
    return world.environment(world.home(max(1, sessions))) | {"XDG_CONFIG_HOME": str(config)}


def first_frame(world: World, report: Report) -> None:
    many, stored = (300, 300) if world.is_quick else (MANY, 10_000)
    plain = world.environment()
    cases = [
        ("C with ncurses, static: a form", [floor("frame")], plain, FLOOR),
        ("pixie: the form", [world.program], plain, FORM),
        ("C with ncurses, static: 100 rows", [floor("frame"), "100"], plain, FLOOR),
        ("pixie: 100 profiles and sessions", [world.program], environment(world, 100, 100), LIST),
        ("  and what is kept of each", [world.program], environment(world, 100, 100), "signed in"),
        (f"pixie: {many} profiles, {stored} sessions", [world.program], environment(world, many, stored), LIST),
        ("  and what is kept of each", [world.program], environment(world, many, stored), "signed in"),
    ]
    times = {place: [] for place in range(len(cases))}
    costs = {place: [] for place in range(len(cases))}
    sizes = {}
    for _ in range(world.runs):
        for place, (_, command, variables, mark) in enumerate(cases):
            said = terminal(["see", mark, "cost"], command, variables)
            times[place].append(said["see"][0][0] / 1e6)
            costs[place].append(said["cost"][0][0] / 1e6)
            sizes[place] = said["see"][0][1]
    wall = {place: median(values) for place, values in times.items()}
    rows = []
    for place, (name, *_) in enumerate(cases):
        yardstick = wall[0] if place < 2 else wall[2]
        rows.append(
            [name, f"{wall[place] / yardstick:.2f}", f"{wall[place]:.2f}", f"{median(costs[place]):.2f}", str(sizes[place])]
        )
    report.table(
        f"Goal 3: the first complete frame of 80x24; medians of {world.runs} runs in turn",
        ["", "ratio", "wall ms", "cpu ms", "bytes"], rows,
    )
    report.goal("3", "the form against C", wall[1] / wall[0], 1.25)
    report.goal("3", "100 sessions against C", wall[3] / wall[2], 1.25)


def key_press(world: World, report: Report) -> None:
    times = 5 if world.is_quick else 50
    rounds = 2 if world.is_quick else 5
    down = "\\eOB"
    many, stored = (300, 300) if world.is_quick else (MANY, 10_000)
    cases = [
        ("C with ncurses, static: 100 rows", [floor("frame"), "100"], world.environment(), FLOOR),
        ("pixie: 100 profiles", [world.program], environment(world, 100, 100), LIST),
        (f"pixie: {many} profiles, {stored} sessions", [world.program], environment(world, many, stored), LIST),
    ]
    found = {name: [] for name, *_ in cases}
    for _ in range(rounds):
        for name, command, variables, mark in cases:
            said = terminal(["see", mark, "quiet", "1000", "press", down, str(times)], command, variables)
            found[name] += said["press"]
    rows, base = [], None
    for name, presses in found.items():
        middle = [median(values) for values in zip(*presses)]
        base = base or middle
        rows.append([name] + [
            f"{middle[column] / base[column]:.2f}" for column in (0, 1, 2)
        ] + [f"{middle[0] / 1e6:.3f}", f"{middle[1]:.0f}", f"{middle[2] / 1e3:.0f}"])
    report.table(
        f"Goal 6: an arrow key in the list; medians of {times * rounds} presses",
        ["", "reaction", "bytes", "cpu", "ms", "bytes", "cpu us"], rows,
    )
    one = found[cases[1][0]]
    middle = [median(values) for values in zip(*one)]
    report.goal("6", "reaction against C", middle[0] / base[0], 1.5)
    report.goal("6", "bytes against C", middle[1] / base[1], 1.2)
    report.goal("6", "processor against C", middle[2] / base[2], 2)
    with_token(world, report, times, base)


def with_token(world: World, report: Report, times: int, base: list[float]) -> None:
    """The same on the Tokens screen, with nearly the longest access token that a login takes: 1 MiB."""
    token = inspector.token(1000 << 10)
    body = json.dumps({"access_token": token, "token_type": "Bearer", "expires_in": 3600}).encode()
    with StandIn(with_token_endpoint(lambda server, connection: answer(connection, body))) as provider:
        command = [
            world.program, "login", provider.issuer, "--client-id", "bench", "--scope", "api", "--no-browser", "--no-save"
        ]
        steps = ["see", "state=", "show", "500", "quiet", "700", "press", "\t", str(times), "memory"]
        said = terminal(steps, command, world.environment(), shown=bring_answer)
    middle = [median(values) for values in zip(*said["press"])]
    report.line(
        f"  with an access token of {len(token) / 1024:.0f} KiB on the screen: {middle[0] / 1e6:.2f} ms "
        f"({middle[0] / base[0]:.2f} of C's list), {middle[1]:.0f} bytes, {middle[2] / 1e3:.0f} us of processor, "
        f"{said['memory'][0][0] / 1024:.0f} MiB"
    )
    report.goal("6", "reaction with that token, against C's list", middle[0] / base[0], 1.5)


def bring_answer(screen: bytes) -> None:
    """Reads the address off the screen and opens what a provider would send the browser to."""
    found = re.search(rb"http://127[^\x1b\x07\s]*state=[^\x1b\x07\s]*", screen)
    assert found, screen[-2000:]
    asked = parse_qs(urlsplit(found[0].decode()).query)
    requests.get(asked["redirect_uri"][0] + "?" + urlencode({"code": "bench", "state": asked["state"][0]}), timeout=30)


def waiting(world: World, report: Report) -> None:
    seconds = 5 if world.is_quick else 20
    rows = []
    provider = world.provider()
    cases = [
        ("the form", [world.program], world.environment(), FORM),
        ("the list of 100 profiles", [world.program], environment(world, 100, 100), LIST),
        ("waiting for the answer", login(world, provider), world.environment(), "/authorize?"),
    ]
    worst = 0.0
    for name, command, variables, mark in cases:
        said = terminal(["see", mark, "quiet", "600", "idle", str(seconds)], command, variables)
        octets, wakes, cpu, threads = said["idle"][0]
        rows.append([name, f"{wakes / seconds:.2f}", f"{cpu / 1e3 / seconds:.0f}", f"{octets / seconds:.1f}", str(threads)])
        worst = max(worst, wakes / seconds)
    report.table(
        f"Goal 7: nothing is pressed for {seconds} s", ["", "wake-ups/s", "cpu us/s", "bytes/s", "threads"], rows
    )
    report.goal("7", "wake-ups a second, with a countdown on the screen", worst, 1)


def memory(world: World, report: Report) -> None:
    provider = world.provider()
    cases = [
        ("C with ncurses, static: 100 rows", [floor("frame"), "100"], world.environment(), FLOOR),
        ("pixie: the form", [world.program], world.environment(), FORM),
        ("pixie: waiting for the answer", login(world, provider), world.environment(), "/authorize?"),
    ]
    rows = []
    for name, command, variables, mark in cases:
        rss, pss, peak = terminal(["see", mark, "quiet", "600", "memory"], command, variables)["memory"][0]
        rows.append([name, *(f"{value / 1024:.1f}" if value else "unknown" for value in (pss, rss, peak))])
    report.table("Goal 8: memory", ["", "PSS MiB", "RSS MiB", "peak MiB"], rows)
    if pss:
        report.goal("8", "PSS while waiting", pss / 1024, 12, " MiB")
    else:
        report.line("  PSS of a process that hides its memory is shown to root only")


def login(world: World, provider, *more: str) -> list[str]:
    return [
        world.program, "login", provider.issuer, "--client-id", provider.facts["client_id"], "--no-browser", "--no-save",
        *more,
    ]

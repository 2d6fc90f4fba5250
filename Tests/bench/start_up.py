"""Whole processes: pixie token and pixie pkce beside the least that a program can cost, and beside other tools."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import peers
from measure import Missing, Racer, floor, race
from report import Report
from world import World


def token(world: World, report: Report) -> None:
    home = world.home(1)
    mine = [world.program, "token", "acme"]
    value = subprocess.run(mine, env=world.environment(home), capture_output=True, check=True).stdout
    line = world.folder / "line"
    line.write_bytes(value)
    ours = {"XDG_STATE_HOME": str(home / "state")}
    racers = [
        Racer("C, static: one file, one line", [floor("token"), str(line)]),
        Racer("pixie token acme", mine, ours),
        Racer("pixie token acme --json", [*mine, "--json"], ours),
        Racer("pixie token acme --ca-file … (argument parser)", [*mine, "--ca-file", "/dev/null"], ours),
        Racer("pixie token (which profile is in a file)", [world.program, "token"],
              ours | {"XDG_CONFIG_HOME": str(home / "config")}),
        Racer("pixie --version", [world.program, "--version"]),
    ]
    found, absent = peers.for_tokens(world, value.decode().strip())
    # Apart from the peers, whose megabytes would leave nothing of a small program in the caches.
    costs = race(racers, world.runs, world.environment(home))
    report.costs("Goals 1 and 8: a token that is at hand", costs, racers[0].name)
    pixie = costs["pixie token acme"]
    report.goal("1", "pixie token against C", pixie.wall / costs[racers[0].name].wall, 2.0)
    report.goal("8", "peak memory of pixie token", pixie.peak, 8, " MiB")
    beside(racers[:2], found, world, report, world.environment(home))
    for what in absent:
        report.missing(what)
    if any(racer.name.startswith("oidc-token") for racer in found):
        report.line("  oidc-token asks a running oidc-agent, whose work is not in its figures")


def beside(
    ours: list[Racer], others: list[Racer], world: World, report: Report, environment: dict[str, str]
) -> None:
    """The same beside other tools, each after the other."""
    costs = race([*ours, *others], world.runs // 2 + 1, environment)
    report.costs("beside other tools", costs, ours[0].name)


def many_sessions(world: World, report: Report) -> None:
    count = 300 if world.is_quick else 10_000
    racers = [
        Racer(
            f"{sessions} session{'s' if sessions > 1 else ''}", [world.program, "token", "acme"],
            {"XDG_STATE_HOME": str(world.home(sessions) / "state")},
        )
        for sessions in (1, count)
    ]
    costs = race(racers, world.runs * 2, world.environment())
    report.costs(f"Goal 1b: pixie token among {count} sessions", costs, racers[0].name)
    one, many = costs.values()
    report.goal("1b", f"{count} sessions against one", many.wall / one.wall, 1.05)
    report.goal("1b", "calls of the network", network_calls(world, world.home(count)), 0)


def network_calls(world: World, home: Path) -> int:
    """How often a cache hit as much as makes a socket or looks a name up, by strace."""
    strace = shutil.which("strace")
    if strace is None:
        raise Missing("strace is not installed, so calls of the network are not counted")
    log = world.folder / "calls"
    subprocess.run(
        [strace, "-f", "-o", str(log), "-e", "trace=%network,clone,clone3,fork,vfork", world.program, "token", "acme"],
        env=world.environment(home), check=True, capture_output=True,
    )
    return sum("(" in line for line in log.read_text().splitlines())


def pkce(world: World, report: Report) -> None:
    racers = [
        Racer("C, static: own SHA-256", [floor("pkce")]),
        Racer("pixie pkce", [world.program, "pkce"]),
        Racer("pixie pkce --json", [world.program, "pkce", "--json"]),
    ]
    found, absent = peers.for_pkce()
    costs = race(racers, world.runs, world.environment())
    report.costs("Goal 2: a PKCE pair", costs, racers[0].name)
    report.goal("2", "pixie pkce against C", costs["pixie pkce"].wall / costs[racers[0].name].wall, 2.0)
    beside(racers[:2], found, world, report, world.environment())
    for what in absent:
        report.missing(what)

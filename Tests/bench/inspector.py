"""Large tokens in pixie inspect."""

import base64
import json
import shutil

import peers
from measure import Racer, floor, median, race, terminal
from report import Report
from world import World

DECODE = (
    "import base64,json,sys;t=open(sys.argv[1]).read();"
    "print('\\n'.join(f'{k} {v}' for k,v in list(json.loads(base64.urlsafe_b64decode(t.split('.')[1]+'==')).items())[:16]))"
)


def token(size: int) -> str:
    """A JWT of about so many octets with short claims, and a signature that nobody can verify."""

    def part(value: dict) -> str:
        return base64.urlsafe_b64encode(json.dumps(value, separators=(",", ":")).encode()).rstrip(b"=").decode()

    claims: dict = {
        "iss": "https://login.example.com", "sub": "248289761001", "aud": "https://api.example.com", "exp": 4102444800,
        "iat": 1767225600, "client_id": "bench", "jti": "bench-1",
    }
    head = part({"alg": "RS256", "typ": "at+jwt", "kid": "bench"})
    # Each claim has 45 octets of JSON, which base64url makes four thirds of.
    for number in range((size * 3 // 4 - 550) // 45):
        claims[f"claim_{number:06}"] = f"value {number:06} of a large one"
    return f"{head}.{part(claims)}.{'A' * 342}"


def tokens(world: World, report: Report) -> None:
    for size, most in ((64 << 10, 6), (1 << 20, 10)):
        text = token(size)
        name = f"{len(text) / 1024:.0f} KiB"
        file = world.folder / f"token-{size}"
        file.write_text(text + "\n")
        racers = [
            Racer("C, static: 24 rows of it", [floor("inspect"), str(file)]),
            Racer("pixie inspect, all of it", [world.program, "inspect", str(file)]),
            Racer("pixie inspect --json", [world.program, "inspect", str(file), "--json"]),
            Racer("Python: base64, json, 16 claims", [peers.PYTHON, "-c", DECODE, str(file)]),
        ]
        absent = []
        if jq := shutil.which("jq"):
            racers.append(Racer("jq -R, the payload", [jq, "-R", "split(\".\")[1] | @base64d | fromjson", str(file)]))
        else:
            absent.append("jq (apt-get install jq)")
        costs = race(racers, world.runs // 2 + 1, world.environment())
        report.costs(f"Goal 9: a token of {name}", costs, racers[0].name)
        frames = [
            median(
                terminal(["see", mark], command, world.environment())["see"][0][0] / 1e6
                for _ in range(world.runs // 4 + 1)
            )
            for command, mark in (
                ([floor("inspect"), str(file)], "payload"), ([world.program, "inspect", str(file)], "claim_000000"),
            )
        ]
        report.line(f"  on a terminal, until the first claims are there: C {frames[0]:.2f} ms, pixie {frames[1]:.2f} ms")
        report.goal("9", f"{name} to the first rows against C", frames[1] / frames[0], most)
        for what in absent:
            report.missing(what)

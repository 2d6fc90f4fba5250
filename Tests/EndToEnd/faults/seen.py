"""What was seen of one login, and how it differs from what is wanted."""

from dataclasses import dataclass, field

from expectations import ADDRESS_LINE
from hostile import FORBIDDEN
from program import Ended
from rows import ANY, NONE, Row


@dataclass
class Seen:
    """One login, or the command that met the fault after it."""

    ended: Ended
    # At the token endpoint.
    posts: int
    violations: list[str]
    # Status of each page that the person's browser got from the listener; 0 for none.
    pages: list[int] = field(default_factory=list)
    # What the next command found: "kept", "ended" or "gone".
    after: str = NONE
    # What went wrong in playing the person, or before the fault was met.
    trouble: list[str] = field(default_factory=list)

    @property
    def said(self) -> str:
        return self.ended.errors + self.ended.output


def differences(row: Row, seen: Seen) -> list[str]:
    """In which ways what was seen is not what is wanted; empty when it is."""
    found = list(seen.trouble)
    found += [f"oracle: {violation}" for violation in seen.violations]
    if seen.ended.status == 2:
        found.append("the command line was taken for a mistake")
    if ANY not in row.statuses and str(seen.ended.status) not in row.statuses:
        found.append(f"exit status {seen.ended.status}, wanted {wanted(row.statuses)}")
    if ANY not in row.posts and str(seen.posts) not in row.posts:
        found.append(f"{seen.posts} requests at the token endpoint, wanted {wanted(row.posts)}")
    if row.after not in (ANY, NONE) and seen.after != row.after:
        found.append(f"the session is {seen.after} afterwards, wanted {row.after}")
    if seen.ended.output.strip() or row.way not in ("refresh", "logout"):
        found += report_differences(row, seen)
    said = seen.said.lower()
    for word in row.words:
        if word.startswith("!") and word[1:].lower() in said:
            found.append(f"says {word[1:]!r}")
        elif not word.startswith("!") and word.lower() not in said:
            found.append(f"does not say {word!r}")
    if unsafe := FORBIDDEN.search(seen.said):
        found.append(f"{unsafe[0]!r} was written: …{seen.said[max(0, unsafe.start() - 40) : unsafe.end()]!r}")
    return found


def report_differences(row: Row, seen: Seen) -> list[str]:
    try:
        report = seen.ended.report()
    except (AssertionError, ValueError) as problem:
        return [f"no report: {problem}"]
    found = []
    if ANY not in row.ends and report["outcome"] not in row.ends:
        found.append(f"outcome {report['outcome']}, wanted {wanted(row.ends)}")
    if ANY not in row.reasons and report["reason"] not in row.reasons:
        found.append(f"reason {report['reason']}, wanted {wanted(row.reasons)}")
    if report.get("step") == "discover" and ADDRESS_LINE in seen.ended.errors:
        found.append("the address was given although the provider was refused")
    failed = {check["id"] for check in report.get("checks", []) if check["verdict"] == "failed"}
    if {ANY} not in row.failed and failed not in row.failed:
        choices = " or ".join(str(sorted(choice)) for choice in row.failed)
        found.append(f"failed checks {sorted(failed)}, wanted {choices}")
    for check in report.get("checks", []):
        if not {"id", "verdict", "expected", "found", "clause"} <= check.keys() or not check["clause"]:
            found.append(f"check {check.get('id')} lacks evidence")
    if row.way in ("refresh", "logout"):
        return found
    if report["outcome"] == "signed_in":
        if "access_token" not in report["tokens"]:
            found.append("signed in without an access token")
    elif report["tokens"]:
        found.append("tokens in the report of a login that did not end well")
    elif len(report["message"]) < 40:
        found.append(f"the message says next to nothing: {report['message']!r}")
    return found


def wanted(choices: frozenset[str]) -> str:
    return " or ".join(sorted(choices))

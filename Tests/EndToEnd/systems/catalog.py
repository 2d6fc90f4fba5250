"""How pixie is started for each system: what somebody types who has only the help of the preset."""

import os

from emulated import KEYS, Emulated

# Scopes that bring a refresh token, where a system has any.
OFFLINE = {"workos-connect": "openid profile email offline_access", "microauth": "openid profile"}


def arguments(emulated: Emulated, *more: str, refreshable: bool = False) -> list[str]:
    """`pixie login` with the preset of the system at its emulator."""
    facts, system = emulated.facts, emulated.system
    line = ["login", facts.get("issuer") if system != "workos" else facts["base"]]
    if system == "myinfo":
        line[1] = facts["base"]
    line += ["--provider", system, "--client-id", facts["client_id"], "--port", str(emulated.port), "--no-browser"]
    match system:
        case "workos":
            line += ["--param", "provider=authkit"]
        case "workos-connect" | "microauth" if refreshable:
            line += ["--scope", OFFLINE[system]]
        case "banno":
            offline = f" {facts['offline_scope']}" if refreshable else ""
            line += ["--scope", f"openid profile {facts['accounts_scope']}{offline}"]
        case "myinfo":
            line += ["--scope", facts["scope"], "--param", f"purpose_id={facts['purpose_id']}"]
        case "singpass":
            line += ["--scope", facts["scope"]]
    if "keys" in facts:
        keys = facts["keys"]
        line += ["--client-key-file", keys["signing_key"], "--client-key-id", keys["signing_kid"]]
        line += ["--decryption-key-file", keys["decryption_key"]]
    if "client_secret" in facts:
        line += ["--client-secret-file", secret_file(emulated)]
    if os.environ.get("GENERIC"):
        place = line.index("--provider")
        del line[place : place + 2]
    return [*line, *more]


def secret_file(emulated: Emulated) -> str:
    """A secret has no place on a command line."""
    file = KEYS / f"{emulated.system}-secret.txt"
    file.write_text(emulated.facts["client_secret"] + "\n")
    file.chmod(0o600)
    return str(file)

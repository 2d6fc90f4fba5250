"""How pixie is started for each system: what somebody types who has only the help of the preset."""

from emulated import KEYS, Emulated

# What a session needs so that it can be refreshed, where the preset does not ask for it by itself.
OFFLINE = {"workos-connect": "openid profile email offline_access", "microauth": "openid profile"}


def arguments(emulated: Emulated, *more: str, refreshable: bool = False) -> list[str]:
    """`pixie login` with the preset of the system at its emulator."""
    facts, system = emulated.facts, emulated.system
    line = ["login", "--provider", system, "--set", f"base={emulated.origin}", "--client-id", facts["client_id"]]
    line += ["--port", str(emulated.port), "--no-browser"]
    match system:
        case "workos-connect" | "microauth" if refreshable:
            line += ["--scope", OFFLINE[system]]
        case "myinfo":
            for name in ("purpose_id", "authorize_jwks", "myinfo_jwks"):
                line += ["--set", f"{name}={facts[name]}"]
            line += ["--scope", facts["scope"]]
        case "singpass":
            line += ["--scope", facts["scope"]]
    if "keys" in facts:
        keys = facts["keys"]
        line += ["--client-key-file", keys["signing_key"], "--client-key-id", keys["signing_kid"]]
    if system in ("myinfo", "singpass"):
        line += ["--decryption-key-file", keys["decryption_key"]]
    if "client_secret" in facts:
        line += ["--client-secret-file", secret_file(emulated)]
    return [*line, *more]


def secret_file(emulated: Emulated) -> str:
    """A secret has no place on a command line."""
    file = KEYS / f"{emulated.system}-secret.txt"
    file.write_text(emulated.facts["client_secret"] + "\n")
    file.chmod(0o600)
    return str(file)

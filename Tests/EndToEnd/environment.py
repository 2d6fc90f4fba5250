"""The environment a test gives to pixie: nothing of the machine's own, so that every machine gives the same."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def binary() -> str:
    """The built program: PIXIE, or the debug build. Fails with what to do when it is not there."""
    path = Path(os.environ.get("PIXIE") or ROOT / ".build/debug/pixie").absolute()
    if not os.access(path, os.X_OK):
        raise FileNotFoundError(f"{path} is not built: swift build, or set PIXIE")
    return str(path)


def clean_environment(home: Path, term: str = "xterm-256color", **extra: str) -> dict[str, str]:
    """A home of its own, no display, no proxy, no SSH, no CI: each of those changes what pixie does."""
    home.mkdir(parents=True, exist_ok=True)
    return {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "TERM": term,
        # Nothing is kept and nobody is asked where, except where a test says so.
        "PIXIE_KEY_SOURCE": "memory",
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CACHE_HOME": str(home / "cache"),
        **extra,
    }

"""What the tests of the store share: its files, and its key in the kernel's keyring."""

import ctypes
import hashlib
from pathlib import Path

from environment import clean_environment

KEYCTL = 250
READ, DESCRIBE, UNLINK, PERSISTENT = 11, 6, 9, 22
PROCESS_RING = -2
# Where the check of the key is in the header of each file.
CHECK = slice(39, 55)


def store(home: Path) -> Path:
    return Path(clean_environment(home)["XDG_STATE_HOME"]) / "pixie"


def sessions(home: Path) -> list[Path]:
    folder = store(home) / "sessions"
    return sorted(folder.iterdir()) if folder.exists() else []


def forget_remembered_key(home: Path) -> None:
    """Takes the key of this store out of the kernel's memory, as 15 minutes would."""
    name = b"pixie:" + (store(home) / "key-choice").read_bytes()[CHECK].hex().encode()
    library = ctypes.CDLL(None, use_errno=True)
    ring = library.syscall(KEYCTL, PERSISTENT, -1, PROCESS_RING)
    if ring < 0:
        return
    serials = (ctypes.c_int32 * 4096)()
    count = library.syscall(KEYCTL, READ, ring, ctypes.byref(serials), ctypes.sizeof(serials))
    for serial in serials[: max(count, 0) // 4]:
        text = ctypes.create_string_buffer(4096)
        if library.syscall(KEYCTL, DESCRIBE, serial, text, 4096) > 0 and text.value.rsplit(b";", 1)[-1] == name:
            library.syscall(KEYCTL, UNLINK, serial, ring)


def with_version(content: bytes, version: int) -> bytes:
    """The same file as a pixie of another format would have written it: whole, with a right checksum."""
    length = int.from_bytes(content[8:10], "big")
    start = content[:6] + version.to_bytes(2, "big") + content[8:10]
    sum = hashlib.sha256(start + content[18:length]).digest()[:8]
    return start + sum + content[18:]

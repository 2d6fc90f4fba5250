"""Waiting for something to become true, with a deadline instead of a pause of a guessed length."""

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


class NeverHappened(AssertionError):
    """What was waited for did not happen before the deadline."""


def eventually(probe: Callable[[], Found], what: str, seconds: float = 60) -> Found:
    """The first truthy value of `probe`. Fails with `what` after `seconds`."""
    deadline = time.monotonic() + seconds
    while True:
        found = probe()
        if found:
            return found
        if time.monotonic() > deadline:
            raise NeverHappened(f"waited {seconds:g} s: {what}")
        # Another process is asked again and again; this only keeps the asking from taking the processor.
        time.sleep(0.02)

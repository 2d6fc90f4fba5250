"""A program in a terminal of its own, driven and looked at by a test.

`Terminal` starts the program on a new pty as the leader of a session, feeds what it writes to an emulator, and can
type, paste, resize, send signals, hang up and say afterwards in which state the terminal was left.
"""

import base64
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

from at_rest import Threads, asleep
from emulator import INITIAL_MODES, OPERATING_SYSTEM_COMMAND, Emulator, Stream
from program import shell_status
from waiting import Found, eventually

NAMED_KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "backtab": "\x1b[Z",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "insert": "\x1b[2~",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
}
# These depend on the application cursor mode.
CURSOR_KEYS = {"up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F"}
# A wait that is over sooner or not at all: this only bounds a hang, however slow the machine is.
WAIT_SECONDS = 60
# Silence after which a program that sleeps is taken for one that waits: longer than what it waits for by itself, to
# tell an Escape from a sequence (50 ms) and typing from a paste (40 ms).
QUIET_SECONDS = 0.12
# Written behind the program's last words, to know that they are all there. Nothing else writes it.
LAST_WORD = b"\x00the program has ended\x00"
MODE_NAMES = {
    1: "application cursor keys",
    7: "wrapping",
    25: "cursor",
    1000: "mouse",
    1002: "mouse drag",
    1003: "mouse moves",
    1004: "focus events",
    1006: "mouse SGR",
    1049: "alternate screen",
    2004: "bracketed paste",
}


class NotSeen(AssertionError):
    """The screen never showed what was waited for."""


class Terminal:
    """Used with `with`: the program is gone afterwards, whatever happened."""

    def __init__(
        self,
        command: list[str],
        environment: dict[str, str],
        columns: int = 80,
        rows: int = 24,
        output: Path | None = None,
        folder: Path | None = None,
    ):
        # What the terminal answers to questions of the program, kept until the parser is done with what asked.
        self.answers: list[bytes] = []
        self.screen = Emulator(columns, rows, self.answers.append)
        self.stream = Stream(self.screen)
        self.raw = b""
        self.stopped = False
        self.master, self.slave = pty.openpty()
        self._set_size(columns, rows)
        self.before = termios.tcgetattr(self.slave)
        target = output.open("wb") if output else None
        try:
            self.process = subprocess.Popen(
                command,
                stdin=self.slave,
                stdout=target or self.slave,
                stderr=self.slave,
                env=environment,
                cwd=folder or environment.get("HOME"),
                start_new_session=True,
                # Runs after setsid: the pty becomes the controlling terminal, which is what /dev/tty then names.
                preexec_fn=lambda: fcntl.ioctl(2, termios.TIOCSCTTY, 0),
            )
        finally:
            if target:
                target.close()

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *problem) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(WAIT_SECONDS)
        for descriptor in (self.master, self.slave):
            if descriptor is not None:
                os.close(descriptor)

    # What goes in.

    def send(self, data: bytes) -> None:
        """Writes as if typed, reading meanwhile so that neither side waits for the other."""
        deadline = time.monotonic() + WAIT_SECONDS
        while data:
            self.pump(0)
            _, writable, _ = select.select([], [self.master], [], 0.5)
            if writable:
                data = data[os.write(self.master, data[:512]) :]
            assert time.monotonic() < deadline, "the program does not read what is typed"

    def press(self, *keys: str) -> None:
        """Keys by name: a character, `enter`, `up`, `^C` … The program gets to see one before the next is sent."""
        for key in keys:
            if key in CURSOR_KEYS:
                lead = "\x1bO" if 1 in self.screen.modes_on else "\x1b["
                self.send((lead + CURSOR_KEYS[key]).encode())
            elif key in NAMED_KEYS:
                self.send(NAMED_KEYS[key].encode())
            elif len(key) == 2 and key[0] == "^":
                self.send(bytes([ord(key[1].upper()) & 0x1F]))
            else:
                assert len(key) == 1, f"no key is called {key!r}"
                self.send(key.encode())
            self.settle()

    def leave_at_once(self) -> None:
        """Control-C twice, which leaves from anywhere. Both in one write: between them must not be two seconds."""
        self.send(b"\x03\x03")

    def send_at_once(self, data: bytes) -> None:
        """Writes a short text octet by octet while the program stands still, which then gets them without a gap."""
        # The kernel keeps no more for a program that does not read.
        assert len(data) < 4096
        self.signal(signal.SIGSTOP)
        os.waitid(os.P_PID, self.process.pid, os.WSTOPPED | os.WNOWAIT)
        for octet in data:
            os.write(self.master, bytes([octet]))
        self._typed()
        self.signal(signal.SIGCONT)

    def paste(self, text: str, bracketed: bool | None = None) -> None:
        """As a terminal pastes: line feeds become returns, with marks around when the program asked for them."""
        data = text.encode().replace(b"\n", b"\r")
        if 2004 in self.screen.modes_on if bracketed is None else bracketed:
            data = b"\x1b[200~" + data + b"\x1b[201~"
        self.send(data)

    def resize(self, columns: int, rows: int) -> None:
        self.screen.resize(rows, columns)
        self._set_size(columns, rows)

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.process.pid, number)

    def hang_up(self) -> None:
        """Closes the terminal, as a lost line does."""
        os.close(self.slave)
        os.close(self.master)
        self.master = self.slave = None

    # What comes out.

    def pump(self, seconds: float) -> None:
        """Takes in what the program wrote, waiting at most `seconds` for it. Who waits for more uses `until`."""
        self._read(seconds)

    def _read(self, seconds: float) -> bool:
        """The same; False when there was nothing."""
        readable, _, _ = select.select([self.master], [], [], seconds)
        if not readable:
            return False
        self._show(os.read(self.master, 65536))
        return True

    def _show(self, data: bytes) -> None:
        self.raw += data
        self.stream.feed(data)
        while self.answers:
            self.send(self.answers.pop(0))

    def settle(self, quiet: float = QUIET_SECONDS, seconds: float = WAIT_SECONDS) -> None:
        """Until the program has read what was typed, and nothing was written and none of it ran for `quiet` seconds.

        On a busy machine a program that has work may be silent for any time; what it waits for then is a processor.
        A clock that ticks each second leaves room for this; what never stands still is no screen to settle.
        """
        deadline = time.monotonic() + seconds
        while True:
            before = self._asleep()
            wrote = self._read(quiet)
            # What it wrote last may have come while it was looked at.
            if not wrote and before is not None and before == self._asleep() and not self._read(0):
                return
            if time.monotonic() > deadline:
                raise NotSeen(f"the program did not come to rest in {seconds:g} s. The screen:\n{self.text()}")

    def _asleep(self) -> Threads | None:
        """The threads of the program and of what is in the foreground, when they sleep and what was typed was read."""
        if self.process.poll() is not None:
            return {}
        try:
            return None if self._typed() else asleep({self.process.pid, os.tcgetpgrp(self.master)})
        except OSError:
            # It has ended, or it changes just now.
            return None

    def _typed(self) -> int:
        """How many octets were typed and not read yet."""
        # Asking whether there is something makes the kernel hand over what it is still passing on.
        select.select([self.slave], [], [], 0)
        return int.from_bytes(fcntl.ioctl(self.slave, termios.FIONREAD, b"\0" * 4), sys.byteorder)

    def _take_the_rest(self) -> None:
        """All that the program wrote before it ended. The kernel hands it over in its own time, but in order."""
        data, deadline = b"", time.monotonic() + WAIT_SECONDS
        while self._read(0):
            pass
        while LAST_WORD not in data:
            assert time.monotonic() < deadline, f"nothing comes through the terminal any more: {self.raw[-200:]!r}"
            # Once more after a while: whoever changes the settings of a terminal may drop what is on its way.
            os.write(self.slave, LAST_WORD)
            while LAST_WORD not in data and select.select([self.master], [], [], 5)[0]:
                data += os.read(self.master, 65536)
        self.raw += (data := data.replace(LAST_WORD, b""))
        # Its questions get no answers any more.
        self.stream.feed(data)

    def rows(self) -> list[str]:
        lines = range(self.screen.lines)
        columns = range(self.screen.columns)
        return ["".join(self.screen.buffer[row][column].data for column in columns).rstrip() for row in lines]

    def text(self) -> str:
        return "\n".join(self.rows())

    def wait_for(self, pattern: str, seconds: float = WAIT_SECONDS) -> str:
        """Until the screen shows the regular expression. Returns the screen's text."""
        return self.wait_until(lambda text: re.search(pattern, text), f"/{pattern}/", seconds)

    def wait_until(self, condition, what: str, seconds: float = WAIT_SECONDS) -> str:
        """Until the text of the screen meets the condition, and still does when the program has come to rest: what
        is read meanwhile may be half a frame."""
        deadline = time.monotonic() + seconds
        while True:
            if condition(self.text()):
                self.settle()
                if condition(text := self.text()):
                    return text
            if time.monotonic() > deadline:
                raise NotSeen(f"{what} was not seen in {seconds:g} s. The screen:\n{self.text()}")
            if not self._read(0.05) and self.process.poll() is not None:
                self._take_the_rest()
                if condition(text := self.text()):
                    return text
                ended = shell_status(self.process.returncode)
                raise NotSeen(f"{what} was not seen; the program ended with {ended}. The screen:\n{text}")

    def until(self, probe: Callable[[], Found], what: str, seconds: float = WAIT_SECONDS) -> Found:
        """The first truthy value of `probe`, which looks elsewhere than at the screen; what is written is read
        meanwhile."""

        def pumped() -> Found:
            while self._read(0):
                pass
            return probe()

        return eventually(pumped, what, seconds)

    def end(self, seconds: float = WAIT_SECONDS) -> int:
        """Waits until the program ends by itself. Returns what a shell would show as its status."""
        deadline = time.monotonic() + seconds
        while self.process.poll() is None:
            if time.monotonic() > deadline:
                screen = self.text() if self.master is not None else "(hung up)"
                raise AssertionError(f"still running after {seconds:g} s. The screen:\n{screen}")
            if self.master is None:
                try:
                    self.process.wait(0.05)
                except subprocess.TimeoutExpired:
                    pass
            else:
                self.pump(0.05)
        if self.master is not None:
            self._take_the_rest()
        return shell_status(self.process.returncode)

    def address_on_screen(self) -> str:
        """The authorization address, which has to be there."""
        address = self.address_in_view()
        assert address and not re.search(r"\s", address), f"no address starts in column 0:\n{self.text()}"
        return address

    def address_in_view(self) -> str:
        """The authorization address, its rows joined: it starts in column 0 and fills each row but the last."""
        address = ""
        for row in self.rows():
            if address or re.match(r"https?://", row):
                address += row
                if len(row) < self.screen.columns:
                    break
        return address

    def copies(self) -> list[str]:
        """Texts sent to the clipboard with OSC 52."""
        copied = []
        for number, value in OPERATING_SYSTEM_COMMAND.findall(self.raw):
            if number == b"52":
                copied.append(base64.b64decode(value.split(b";", 1)[1]).decode())
        return copied

    def title(self) -> str:
        return self.screen.title

    def save_picture(self, path: Path, theme: str = "dark") -> None:
        from picture import picture

        path.parent.mkdir(parents=True, exist_ok=True)
        picture(self.screen, theme).save(path)

    # How it was left.

    def damage(self) -> list[str]:
        """Everything in which the terminal differs from how the program found it; empty when it is as it was."""
        found = []
        if termios.tcgetattr(self.slave) != self.before:
            found.append("line settings (termios) differ")
        for mode in sorted(self.screen.modes_on ^ INITIAL_MODES):
            state = "on" if mode in self.screen.modes_on else "off"
            found.append(f"{MODE_NAMES.get(mode, f'private mode {mode}')} left {state}")
        if self.screen.margins not in (None, (0, self.screen.lines - 1)):
            found.append("a scroll region is left")
        if self.raw.rfind(b"\x1b=") > self.raw.rfind(b"\x1b>"):
            found.append("application keypad left on")
        pushes = len(re.findall(rb"\x1b\[22;[0-2]t", self.raw))
        pops = len(re.findall(rb"\x1b\[23;[0-2]t", self.raw))
        if pushes != pops:
            found.append(f"title pushed {pushes} times, popped {pops} times")
        cell = self.screen.cursor.attrs
        if (cell.fg, cell.bg, cell.reverse, cell.bold) != ("default", "default", False, False):
            found.append("colours or attributes left on")
        return found

    def wakes(self) -> int:
        """How often threads of the program woke up."""
        threads = Path(f"/proc/{self.process.pid}").glob("task/*/status")
        counts = (re.search(r"^voluntary_ctxt_switches:\s*(\d+)", one.read_text(), re.MULTILINE) for one in threads)
        return sum(int(count[1]) for count in counts)

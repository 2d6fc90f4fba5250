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
import termios
import time
from pathlib import Path

from emulator import INITIAL_MODES, OPERATING_SYSTEM_COMMAND, Emulator, Stream
from program import shell_status

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
        self.process.wait(10)
        for descriptor in (self.master, self.slave):
            if descriptor is not None:
                os.close(descriptor)

    # What goes in.

    def send(self, data: bytes) -> None:
        """Writes as if typed, reading meanwhile so that neither side waits for the other."""
        deadline = time.monotonic() + 20
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

    def pump(self, seconds: float) -> bool:
        """Takes in what the program wrote, waiting at most `seconds`. False when there was nothing."""
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

    def settle(self, quiet: float = 0.12, seconds: float = 10) -> None:
        """Until nothing was written for `quiet` seconds, and not because the program did not get to it."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and (self.pump(quiet) or not self._is_idle()):
            pass

    def _is_idle(self) -> bool:
        """Whether what was typed has been read and every thread of the program sleeps until something happens.

        On a busy machine a program that has work may be silent for any time; what it waits for then is a processor.
        """
        try:
            typed = fcntl.ioctl(self.slave, termios.FIONREAD, b"\0" * 4)
            before, after = self._threads(), self._threads()
        except OSError:
            # It has ended, or it changes just now.
            return self.process.poll() is not None
        states = {state for state, _ in after.values()}
        # The same counts: nothing was woken between the look at the first thread and the look at the last.
        return typed == b"\0" * 4 and states <= {"S", "T", "Z"} and before == after

    def _threads(self) -> dict[str, tuple[str, str]]:
        """State and count of the waits of each thread of the program in the foreground, by its id."""
        found = {}
        for process in {self.process.pid, os.tcgetpgrp(self.master)}:
            for status in Path(f"/proc/{process}").glob("task/*/status"):
                text = status.read_text()
                state = re.search(r"^State:\s*(\S)", text, re.MULTILINE)[1]
                found[status.parent.name] = state, re.search(r"^voluntary_ctxt_switches:\s*(\d+)", text, re.MULTILINE)[1]
        return found

    def _take_the_rest(self) -> None:
        """All that the program wrote before it ended. The kernel hands it over in its own time, but in order."""
        data, deadline = b"", time.monotonic() + 20
        while self.pump(0):
            pass
        os.write(self.slave, LAST_WORD)
        while LAST_WORD not in data:
            assert time.monotonic() < deadline, "the terminal does not hand over what was written to it"
            if select.select([self.master], [], [], 0.5)[0]:
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

    def wait_for(self, pattern: str, seconds: float = 30) -> str:
        """Until the screen shows the regular expression. Returns the screen's text."""
        return self.wait_until(lambda text: re.search(pattern, text), f"/{pattern}/", seconds)

    def wait_until(self, condition, what: str, seconds: float = 30) -> str:
        deadline = time.monotonic() + seconds
        while True:
            text = self.text()
            if condition(text):
                return text
            if time.monotonic() > deadline:
                raise NotSeen(f"{what} was not seen in {seconds:g} s. The screen:\n{text}")
            if not self.pump(0.05) and self.process.poll() is not None:
                self._take_the_rest()
                if condition(self.text()):
                    return self.text()
                ended = shell_status(self.process.returncode)
                raise NotSeen(f"{what} was not seen; the program ended with {ended}. The screen:\n{self.text()}")

    def end(self, seconds: float = 20) -> int:
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

    def processor_use(self) -> tuple[int, int]:
        """Processor time of the whole process in clock ticks (10 ms), and how often its threads woke up."""
        folder = Path(f"/proc/{self.process.pid}")
        fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        wakes = 0
        for status in folder.glob("task/*/status"):
            wakes += int(re.search(r"^voluntary_ctxt_switches:\s*(\d+)", status.read_text(), re.MULTILINE)[1])
        return int(fields[11]) + int(fields[12]), wakes

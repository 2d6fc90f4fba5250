"""pixie without a terminal: pipes for standard input, output and error, as a script would run it."""

import json
import os
import queue
import signal
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import expectations
from environment import binary, clean_environment


@dataclass
class Ended:
    """How a run ended. `status` is what a shell would show: 128 and the signal's number after a signal."""

    status: int
    output: str
    errors: str
    seconds: float

    def report(self) -> dict:
        """The one JSON object on standard output."""
        lines = self.output.strip().splitlines()
        assert len(lines) == 1 or self.output.lstrip().startswith("{"), f"not one JSON object: {self.output!r}"
        report = json.loads(self.output)
        assert isinstance(report, dict), self.output
        return report

    def checks(self) -> dict[str, str]:
        """Verdict by id of check. An id that comes twice keeps its last verdict."""
        return {check["id"]: check["verdict"] for check in self.report()["checks"]}


def shell_status(returncode: int) -> int:
    return returncode if returncode >= 0 else 128 - returncode


class Program:
    """A running pixie. Used with `with`: it is gone afterwards, whatever happened."""

    def __init__(
        self,
        home: Path,
        *arguments: str,
        command: list[str] | None = None,
        output: int = subprocess.PIPE,
        **environment: str,
    ):
        """`command` runs it in another way; `output` is a descriptor that standard output goes to."""
        self.started = time.monotonic()
        # A session of its own: there is no controlling terminal, also when the tests have one.
        self.process = subprocess.Popen(
            command or [binary(), *arguments],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.PIPE,
            env=clean_environment(home, **environment),
            cwd=home,
            start_new_session=True,
        )
        self.lines: queue.Queue[str | None] = queue.Queue()
        self.errors = ""
        self.output = b""
        self.readers = [
            threading.Thread(target=self._read_errors, daemon=True),
            threading.Thread(target=self._read_output, daemon=True),
        ]
        for reader in self.readers:
            reader.start()

    def __enter__(self) -> "Program":
        return self

    def __exit__(self, *problem) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(60)
        self.end_input()
        for reader in self.readers:
            reader.join(60)
        if self.process.stdout:
            self.process.stdout.close()
        self.process.stderr.close()

    def _read_errors(self) -> None:
        for raw in self.process.stderr:
            line = raw.decode("utf-8", "replace")
            self.errors += line
            self.lines.put(line.rstrip("\r\n"))
        self.lines.put(None)

    def _read_output(self) -> None:
        if self.process.stdout:
            self.output = self.process.stdout.read()

    def next_line(self, deadline: float) -> str:
        """The next line of standard error. Fails when the program ends or says nothing."""
        try:
            line = self.lines.get(timeout=max(0.01, deadline - time.monotonic()))
        except queue.Empty:
            raise AssertionError(f"nothing more was said; so far:\n{self.errors}") from None
        if line is None:
            raise AssertionError(f"ended with {self.process.wait(60)}; it said:\n{self.errors}")
        return line

    def line_containing(self, words: str, seconds: float = 60) -> str:
        deadline = time.monotonic() + seconds
        while words not in (line := self.next_line(deadline)):
            pass
        return line

    def address(self, seconds: float = 60) -> str:
        """The authorization address: alone on the line after the announcing one."""
        deadline = time.monotonic() + seconds
        while self.next_line(deadline) != expectations.ADDRESS_LINE:
            pass
        address = self.next_line(deadline)
        assert address.startswith(("http://", "https://")) and " " not in address, address
        return address

    def paste(self, text: str) -> None:
        self.process.stdin.write(text.encode() + b"\n")
        self.process.stdin.flush()

    def end_input(self) -> None:
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.process.pid, number)

    def is_running(self) -> bool:
        return self.process.poll() is None

    def end(self, seconds: float = 60) -> Ended:
        """Waits for the end by itself."""
        try:
            returncode = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"still running after {seconds:g} s; it said:\n{self.errors}") from None
        took = time.monotonic() - self.started
        for reader in self.readers:
            reader.join(60)
        return Ended(shell_status(returncode), self.output.decode("utf-8", "replace"), self.errors, took)


def run(home: Path, *arguments: str, input: str = "", seconds: float = 60, **environment: str) -> Ended:
    """Runs to the end with `input` on standard input."""
    with Program(home, *arguments, **environment) as program:
        try:
            program.process.stdin.write(input.encode())
        except BrokenPipeError:
            pass
        program.end_input()
        return program.end(seconds)

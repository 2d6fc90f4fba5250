"""Programs that stand for browsers and clipboard tools that there are none of here. They record how they were started
and what they got."""

from dataclasses import dataclass
from pathlib import Path

from waiting import eventually

# Little enough to be done long before pixie gives a tool up (3 s), also on a busy machine.
SCRIPT = """#!/bin/sh
record='{record}'
echo >>"$record.starts"
mkdir "$record.new"
printf '%s\\0' "$@" >"$record.new/arguments"
cat >"$record.new/input"
cat /proc/$$/environ >"$record.new/variables"
# In a process of its own, so that its output is none of the shell's descriptors.
(exec ls -l /proc/$$/fd >"$record.new/descriptors")
cat /proc/$$/stat >"$record.new/stat"
mv "$record.new" "$record"
{end}
"""


@dataclass
class Facts:
    arguments: list[str]
    input: bytes
    variables: set[str]
    # What its descriptors lead to, but for the script itself.
    descriptors: list[str]
    # Whether it leads a session of its own.
    leads_session: bool


@dataclass
class Tool:
    """A stand-in; `record` is what it leaves."""

    program: Path
    record: Path

    def facts(self) -> Facts:
        """Of its first start, which may still be to come."""
        eventually(self.record.exists, f"{self.program.name} was started")
        texts = {file.name: file.read_bytes() for file in self.record.iterdir()}
        process, rest = texts["stat"].split(b" ", 1)
        # State, parent, group, session.
        session = rest.rsplit(b") ", 1)[1].split()[3]
        targets = [line.split(" -> ")[1] for line in texts["descriptors"].decode().splitlines() if " -> " in line]
        return Facts(
            arguments=texts["arguments"].decode().split("\0")[:-1] if texts["arguments"] != b"\0" else [],
            input=texts["input"],
            variables={one.split(b"=")[0].decode() for one in texts["variables"].split(b"\0") if one},
            descriptors=[target for target in targets if target != str(self.program)],
            leads_session=session == process,
        )

    def starts(self) -> int:
        file = Path(f"{self.record}.starts")
        return len(file.read_text().splitlines()) if file.exists() else 0


def stand_in(folder: Path, name: str, end: str = "") -> Tool:
    """Puts a program of that name into the folder; `end` is what it does at last, in words of the shell."""
    folder.mkdir(exist_ok=True)
    tool = Tool(folder / name, folder / f"{name}.record")
    tool.program.write_text(SCRIPT.format(record=tool.record, end=end))
    tool.program.chmod(0o755)
    return tool

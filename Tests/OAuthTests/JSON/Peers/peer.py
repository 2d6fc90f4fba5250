"""Reads JSON texts with Python's json, one in hexadecimal a line, and says what they mean.

A line of the answer is `-` for a refused text, else the value as compact JSON in hexadecimal: members in their order,
repeated ones included, numbers as written, and nothing escaped that need not be.
"""

import json
import sys


class Number(str):
    """A number as it was written."""


class Members(list):
    """The members of an object."""


ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def quoted(text: str) -> str:
    return '"' + "".join(ESCAPES.get(c) or (c if c >= " " else f"\\u{ord(c):04x}") for c in text) + '"'


def written(value: object) -> str:
    match value:
        case None:
            return "null"
        case True:
            return "true"
        case False:
            return "false"
        case Number():
            return str(value)
        case str():
            return quoted(value)
        case Members():
            return "{" + ",".join(quoted(name) + ":" + written(member) for name, member in value) + "}"
        case list():
            return "[" + ",".join(map(written, value)) + "]"
    raise TypeError(type(value))


def answer(line: str) -> str:
    try:
        value = json.loads(
            bytes.fromhex(line), parse_int=Number, parse_float=Number, parse_constant=Number, object_pairs_hook=Members
        )
    except (ValueError, RecursionError):
        return "-"
    return written(value).encode("utf-8", "surrogatepass").hex()


print("\n".join([answer(line) for line in sys.stdin.read().splitlines()]))

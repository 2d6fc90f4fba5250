"""Text that a terminal would obey or hide, and the sequences that pixie itself may write."""

import re

# CSI with colours and attributes that pixie never uses, a resize, titles, a link, the clipboard, DCS, APC, PM, SOS, the
# same as C1 in UTF-8; line ends, BEL, BS, DEL; directions, zero width, tags, variation selectors, many marks.
SEQUENCES = [
    "\x1b[5;8;101mOWNED",
    "\x1b[8;99;99t",
    "\x1b[?1003h",
    "\x1b[6n",
    "\x1b[21t",
    "\x1b]0;OWNED\x07",
    "\x1b]2;OWNED\x1b\\",
    "\x1b]8;;http://owned.example/\x1b\\OWNED\x1b]8;;\x1b\\",
    "\x1b]52;c;T1dORUQ=\x07",
    "\x1bP+q6f776e6564\x1b\\",
    "\x1b_GOWNED\x1b\\",
    "\x1b^OWNED\x1b\\",
    "\x1bXOWNED\x1b\\",
    "\x1bc",
    "\x9b5;8;101mOWNED",
    "\x9d0;OWNED\x9c",
    "\x90OWNED\x9c",
    "\x85\x8d\x84",
    "\r\nforged: line\n\tx\x08\x7f\x07\x0b\x0c\x00",
    "\u202eDENWO\u202c\u2066x\u2069\u200e\u200f\u061c",
    "\u200b\u200c\u200d\u2060\ufeff\u00ad",
    "\U000e0001\U000e0041\U000e007f",
    "\u2028\u2029",
    "o" + "\u0300\u0336\u20dd" * 200,
]
NASTY = "".join(SEQUENCES)
# In places that cannot carry a zero octet: arguments, environment, file names.
NASTY_NAME = NASTY.replace("\x00", "")
# Not UTF-8 at all: C1 as single octets, an overlong ESC, a surrogate, a cut character.
RAW = b"\x9b5;8;101mOWNED\x9d0;OWNED\x9c\x85\xc0\x9b[5m\xed\xa0\x80\xf0\x9f\xff\xfe"
NASTY_OCTETS = NASTY_NAME.encode() + RAW
LONG = "L" * 100_000

# What no text of somebody else may bring to a stream.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]"
)
# More marks on one letter than any script has.
HEAPED = re.compile("[\u0300-\u036f\u20d0-\u20ff]{9}")

# The private modes that pixie and the terminal database of xterm switch.
MODES = rb"(?:1|7|12|25|1000|1004|1006|1034|1049|2004)"
COLOURS = rb"(?:0?|1|2|3|4|7|2[2-47]|3[0-9]|4[0-79]|9[0-7]|38;5;\d{1,3}|48;5;\d{1,3})"
OWN = re.compile(
    b"|".join(
        [
            rb"\x1b\[\?" + MODES + rb"(?:;" + MODES + rb")*[hl]",
            rb"\x1b\[" + COLOURS + rb"(?:;" + COLOURS + rb")*m",
            # Moving, erasing, inserting, repeating.
            rb"\x1b\[\d*(?:;\d*)?[HfABCDGdJKXPLM@bSTZIr]",
            rb"\x1b\[4[hl]",
            # The title is saved and brought back.
            rb"\x1b\[2[23];[0-2];?[0-2]?t",
            rb"\x1b\]2;pixie[ -~]{0,80}\x1b\\",
            rb"\x1b\]8;id=pixie;http://127\.0\.0\.1:[!-~]+\x1b\\",
            rb"\x1b\]8;;\x1b\\",
            rb"\x1b(?:[78=>M]|[()][B0])",
            rb"[\r\n\x08\x0e\x0f]",
        ]
    )
)


def stream_trouble(raw: bytes) -> list[str]:
    """What is on a stream that only lines of pixie's own should be on; empty when nothing is."""
    try:
        text = raw.decode()
    except UnicodeDecodeError as problem:
        return [f"not UTF-8: {problem}"]
    found = [around(text, match) for match in FORBIDDEN.finditer(text)]
    found += [f"marks heaped up: {around(text, match)}" for match in HEAPED.finditer(text)]
    return found[:5]


def terminal_trouble(raw: bytes) -> list[str]:
    """What was sent to a terminal beside text and the sequences of pixie's own."""
    return stream_trouble(OWN.sub(b"\n", raw))


def around(text: str, match: re.Match) -> str:
    return repr(text[max(0, match.start() - 60) : match.end() + 20])

"""A terminal in memory: pyte's screen, and what ncurses programs use that pyte lacks."""

import re
from copy import deepcopy

import pyte

ALTERNATE_MODES = {47, 1047, 1049}
# On in every terminal to begin with: cursor shown, lines wrap.
INITIAL_MODES = {7, 25}
OPERATING_SYSTEM_COMMAND = re.compile(rb"\x1b\](\d+);(.*?)(?:\x07|\x1b\\)", re.DOTALL)


class Emulator(pyte.Screen):
    """Adds the alternate screen, repeated characters, scrolling by lines, back tab, and a record of private modes."""

    def __init__(self, columns: int, rows: int, reply):
        self.reply = reply
        self.modes_on: set[int] = set(INITIAL_MODES)
        self.main_screen = None
        self.last_character = " "
        self.bells = 0
        self.titles: list[str] = []
        super().__init__(columns, rows)

    @property
    def is_alternate(self) -> bool:
        return self.main_screen is not None

    def write_process_input(self, data: str) -> None:
        self.reply(data.encode())

    def bell(self, *arguments) -> None:
        self.bells += 1

    def draw(self, data: str) -> None:
        if data:
            self.last_character = data[-1]
        super().draw(data)

    def set_mode(self, *modes: int, **options) -> None:
        if options.get("private"):
            self.modes_on.update(modes)
            if ALTERNATE_MODES.intersection(modes) and self.main_screen is None:
                self.main_screen = (deepcopy(self.buffer), self.cursor.x, self.cursor.y)
                self.erase_in_display(2)
        super().set_mode(*modes, **options)

    def reset_mode(self, *modes: int, **options) -> None:
        if options.get("private"):
            self.modes_on.difference_update(modes)
            if ALTERNATE_MODES.intersection(modes) and self.main_screen is not None:
                buffer, column, row = self.main_screen
                self.main_screen = None
                self.buffer.clear()
                self.buffer.update(buffer)
                self.cursor.x, self.cursor.y = min(column, self.columns - 1), min(row, self.lines - 1)
                self.dirty.update(range(self.lines))
        super().reset_mode(*modes, **options)

    def select_graphic_rendition(self, *attributes: int, **options) -> None:
        if not options.get("private"):
            super().select_graphic_rendition(*attributes)

    def report_device_attributes(self, mode: int = 0, **options) -> None:
        if not options.get("private"):
            super().report_device_attributes(mode)

    def report_device_status(self, mode: int = 0, **options) -> None:
        if not options.get("private"):
            super().report_device_status(mode)

    def repeat_character(self, count: int = 1, **options) -> None:
        self.draw(self.last_character * max(1, count))

    def scroll_lines_up(self, count: int = 1, **options) -> None:
        self._scroll(count, at_top=False)

    def scroll_lines_down(self, count: int = 1, **options) -> None:
        self._scroll(count, at_top=True)

    def _scroll(self, count: int, at_top: bool) -> None:
        top, bottom = self.margins or (0, self.lines - 1)
        row = self.cursor.y
        for _ in range(max(1, count)):
            self.cursor.y = top if at_top else bottom
            self.reverse_index() if at_top else self.index()
        self.cursor.y = row

    def manipulate_window(self, *numbers: int, **options) -> None:
        """The stack of titles of xterm: 22 puts the title away, 23 brings it back; 0 and 2 mean the window's."""
        if numbers[:1] == (22,) and numbers[1:2] != (1,):
            self.titles.append(self.title)
        elif numbers[:1] == (23,) and numbers[1:2] != (1,) and self.titles:
            self.title = self.titles.pop()

    def back_tab(self, count: int = 1, **options) -> None:
        for _ in range(max(1, count)):
            self.cursor.x = max((stop for stop in self.tabstops if stop < self.cursor.x), default=0)


class Stream(pyte.ByteStream):
    """pyte's parser with the sequences of `Emulator`."""

    csi = pyte.ByteStream.csi | {
        "b": "repeat_character",
        "S": "scroll_lines_up",
        "T": "scroll_lines_down",
        "Z": "back_tab",
        "t": "manipulate_window",
    }
    events = pyte.ByteStream.events | {"repeat_character", "scroll_lines_up", "scroll_lines_down", "back_tab", "manipulate_window"}

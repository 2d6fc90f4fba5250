"""A picture of an emulated screen, as a person would see it in a dark or a light terminal."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from wcwidth import wcwidth

FONTS = Path("/usr/share/fonts/truetype/dejavu")
SIZE = 16
MARGIN = 6
THEMES = {"dark": ("#d6d6d6", "#1c1c1f"), "light": ("#202020", "#fdfdfd")}
CURSOR = "#b48ead"
COLORS = {
    "black": "#1c1c1c",
    "red": "#c4373b",
    "green": "#2f9e55",
    "brown": "#b58900",
    "blue": "#3b78c4",
    "magenta": "#a347ba",
    "cyan": "#1b94a8",
    "white": "#c8c8c8",
    "brightblack": "#7a7a7a",
    "brightred": "#ef6b6e",
    "brightgreen": "#52c47c",
    "brightbrown": "#dfc04a",
    "brightyellow": "#dfc04a",
    "brightblue": "#6ba5ea",
    "brightmagenta": "#cf7fe2",
    "brightcyan": "#4fc3d6",
    "brightwhite": "#ffffff",
}


def color(name: str, default: str) -> str:
    """The colour of a pyte name, of six hexadecimal digits, or the default."""
    if name == "default":
        return default
    # pyte 0.8.2 spells one of its names wrong.
    name = name.replace("bfight", "bright")
    return COLORS.get(name) or "#" + name


def picture(screen, theme: str = "dark") -> Image.Image:
    """Draws each cell with its colours; the cursor as a coloured cell."""
    regular = ImageFont.truetype(FONTS / "DejaVuSansMono.ttf", SIZE)
    bold = ImageFont.truetype(FONTS / "DejaVuSansMono-Bold.ttf", SIZE)
    ascent, descent = regular.getmetrics()
    width, height = round(regular.getlength("0")), ascent + descent
    text_color, paper = THEMES[theme]
    size = (screen.columns * width + 2 * MARGIN, screen.lines * height + 2 * MARGIN)
    image = Image.new("RGB", size, paper)
    pen = ImageDraw.Draw(image)
    for row in range(screen.lines):
        for column in range(screen.columns):
            cell = screen.buffer[row][column]
            if not cell.data:
                continue
            front, back = color(cell.fg, text_color), color(cell.bg, paper)
            if cell.reverse:
                front, back = back, front
            if not screen.cursor.hidden and (column, row) == (screen.cursor.x, screen.cursor.y):
                front, back = paper, CURSOR
            left, top = MARGIN + column * width, MARGIN + row * height
            right, bottom = left + width * max(1, wcwidth(cell.data[0])), top + height
            if back != paper:
                pen.rectangle([left, top, right - 1, bottom - 1], fill=back)
            draw_character(pen, cell, (left, top, right, bottom), front, bold if cell.bold else regular)
            if cell.underscore:
                pen.line([left, top + ascent + 1, right - 1, top + ascent + 1], fill=front)
    return image


def draw_character(pen, cell, box: tuple[int, int, int, int], fill: str, font) -> None:
    """Blocks are drawn as areas: fonts leave gaps between their cells."""
    left, top, right, bottom = box
    eighths = "▏▎▍▌▋▊▉█".find(cell.data) + 1
    if eighths:
        pen.rectangle([left, top, left + max(1, (right - left) * eighths // 8) - 1, bottom - 1], fill=fill)
    elif cell.data == "▀":
        pen.rectangle([left, top, right - 1, (top + bottom) // 2 - 1], fill=fill)
    elif cell.data == "▄":
        pen.rectangle([left, (top + bottom) // 2, right - 1, bottom - 1], fill=fill)
    elif cell.data.strip():
        pen.text((left, top), cell.data, font=font, fill=fill)

#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "include/CNcurses.h"

#include <fcntl.h>
#include <ncurses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

static SCREEN *screen;
static FILE *output;
static FILE *input;
/// Keys are read from a pad: reading from a window would draw it as well.
static WINDOW *keyboard;
static cchar_t *row_cells;
static int row_capacity;
/// What curs_set was given last: 1 shown, 0 hidden.
static int cursor_state;

/// The pairs are numbered as the colours, on the terminal's own background.
static const short colors[] = {COLOR_RED, COLOR_GREEN, COLOR_YELLOW, COLOR_MAGENTA, COLOR_CYAN};
static bool has_color;

static bool has_string(const char *name) {
    char *value = tigetstr(name);
    return value != NULL && value != (char *)-1 && *value != 0;
}

static FILE *stream(int descriptor, const char *mode) {
    int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
    if (copy < 0) return NULL;
    FILE *made = fdopen(copy, mode);
    if (made == NULL) close(copy);
    return made;
}

static void close_streams(void) {
    if (output != NULL) fclose(output);
    if (input != NULL) fclose(input);
    output = NULL;
    input = NULL;
}

int pixie_curses_start(int descriptor, const char *term) {
    // LINES and COLUMNS of the shell are stale after a resize; the terminal knows its size.
    use_env(FALSE);
    use_tioctl(TRUE);
    output = stream(descriptor, "w");
    input = stream(descriptor, "r");
    screen = output != NULL && input != NULL ? newterm(term, output, input) : NULL;
    if (screen == NULL) {
        close_streams();
        return PIXIE_UNKNOWN_TERMINAL;
    }
    // So far curses has changed only the modes of the keyboard. A terminal like this gets no other octet.
    keyboard = has_string("cup") ? newpad(1, 1) : NULL;
    if (keyboard == NULL) {
        reset_shell_mode();
        delscreen(screen);
        screen = NULL;
        close_streams();
        return PIXIE_DUMB_TERMINAL;
    }
    raw();
    noecho();
    nonl();
    // Input that waits would break an update off in the middle.
    typeahead(-1);
    intrflush(stdscr, FALSE);
    set_escdelay(50);
    keypad(keyboard, TRUE);
    nodelay(keyboard, TRUE);
    // The mouse is off. A report that comes nevertheless is read as a whole by our own decoder, not only its start.
    define_key(NULL, KEY_MOUSE);
    cursor_state = 1;
    return PIXIE_STARTED;
}

bool pixie_curses_start_color(const uint8_t *wanted, const uint8_t *of_eight) {
    has_color = has_colors() && start_color() == OK && COLORS >= 8 && use_default_colors() == OK;
    if (!has_color) return false;
    for (size_t index = 0; index < sizeof colors / sizeof *colors; index++) {
        short pair = colors[index];
        init_pair(pair, COLORS >= 16 ? wanted[pair] : of_eight[pair], -1);
    }
    // For pictures that a camera reads: both colours are said.
    init_pair(COLOR_WHITE, COLOR_WHITE, COLOR_BLACK);
    return true;
}

bool pixie_curses_wraps(bool *waits_at_margin) {
    char *move = tigetstr("cup");
    *waits_at_margin = tigetflag("xenl") > 0;
    return tigetflag("am") > 0 && move != NULL && move[0] == '\033' && move[1] == '[';
}

size_t pixie_curses_leaving(uint8_t *octets, size_t capacity) {
    char *text = tigetstr("rmcup");
    size_t count = 0;
    if (text == NULL || text == (char *)-1) return 0;
    while (*text != 0 && count < capacity) {
        // Padding, $<...>, is for curses' own output.
        char *end = text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;
        if (end != NULL) {
            text = end + 1;
        } else {
            octets[count++] = (uint8_t)*text++;
        }
    }
    return count;
}

void pixie_curses_define_key(const char *sequence, int number) {
    define_key(sequence, number);
}

void pixie_curses_resize(int width, int height) {
    // resizeterm would also put a key into the queue.
    resize_term(height, width);
}

static attr_t attributes(const pixie_cell *cell) {
    attr_t found = A_NORMAL;
    if (cell->attributes & PIXIE_BOLD) found |= A_BOLD;
    if (cell->attributes & PIXIE_DIM) found |= A_DIM;
    if (cell->attributes & PIXIE_UNDERLINE) found |= A_UNDERLINE;
    if (cell->attributes & PIXIE_REVERSE) found |= A_REVERSE;
    return found;
}

void pixie_curses_put_row(int row, const pixie_cell *cells, int count) {
    if (count > row_capacity) {
        cchar_t *larger = realloc(row_cells, sizeof *row_cells * (size_t)count);
        if (larger == NULL) return;
        row_cells = larger;
        row_capacity = count;
    }
    int made = 0;
    for (int column = 0; column < count; column++) {
        const pixie_cell *cell = &cells[column];
        if (cell->width == 0) continue;
        wchar_t text[5] = {
            (wchar_t)cell->scalars[0], (wchar_t)cell->scalars[1], (wchar_t)cell->scalars[2],
            (wchar_t)cell->scalars[3], 0};
        // Where the C library counts other columns than we do, everything to the right would move.
        bool is_same = wcwidth(text[0]) == cell->width;
        for (int mark = 1; mark < 4 && text[mark] != 0; mark++) {
            if (wcwidth(text[mark]) != 0) text[mark] = 0;
        }
        if (!is_same) {
            text[0] = L'?';
            text[1] = 0;
        }
        short pair = has_color ? cell->color : 0;
        attr_t drawn = attributes(cell);
        setcchar(&row_cells[made++], text, drawn, pair, NULL);
        if (!is_same && cell->width == 2) setcchar(&row_cells[made++], L" ", drawn, pair, NULL);
    }
    mvwadd_wchnstr(stdscr, row, 0, row_cells, made);
}

void pixie_curses_clear(void) {
    clearok(curscr, TRUE);
}

void pixie_curses_update(int cursor_row, int cursor_column) {
    int wanted = cursor_row >= 0 ? 1 : 0;
    // Some terminals, a VT100 among them, cannot hide it. There it always rests in the same corner.
    bool stays_visible = wanted == 0 && cursor_state != 0 && curs_set(0) == ERR;
    // A hidden cursor may stay where the last change left it; that saves moving it back.
    leaveok(stdscr, wanted == 0 && !stays_visible);
    if (wanted != 0) wmove(stdscr, cursor_row, cursor_column);
    if (stays_visible) wmove(stdscr, getmaxy(stdscr) - 1, getmaxx(stdscr) - 1);
    wnoutrefresh(stdscr);
    doupdate();
    if (wanted != 0 && cursor_state != 1) curs_set(1);
    cursor_state = stays_visible ? 1 : wanted;
}

int pixie_curses_read(void) {
    int code = wgetch(keyboard);
    return code == ERR ? -1 : code;
}

void pixie_curses_leave(void) {
    curs_set(1);
    endwin();
    // The next update must hide it again if it is to be hidden.
    cursor_state = 1;
}

void pixie_curses_take_keyboard(void) {
    reset_prog_mode();
}

void pixie_curses_release_keyboard(void) {
    reset_shell_mode();
}

void pixie_curses_stop(void) {
    if (screen == NULL) return;
    delwin(keyboard);
    delscreen(screen);
    close_streams();
    free(row_cells);
    row_cells = NULL;
    row_capacity = 0;
    screen = NULL;
    keyboard = NULL;
    has_color = false;
}

// Plain functions over ncurses and the few system calls that Swift cannot make safely. No curses name appears here:
// most of them are macros or shared mutable state, which Swift does not import.
//
// Everything named pixie_curses_ belongs to the main thread.

#ifndef PIXIE_CNCURSES_H
#define PIXIE_CNCURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// MARK: locale.c

/// Sets the locale of the environment. `wants_utf8` says that the environment names a UTF-8 locale; when that one is
/// not installed, C.UTF-8 takes its place. True when the locale in force is UTF-8.
bool pixie_locale_start(bool wants_utf8);

// MARK: tty.c

/// Opens the controlling terminal, closed on exec. -1 when there is none.
int pixie_tty_open(void);
void pixie_close(int descriptor);
/// The size that the terminal reports; false when it does not know.
bool pixie_tty_size(int descriptor, int *columns, int *rows);
/// True once the other side hung up.
bool pixie_tty_is_gone(int descriptor);
/// Waits for input at most so long. True when there is some.
bool pixie_wait_readable(int descriptor, int milliseconds);
/// Waits for input at most so long and reads what is there; 0 when nothing came.
size_t pixie_tty_read(int descriptor, uint8_t *octets, size_t capacity, int milliseconds);
/// Writes all of it, or as much as the terminal takes before it goes away.
void pixie_write_all(int descriptor, const uint8_t *octets, size_t count);
/// Seconds of a clock that never jumps.
double pixie_uptime(void);
/// Stops the process as Control-Z does and returns when it goes on. The others in the process group get the signal
/// too, so that a shell script around us stops as well.
void pixie_stop_process(void);

// MARK: curses.c

enum {
    PIXIE_STARTED = 0,
    /// The name is not in the terminal database.
    PIXIE_UNKNOWN_TERMINAL = 1,
    /// Known, but without cursor addressing.
    PIXIE_DUMB_TERMINAL = 2,
};

enum {
    PIXIE_BOLD = 1,
    PIXIE_DIM = 2,
    PIXIE_UNDERLINE = 4,
    PIXIE_REVERSE = 8,
};

/// One cell: a base and up to three combining marks, 0 where there is none. Width 0 is the right half of a wide one.
typedef struct {
    uint32_t scalars[4];
    uint8_t width;
    uint8_t attributes;
    /// 0 for the terminal's own colours, or a colour number of ANSI from 1.
    uint8_t color;
} pixie_cell;

/// What the terminal database says of a name; one of the numbers above. The terminal is not touched.
int pixie_terminfo_look(int descriptor, const char *term, int *colors);

/// Starts curses on the terminal with the entry of that name; one of the numbers above. It writes nothing yet.
int pixie_curses_start(int descriptor, const char *term);
/// Turns colours on; false when the terminal has none.
bool pixie_curses_start_color(const uint8_t *wanted, const uint8_t *of_eight);
/// True when the terminal wraps long lines by itself and obeys ANSI sequences.
bool pixie_curses_wraps(bool *waits_at_margin);
/// The octets that leave the alternate screen; none where there is no such screen.
size_t pixie_curses_leaving(uint8_t *octets, size_t capacity);
/// Gives a sequence that curses does not know a number, which `pixie_curses_read` then returns.
void pixie_curses_define_key(const char *sequence, int number);
/// Tells curses the size of the terminal.
void pixie_curses_resize(int columns, int rows);
/// Sets a row from its first column on. The terminal is sent nothing before the next update.
void pixie_curses_put_row(int row, const pixie_cell *cells, int count);
/// Makes the next update draw every cell.
void pixie_curses_clear(void);
/// Sends what changed. A negative row hides the cursor.
void pixie_curses_update(int cursor_row, int cursor_column);
/// The next octet or key; -1 when there is none now. Above 255 it is a key number.
int pixie_curses_read(void);
/// Leaves the screen and gives the terminal its former modes; the next update comes back.
void pixie_curses_leave(void);
/// Takes the keyboard again without the screen.
void pixie_curses_take_keyboard(void);
/// Gives the keyboard back; the screen was left before.
void pixie_curses_release_keyboard(void);
/// Frees what curses holds, after the screen was left. Safe to call twice.
void pixie_curses_stop(void);

// MARK: crash.c

/// Catches the signals of crashes: the terminal is put back, then the signal takes its course.
void pixie_crash_install(void);
/// Notes the present modes of the terminal, to be put back. To be called before curses starts.
void pixie_crash_arm(int descriptor);
/// Notes the octets that put the screen back.
void pixie_crash_set_reset(const uint8_t *octets, size_t count);
/// The terminal is back; nothing is left to do.
void pixie_crash_disarm(void);
/// Puts back the modes that the terminal had when it was armed.
void pixie_crash_restore_modes(void);
/// Keeps what is written to standard error, when that is a terminal, until it is released.
void pixie_stderr_hold(void);
/// Gives standard error back and writes what was kept.
void pixie_stderr_release(void);

// MARK: signals.c

enum {
    PIXIE_RESIZED = 1,
    PIXIE_INTERRUPT = 2,
    PIXIE_TERMINATE = 4,
    PIXIE_HANG_UP = 8,
    PIXIE_QUIT = 16,
    PIXIE_SUSPEND = 32,
    PIXIE_CONTINUED = 64,
};

/// Sends one octet into a pipe for each signal; returns its reading end, the same one on every call. -1 on failure.
/// To be called from the main thread, before others start.
int pixie_signals_start(void);
/// What came since the last call, as a set of the numbers above.
unsigned pixie_signals_take(void);

// MARK: waker.c

/// Opens an event counter, closed on exec. -1 when no descriptor is left.
int pixie_waker_open(void);
/// Makes it readable. Any thread may call it, and signal handlers too.
void pixie_waker_wake(int descriptor);
/// Makes it unreadable until it is woken again. Never blocks.
void pixie_waker_clear(int descriptor);

#endif

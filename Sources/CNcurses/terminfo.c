// What the terminal database says of a name, without touching the terminal.

#include <curses.h>
#include <term.h>
#undef columns
#undef lines

#include "include/CNcurses.h"

int pixie_terminfo_look(int descriptor, const char *term, int *colors) {
    TERMINAL *before = cur_term;
    int found = 0;
    *colors = 0;
    if (setupterm(term, descriptor < 0 ? 1 : descriptor, &found) != OK) return PIXIE_UNKNOWN_TERMINAL;
    const char *address = tigetstr("cup");
    int number = tigetnum("colors");
    *colors = number > 0 ? number : 0;
    int answer = address && address != (char *)-1 ? PIXIE_STARTED : PIXIE_DUMB_TERMINAL;
    TERMINAL *own = cur_term;
    set_curterm(before);
    del_curterm(own);
    return answer;
}

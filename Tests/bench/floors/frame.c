// The least that a first frame can cost: ncurses in C, static, with a list of so many rows, or a form when there are none.
// usage: frame ROWS     arrow keys move in the list, q ends
#define _XOPEN_SOURCE_EXTENDED 1
#include <locale.h>
#include <ncurses.h>
#include <stdlib.h>

static int rows, first, chosen;

static void draw_row(int place) {
    int row = first + place;
    move(3 + place, 0);
    clrtoeol();
    if (row >= rows) return;
    if (row == chosen) attron(A_REVERSE);
    mvprintw(3 + place, 1, "profile-%05d   https://login%d.example.com/realms/acme   pixie-cli   signed in", row, row % 7);
    if (row == chosen) attroff(A_REVERSE);
}

static void draw_form(void) {
    static const char *names[] = {"Issuer", "Client ID", "Scopes", "Redirect", "Port", "Secret", "Provider", "Resource"};
    for (int place = 0; place < 8; place++) {
        mvprintw(3 + 2 * place, 2, "%-12s", names[place]);
        attron(A_UNDERLINE);
        printw("%-58s", place == 2 ? "openid profile email offline_access" : "");
        attroff(A_UNDERLINE);
    }
}

int main(int count, char **arguments) {
    rows = count > 1 ? atoi(arguments[1]) : 0;
    setlocale(LC_ALL, "");
    initscr();
    cbreak();
    noecho();
    keypad(stdscr, TRUE);
    if (has_colors()) {
        start_color();
        use_default_colors();
        for (short color = 1; color < 8; color++) init_pair(color, color, -1);
    }
    int window = LINES - 6;
    attron(A_REVERSE);
    mvprintw(0, 0, "%-*s", COLS, " pixie");
    attroff(A_REVERSE);
    attron(A_BOLD | COLOR_PAIR(6));
    mvprintw(1, 1, "Where to log in");
    attroff(A_BOLD | COLOR_PAIR(6));
    if (rows) for (int place = 0; place < window; place++) draw_row(place);
    else draw_form();
    attron(A_REVERSE);
    mvprintw(LINES - 1, 0, "%-*s", COLS - 1, " Enter choose  / search  n new  ? help  q leave  FRAME-READY");
    attroff(A_REVERSE);
    refresh();
    for (int key; (key = getch()) != 'q';) {
        int before = chosen;
        if (key == KEY_DOWN && chosen + 1 < rows) chosen++;
        else if (key == KEY_UP && chosen > 0) chosen--;
        else continue;
        if (chosen >= first + window || chosen < first) {
            first += chosen - before;
            for (int place = 0; place < window; place++) draw_row(place);
        } else {
            draw_row(before - first);
            draw_row(chosen - first);
        }
        refresh();
    }
    endwin();
    return 0;
}

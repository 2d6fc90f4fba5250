#include "include/CNcurses.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>

bool pixie_locale_start(bool wants_utf8) {
    // Only the characters: numbers and messages stay as the program wrote them.
    bool is_set = setlocale(LC_CTYPE, "") != NULL;
    if (wants_utf8 && (!is_set || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)) {
        setlocale(LC_CTYPE, "C.UTF-8");
    }
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

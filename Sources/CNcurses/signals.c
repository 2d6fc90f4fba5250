#define _GNU_SOURCE
#include "include/CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static int ends[2] = {-1, -1};

static const int caught[] = {SIGWINCH, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT};

/// Runs on any thread, at any moment: one write and nothing else.
static void note(int signal) {
    int saved = errno;
    uint8_t octet = (uint8_t)signal;
    ssize_t written = write(ends[1], &octet, 1);
    (void)written;
    errno = saved;
}

int pixie_signals_start(void) {
    // The handlers are set each time: somebody may have put back what was before.
    if (ends[0] < 0 && pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    // Whose terminal this is, its keys are for: who opened it may itself run in the background or under nohup, and
    // ignore what those ignore. Anything else is in the background itself.
    int has_terminal = tcgetpgrp(STDIN_FILENO) == getpgrp();
    for (size_t index = 0; index < sizeof caught / sizeof *caught; index++) {
        struct sigaction former;
        // What nohup and the like ignore stays ignored.
        if (!has_terminal && sigaction(caught[index], NULL, &former) == 0 && former.sa_handler == SIG_IGN) continue;
        struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
        sigfillset(&action.sa_mask);
        sigaction(caught[index], &action, NULL);
    }
    return ends[0];
}

static unsigned meaning(uint8_t signal) {
    switch (signal) {
    case SIGWINCH: return PIXIE_RESIZED;
    case SIGINT: return PIXIE_INTERRUPT;
    case SIGTERM: return PIXIE_TERMINATE;
    case SIGHUP: return PIXIE_HANG_UP;
    case SIGQUIT: return PIXIE_QUIT;
    case SIGTSTP: return PIXIE_SUSPEND;
    case SIGCONT: return PIXIE_CONTINUED;
    default: return 0;
    }
}

unsigned pixie_signals_take(void) {
    unsigned set = 0;
    uint8_t octets[256];
    ssize_t count;
    while ((count = read(ends[0], octets, sizeof octets)) > 0) {
        for (ssize_t index = 0; index < count; index++) set |= meaning(octets[index]);
    }
    return set;
}

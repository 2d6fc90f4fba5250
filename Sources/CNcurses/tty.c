#include "include/CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

int pixie_tty_open(void) {
    return open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
}

void pixie_close(int descriptor) {
    close(descriptor);
}

bool pixie_tty_size(int descriptor, int *columns, int *rows) {
    struct winsize size;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return false;
    *columns = size.ws_col;
    *rows = size.ws_row;
    return true;
}

bool pixie_tty_is_gone(int descriptor) {
    struct pollfd entry = {.fd = descriptor, .events = POLLIN};
    return poll(&entry, 1, 0) > 0 && (entry.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
}

bool pixie_wait_readable(int descriptor, int milliseconds) {
    struct pollfd entry = {.fd = descriptor, .events = POLLIN};
    return poll(&entry, 1, milliseconds) > 0 && (entry.revents & POLLIN) != 0;
}

size_t pixie_tty_read(int descriptor, uint8_t *octets, size_t capacity, int milliseconds) {
    if (!pixie_wait_readable(descriptor, milliseconds)) return 0;
    ssize_t count = read(descriptor, octets, capacity);
    return count > 0 ? (size_t)count : 0;
}

void pixie_write_all(int descriptor, const uint8_t *octets, size_t count) {
    while (count > 0) {
        ssize_t written = write(descriptor, octets, count);
        if (written > 0) {
            octets += written;
            count -= (size_t)written;
        } else if (written < 0 && errno == EAGAIN) {
            // Somebody who shares the terminal made it non-blocking.
            struct pollfd entry = {.fd = descriptor, .events = POLLOUT};
            if (poll(&entry, 1, 1000) <= 0) return;
        } else if (written == 0 || errno != EINTR) {
            return;
        }
    }
}

double pixie_uptime(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void pixie_stop_process(void) {
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    struct sigaction former;
    sigaction(SIGTSTP, &ignore, &former);
    kill(0, SIGTSTP);
    sigaction(SIGTSTP, &former, NULL);
    // SIGTSTP is dropped for a process group that no shell controls; SIGSTOP never is.
    raise(SIGSTOP);
}

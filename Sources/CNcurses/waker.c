#include "include/CNcurses.h"

#include <sys/eventfd.h>
#include <unistd.h>

int pixie_waker_open(void) {
    return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}

void pixie_waker_wake(int descriptor) {
    uint64_t one = 1;
    // It only fails when the counter is full, and then the other side is awake already.
    ssize_t written = write(descriptor, &one, sizeof one);
    (void)written;
}

void pixie_waker_clear(int descriptor) {
    uint64_t count;
    ssize_t got = read(descriptor, &count, sizeof count);
    (void)got;
}

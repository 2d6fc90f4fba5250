#define _GNU_SOURCE
#include "include/CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

// What the handler needs is prepared here beforehand: in it only calls are made that POSIX allows in signal handlers.
static atomic_int armed_descriptor = -1;
static struct termios former_modes;
static bool has_former_modes;
static uint8_t reset_octets[512];
static atomic_size_t reset_count;

static atomic_int held_stderr = -1;
static int stderr_memory = -1;
static const off_t stderr_limit = 1 << 20;

static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};
enum { fatal_count = sizeof fatal / sizeof *fatal };
static struct sigaction former_actions[fatal_count];
static atomic_int crashed_thread = 0;

void pixie_crash_restore_modes(void) {
    int descriptor = atomic_load(&armed_descriptor);
    if (descriptor >= 0 && has_former_modes) tcsetattr(descriptor, TCSANOW, &former_modes);
}

/// Puts the terminal back, once.
static void leave_terminal(void) {
    int descriptor = atomic_load(&armed_descriptor);
    if (descriptor < 0) return;
    pixie_write_all(descriptor, reset_octets, atomic_load(&reset_count));
    pixie_crash_restore_modes();
    atomic_store(&armed_descriptor, -1);
}

void pixie_stderr_hold(void) {
    if (atomic_load(&held_stderr) >= 0 || !isatty(STDERR_FILENO)) return;
    int memory = memfd_create("pixie-stderr", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (memory < 0) return;
    int former = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    // Its size is fixed, so that a child that never stops complaining cannot fill the memory.
    bool is_ready = former >= 0 && ftruncate(memory, stderr_limit) == 0
        && fcntl(memory, F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK) == 0 && dup2(memory, STDERR_FILENO) >= 0;
    if (!is_ready) {
        if (former >= 0) close(former);
        close(memory);
        return;
    }
    stderr_memory = memory;
    atomic_store(&held_stderr, former);
}

void pixie_stderr_release(void) {
    int former = atomic_exchange(&held_stderr, -1);
    if (former < 0) return;
    off_t end = lseek(stderr_memory, 0, SEEK_CUR);
    dup2(former, STDERR_FILENO);
    close(former);
    uint8_t octets[4096];
    for (off_t position = 0; position < end;) {
        size_t wanted = end - position < (off_t)sizeof octets ? (size_t)(end - position) : sizeof octets;
        ssize_t count = pread(stderr_memory, octets, wanted, position);
        if (count <= 0) break;
        pixie_write_all(STDERR_FILENO, octets, (size_t)count);
        position += count;
    }
    close(stderr_memory);
    stderr_memory = -1;
}

static void crash(int signal, siginfo_t *info, void *context) {
    (void)context;
    int thread = (int)gettid();
    int first = 0;
    if (atomic_compare_exchange_strong(&crashed_thread, &first, thread)) {
        leave_terminal();
        pixie_stderr_release();
    } else if (first != thread) {
        // Another thread crashed before; it is about to end the process.
        for (;;) pause();
    }
    for (int index = 0; index < fatal_count; index++) {
        if (fatal[index] == signal) sigaction(signal, &former_actions[index], NULL);
    }
    // A fault of the processor happens again on return, with all its details; one that was sent is sent again.
    if (info == NULL || info->si_code <= 0) raise(signal);
}

static void leave_at_exit(void) {
    leave_terminal();
    pixie_stderr_release();
}

void pixie_crash_install(void) {
    static bool is_installed = false;
    if (is_installed) return;
    is_installed = true;
    static uint8_t stack[64 << 10];
    stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&alternate, NULL);
    for (int index = 0; index < fatal_count; index++) {
        struct sigaction action = {.sa_sigaction = crash, .sa_flags = SA_SIGINFO | SA_ONSTACK};
        sigfillset(&action.sa_mask);
        for (int other = 0; other < fatal_count; other++) sigdelset(&action.sa_mask, fatal[other]);
        sigaddset(&action.sa_mask, fatal[index]);
        sigaction(fatal[index], &action, &former_actions[index]);
        // Where a toolchain is installed, Swift's own handler asks questions on the terminal for half a minute. Who
        // wants it sets SWIFT_BACKTRACE; everybody else gets the message and the signal.
        if (getenv("SWIFT_BACKTRACE") == NULL) former_actions[index] = (struct sigaction){.sa_handler = SIG_DFL};
    }
    atexit(leave_at_exit);
}

void pixie_crash_arm(int descriptor) {
    has_former_modes = tcgetattr(descriptor, &former_modes) == 0;
    atomic_store(&reset_count, 0);
    atomic_store(&armed_descriptor, descriptor);
}

void pixie_crash_set_reset(const uint8_t *octets, size_t count) {
    size_t fitting = count < sizeof reset_octets ? count : sizeof reset_octets;
    memcpy(reset_octets, octets, fitting);
    atomic_store(&reset_count, fitting);
}

void pixie_crash_disarm(void) {
    atomic_store(&armed_descriptor, -1);
}

// System calls of Linux that Swift does not import, because they take a variable number of arguments or are shown to
// GNU programs only. No meaning lives here: who calls them says why.

#ifndef PIXIE_CLINUX_H
#define PIXIE_CLINUX_H

#include <spawn.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// MARK: process.c

/// prctl(PR_SET_DUMPABLE): false forbids core dumps, and tracing and reading by others without CAP_SYS_PTRACE.
/// True when the system obeyed.
bool pixie_set_dumpable(bool is_dumpable);
/// prctl(PR_GET_DUMPABLE).
bool pixie_is_dumpable(void);
/// `environ`: the variables of this process, ended by null. They are not to be changed while it is read.
char *const *pixie_environment(void);

/// posix_spawn_file_actions_addclosefrom_np(3): the child closes `first` and every descriptor above it.
int pixie_spawn_close_from(posix_spawn_file_actions_t *actions, int first);

// MARK: memory.c

/// Overwrites octets in a way that the compiler does not leave out.
void pixie_wipe(void *octets, size_t count);
/// Zeroed pages that belong to nobody else, left out of core dumps; null when there is no memory.
void *pixie_pages_make(size_t count);
/// Keeps them out of the swap space; false when the limit of this process (RLIMIT_MEMLOCK) forbids that.
bool pixie_pages_lock(void *pages, size_t count);
/// Wipes, unlocks and returns them.
void pixie_pages_end(void *pages, size_t count);

// MARK: keys.c

/// add_key(2): the number of the key, or -1 with `errno`.
int32_t pixie_add_key(
    const char *type, const char *description, const void *payload, size_t count, int32_t keyring);
/// keyctl(2): the result of the operation, or -1 with `errno`. Arguments that the operation does not have are 0.
long pixie_keyctl(int operation, uintptr_t first, uintptr_t second, uintptr_t third, uintptr_t fourth);

#endif

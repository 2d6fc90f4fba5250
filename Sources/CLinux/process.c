#define _GNU_SOURCE
#include "include/CLinux.h"

#include <sys/prctl.h>
#include <unistd.h>

bool pixie_set_dumpable(bool is_dumpable) {
    return prctl(PR_SET_DUMPABLE, is_dumpable ? 1L : 0L, 0L, 0L, 0L) == 0;
}

bool pixie_is_dumpable(void) {
    return prctl(PR_GET_DUMPABLE, 0L, 0L, 0L, 0L) != 0;
}

int pixie_spawn_close_from(posix_spawn_file_actions_t *actions, int first) {
    return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

char *const *pixie_environment(void) {
    return environ;
}

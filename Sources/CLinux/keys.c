#define _GNU_SOURCE
#include "include/CLinux.h"

#include <sys/syscall.h>
#include <unistd.h>

int32_t pixie_add_key(
    const char *type, const char *description, const void *payload, size_t count, int32_t keyring) {
    return (int32_t)syscall(SYS_add_key, type, description, payload, count, keyring);
}

long pixie_keyctl(int operation, uintptr_t first, uintptr_t second, uintptr_t third, uintptr_t fourth) {
    return syscall(SYS_keyctl, operation, first, second, third, fourth);
}

#define _GNU_SOURCE
#include "include/CLinux.h"

#include <string.h>
#include <sys/mman.h>

void pixie_wipe(void *octets, size_t count) {
    explicit_bzero(octets, count);
}

void *pixie_pages_make(size_t count) {
    void *pages = mmap(NULL, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) return NULL;
    // Kernels without it leave only that part of the protection away; dumps are forbidden as a whole as well.
    madvise(pages, count, MADV_DONTDUMP);
    return pages;
}

bool pixie_pages_lock(void *pages, size_t count) {
    return mlock(pages, count) == 0;
}

void pixie_pages_end(void *pages, size_t count) {
    explicit_bzero(pages, count);
    // Pages that are returned are unlocked with it.
    munmap(pages, count);
}

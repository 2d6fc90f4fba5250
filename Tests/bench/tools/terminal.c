// terminal COLUMNS ROWS STEP… -- COMMAND ARG…: runs a program on a terminal of its own and measures what it does there.
//
//   see TEXT            waits until the text was written since the step before; prints: see NS BYTES
//   quiet MS            waits until nothing was written for so long
//   show MS             the same, and prints what came so far, the last 64 KiB at least: show HEXADECIMAL
//   type TEXT           writes the text to the program at once
//   press TEXT TIMES    writes it so many times, each time waits for the answer and then until nothing came for 60 ms;
//                       prints for each: press NS-TO-THE-LAST-OCTET BYTES CPU-NS NS-TO-THE-FIRST-OCTET
//   idle SECONDS        prints: idle BYTES WAKE-UPS CPU-NS THREADS
//   memory              prints in KiB: memory RSS PSS PEAK (PSS is 0 when it may not be read)
//   cost                prints since the start: cost CPU-NS
//
// Times are counted from just before the program's start, those of press from just before the key. In TEXT, \e is the
// escape character, \r a return. After the last step the program is killed. A step that waits for more than 30 s ends
// everything with status 1. COMMAND needs its whole path.
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int master;
static pid_t child;
static char kept[1 << 22];
static size_t length, mark; // of what was written, and of it what steps before took note of
static long long start, latest, total;

static long long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

// Takes in what is there within so many milliseconds; 0 when nothing came.
static int take(int milliseconds) {
    struct pollfd entry = {master, POLLIN, 0};
    if (poll(&entry, 1, milliseconds) <= 0) return 0;
    if (length > sizeof kept / 2) {
        size_t gone = length - 65536;
        memmove(kept, kept + gone, 65536);
        length = 65536;
        mark = mark > gone ? mark - gone : 0;
    }
    ssize_t count = read(master, kept + length, sizeof kept - length);
    if (count <= 0) return 0;
    latest = now();
    length += count;
    total += count;
    return 1;
}

static void fail(const char *what, const char *which) {
    fprintf(stderr, "terminal: %s %s; the last that came:\n%.*s\n", what, which, (int)(length > 2000 ? 2000 : length),
            kept + (length > 2000 ? length - 2000 : 0));
    kill(child, SIGKILL);
    exit(1);
}

static char *decoded(const char *text) {
    char *result = malloc(strlen(text) + 1), *end = result;
    for (; *text; text++) {
        if (text[0] == '\\' && text[1] == 'e') *end++ = 27, text++;
        else if (text[0] == '\\' && text[1] == 'r') *end++ = 13, text++;
        else *end++ = *text;
    }
    *end = 0;
    return result;
}

static void see(const char *text) {
    long long began = now();
    while (!memmem(kept + mark, length - mark, text, strlen(text))) {
        if (now() - began > 30000000000LL) fail("never wrote", text);
        if (!take(100) && waitpid(child, NULL, WNOHANG) == child) fail("ended without", text);
    }
    printf("see %lld %lld\n", latest - start, total);
    mark = length;
}

static void show(int milliseconds) {
    while (take(milliseconds)) {}
    printf("show ");
    for (size_t place = 0; place < length; place++) printf("%02x", (unsigned char)kept[place]);
    putchar('\n');
    mark = length;
}

static void quiet(int milliseconds) {
    long long end = now() + 30000000000LL;
    while (take(milliseconds))
        if (now() > end) fail("never became", "quiet");
    mark = length;
}

// Of all threads, of those that ended as well.
static long long cpu_time(void) {
    clockid_t clock;
    struct timespec time;
    if (clock_getcpuclockid(child, &clock) || clock_gettime(clock, &time)) return 0;
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

// How often each thread went to sleep when it was looked at first; by its number.
static struct {
    int thread;
    long long wakes;
} before[256];

// How often the threads went to sleep since the first look, and how many there are. What a thread did that ended
// meanwhile is not known any more.
static long long wake_ups(int is_first, int *threads) {
    char path[300], line[300];
    long long sum = 0;
    snprintf(path, sizeof path, "/proc/%d/task", child);
    DIR *folder = opendir(path);
    if (!folder) return 0;
    *threads = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (entry->d_name[0] == '.') continue;
        ++*threads;
        snprintf(path, sizeof path, "/proc/%d/task/%s/status", child, entry->d_name);
        FILE *file = fopen(path, "r");
        if (!file) continue;
        long long number;
        int place = 0, thread = atoi(entry->d_name);
        while (place < 255 && before[place].thread && before[place].thread != thread) place++;
        while (fgets(line, sizeof line, file))
            if (sscanf(line, "voluntary_ctxt_switches: %lld", &number) == 1) {
                sum += number - before[place].wakes;
                if (is_first) before[place].thread = thread, before[place].wakes = number;
            }
        fclose(file);
    }
    closedir(folder);
    return sum;
}

static void press(const char *text, int times) {
    while (times-- > 0) {
        quiet(60);
        long long cpu = cpu_time(), bytes = total, began = now();
        if (write(master, text, strlen(text)) < 0) fail("does not read", text);
        if (!take(5000)) fail("did not answer to", text);
        long long first = latest - began;
        while (take(60)) {}
        printf("press %lld %lld %lld %lld\n", latest - began, total - bytes, cpu_time() - cpu, first);
    }
}

static void idle(int seconds) {
    int threads;
    quiet(300);
    long long cpu = cpu_time(), bytes = total;
    wake_ups(1, &threads);
    for (long long end = now() + seconds * 1000000000LL; now() < end;) take((int)((end - now()) / 1000000) + 1);
    printf("idle %lld %lld %lld %d\n", total - bytes, wake_ups(0, &threads), cpu_time() - cpu, threads);
}

static long number_of(const char *file, const char *name) {
    char path[100], line[300];
    long number = 0;
    snprintf(path, sizeof path, "/proc/%d/%s", child, file);
    FILE *stream = fopen(path, "r");
    while (stream && fgets(line, sizeof line, stream))
        if (!strncmp(line, name, strlen(name)) && line[strlen(name)] == ':') number = atol(line + strlen(name) + 1);
    if (stream) fclose(stream);
    return number;
}

int main(int count, char **word) {
    int place = 3;
    while (place < count && strcmp(word[place], "--")) place++;
    if (count < 4 || place + 1 >= count) return 2;
    struct winsize size = {atoi(word[2]), atoi(word[1]), 0, 0};
    int slave;
    if (openpty(&master, &slave, NULL, NULL, &size)) return 1;
    fcntl(master, F_SETFD, FD_CLOEXEC);
    start = now();
    child = vfork();
    if (child == 0) {
        setsid();
        ioctl(slave, TIOCSCTTY, 0);
        for (int number = 0; number < 3; number++) dup2(slave, number);
        close(slave);
        execv(word[place + 1], word + place + 1);
        _exit(127);
    }
    for (int at = 3; at < place; at++) {
        const char *step = word[at], *text = at + 1 < place ? decoded(word[at + 1]) : "";
        if (!strcmp(step, "see")) see(text), at++;
        else if (!strcmp(step, "quiet")) quiet(atoi(text)), at++;
        else if (!strcmp(step, "show")) show(atoi(text)), at++;
        else if (!strcmp(step, "type")) write(master, text, strlen(text)), mark = length, at++;
        else if (!strcmp(step, "press")) press(text, atoi(word[at + 2])), at += 2;
        else if (!strcmp(step, "idle")) idle(atoi(text)), at++;
        else if (!strcmp(step, "cost")) printf("cost %lld\n", cpu_time());
        else if (!strcmp(step, "memory"))
            printf("memory %ld %ld %ld\n", number_of("status", "VmRSS"), number_of("smaps_rollup", "Pss"),
                   number_of("status", "VmHWM"));
        else fail("no such step:", step);
        fflush(stdout);
    }
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    return 0;
}

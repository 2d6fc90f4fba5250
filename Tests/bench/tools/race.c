// race RUNS: starts commands in turn and says what each run cost, so that all of them meet the same machine.
//
// Standard input has one word a line, and an empty line after each command; words at the start of a command that have
// an = in them are variables for it alone. Each command runs once uncounted and then RUNS times: first of each, second
// of each, and so on. Standard input and output of the commands are /dev/null.
//
// For each counted run a line: number of the command, wall time in ns, processor time in us, peak memory in KiB, status.
// The process is small and starts others with vfork, so its own memory does not count as theirs.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_COMMANDS = 32, MOST_WORDS = 64 };
static char *words[MOST_COMMANDS][MOST_WORDS];
static int counts[MOST_COMMANDS], commands;
extern char **environ;

static long long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void read_commands(void) {
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    while ((length = getline(&line, &room, stdin)) > 0) {
        if (line[length - 1] == '\n') line[--length] = 0;
        if (length == 0) {
            if (counts[commands]) commands++;
        } else if (commands < MOST_COMMANDS && counts[commands] < MOST_WORDS - 1) {
            words[commands][counts[commands]++] = strdup(line);
        } else {
            fputs("race: too many words\n", stderr);
            exit(2);
        }
    }
    if (counts[commands]) commands++;
}

static void run(int command, int counted) {
    char *variables[512], **word = words[command];
    int kept = 0;
    for (char **variable = environ; *variable && kept < 400; variable++) variables[kept++] = *variable;
    // A later one of the same name wins for nobody but its owner: getenv takes the first.
    while (*word && strchr(*word, '=')) {
        size_t name = strchr(*word, '=') - *word + 1;
        int place = 0;
        while (place < kept && strncmp(variables[place], *word, name)) place++;
        variables[place] = *word++;
        if (place == kept) kept++;
    }
    variables[kept] = NULL;
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    long long start = now();
    pid_t child = vfork();
    if (child == 0) {
        dup2(nothing, 0);
        dup2(nothing, 1);
        execve(*word, word, variables);
        _exit(127);
    }
    int status = 0;
    struct rusage usage;
    wait4(child, &status, 0, &usage);
    long long end = now();
    close(nothing);
    if (!counted) return;
    long long cpu = (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000LL + usage.ru_utime.tv_usec +
                    usage.ru_stime.tv_usec;
    printf("%d %lld %lld %ld %d\n", command, end - start, cpu, usage.ru_maxrss,
           WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

int main(int count, char **arguments) {
    if (count != 2) return 2;
    read_commands();
    for (int round = 0; round <= atoi(arguments[1]); round++)
        for (int command = 0; command < commands; command++) run(command, round > 0);
    return 0;
}

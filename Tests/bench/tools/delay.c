// delay PORT TARGET RTT-MS IDLE-MS: passes connections to 127.0.0.1:PORT on to TARGET as if the way there and back took
// so long. What comes in is held for half of it in each direction, and what a client sends first for a whole one more:
// the handshake of TCP, which on loopback takes no time. A connection on which nothing was said for IDLE-MS is closed
// from the side of the server (0: never). Runs until it is killed.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include <netinet/tcp.h>

enum { MOST = 256, PIECE = 65536 };
struct piece {
    struct piece *next;
    long long due;
    ssize_t length; // 0: the end of what this side says
    char octets[];
};
// Each connection has two sides: 0 is the client's, 1 the server's. What side 0 said waits in line 0.
struct connection {
    int side[2], ended[2];
    struct piece *first[2], *last[2];
    long long opened, latest;
} connections[MOST];
static long long trip, idle;

static long long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void hold(struct connection *one, int side, const char *octets, ssize_t length) {
    struct piece *piece = malloc(sizeof *piece + length);
    long long from = now();
    if (side == 0 && from < one->opened + trip) from = one->opened + trip;
    *piece = (struct piece){NULL, from + trip / 2, length};
    memcpy(piece->octets, octets, length);
    if (one->last[side]) one->last[side]->next = piece;
    else one->first[side] = piece;
    one->last[side] = piece;
}

static void end(struct connection *one) {
    for (int side = 0; side < 2; side++) {
        close(one->side[side]);
        while (one->first[side]) {
            struct piece *piece = one->first[side];
            one->first[side] = piece->next;
            free(piece);
        }
    }
    memset(one, 0, sizeof *one);
}

static int dial(int port) {
    struct sockaddr_in place = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(made, (void *)&place, sizeof place)) return close(made), -1;
    return made;
}

static int quick(int socket) {
    int yes = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    return socket;
}

// Sends what is due; when the next is due, or 0.
static long long pass_on(struct connection *one) {
    long long soonest = 0, moment = now();
    for (int side = 0; side < 2; side++) {
        while (one->first[side] && one->first[side]->due <= moment) {
            struct piece *piece = one->first[side];
            if (piece->length == 0) shutdown(one->side[!side], SHUT_WR);
            for (ssize_t sent = 0, count; sent < piece->length; sent += count)
                if ((count = send(one->side[!side], piece->octets + sent, piece->length - sent, MSG_NOSIGNAL)) < 0) break;
            if (!(one->first[side] = piece->next)) one->last[side] = NULL;
            free(piece);
        }
        if (one->first[side] && (!soonest || one->first[side]->due < soonest)) soonest = one->first[side]->due;
    }
    if (!soonest && one->ended[0] && one->ended[1]) end(one);
    return soonest;
}

int main(int count, char **arguments) {
    static char octets[PIECE];
    if (count != 5) return 2;
    trip = atof(arguments[3]) * 1e6, idle = atof(arguments[4]) * 1e6;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;
    struct sockaddr_in place = {
        .sin_family = AF_INET, .sin_port = htons(atoi(arguments[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(listener, (void *)&place, sizeof place) || listen(listener, 64)) return perror("delay"), 1;
    for (;;) {
        struct pollfd entries[1 + 2 * MOST];
        int owners[1 + 2 * MOST], used = 1;
        long long soonest = 0;
        entries[0] = (struct pollfd){listener, POLLIN, 0};
        for (int number = 0; number < MOST; number++) {
            struct connection *one = &connections[number];
            if (!one->opened) continue;
            long long due = pass_on(one);
            if (!one->opened) continue;
            if (idle && !one->ended[1] && now() > one->latest + idle) {
                one->ended[1] = 1;
                hold(one, 1, "", 0);
                due = due ? due : one->last[1]->due;
            } else if (idle && !one->ended[1] && (!due || one->latest + idle < due)) {
                due = one->latest + idle + 1;
            }
            if (due && (!soonest || due < soonest)) soonest = due;
            for (int side = 0; side < 2; side++) {
                if (one->ended[side]) continue;
                owners[used] = 2 * number + side;
                entries[used++] = (struct pollfd){one->side[side], POLLIN, 0};
            }
        }
        long long left = soonest ? soonest - now() : 0;
        if (left < 0) left = 0;
        struct timespec wait = {left / 1000000000, left % 1000000000};
        if (ppoll(entries, used, soonest ? &wait : NULL, NULL) <= 0) continue;
        for (int entry = 1; entry < used; entry++) {
            if (!entries[entry].revents) continue;
            struct connection *one = &connections[owners[entry] / 2];
            int side = owners[entry] % 2;
            if (!one->opened) continue;
            ssize_t length = read(one->side[side], octets, sizeof octets);
            if (length <= 0) one->ended[side] = 1, length = 0;
            one->latest = now();
            hold(one, side, octets, length);
        }
        if (entries[0].revents) {
            int client = accept4(listener, NULL, NULL, SOCK_CLOEXEC), number = 0;
            while (number < MOST && connections[number].opened) number++;
            int server = client < 0 || number == MOST ? -1 : dial(atoi(arguments[2]));
            if (server < 0) {
                if (client >= 0) close(client);
                continue;
            }
            connections[number] = (struct connection){.side = {quick(client), quick(server)}, .opened = now(), .latest = now()};
        }
    }
}

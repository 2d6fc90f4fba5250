// The least that looking into a JWT can cost: decode header and payload, walk through the JSON once, and write what fits
// into a screen of 24 rows.
// usage: inspect FILE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static unsigned char values[256];

static size_t decode(const char *text, size_t length, char *octets) {
    unsigned held = 0;
    int bits = 0;
    size_t count = 0;
    for (size_t place = 0; place < length; place++) {
        unsigned value = values[(unsigned char)text[place]];
        if (value > 63) exit(1);
        held = held << 6 | value;
        if ((bits += 6) >= 8) octets[count++] = held >> (bits -= 8) & 255;
    }
    return count;
}

// Writes each member of the outermost object on a row, at most so many; returns how many there are.
static int members(const char *json, size_t length, int most) {
    int depth = 0, is_text = 0, count = 0;
    size_t start = 0;
    for (size_t place = 0; place < length; place++) {
        char one = json[place];
        if (is_text) {
            if (one == '\\') place++;
            else if (one == '"') is_text = 0;
        } else if (one == '"') is_text = 1;
        else if (one == '{' || one == '[') {
            if (depth++ == 0) start = place + 1;
        } else if (one == '}' || one == ']') depth--;
        if (!is_text && ((one == ',' && depth == 1) || (one == '}' && depth == 0))) {
            int shown = place - start > 76 ? 76 : (int)(place - start);
            if (count++ < most) printf("  %.*s\n", shown, json + start);
            start = place + 1;
        }
    }
    return count;
}

int main(int count, char **arguments) {
    memset(values, 255, sizeof values);
    for (int value = 0; value < 64; value++)
        values[(unsigned char)"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[value]] = value;
    struct stat status;
    int file = count == 2 ? open(arguments[1], O_RDONLY) : -1;
    if (file < 0 || fstat(file, &status)) return 2;
    char *text = malloc(status.st_size + 1), *json = malloc(status.st_size);
    ssize_t length = read(file, text, status.st_size);
    char *first = memchr(text, '.', length), *second = first ? memchr(first + 1, '.', text + length - first - 1) : NULL;
    if (!second) return 1;
    puts("header");
    members(json, decode(text, first - text, json), 4);
    puts("payload");
    int all = members(json, decode(first + 1, second - first - 1, json), 16);
    printf("%d claims\n", all);
    return 0;
}

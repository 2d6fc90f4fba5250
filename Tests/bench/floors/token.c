// The least that handing out a token can cost: a static program that opens one file and writes what is in it.
#include <fcntl.h>
#include <unistd.h>

int main(int count, char **arguments) {
    char line[65536];
    int file = count == 2 ? open(arguments[1], O_RDONLY) : -1;
    if (file < 0) return 2;
    ssize_t length = read(file, line, sizeof line);
    return length > 0 && write(1, line, length) == length ? 0 : 1;
}

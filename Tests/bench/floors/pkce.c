// The least that a PKCE pair can cost: random octets of the kernel, an own SHA-256 (FIPS 180-4), base64url.
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

static uint32_t constants[64], state[8];

// The constants are the first 32 bits of the fractional parts of roots of primes, found with whole numbers.
static uint32_t root(unsigned prime, int is_cube) {
    unsigned __int128 target = (unsigned __int128)prime << (is_cube ? 96 : 64), low = 0, high = (unsigned __int128)1 << 37;
    while (high - low > 1) {
        unsigned __int128 middle = (low + high) / 2;
        unsigned __int128 power = is_cube ? middle * middle * middle : middle * middle;
        if (power <= target) low = middle;
        else high = middle;
    }
    return (uint32_t)low;
}

static void prepare(void) {
    int found = 0;
    for (unsigned number = 2; found < 64; number++) {
        int is_prime = 1;
        for (unsigned divisor = 2; divisor * divisor <= number; divisor++) is_prime &= number % divisor != 0;
        if (!is_prime) continue;
        constants[found] = root(number, 1);
        if (found < 8) state[found] = root(number, 0);
        found++;
    }
}

static uint32_t turn(uint32_t word, int by) { return word >> by | word << (32 - by); }

static void add_block(const unsigned char *block) {
    uint32_t w[64], v[8];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)block[4 * i] << 24 | block[4 * i + 1] << 16 | block[4 * i + 2] << 8 | block[4 * i + 3];
    for (int i = 16; i < 64; i++)
        w[i] = w[i - 16] + (turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ w[i - 15] >> 3) + w[i - 7] +
               (turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >> 10);
    memcpy(v, state, sizeof v);
    for (int i = 0; i < 64; i++) {
        uint32_t one = v[7] + (turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25)) + ((v[4] & v[5]) ^ (~v[4] & v[6])) +
                       constants[i] + w[i];
        uint32_t two = (turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22)) +
                       ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
        memmove(v + 1, v, 7 * sizeof *v);
        v[4] += one;
        v[0] = one + two;
    }
    for (int i = 0; i < 8; i++) state[i] += v[i];
}

static void encode(const unsigned char *octets, int count, char *text) {
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int bits = 0;
    unsigned held = 0;
    while (count-- > 0) {
        held = held << 8 | *octets++;
        for (bits += 8; bits >= 6; bits -= 6) *text++ = alphabet[held >> (bits - 6) & 63];
    }
    if (bits) *text++ = alphabet[held << (6 - bits) & 63];
    *text = 0;
}

int main(void) {
    unsigned char octets[33], block[64] = {0}, digest[32];
    char verifier[48], challenge[48], lines[300];
    if (getrandom(octets, sizeof octets, 0) != sizeof octets) return 1;
    encode(octets, sizeof octets, verifier);
    verifier[43] = 0;
    prepare();
    memcpy(block, verifier, 43);
    block[43] = 0x80;
    block[62] = 43 * 8 >> 8;
    block[63] = 43 * 8 & 255;
    add_block(block);
    for (int i = 0; i < 32; i++) digest[i] = state[i / 4] >> (24 - 8 * (i % 4));
    encode(digest, 32, challenge);
    int length = snprintf(lines, sizeof lines,
        "code_verifier          %s\ncode_challenge         %s\ncode_challenge_method  S256\n", verifier, challenge);
    return write(1, lines, length) == length ? 0 : 1;
}

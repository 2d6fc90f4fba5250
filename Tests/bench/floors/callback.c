#define _GNU_SOURCE
// The least that the way from the callback to a verified ID token can cost: the connection to the token endpoint is open
// and the key is known before the answer comes.
// usage: callback HOST PORT PATH LISTEN-PORT CA-FILE KEY-FILE FORM
//
// Says "listening", waits for GET /…?code=… on the port, sends FORM with &code= and the code, checks the RS256 signature
// of the ID token that comes back, says "verified" and answers the browser.
#include <arpa/inet.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <netinet/tcp.h>

static struct sockaddr_in loopback(int port) {
    return (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

static void die(const char *what) {
    fprintf(stderr, "callback: %s\n", what);
    exit(1);
}

static int decode(const char *text, size_t length, unsigned char *octets) {
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    unsigned held = 0;
    int bits = 0, count = 0;
    for (size_t place = 0; place < length; place++) {
        const char *found = strchr(alphabet, text[place]);
        if (!found) die("not base64url");
        held = held << 6 | (unsigned)(found - alphabet);
        if ((bits += 6) >= 8) octets[count++] = held >> (bits -= 8) & 255;
    }
    return count;
}

int main(int count, char **arguments) {
    static char request[65536], answer[262144], form[16384], code[4096];
    static unsigned char signature[1024];
    if (count != 8) return 2;
    struct sockaddr_in place = loopback(atoi(arguments[2]));
    int line = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
    setsockopt(line, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (connect(line, (void *)&place, sizeof place)) die("no connection");
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_load_verify_locations(context, arguments[5], NULL);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
    SSL *tls = SSL_new(context);
    X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(tls), arguments[1]);
    SSL_set_fd(tls, line);
    if (SSL_connect(tls) != 1) die("no TLS");
    FILE *file = fopen(arguments[6], "r");
    EVP_PKEY *key = file ? PEM_read_PUBKEY(file, NULL, NULL, NULL) : NULL;
    if (!key) die("no key");

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    place = loopback(atoi(arguments[4]));
    if (bind(listener, (void *)&place, sizeof place) || listen(listener, 8)) die("cannot listen");
    puts("listening");
    fflush(stdout);
    int browser = accept(listener, NULL, NULL);
    size_t length = 0;
    while (!memmem(request, length, "\r\n\r\n", 4)) {
        ssize_t came = read(browser, request + length, sizeof request - 1 - length);
        if (came <= 0) die("no request");
        length += came;
    }
    char *found = strstr(request, "code=");
    if (!found || sscanf(found, "code=%4095[^& \r\n]", code) != 1) die("no code");
    int body = snprintf(form, sizeof form, "%s&code=%s", arguments[7], code);
    int head = snprintf(request, sizeof request,
        "POST %s HTTP/1.1\r\nHost: %s:%s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s",
        arguments[3], arguments[1], arguments[2], body, form);
    if (SSL_write(tls, request, head) != head) die("cannot send");
    size_t wanted = 0;
    for (length = 0; !wanted || length < wanted;) {
        int came = SSL_read(tls, answer + length, sizeof answer - 1 - length);
        if (came <= 0) die("no answer");
        length += came;
        char *blank = strstr(answer, "\r\n\r\n"), *size = strcasestr(answer, "content-length:");
        if (blank && size) wanted = blank + 4 - answer + strtoul(size + 15, NULL, 10);
    }
    char *token = strstr(answer, "\"id_token\":\"");
    if (!token) die("no ID token");
    token += 12;
    size_t all = strcspn(token, "\""), named = all;
    while (named && token[named] != '.') named--;
    int octets = decode(token + named + 1, all - named - 1, signature);
    EVP_MD_CTX *check = EVP_MD_CTX_new();
    if (EVP_DigestVerifyInit(check, NULL, EVP_sha256(), NULL, key) != 1 ||
        EVP_DigestVerify(check, signature, octets, (unsigned char *)token, named) != 1)
        die("a wrong signature");
    puts("verified");
    fflush(stdout);
    static const char page[] = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\nsigned in";
    return write(browser, page, sizeof page - 1) > 0 ? 0 : 1;
}

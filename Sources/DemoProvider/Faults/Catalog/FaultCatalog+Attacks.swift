/// What others do to the client's callback address while the login is under way (RFC 8252 sections 8.1 and 8.3).
extension FaultCatalog {
    static let attacks = [
        attack(
            "cb-preconnect", "two idle TCP connections to the callback listener are opened and held",
            "the login works in normal time", .preconnect),
        attack("cb-favicon", "GET of /favicon.ico, / and /robots.txt first", "404; the login works", .favicon),
        attack(
            "cb-head", "HEAD with the right parameters first", "it is not taken as the callback; the login works",
            .head),
        attack(
            "cb-options", "OPTIONS preflight with the right parameters first",
            "it is not taken as the callback; the login works", .options),
        attack(
            "cb-post", "POST of the parameters with the Origin of a web page", "405; the login works", .post),
        attack(
            "cb-long-line", "a request line of 1 MB", "414, 400 or close; the memory is bounded; the login works",
            .longLine),
        attack("cb-many-headers", "10000 header lines", "431, 400 or close; the login works", .manyHeaders),
        attack(
            "cb-bad-host", "the right parameters with Host: evil.example (DNS rebinding)",
            "refused (400, 403 or 421); the login works", .badHost),
        attack(
            "cb-forged-error", "a forged ?error=access_denied without state first", "ignored; the login works",
            .forgedError),
        attack(
            "cb-forged-code", "a forged code with a wrong state first, 20 times",
            "each is refused; the login is not ended", .forgedCode),
        attack(
            "cb-forged-xss", "a forged error_description with HTML and a wrong state",
            "the page has it encoded or not at all", .forgedXSS),
        attack(
            "cb-duplicate", "the right callback is delivered before the browser does",
            "one exchange only; the second gets \"already done\"; the login works", .duplicate),
        attack("cb-reset", "connections that are reset at once", "the login works", .reset),
    ]

    private static func attack(_ id: String, _ summary: String, _ reaction: String, _ attack: Attack) -> Fault {
        Fault(id, .all, .accept, "(active) " + summary, reaction, .attack(attack))
    }
}

/// The provider's two cookies. Their names carry the port, because cookies do not tell ports apart (RFC 6265 8.5).
extension Provider {
    /// Binds open forms to the browser that asked for them.
    var browserCookieName: String { "pixie_demo_browser_\(port)" }

    /// Says who is signed in. It is new after each sign-in, so that nobody can plant it beforehand.
    var sessionCookieName: String { "pixie_demo_session_\(port)" }

    private var port: Substring { authority.drop { $0 != ":" }.dropFirst() }

    /// Lax, because the client's request is a navigation from elsewhere and has to find the session; a form that
    /// another site sends comes without the cookie. Not `Secure`, because loopback has no TLS.
    func setCookie(_ name: String, _ value: String) -> String {
        "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax"
    }

    func clearCookie(_ name: String) -> String {
        "\(name)=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"
    }
}

import OAuth

extension RedirectURI {
    /// As people know it: `127.0.0.1:49152/callback`.
    var short: String {
        for prefix in ["http://", "https://"] where text.hasPrefix(prefix) {
            return String(text.dropFirst(prefix.count))
        }
        return text
    }
}

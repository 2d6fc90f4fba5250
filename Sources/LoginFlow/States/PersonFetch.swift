import OAuth

/// The person's data at a resource of their own, signed with keys of their own (Myinfo v4).
public struct PersonFetch: Sendable, Equatable {
    /// Of the verified access token.
    public let subject: String
    /// The keys that sign the data.
    var keys = KeyShelf.notOffered
    /// The data, while their keys are on the way.
    var reply: HTTPReply?

    init(subject: String) {
        self.subject = subject
    }

    /// The address of the data: the rule's template with the subject in its place, and the scopes.
    ///
    /// Nil when nothing usable comes of it, which a subject from a token could bring about.
    static func address(_ template: String, subject: String, scopes: [String]) -> Endpoint? {
        // Whatever is not unreserved (RFC 3986 section 2.3) is encoded, so that it stays one segment of the path.
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
        let encoded = subject.utf8.map { octet in
            plain.contains(octet) ? String(UnicodeScalar(octet)) : "%" + Self.hex(octet)
        }.joined()
        // `..` would lead to another resource.
        guard subject != ".", subject != "..",
            let whole = try? WebAddress(template.replacing("{sub}", with: encoded))
        else { return nil }
        let pairs = scopes.isEmpty ? [] : [FormPair("scope", scopes.joined(separator: " "))]
        return try? Endpoint(whole.appendingQuery(FormEncoding.encode(pairs)))
    }

    private static func hex(_ octet: UInt8) -> String {
        let digits = Array("0123456789ABCDEF")
        return String([digits[Int(octet >> 4)], digits[Int(octet & 15)]])
    }
}

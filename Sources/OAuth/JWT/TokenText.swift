/// Text that somebody took for a token, cleaned of what surrounds tokens in headers, files and terminals.
struct TokenText {
    /// What was found in the text.
    struct Reading {
        var kind: Inspection.Kind
        var length = 0
        var header = JSONObject()
        var claims = JSONObject()
        var jwt: JWT?
    }

    private let text: String
    private let length: Int
    /// What was removed, as sentences.
    private(set) var changes: [String] = []

    init(_ raw: String) {
        length = raw.utf8.count
        // Nothing is done with a text that is too long, not even trimming.
        guard length <= Limits.inspectorToken else {
            text = ""
            return
        }
        var octets = Array(raw.utf8)[...]
        Self.trim(&octets)
        for word in ["Authorization:", "Bearer", "DPoP"] where Self.remove(word, from: &octets) {
            changes.append("\"\(word)\" before the token was left out.")
        }
        if octets.contains(where: Self.isSpace), octets.contains(UInt8(ascii: ".")), octets.starts(with: "eyJ".utf8) {
            octets.removeAll(where: Self.isSpace)
            changes.append("White space within the token was left out.")
        }
        text = String(decoding: octets, as: UTF8.self)
    }

    /// What is left after cleaning.
    var secret: Secret { Secret(text) }

    func read() -> Reading {
        guard length <= Limits.inspectorToken else { return Reading(kind: .tooLong(length)) }
        guard !text.isEmpty else { return Reading(kind: .empty) }
        var reading = Reading(kind: .jwt, length: text.utf8.count)
        // Best effort: a damaged token still shows the parts that can be read.
        let parts = TokenParts(text)
        if parts.count > 1, let header = try? JWT.object(parts[0], .header) { reading.header = header }
        do throws(JWTFault) {
            let jwt = try JWT.decode(Secret(text), limit: Limits.inspectorToken)
            reading.claims = jwt.claims
            reading.jwt = jwt
        } catch .encrypted where !reading.header.isEmpty {
            reading.kind = .jwe
        } catch {
            if parts.count > 2, let claims = try? JWT.object(parts[1], .claims) { reading.claims = claims }
            reading.kind = looksLikeToken(reading) ? .broken(error) : .opaque
        }
        return reading
    }

    /// A JSON object in base64url begins with `eyJ`; so do damaged ones. Readable claims tell as much as a header.
    private func looksLikeToken(_ reading: Reading) -> Bool {
        reading.header["alg"] != nil || !reading.claims.isEmpty || text.hasPrefix("eyJ")
    }

    /// Removes a leading word of a header, compared without case, and the space after it.
    private static func remove(_ word: String, from octets: inout ArraySlice<UInt8>) -> Bool {
        let start = octets.prefix(word.utf8.count)
        let rest = octets.dropFirst(word.utf8.count)
        guard String(decoding: start, as: UTF8.self).lowercased() == word.lowercased(),
            word.hasSuffix(":") || rest.first.map(isSpace) == true
        else { return false }
        octets = rest
        trim(&octets)
        return true
    }

    private static func trim(_ octets: inout ArraySlice<UInt8>) {
        let isAround = { (octet: UInt8) in isSpace(octet) || octet == UInt8(ascii: "\"") || octet == UInt8(ascii: "'") }
        octets = octets.drop(while: isAround)
        while let last = octets.last, isAround(last) { octets.removeLast() }
    }

    private static func isSpace(_ octet: UInt8) -> Bool { octet == 0x20 || (0x09...0x0D).contains(octet) }
}

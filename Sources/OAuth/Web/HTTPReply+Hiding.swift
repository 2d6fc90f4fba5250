/// Takes out of an answer what the request had to prove itself with.
///
/// Some servers repeat what they were sent: "the code X was used before". Their words are shown, reported and copied,
/// so nothing in them may be a code, a verifier, a client secret or a token (CWE-532, CWE-209).
extension HTTPReply {
    /// The same answer, with a note in the place of each secret of `call`.
    ///
    /// The tokens of a successful answer stay: a refresh may bring the old refresh token again. Everything is looked
    /// at where the answer refuses; elsewhere only what has the very octets of a secret in it.
    public func hidingSecrets(of call: HTTPCall) -> HTTPReply {
        let hider = SecretHider(call)
        guard !hider.isEmpty else { return self }
        let headers = headers.map { Header($0.name, hider.hiding($0.value.raw)) }
        let isRefusal = !(200..<300).contains(status)
        guard isRefusal || hider.finds(in: body) || saysError else {
            return HTTPReply(status: status, headers: headers, body: body, took: took)
        }
        let hidden: [UInt8]
        if let json = try? JSONReader.readObject(body) {
            let object = hider.hiding(json, keepsTokens: !isRefusal && json["error"] == nil)
            hidden = Array(JSONValue.object(object).text.utf8)
        } else {
            hidden = hider.hiding(body)
        }
        return HTTPReply(status: status, headers: headers, body: hidden, took: took)
    }

    /// A refusal that came as a success.
    private var saysError: Bool { SecretHider.holds(body, Array(#""error""#.utf8)) }
}

/// The secrets of one request, and how they are found again.
struct SecretHider {
    private struct Known {
        let note: String
        let text: String
        let octets: [UInt8]
    }

    /// What is shorter may be a part of ordinary words; it is hidden only where it stands alone.
    private static let least = 8

    private let known: [Known]

    init(_ call: HTTPCall) {
        var known: [Known] = []
        func add(_ text: String, as name: String) {
            guard !text.isEmpty else { return }
            let encoded = FormEncoding.encode(text)
            for form in Set([text, encoded, encoded.replacing("+", with: "%20")]) {
                known.append(Known(note: "(\(name) hidden)", text: form, octets: Array(form.utf8)))
            }
        }
        for field in call.headers + call.form {
            guard case .secret(let secret) = field.value else { continue }
            let text = secret.reveal()
            add(text, as: field.name)
            // The scheme in front is no part of what is secret.
            guard field.name == "Authorization", let space = text.firstIndex(of: " ") else { continue }
            let credentials = String(text[text.index(after: space)...])
            add(credentials, as: "token")
            if let password = Self.password(in: credentials) { add(password, as: "client_secret") }
        }
        // The longest first: one may be a part of another.
        self.known = known.sorted { $0.octets.count > $1.octets.count }
    }

    var isEmpty: Bool { known.isEmpty }

    /// Of HTTP Basic (RFC 6749 section 2.3.1).
    private static func password(in credentials: String) -> String? {
        let alphabet = String(credentials.filter { $0 != "=" }.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
        guard let octets = Base64URL.decode(alphabet), let text = String(validating: octets, as: UTF8.self),
            let colon = text.firstIndex(of: ":")
        else { return nil }
        let encoded = String(text[text.index(after: colon)...])
        return (try? FormEncoding.decode("x=" + encoded))?.first?.value ?? encoded
    }

    func finds(in octets: [UInt8]) -> Bool {
        known.contains { $0.octets.count >= Self.least && Self.holds(octets, $0.octets) }
            || repeated(in: octets) != nil
    }

    func hiding(_ text: String) -> String {
        if let whole = known.first(where: { $0.text.hasOctets(of: text) }) { return whole.note }
        let octets = Array(text.utf8)
        return finds(in: octets) ? String(decoding: hiding(octets), as: UTF8.self) : text
    }

    func hiding(_ octets: [UInt8]) -> [UInt8] {
        let hidden = known.filter { $0.octets.count >= Self.least }
            .reduce(octets) { Self.replacing($1.octets, in: $0, with: Array($1.note.utf8)) }
        // Encoded in some other way, or twice: then nothing of it is shown.
        guard let repeated = repeated(in: hidden) else { return hidden }
        return Array(repeated.note.utf8)
    }

    /// The secret that stands in a text in any percent-encoding.
    private func repeated(in octets: [UInt8]) -> Known? {
        var decoded = octets
        // Twice is what a careless server does; more is no accident, and the text is shown safely in any case.
        for _ in 0..<2 {
            guard let next = Self.decoded(decoded) else { return nil }
            let spaced = next.map { $0 == UInt8(ascii: "+") ? 0x20 : $0 }
            let found = known.first { secret in
                secret.octets.count >= Self.least
                    && (Self.holds(next, secret.octets) || Self.holds(spaced, secret.octets))
            }
            if let found { return found }
            decoded = next
        }
        return nil
    }

    /// With every `%XX` as its octet; nil when there is none.
    private static func decoded(_ octets: [UInt8]) -> [UInt8]? {
        guard octets.contains(UInt8(ascii: "%")) else { return nil }
        var result: [UInt8] = []
        result.reserveCapacity(octets.count)
        var index = 0
        while index < octets.count {
            if octets[index] == UInt8(ascii: "%"), index + 2 < octets.count,
                let high = PercentCoding.hexValue(octets[index + 1]),
                let low = PercentCoding.hexValue(octets[index + 2])
            {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(octets[index])
                index += 1
            }
        }
        return result.count == octets.count ? nil : result
    }

    func hiding(_ object: JSONObject, keepsTokens: Bool) -> JSONObject {
        let tokens = keepsTokens ? ["access_token", "refresh_token", "id_token"] : []
        return JSONObject(
            members: object.members.map { member in
                let value = tokens.contains { member.name.hasOctets(of: $0) } ? member.value : hiding(member.value)
                return JSONObject.Member(name: hiding(member.name), value: value)
            })
    }

    /// Nesting is bounded by the reader that made the value.
    private func hiding(_ value: JSONValue) -> JSONValue {
        switch value {
        case .null, .bool, .number: value
        case .string(let text): .string(hiding(text))
        case .array(let elements): .array(elements.map(hiding))
        case .object(let object): .object(hiding(object, keepsTokens: false))
        }
    }

    static func holds(_ octets: [UInt8], _ part: [UInt8]) -> Bool { next(part, in: octets[...]) != nil }

    private static func replacing(_ part: [UInt8], in octets: [UInt8], with note: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = octets[...]
        while let found = next(part, in: rest) {
            result += rest[..<found]
            result += note
            rest = rest[(found + part.count)...]
        }
        return result + rest
    }

    private static func next(_ part: [UInt8], in octets: ArraySlice<UInt8>) -> Int? {
        guard let first = part.first, let last = part.last, octets.count >= part.count else { return nil }
        // Looked through once for each secret, so without the costs of a slice for each octet.
        let found = octets.withUnsafeBufferPointer { hay in
            var index = 0
            while index <= hay.count - part.count {
                if hay[index] == first, hay[index + part.count - 1] == last,
                    hay[index..<index + part.count].elementsEqual(part)
                {
                    return index
                }
                index += 1
            }
            return -1
        }
        return found < 0 ? nil : octets.startIndex + found
    }
}

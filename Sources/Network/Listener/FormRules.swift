import NIOHTTP1

/// Which POST may be an answer: a form that a browser brought by going there, small and of the one media type.
///
/// It is judged like an answer in an address afterwards, so it proves itself by `state`. What a script of another page
/// sends is refused before: it cannot be the way back from the provider, which is a navigation.
struct FormRules {
    /// Octets of the body.
    let limit: Int

    func judge(_ head: HTTPRequestHead, target: String) -> CallbackGate.Verdict {
        let types = head.headers["content-type"]
        guard types.count == 1, Self.isForm(types[0]) else { return .answer(.plain(.unsupportedMediaType)) }
        // Fetch Metadata: browsers that have it say how the request came about, and no page can change that.
        for (name, wanted) in [("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")] {
            guard head.headers[name].allSatisfy({ $0 == wanted }) else { return .answer(.plain(.forbidden)) }
        }
        // Of the provider's page, or null where that page says no-referrer; never a list.
        let origins = head.headers["origin"]
        guard origins.count <= 1, origins.allSatisfy(Self.isOrigin) else { return .answer(.plain(.forbidden)) }
        // A browser knows the length of a form. Without one, or with two, where it ends would be a guess.
        let lengths = head.headers["content-length"]
        guard lengths.count == 1, head.headers["transfer-encoding"].isEmpty,
            (1...9).contains(lengths[0].utf8.count), lengths[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let octets = Int(lengths[0])
        else { return .answer(.plain(.lengthRequired)) }
        guard octets <= limit else { return .answer(.plain(.payloadTooLarge)) }
        return .form(target: target, octets: octets)
    }

    /// The target with the form as its query: what reads addresses reads it. `nil` when the form has octets that no
    /// encoded form has.
    static func joined(_ target: String, form: some Collection<UInt8>) -> String? {
        guard form.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") }) else { return nil }
        let text = String(decoding: form, as: UTF8.self)
        return text.isEmpty ? target : target + (target.utf8.contains(UInt8(ascii: "?")) ? "&" : "?") + text
    }

    private static func isForm(_ type: String) -> Bool {
        type.prefix { $0 != ";" && $0 != " " }.lowercased() == "application/x-www-form-urlencoded"
    }

    private static func isOrigin(_ text: String) -> Bool {
        text == "null" || (["https://", "http://"].contains { text.hasPrefix($0) } && !text.contains(" "))
    }
}

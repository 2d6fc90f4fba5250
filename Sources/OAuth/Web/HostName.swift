/// A host as it is shown to a person who has to decide whether to trust it.
///
/// It is always ASCII: letters beyond it appear in their A-label form (`xn--…`, RFC 5890 section 2.3.2.1), since some of
/// them look like others (CVE-2021-42694). Which part somebody had to register is told apart from what its owner puts in
/// front of it: of `accounts.google.com.login.example`, only `login.example` says who it is.
public struct HostName: Sendable, Hashable {
    /// In lower case and ASCII.
    public let text: String
    private let registrableLength: Int

    /// - Parameter host: Of an address, as ``WebAddress/host`` has it. Foreign text comes out as visible ASCII as well.
    public init(_ host: String) {
        text = Self.ascii(host)
        registrableLength = Self.registrable(in: text).utf8.count
    }

    /// What stands before ``registrable``, its last dot included. Whoever owns the name chooses it freely.
    public var prefix: String { String(text.dropLast(registrableLength)) }

    /// The part that somebody had to register, or the whole of an IP address or of a name without dots.
    ///
    /// The rule needs no list of all suffixes: the last two labels; three where the last one is a country and the one
    /// before it is a usual second level, as in `co.uk`. Of names under a host for everybody, such as `github.io`, it
    /// marks that host.
    public var registrable: String { String(text.suffix(registrableLength)) }

    /// What a name with A-labels stands for, or nil when it has none or they stand for nothing.
    ///
    /// It may look like another name, so it is only ever shown beside ``text``.
    public var displayed: ForeignText? {
        guard text.contains(Self.prefixOfLabels) else { return nil }
        var isDecoded = false
        let labels = text.split(separator: ".", omittingEmptySubsequences: false).map { label -> String in
            guard label.hasPrefix(Self.prefixOfLabels),
                let scalars = Punycode.decode(label.dropFirst(Self.prefixOfLabels.count))
            else { return String(label) }
            isDecoded = true
            var text = ""
            text.unicodeScalars.append(contentsOf: scalars)
            return text
        }
        return isDecoded ? ForeignText(labels.joined(separator: ".")) : nil
    }

    /// A sentence about a name that is not written in ASCII letters, nil for every other one.
    public var warning: String? {
        displayed.map {
            "\(text) stands for \"\($0.safe(limit: 120))\", which may only look like the name you know."
        }
    }

    private static let prefixOfLabels = "xn--"

    /// Second levels under which country domains give out names.
    private static let secondLevels: Set<Substring> = [
        "ac", "co", "com", "edu", "go", "gob", "gouv", "gov", "govt", "gv", "lg", "ltd", "me", "mil", "ne", "net",
        "nhs",
        "nom", "or", "org", "plc", "police", "sch", "school",
    ]

    private static func registrable(in host: String) -> Substring {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 2, !host.contains(":"), IPAddress.fourOctets(Array(host.utf8)[...]) == nil,
            let last = labels.last
        else { return host[...] }
        let isCountry = last.utf8.count == 2 || last.hasPrefix(prefixOfLabels)
        let wanted = isCountry && secondLevels.contains(labels[labels.count - 2]) ? 3 : 2
        let kept = labels.suffix(wanted)
        return kept.first.map { host[$0.startIndex...] } ?? host[...]
    }

    /// `host` in lower case with every label beyond ASCII in its A-label form.
    static func ascii(_ host: String) -> String {
        guard !host.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else { return host.lowercased() }
        // A name has at most 253 octets; nothing behind that is part of one.
        var cut = ""
        cut.unicodeScalars.append(contentsOf: host.unicodeScalars.prefix(1024))
        // These end a label as well (RFC 3490 3.1).
        let dots: Set<Unicode.Scalar> = [".", "\u{3002}", "\u{ff0e}", "\u{ff61}"]
        let labels = cut.unicodeScalars.split(omittingEmptySubsequences: false) { dots.contains($0) }
        return labels.map { label -> String in
            let small = Array(String(label).lowercased().unicodeScalars)
            guard small.contains(where: { !$0.isASCII }) else { return ForeignText(String(label)).safe(limit: 300) }
            guard small.allSatisfy({ !$0.isASCII || ($0.value > 0x20 && $0.value != 0x7f) }),
                let encoded = Punycode.encode(small)
            else { return "(not a label)" }
            return prefixOfLabels + encoded
        }.joined(separator: ".")
    }
}

extension WebAddress {
    /// The host for a person's eyes.
    public var hostName: HostName { HostName(host) }
}

extension ForeignText {
    /// The text made safe to show like ``safe(limit:)``, with its host in A-label form if it is an address: a host in
    /// letters that look like others must not be shown in them (CVE-2021-42694).
    public func safeAddress(limit: Int = 300) -> String {
        guard !raw.utf8.prefix(4 * limit).allSatisfy({ $0 < 0x80 }) else { return safe(limit: limit) }
        var cut = ""
        cut.unicodeScalars.append(contentsOf: raw.unicodeScalars.prefix(limit + 1))
        guard let marks = cut.firstRange(of: "//") else { return safe(limit: limit) }
        let authority = cut[marks.upperBound...].prefix { !"/?#\\".contains($0) }
        let rest = cut[authority.endIndex...]
        let userEnd = authority.lastIndex(of: "@").map { authority.index(after: $0) } ?? authority.startIndex
        let portStart = authority[userEnd...].lastIndex(of: ":") ?? authority.endIndex
        let host = HostName.ascii(String(authority[userEnd..<portStart]))
        let head = cut[..<marks.upperBound] + authority[..<userEnd]
        return ForeignText(head + host + authority[portStart...] + rest).safe(limit: limit)
    }
}

/// Why an encrypted text is not opened.
public enum JWEFault: Error, Sendable, Equatable {
    /// In octets.
    case tooLong(Int, limit: Int)
    /// Not five parts between dots. Six stands for six or more.
    case parts(Int)
    case badEncoding(JWE.Part)
    case badHeader(JSONFault)
    /// A member of the header that is missing or no text.
    case missing(String)
    /// An `alg` that pixie does not open.
    case keyAlgorithm(ForeignText)
    /// An `enc` that pixie does not open.
    case contentAlgorithm(ForeignText)
    /// `zip`: a small text could become a large one (CWE-409).
    case compressed
    /// `crit` names extensions, and pixie understands none.
    case critical(ForeignText)
    /// `epk`, `apu` or `apv` cannot be used, with the reason.
    case agreement(String)
    /// A part whose length the algorithms do not leave open: in octets.
    case length(JWE.Part, expected: Int, found: Int)
    /// No decryption key was given.
    case noKeys
    /// None of the keys is of the kind that `alg` needs.
    case unfitKeys(ForeignText, kinds: [String])
    /// No key opens it, or it was changed on the way: which of both cannot be told.
    case notOpened(tried: Int, named: ForeignText?)
}

extension JWEFault {
    /// Whether it shows before a key is looked at.
    public var isAboutForm: Bool {
        switch self {
        case .noKeys, .unfitKeys, .notOpened: false
        case .tooLong, .parts, .badEncoding, .badHeader, .missing, .keyAlgorithm, .contentAlgorithm, .compressed,
            .critical, .agreement, .length:
            true
        }
    }

    /// A stable name for scripts.
    public var reason: String {
        switch self {
        case .tooLong: "too_long"
        case .parts, .badEncoding, .badHeader, .missing, .length: "malformed"
        case .keyAlgorithm, .contentAlgorithm: "encryption_algorithm"
        case .compressed: "compressed"
        case .critical: "critical_header"
        case .agreement: "key_agreement"
        case .noKeys: "encrypted"
        case .unfitKeys: "decryption_key_unfit"
        case .notOpened: "not_decrypted"
        }
    }

    /// Where it is demanded.
    public var clause: String {
        switch self {
        case .tooLong: "limit of pixie"
        case .parts, .badEncoding: "RFC 7516 7.1"
        case .badHeader, .missing: "RFC 7516 5.2 (3), (4)"
        case .keyAlgorithm: "RFC 7518 4.1, RFC 8725 3.2"
        case .contentAlgorithm: "RFC 7518 5.1"
        case .compressed: "RFC 7516 4.1.3"
        case .critical: "RFC 7516 4.1.13"
        case .agreement: "RFC 7518 4.6"
        case .length: "RFC 7518 4.6, 5.2, 5.3"
        case .noKeys, .unfitKeys: "RFC 7516 5.2 (6)"
        case .notOpened: "RFC 7516 5.2 (16), 11.5"
        }
    }

    /// The fact in a few words, for the evidence of a check.
    public var evidence: String {
        switch self {
        case .tooLong(let count, _): "\(count) octets"
        case .parts(let count): count > 5 ? "more than five parts" : "\(count) parts"
        case .badEncoding(let part): "a \(part.rawValue) that is not base64url"
        case .badHeader: "a header that is not acceptable JSON"
        case .missing(let name): "no \(name) in the header"
        case .keyAlgorithm(let name): "alg \(name.safe(limit: 40))"
        case .contentAlgorithm(let name): "enc \(name.safe(limit: 40))"
        case .compressed: "zip in the header"
        case .critical(let names): "crit \(names.safe(limit: 80))"
        case .agreement(let why): why
        case .length(let part, let expected, let found): "\(found) octets of \(part.rawValue) instead of \(expected)"
        case .noKeys: "five parts: an encrypted token (JWE)"
        case .unfitKeys(let name, let kinds):
            "alg \(name.safe(limit: 40)), and keys of the kind \(kinds.prefix(4).joined(separator: ", "))"
        case .notOpened(let tried, let name):
            "\(tried == 1 ? "1 key" : "\(tried) keys") tried" + (name.map { ", kid \($0.safe(limit: 60))" } ?? "")
        }
    }

    /// What it means, as a sentence for the person.
    public var message: String {
        switch self {
        case .tooLong(let count, let limit): "The encrypted text has \(count) characters; pixie reads \(limit) at most."
        case .parts, .badEncoding, .length: "The encrypted text is damaged: it has \(evidence)."
        case .badHeader(let fault): "The encrypted text is damaged: its header cannot be read. \(fault.message)"
        case .missing(let name): "The encrypted text does not say how it was encrypted (\(name))."
        case .keyAlgorithm(let name):
            "The text was encrypted with the key algorithm \"\(name.safe(limit: 40))\", which pixie does not accept. It "
                + "opens \(KeyAgreement.allCases.map(\.rawValue).joined(separator: ", "))."
        case .contentAlgorithm(let name):
            "The text was encrypted with \"\(name.safe(limit: 40))\", which pixie does not accept. It opens "
                + "\(ContentEncryption.allCases.map(\.rawValue).joined(separator: ", "))."
        case .compressed:
            "The text was compressed before it was encrypted (zip). pixie unpacks nothing: a small text could become a "
                + "very large one."
        case .critical(let names):
            "The encrypted text demands that its reader understands \(names.safe(limit: 80)), which pixie does not."
        case .agreement(let why):
            "The encrypted text has no usable key of its sender: \(why)."
        case .noKeys:
            "The token is encrypted (JWE), and pixie has no key to open it. Give the private key: "
                + "--decryption-key-file FILE."
        case .unfitKeys(let name, let kinds):
            "The text was encrypted with \(name.safe(limit: 40)), and the decryption keys are \(Self.list(kinds)). Give "
                + "the private key that belongs to the published encryption key."
        case .notOpened(_, let name):
            "None of the decryption keys opens the text"
                + (name.map { " (it is for the key \($0.safe(limit: 60)))" } ?? "")
                + ": it was encrypted for another key, or changed on the way."
        }
    }

    private static func list(_ kinds: [String]) -> String {
        kinds.prefix(4).joined(separator: ", ") + (kinds.count > 4 ? " and more" : "")
    }
}

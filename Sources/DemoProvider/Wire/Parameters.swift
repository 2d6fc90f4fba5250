/// The parameters of one request to the provider, decoded.
struct Parameters: Sendable {
    private let pairs: [FormPair]

    init(_ form: some StringProtocol) throws(FormFault) {
        pairs = try FormCoding.decode(form)
    }

    /// The first value under this name. One sent without a value counts as not sent (RFC 6749 section 3.1).
    subscript(name: String) -> String? {
        pairs.first { $0.name == name && !$0.value.isEmpty }?.value
    }

    /// All values under this name.
    func all(_ name: String) -> [String] { pairs.filter { $0.name == name && !$0.value.isEmpty }.map(\.value) }

    /// A name that is there more than once, which RFC 6749 sections 3.1 and 3.2 forbid.
    ///
    /// `resource` may repeat (RFC 8707 section 2).
    var repeatedName: String? {
        var seen: Set<String> = []
        return pairs.first { $0.name != "resource" && !seen.insert($0.name).inserted }?.name
    }

    func isRepeated(_ name: String) -> Bool {
        pairs.count { $0.name == name } > 1
    }
}

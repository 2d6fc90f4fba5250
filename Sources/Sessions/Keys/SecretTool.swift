import Hygiene
public import OAuth

/// The desktop's keyring (Secret Service), reached through `secret-tool` of libsecret.
///
/// Secrets go through pipes only, never through arguments or the environment.
public struct SecretTool: Sendable {
    /// How the program ended.
    public struct Answer: Sendable, Equatable {
        public let status: Int
        public let output: [UInt8]
        /// The last line of its standard error.
        public let complaint: ForeignText

        public init(status: Int, output: [UInt8], complaint: ForeignText) {
            self.status = status
            self.output = output
            self.complaint = complaint
        }
    }

    /// How long it may take. D-Bus waits much longer for a service that never comes.
    public static let patience = 5.0

    /// Runs it with these arguments and this standard input, at most ``patience`` seconds.
    public var run: @Sendable (_ arguments: [String], _ input: [UInt8]) throws(KeyFault.Unavailability) -> Answer

    public init(
        run: @escaping @Sendable (_ arguments: [String], _ input: [UInt8]) throws(KeyFault.Unavailability) -> Answer
    ) {
        self.run = run
    }

    private static func attributes(_ name: String) -> [String] { ["application", "pixie", "key", name] }

    /// Keeps a key under a name, replacing one of the same name.
    func store(_ key: StoreKey, _ name: String) throws(KeyFault.Unavailability) {
        var text = key.withMaster { Array(Base64URL.encode($0).utf8) }
        defer { LockedBytes.wipe(&text) }
        try store(text, name)
    }

    private func store(_ text: [UInt8], _ name: String) throws(KeyFault.Unavailability) {
        let answer = try run(["store", "--label=pixie: key of the stored sessions"] + Self.attributes(name), text)
        guard answer.status == 0 else { throw .failed(answer.complaint) }
    }

    /// What is kept under a name; nil when there is nothing.
    func load(_ name: String) throws(KeyFault.Unavailability) -> [UInt8]? {
        let answer = try run(["lookup"] + Self.attributes(name), [])
        if answer.status == 0 {
            var text = answer.output
            while text.last == UInt8(ascii: "\n") { text.removeLast() }
            return text.isEmpty ? nil : text
        }
        // It answers 1 without a word when there is no such item.
        guard answer.complaint.isEmpty else { throw .failed(answer.complaint) }
        return nil
    }

    func remove(_ name: String) throws(KeyFault.Unavailability) {
        let answer = try run(["clear"] + Self.attributes(name), [])
        guard answer.status == 0 || answer.complaint.isEmpty else { throw .failed(answer.complaint) }
    }

    /// Whether a value that is stored comes back. A keyring that only can be read, or is locked, fails here and not when
    /// a session is to be saved.
    func probe(_ value: [UInt8]) throws(KeyFault.Unavailability) {
        let text = Array(HexText.of(value).utf8)
        let name = "probe-" + HexText.of(value.prefix(4))
        try store(text, name)
        let found = try load(name)
        try remove(name)
        guard found == text else { throw .forgets }
    }
}

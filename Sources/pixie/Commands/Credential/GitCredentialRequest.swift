import Glibc
import OAuth

/// What git asks a credential helper: lines `name=value` up to an empty line (gitcredentials, input and output format).
struct GitCredentialRequest {
    private(set) var values: [String: String] = [:]
    /// Names that end with `[]` may come any number of times.
    private(set) var lists: [String: [String]] = [:]

    enum Fault: Error, Equatable {
        case unreadable(String)
        case tooLong
        case notText
        case badLine(Int)
        case twice(ForeignText)

        var message: String {
            switch self {
            case .unreadable(let reason): "Cannot read the request on standard input: \(reason). Run it from git."
            case .tooLong: "The request is longer than \(GitCredentialRequest.limit) bytes. git sends less."
            case .notText: "The request is not UTF-8 text. Run it from git."
            case .badLine(let number):
                "Line \(number) of the request is not name=value, or has a control character. Run it from git."
            case .twice(let name): "The request has \(name.safe(limit: 60)) twice. Run it from git."
            }
        }
    }

    /// In octets.
    static let limit = 65536

    init(_ bytes: [UInt8]) throws(Fault) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText }
        var number = 0
        for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            if line.isEmpty { return }
            guard line.allSatisfy({ $0 >= 32 && $0 != 127 }), let sign = line.firstIndex(of: UInt8(ascii: "=")),
                sign != line.startIndex
            else { throw .badLine(number) }
            let name = String(Substring(line[..<sign]))
            let value = String(Substring(line[line.index(after: sign)...]))
            if name.hasSuffix("[]") {
                lists[name, default: []].append(value)
            } else if values.updateValue(value, forKey: name) != nil {
                throw .twice(ForeignText(name))
            }
        }
    }

    /// Reads standard input up to the empty line, or to its end.
    static func read() throws(Fault) -> GitCredentialRequest {
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = Glibc.read(0, &buffer, buffer.count)
            if count == 0 { break }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw .unreadable(String(cString: strerror(errno)))
            }
            let known = max(content.count - 1, 0)
            content += buffer[..<count]
            guard content.count <= limit else { throw .tooLong }
            let newline = UInt8(ascii: "\n")
            let ends = (known..<content.count).contains {
                content[$0] == newline && ($0 == 0 || content[$0 - 1] == newline)
            }
            if ends { break }
        }
        return try GitCredentialRequest(content)
    }

    /// Where the credential goes; nil when that is a place where none may go: only https, or http on this machine.
    var target: WebAddress? {
        guard let scheme = values["protocol"], let host = values["host"],
            let address = Self.address(scheme, host), address.scheme == .https || address.isLoopback
        else { return nil }
        return address
    }

    /// The address of a host with or without a port; nil when anything else is in it.
    static func address(_ scheme: String, _ host: String) -> WebAddress? {
        let signs = Set("-._:[]".utf8)
        guard ["https", "http"].contains(scheme), !host.isEmpty, host.utf8.count <= 300,
            host.utf8.allSatisfy({
                signs.contains($0) || (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
            })
        else { return nil }
        return try? WebAddress("\(scheme)://\(host)/")
    }

    /// Whether a Bearer token can be given as such: git can carry it, and the server did not ask for something else.
    var takesBearer: Bool {
        guard lists["capability[]"]?.contains("authtype") == true else { return false }
        guard let asked = lists["wwwauth[]"], !asked.isEmpty else { return true }
        return asked.contains { $0.lowercased().hasPrefix("bearer") }
    }

    /// What git gives back when it was used or refused.
    var secret: Secret? { (values["credential"] ?? values["password"]).map { Secret($0) } }
}

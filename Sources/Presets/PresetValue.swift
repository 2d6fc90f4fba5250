import OAuth

/// A value that only the person knows, such as the name of a tenant.
public struct PresetValue: Sendable, Equatable {
    /// What `--set` and the marks in the preset call it.
    public let name: String
    /// What a form calls it.
    public let label: String
    /// One sentence: what it is and where to find it.
    public let help: String
    /// A value that fits.
    public let example: String
    public let kind: Kind
    /// Taken when the person gives none; nil when they must. It may have marks of other values.
    public let standard: String?

    /// The rule for what is typed, as `kind` of a preset names it.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Any text on one line.
        case text
        /// One name without dots, such as a subdomain.
        case label
        /// A host name, with a port at most.
        case host
        /// A name of letters, digits, dots and hyphens, or an identifier.
        case tenant
        /// `https://` and a host, without a path.
        case origin
        /// The address of an issuer.
        case issuer
        /// An address that secrets may travel to.
        case endpoint
    }

    /// What is wrong with a text for this value, and what to enter instead; nil when it fits.
    public func fault(of text: String) -> String? {
        if text.isEmpty { return standard == nil ? "\(label) is missing. \(help)" : nil }
        let shown = ForeignText(text).safe(limit: 80)
        guard text.utf8.count <= Limits.issuer, ForeignText(text).isExactly(ForeignText(text).safe(limit: 4096)) else {
            return "\(label) must be one line of visible characters."
        }
        switch kind {
        case .text: return nil
        case .label: return nameFault(text, shown, allowing: "-_")
        case .tenant: return nameFault(text, shown, allowing: "-_.")
        case .host: return hostFault(text, shown)
        case .origin: return originFault(text, shown)
        case .issuer: return issuerFault(text, shown)
        case .endpoint:
            do throws(EndpointFault) {
                _ = try Endpoint(text)
                return nil
            } catch {
                return error.message
            }
        }
    }

    private func nameFault(_ text: String, _ shown: String, allowing more: String) -> String? {
        if let host = Self.host(ofAddress: text) {
            let first = String(host.prefix { $0 != "." })
            let advice = kind == .label ? " Enter only the name, such as \(first) for \(host)." : ""
            return "\(label) is a name and not an address; \"\(shown)\" is one.\(advice) \(help)"
        }
        let fits = text.utf8.allSatisfy { Self.isWord($0) || more.utf8.contains($0) }
        if fits { return nil }
        if kind == .label, text.utf8.contains(UInt8(ascii: ".")) {
            let first = String(text.prefix { $0 != "." })
            return "\(label) is one name without dots. Enter only \(ForeignText(first).safe(limit: 60))."
        }
        return "\(label) has characters that no such name has: \"\(shown)\". \(help)"
    }

    private func hostFault(_ text: String, _ shown: String) -> String? {
        if let host = Self.host(ofAddress: text) {
            return "\(label) is a host and not a whole address. Enter only \(host)."
        }
        guard let address = try? WebAddress("https://" + text), address.path.isEmpty, address.query == nil,
            address.fragment == nil
        else { return "\"\(shown)\" is not the name of a host. \(help)" }
        return nil
    }

    private func originFault(_ text: String, _ shown: String) -> String? {
        do throws(IssuerFault) {
            let issuer = try Issuer(text)
            guard issuer.endpoint.address.path.isEmpty else {
                return "\(label) has no path. Enter it without what follows the host, as in \(example)."
            }
            return nil
        } catch {
            return Self.hasScheme(text) ? error.message : "\(label) is an address, such as \(example)."
        }
    }

    private func issuerFault(_ text: String, _ shown: String) -> String? {
        do throws(IssuerFault) {
            _ = try Issuer(text)
            return nil
        } catch {
            if Self.hasScheme(text) { return error.message }
            return "\(label) is the whole address of the provider and not only a name; \"\(shown)\" is one. Enter it "
                + "from https:// on, such as \(example)."
        }
    }

    private static func hasScheme(_ text: String) -> Bool { text.firstRange(of: "://") != nil }

    /// The host, when the text is an address.
    private static func host(ofAddress text: String) -> String? {
        guard hasScheme(text), let address = try? WebAddress(text) else {
            return text.utf8.contains(UInt8(ascii: "/"))
                ? (try? WebAddress("https://" + text)).map { ForeignText($0.host).safe(limit: 100) } : nil
        }
        return ForeignText(address.host).safe(limit: 100)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

import DemoProvider
import OAuth
import PixieUI

/// What a person or a test needs to know of a running demo provider.
struct ProviderFacts {
    let provider: DemoProvider

    init(_ provider: DemoProvider) { self.provider = provider }

    /// For people, a fact a line.
    var lines: [String] {
        var facts = [
            ("issuer", provider.issuer), ("client-id", provider.clientID), ("user", provider.username),
            ("password", provider.password),
        ]
        if let fault = provider.fault { facts.append(("fault", fault.id)) }
        if let control = provider.control { facts.append(("control", control)) }
        if let file = provider.authorityFile { facts.append(("ca-file", file)) }
        if let file = provider.clientKeyFile { facts.append(("client-key", file)) }
        if let file = provider.decryptionKeyFile { facts.append(("decryption-key", file)) }
        for demand in provider.demands { facts.append(("demands", demand.summary)) }
        let width = max(10, (facts.map(\.0.count).max() ?? 0) + 1)
        return facts.map { name, value in
            name.padding(to: width) + value
        }
    }

    /// For programs, one line.
    var json: String {
        JSONText.write([
            "issuer": .string(provider.issuer), "client_id": .string(provider.clientID),
            "username": .string(provider.username), "password": .string(provider.password),
            "fault": .string(provider.fault?.id ?? "ok"),
            "expect": .string((provider.fault?.expectation ?? .accept).rawValue),
            "control": .orNull(provider.control), "ca_file": .orNull(provider.authorityFile),
            "client_key_file": .orNull(provider.clientKeyFile),
            "decryption_key_file": .orNull(provider.decryptionKeyFile),
            "demands": .strings(provider.demands.map(\.rawValue)),
        ])
    }

    /// What to do with it.
    var advice: [String] {
        let bindsTokens = provider.demands.contains { $0 == .dpop || $0 == .dpopNonce }
        let options =
            (provider.authorityFile.map { " --ca-file \($0)" } ?? "")
            + (provider.clientKeyFile.map { " --client-key-file \($0)" } ?? "")
            + (provider.decryptionKeyFile.map { " --decryption-key-file \($0)" } ?? "")
            + (bindsTokens ? " --dpop always" : "")
        var lines = [
            "pixie: the provider is running. Log in at it with:",
            "  pixie login \(provider.issuer) --client-id \(provider.clientID)\(options)",
        ]
        if let fault = provider.fault {
            lines.append("It is wrong on purpose (\(fault.summary)). A good client: \(fault.reaction).")
        }
        return lines
    }
}

/// The table of `--list-faults`.
enum FaultList {
    static func lines(json: Bool) -> [String] {
        guard !json else { return [JSONText.write(.array(FaultCatalog.all.map(value)))] }
        let width = FaultCatalog.all.map(\.id.count).max() ?? 0
        return FaultCatalog.all.map { fault in
            [
                fault.id.padding(to: width + 1), fault.stage.rawValue.padding(to: 10),
                fault.expectation.rawValue.padding(to: 7), "\(fault.summary) -> \(fault.reaction)",
            ].joined(separator: " ")
        }
    }

    private static func value(_ fault: Fault) -> JSONValue {
        [
            "id": .string(fault.id), "stage": .string(fault.stage.rawValue),
            "expect": .string(fault.expectation.rawValue), "fault": .string(fault.summary),
            "reaction": .string(fault.reaction),
        ]
    }
}

extension String {
    /// With spaces behind it, so that it is at least so long.
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(width - count, 0))
    }
}

import DemoProvider

extension FaultList {
    /// Escape sequences, line ends and a character that turns the direction of writing.
    static let nasty = "\u{1b}[2J\u{1b}]0;owned\u{7}one\r\ntwo\u{202e}three"

    static let callback = [
        wrong("cb-state-wrong", "state is another one.", in: stateful) { way, _ in
            way["state"] = String((way["state"] ?? "").reversed()) + "x"
        },
        wrong("cb-state-absent", "state is not there.", in: stateful) { way, _ in way["state"] = nil },
        wrong("cb-state-twice", "state is there twice.", in: stateful) { way, _ in
            way.pairs.append(FormPair("state", way["state"] ?? ""))
        },
        wrong("cb-state-arrives", "state is there although none was sent.", in: [.myinfo]) { way, _ in
            way["state"] = "a-state-that-nobody-sent"
        },
        wrong("cb-code-twice", "code is there twice.") { way, _ in way.pairs.append(FormPair("code", "second")) },
        Fault(
            id: "cb-error", stage: .callback, expectation: .accept, says: "The person refuses.",
            systems: everySystem, deed: .callback { way, _ in refuse(&way) }),
        wrong("cb-error-no-state", "An error comes without state.", in: stateful) { way, _ in
            refuse(&way)
            way["state"] = nil
        },
        wrong("cb-scheme", "The scheme is another one.") { way, _ in
            way.uri = "https" + way.uri.drop { $0 != ":" }
        },
        wrong("cb-host", "The host is another one.") { way, _ in
            way.uri = "http://127.0.0.2:" + (way.uri.split(separator: ":").last ?? "")
        },
        wrong("cb-port", "The port is another one.") { way, _ in
            let parts = way.uri.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
            way.uri = "http://127.0.0.1:1/" + (parts.last ?? "")
        },
        wrong("cb-path", "The path is another one.") { way, _ in way.uri += "/more" },
        wrong("cb-fragment", "The parameters stand behind a hash sign.") { way, _ in
            way.fragment = FormCoding.encode(way.pairs)
            way.pairs = []
        },
        wrong("cb-iss-wrong", "iss is another one.", in: [.banno]) { way, _ in way["iss"] = "https://other.example" },
        wrong("cb-iss-missing", "iss is not there.", in: [.banno]) { way, _ in way["iss"] = nil },
        Fault(
            id: "cb-description-nasty", stage: .callback, expectation: .accept,
            says: "error_description holds escape sequences and line ends.", systems: everySystem,
            deed: .callback { way, _ in refuse(&way, nasty) }),
        Fault(
            id: "cb-description-long", stage: .callback, expectation: .accept,
            says: "error_description has 10,000 characters.", systems: everySystem,
            deed: .callback { way, _ in refuse(&way, String(repeating: "long ", count: 2000)) }),
    ]

    private static func wrong(
        _ id: String, _ says: String, in systems: Set<SystemName> = everySystem,
        _ change: @escaping @Sendable (inout Way, Ask) -> Void
    ) -> Fault {
        Fault(
            id: id, stage: .callback, expectation: .reject, says: says, systems: systems, deed: .callback(change))
    }

    private static func refuse(_ way: inout Way, _ description: String = "The person refused.") {
        way["code"] = nil
        way.pairs.insert(
            contentsOf: [FormPair("error", "access_denied"), FormPair("error_description", description)], at: 0)
    }
}

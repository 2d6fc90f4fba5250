import OAuth

// What a provider offers to choose from, and how one is chosen: the sign-in starts anew with a parameter.
extension Explain {
    /// So many are told one by one.
    private static let told = 8

    /// What is offered, in one sentence for each kind.
    static func offers(_ choices: [OfferedChoice]) -> [String] {
        OfferedChoice.Kind.allCases.compactMap { kind in
            let own = choices.filter { $0.kind == kind }
            guard !own.isEmpty else { return nil }
            let rest = own.count > told ? ", and \(own.count - told) more" : ""
            return "The provider offers \(kind.words(own.count)): "
                + own.prefix(told).map(\.shown).joined(separator: ", ") + rest + "."
        }
    }

    /// The way to each, as an option that can be copied.
    static func ways(to choices: [OfferedChoice]) -> [NextStep] {
        choices.compactMap { choice in
            guard let option = choice.option else { return nil }
            let name = choice.name.map { " for \($0.safe(limit: 80))" } ?? ""
            return NextStep.advice("Log in again with \(option)\(name).")
        }.prefix(told).map(\.self)
    }
}

extension OfferedChoice.Kind {
    fileprivate func words(_ count: Int) -> String {
        switch (self, count) {
        case (.organization, 1): "the organization"
        case (.organization, _): "\(count) organizations"
        case (.connection, 1): "the connection for single sign-on"
        case (.connection, _): "\(count) connections for single sign-on"
        case (.factor, 1): "the second factor"
        case (.factor, _): "\(count) second factors"
        }
    }
}

extension OfferedChoice {
    /// `Foo Corp (org_01H9)`.
    fileprivate var shown: String {
        let id = id.safe(limit: 80)
        return name.map { "\($0.safe(limit: 80)) (\(id))" } ?? id
    }

    /// The option that chooses it. One with characters that a shell reads, or that are not shown as they are, could do
    /// something else than it says, so there is none for it.
    var option: String? {
        guard let parameter = kind.parameter else { return nil }
        let text = id.safe(limit: 200)
        let isPlain = text.utf8.allSatisfy { octet in
            switch octet {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: ":"):
                true
            case _: false
            }
        }
        return isPlain && id.isExactly(text) ? "--param \(parameter)=\(text)" : nil
    }

    /// For `--json`.
    var json: JSONValue {
        [
            "kind": .string(kind.rawValue), "id": .string(id.safe(limit: 200)),
            "name": name.map { .string($0.safe(limit: 200)) }, "option": option.map { .string($0) },
        ]
    }
}

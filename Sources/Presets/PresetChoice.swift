public import OAuth

/// A preset with the values of the person: all that a login needs besides the client.
public struct PresetChoice: Sendable, Equatable {
    public let issuer: Issuer
    public let rules: ProviderRules
    public let scopes: [String]
    /// Parameters of the authorization request, unless the person gives others of the same name.
    public let parameters: [FormPair]

    /// These parameters and the person's: one of the same name takes the place of ours, and one that selects where to
    /// sign in takes the place of every other that does.
    public func parameters(with given: [FormPair]) -> [FormPair] {
        let selectors = rules.request.selector?.names ?? []
        let selects = given.contains { selectors.contains($0.name) }
        return parameters.filter { own in
            !given.contains { $0.name == own.name } && !(selects && selectors.contains(own.name))
        } + given.filter { !$0.value.isEmpty || !parameters.map(\.name).contains($0.name) }
    }
}

/// Why a preset cannot be used with these values.
public enum PresetFault: Error, Sendable, Equatable {
    case missing(PresetValue)
    /// The sentence says what is wrong with the value, and what to enter.
    case bad(PresetValue, String)
    case unknown(ForeignText, known: [String])
    /// The issuer that these values make, or that was given, cannot be used.
    case issuer(String)
    /// The rules cannot be used with these values.
    case rules(RulesFault)

    public var message: String {
        switch self {
        case .missing(let value):
            "\(value.label) is missing: --set \(value.name)=\(value.example). \(value.help)"
        case .bad(let value, let sentence):
            "\(value.name): \(sentence)"
        case .unknown(let name, let known) where known.isEmpty:
            "This provider takes no value \(name.safe(limit: 60)): it needs none."
        case .unknown(let name, let known):
            "This provider takes no value \(name.safe(limit: 60)); it takes \(known.joined(separator: ", "))."
        case .issuer(let sentence):
            sentence
        case .rules(let fault):
            "The rules of this provider cannot be used with these values: \(fault.message)"
        }
    }
}

extension Preset {
    /// The choice that the examples make: its rules are known before the person gives a value.
    public var sample: PresetChoice? {
        try? choice(values.filter { $0.standard == nil }.map { FormPair($0.name, $0.example) })
    }

    /// The values that are of use: those that the issuer, the rules and the parameters are made of, and not those of
    /// which only a value is made that was given itself.
    ///
    /// - Parameter hasIssuer: Whether the issuer is known already, so that nothing has to be asked for it.
    public func needed(given: Set<String> = [], hasIssuer: Bool = false) -> [PresetValue] {
        var marks: Set<String> = []
        var open = parameters.map(\.value) + rules.texts + [hasIssuer ? "" : issuer]
        while let text = open.popLast() {
            for name in Template.marks(of: text) where marks.insert(name).inserted && !given.contains(name) {
                if let standard = values.first(where: { $0.name == name })?.standard { open.append(standard) }
            }
        }
        return values.filter { marks.contains($0.name) }
    }

    /// The login that these values make.
    ///
    /// - Parameters:
    ///   - given: By name. Values with a standard may be left out.
    ///   - issuer: Known already; it takes the place of the one that the values make.
    public func choice(_ given: [FormPair], issuer known: Issuer? = nil) throws(PresetFault) -> PresetChoice {
        for pair in given where !values.contains(where: { $0.name == pair.name }) {
            throw .unknown(ForeignText(pair.name), known: values.map(\.name))
        }
        var texts: [String: String] = [:]
        for value in values {
            guard let text = given.last(where: { $0.name == value.name })?.value else { continue }
            if let fault = value.fault(of: text) { throw .bad(value, fault) }
            texts[value.name] = text.isEmpty ? nil : text
        }
        // A standard may be made of values that stand before it in the list.
        for value in needed(given: Set(texts.keys), hasIssuer: known != nil) where texts[value.name] == nil {
            guard let standard = value.standard else { throw .missing(value) }
            texts[value.name] = Template.filled(standard, texts)
        }
        let issuer: Issuer
        if let known { issuer = known } else { issuer = try madeIssuer(texts) }
        for refusal in refusals where issuer.text.hasSuffix(refusal.ending) { throw .issuer(refusal.sentence) }
        // An issuer may end in a slash, which is not doubled in the addresses below it.
        texts["issuer"] = issuer.text.hasSuffix("/") ? String(issuer.text.dropLast()) : issuer.text
        var rules: ProviderRules
        do throws(RulesFault) {
            rules = try ProviderRules(self.rules.filled(texts), at: "rules")
        } catch {
            throw .rules(error)
        }
        rules.name = name
        let parameters = parameters.map { FormPair($0.name, Template.filled($0.value, texts)) }
        return PresetChoice(
            issuer: issuer, rules: rules, scopes: scopes, parameters: parameters.filter { !$0.value.isEmpty })
    }

    private func madeIssuer(_ texts: [String: String]) throws(PresetFault) -> Issuer {
        do throws(IssuerFault) {
            return try Issuer(Template.filled(issuer, texts))
        } catch {
            throw .issuer(error.message)
        }
    }
}

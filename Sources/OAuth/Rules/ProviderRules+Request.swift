extension ProviderRules {
    /// What messages call the provider.
    var called: String { name ?? "This provider" }

    /// - Throws: What these rules say against the secret, or against there being none.
    func judge(secret: Secret?) throws(ClientFault) {
        guard let methods = client.methods else { return }
        let takesSecret = methods.contains { $0 == .clientSecretBasic || $0 == .clientSecretPost }
        if secret != nil, !takesSecret {
            throw .secretRule("\(called) knows no client secret. Leave it out.")
        }
        if secret == nil, takesSecret, !methods.contains(.none), !methods.contains(.privateKeyJWT) {
            throw .secretRule(
                "\(called) wants a client secret. Give the file that holds it: --client-secret-file.")
        }
    }

    /// - Throws: What these rules say against the scopes.
    func judge(scopes: [String]) throws(ClientFault) {
        switch request.scope {
        case .optional: break
        case .required where scopes.isEmpty:
            throw .scopeRule("\(called) wants at least one scope. Enter those that you need.")
        case .required: break
        case .absent where !scopes.isEmpty:
            throw .scopeRule("\(called) knows no scopes. Leave them empty.")
        case .absent: break
        }
    }

    /// - Throws: What these rules say against the additional parameters, the first thing only.
    func judge(parameters: [FormPair]) throws(ClientFault) {
        if let selector = request.selector { try Self.judge(selector, parameters) }
        for rule in request.parameters {
            let given = parameters.filter { rule.covers($0.name) }
            switch rule.presence {
            case .required where given.isEmpty:
                throw rule.broken("\(called) wants the parameter \(rule.name). Give it.")
            case .absent where !given.isEmpty:
                throw rule.broken("\(called) does not know the parameter \(rule.name). Leave it out.")
            case .required, .optional, .absent: break
            }
            if let values = rule.values, given.contains(where: { !values.contains($0.value) }) {
                throw rule.broken("\(rule.name) is one of \(values.joined(separator: ", ")).")
            }
            if let only = rule.only, !given.isEmpty, !parameters.contains(only) {
                throw rule.broken("\(rule.name) is only for requests with \(only.name)=\(only.value).")
            }
        }
    }

    private static func judge(_ selector: SelectorRule, _ parameters: [FormPair]) throws(ClientFault) {
        let given = parameters.filter { selector.names.contains($0.name) && !$0.value.isEmpty }
        guard !given.isEmpty else { throw .parameterRule(selector.message) }
        // What may stand beside another one selects nothing when it does.
        let mayStandBeside = given.allSatisfy { pair in
            pair == selector.beside || selector.besideOnly.map { $0 == pair.name } ?? true
        }
        let isPair = given.count > 1 && mayStandBeside
        let selecting = isPair ? given.filter { $0 != selector.beside } : given
        guard selecting.count == 1, given.count <= 2 else {
            let names = given.map(\.name).joined(separator: " and ")
            throw .parameterRule("\(names) do not go together: each says where to sign in. Keep one of them.")
        }
    }
}

extension ParameterRule {
    /// Whether the rule is about a parameter of that name. A name that ends in `[` stands for all that begin so, such
    /// as `provider_query_params[hd]`.
    func covers(_ name: String) -> Bool {
        self.name.utf8.last == UInt8(ascii: "[") ? name.hasPrefix(self.name) : name == self.name
    }

    func broken(_ sentence: String) -> ClientFault { .parameterRule(message ?? sentence) }
}

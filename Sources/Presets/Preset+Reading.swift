import OAuth

extension Preset {
    /// - Parameter isProven: Whether it is known to work with its own examples.
    /// - Throws: The first mistake, with the member that has it.
    init(_ object: JSONObject, isProven: Bool = false) throws(RulesFault) {
        var reader = MemberReader(object)
        id = try reader.required("id")
        guard Self.isID(id) else {
            throw reader.fault("id", "must be lower case letters, digits and hyphens, at most 40.")
        }
        name = try reader.required("name")
        about = try reader.required("about")
        ends = try reader.text("ends")
        if let ends, !Self.isDay(ends) { throw reader.fault("ends", "must be a day, such as 2026-12-31.") }
        notes = try reader.texts("notes") ?? []
        issuer = try reader.required("issuer")
        var refusals: [Refusal] = []
        for var one in try reader.objects("refuse") {
            refusals.append(Refusal(ending: try one.required("ending"), sentence: try one.required("says")))
            try one.end()
        }
        self.refusals = refusals
        var values: [PresetValue] = []
        for var one in try reader.objects("values") {
            let value = try PresetValue(&one)
            guard !values.contains(where: { $0.name == value.name }), !["issuer", "sub"].contains(value.name) else {
                throw one.fault("name", "is there already, or stands for something else.")
            }
            values.append(value)
        }
        self.values = values
        var help = FieldHelp()
        if var inner = try reader.object("help") {
            help.clientID = try inner.text("client_id")
            help.clientSecret = try inner.text("client_secret")
            help.scopes = try inner.text("scopes")
            help.redirect = try inner.text("redirect")
            help.clientKey = try inner.text("client_key")
            help.clientKeyID = try inner.text("client_key_id")
            help.decryptionKey = try inner.text("decryption_key")
            try inner.end()
        }
        self.help = help
        scopes = try reader.texts("scopes") ?? []
        var parameters: [FormPair] = []
        if let value = reader.value("parameters") {
            guard let members = value.object?.members else {
                throw reader.fault("parameters", "must be an object of names and texts.")
            }
            for member in members {
                guard let text = member.value.string else {
                    throw reader.fault("parameters." + member.name, "must be a text.")
                }
                parameters.append(FormPair(member.name, text))
            }
        }
        self.parameters = parameters
        guard let rules = try reader.object("rules") else { throw reader.fault("rules", "is missing; it may be { }.") }
        _ = rules
        self.rules = object["rules"]?.object ?? JSONObject()
        try reader.end()
        if !isProven { try proveWithExamples(reader) }
    }

    /// The preset must work with its own examples, so that a mistake in it is told when it is read.
    private func proveWithExamples(_ reader: MemberReader) throws(RulesFault) {
        for (index, value) in values.enumerated() {
            if let fault = value.fault(of: value.example) { throw reader.fault("values.\(index).example", fault) }
        }
        let known = Set(values.map(\.name) + ["issuer"])
        for (place, texts) in [("issuer", [issuer]), ("rules", rules.texts), ("parameters", parameters.map(\.value))] {
            let marks = texts.flatMap { Template.marks(of: $0) }
            if let mark = marks.first(where: { !known.contains($0) }) {
                throw reader.fault(place, "has the mark {\(mark)}, but there is no such value.")
            }
        }
        let examples = values.filter { $0.standard == nil }.map { FormPair($0.name, $0.example) }
        do throws(PresetFault) {
            let choice = try choice(examples)
            // The parameters are judged as those of a login.
            _ = try? ClientConfiguration(
                issuer: choice.issuer, clientID: "any", scopes: choice.scopes, extraParameters: choice.parameters,
                rules: choice.rules)
        } catch {
            switch error {
            case .rules(let fault): throw fault
            case .issuer(let sentence): throw reader.fault("issuer", sentence)
            case .missing, .bad, .unknown: throw reader.fault("values", error.message)
            }
        }
    }

    private static func isID(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
            }
    }

    private static func isDay(_ text: String) -> Bool {
        let pieces = text.split(separator: "-", omittingEmptySubsequences: false)
        guard pieces.map(\.utf8.count) == [4, 2, 2], let month = Int(pieces[1]), let day = Int(pieces[2]),
            Int(pieces[0]) != nil
        else { return false }
        return (1...12).contains(month) && (1...31).contains(day)
    }
}

extension PresetValue {
    init(_ reader: inout MemberReader) throws(RulesFault) {
        name = try reader.required("name")
        label = try reader.required("label")
        help = try reader.required("help")
        example = try reader.required("example")
        var kind = Kind.text
        try reader.word("kind", &kind)
        self.kind = kind
        standard = try reader.text("default")
        try reader.end()
    }
}

import HTTPTypes

/// The rules for requests to the collector, an origin that no client has a reason to trust.
extension Judge {
    mutating func seeCollected(_ question: Question) -> String {
        let request = "\(question.method.rawValue.prefix(20)) \(question.path.prefix(100))"
        let place = "another host than the provider (\(request))"
        if question.fields[.authorization] != nil { accuse("An Authorization header was sent to \(place).") }
        if question.fields[.cookie] != nil { accuse("A cookie was sent to \(place).") }
        let pairs = question.formPairs + ((try? FormCoding.decode(question.query)) ?? [])
        for kind in KnownSecrets.Kind.allCases where pairs.contains(where: { $0.name == kind.parameter }) {
            accuse("A \(kind.rawValue) was sent to \(place).")
        }
        let fields = question.fields.map { "\($0.name.rawName): \($0.value)" }.joined(separator: "\n")
        let values = pairs.map(\.value).joined(separator: "\n")
        let all = [
            question.path, question.query, values, fields, String(decoding: question.body, as: UTF8.self),
        ].joined(separator: "\n")
        for name in secrets.found(in: all) { accuse("The \(name) was sent to \(place).") }
        return summary(question)
    }
}

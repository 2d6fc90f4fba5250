/// What a listener did under an attack.
struct AttackReport: Sendable, Equatable {
    /// Whether text of the request came back.
    enum Echo: String, Sendable {
        case none
        /// It stands in the answer with its marks encoded.
        case encoded
        /// It stands in the answer as it was sent, so that HTML in it works.
        case raw
    }

    /// One connection.
    struct Entry: Sendable, Equatable {
        let label: String
        /// `nil` when nothing came back, or nothing that is HTTP.
        let status: Int?
        let echo: Echo
        /// Header fields of SECURITY.md LB-15 that a page of this answer lacks.
        let missingFields: [String]
        /// In plain sentences, without secrets.
        let violations: [String]
    }

    let attack: Attack
    let entries: [Entry]

    var violations: [String] { entries.flatMap(\.violations) }
    /// One line for a list of what happened.
    var summary: String {
        let statuses = entries.map { $0.status.map(String.init) ?? "no answer" }
        let counts = Dictionary(grouping: statuses) { $0 }.mapValues(\.count)
        let list = counts.sorted { $0.key < $1.key }.map { $0.value == 1 ? $0.key : "\($0.key) ×\($0.value)" }
        return "attack \(attack.rawValue): \(list.joined(separator: ", "))"
    }
}

extension AttackReport.Entry {
    init(_ blow: Blow, heard octets: [UInt8]) {
        label = blow.label
        guard let answer = HeardAnswer(octets) else {
            (status, echo, missingFields, violations) = (nil, .none, [], [])
            return
        }
        status = answer.status
        echo = Self.echo(of: blow.marks, in: answer)
        missingFields = Self.missingFields(of: answer)
        let found = [
            Self.banned(blow.ban, answer),
            echo == .raw ? "its page repeats foreign text as it was sent" : nil,
            missingFields.isEmpty ? nil : "its page lacks \(missingFields.joined(separator: ", "))",
            answer.values("access-control-allow-origin").isEmpty ? nil : "it lets pages of other sites read the answer",
            Self.hasScript(answer) ? "its page holds a script" : nil,
        ]
        violations = found.compactMap { $0.map { "The listener was asked: \(blow.label). But \($0)." } }
    }

    private static func banned(_ ban: Blow.Ban, _ answer: HeardAnswer) -> String? {
        switch ban {
        case .nothing: nil
        case .success: (200..<400).contains(answer.status) ? "it answered \(answer.status), as to a callback" : nil
        case .successPage:
            (200..<400).contains(answer.status) && answer.isPage
                ? "it answered \(answer.status) with a page, as to a callback" : nil
        }
    }

    private static func echo(of marks: [String], in answer: HeardAnswer) -> AttackReport.Echo {
        let places = [answer.body] + answer.fields.flatMap { [$0.name, $0.value] }
        if answer.fields.contains(where: { field in marks.contains { field.name == "x-" + $0.lowercased() } }) {
            return .raw
        }
        if marks.contains(where: { mark in places.contains { $0.contains("<b>\(mark)") } }) { return .raw }
        return marks.contains { mark in places.contains { $0.contains(mark) } } ? .encoded : .none
    }

    /// Every answer with a page has to shut out scripts, storage, sniffing and the referrer.
    private static func missingFields(of answer: HeardAnswer) -> [String] {
        guard answer.isPage else { return [] }
        func directives(_ name: String, _ separator: Character) -> [String] {
            answer.values(name).flatMap { $0.lowercased().split(separator: separator) }.map { piece in
                String(piece.drop { $0 == " " })
            }
        }
        let needed = [
            (
                "Content-Security-Policy: default-src 'none'", directives("content-security-policy", ";"),
                "default-src 'none'"
            ),
            ("Cache-Control: no-store", directives("cache-control", ","), "no-store"),
            ("Referrer-Policy: no-referrer", directives("referrer-policy", ","), "no-referrer"),
            ("X-Content-Type-Options: nosniff", directives("x-content-type-options", ","), "nosniff"),
        ]
        return needed.filter { !$0.1.contains($0.2) }.map(\.0)
    }

    private static func hasScript(_ answer: HeardAnswer) -> Bool {
        answer.isPage && answer.body.lowercased().contains("<script")
    }
}

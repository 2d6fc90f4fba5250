/// One header parameter or claim, explained.
///
/// A token of 1 MiB has twenty thousand of them and a screen shows twenty, so what is said of one is made when it is
/// asked for.
public struct InspectedMember: Sendable, Equatable {
    public let name: ForeignText
    public let value: JSONValue
    private let now: Timestamp

    init(_ member: JSONObject.Member, now: Timestamp) {
        name = ForeignText(member.name)
        value = member.value
        self.now = now
    }

    /// What it means in plain words, when its name is known.
    public var meaning: String? { ClaimGlossary.meaning(of: name.raw)?.text }

    /// Where that is said: `RFC 7519 4.1.4`.
    public var source: String? { ClaimGlossary.meaning(of: name.raw)?.source }

    /// The time that it names, when it is a claim about a time and a number. Other values of such a claim stay raw.
    public var time: Timestamp? {
        ClaimGlossary.isTime(name.raw) ? value.double.map(Timestamp.init(seconds:)) : nil
    }

    /// That time in UTC and from now: `2026-11-21T14:12:03Z, in 4:58`.
    public var timeText: String? { time.map { "\($0.iso8601), \(Durations.relative($0 - now))" } }

    /// The value for one line: text bare, everything else as JSON; cut after `limit` characters.
    public func shown(limit: Int = 300) -> ForeignText {
        value.plain(limit: limit)
    }

    static func list(_ object: JSONObject, now: Timestamp) -> [InspectedMember] {
        object.members.map { InspectedMember($0, now: now) }
    }
}

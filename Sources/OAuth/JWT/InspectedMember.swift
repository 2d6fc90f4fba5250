/// One header parameter or claim, explained.
public struct InspectedMember: Sendable, Equatable {
    public let name: ForeignText
    public let value: JSONValue
    /// What it means in plain words, when its name is known.
    public let meaning: String?
    /// Where that is said: `RFC 7519 4.1.4`.
    public let source: String?
    /// The time that it names, when it is a claim about a time and a number. Other values of such a claim stay raw.
    public let time: Timestamp?
    /// That time in UTC and from now: `2026-11-21T14:12:03Z, in 4:58`.
    public let timeText: String?

    init(_ member: JSONObject.Member, now: Timestamp) {
        name = ForeignText(member.name)
        value = member.value
        let known = ClaimGlossary.meaning(of: member.name)
        meaning = known?.text
        source = known?.source
        time = ClaimGlossary.isTime(member.name) ? member.value.double.map(Timestamp.init(seconds:)) : nil
        timeText = time.map { "\($0.iso8601), \(Durations.relative($0 - now))" }
    }

    /// The value for one line: text bare, everything else as JSON; cut after `limit` characters.
    public func shown(limit: Int = 300) -> ForeignText {
        value.plain(limit: limit)
    }

    static func list(_ object: JSONObject, now: Timestamp) -> [InspectedMember] {
        object.members.map { InspectedMember($0, now: now) }
    }
}

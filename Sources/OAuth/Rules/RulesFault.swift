/// Why written rules cannot be used.
public struct RulesFault: Error, Sendable, Equatable {
    /// The member, such as `token.body`; a member of a list has its number from 0: `request.parameters.2.name`.
    public let member: String
    /// What is wrong and what may stand there.
    public let sentence: String

    public init(member: String, sentence: String) {
        self.member = member
        self.sentence = sentence
    }

    public var message: String { "\(member): \(sentence)" }
}

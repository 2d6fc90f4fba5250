/// One connection of an attack.
struct Blow: Sendable {
    enum Manner: Sendable, Equatable {
        /// Sends the octets and listens to what comes back.
        case ask
        /// Sends the octets, ends no request with them, and holds the connection for a while.
        case hold
        /// Sends the octets, then a TCP reset.
        case reset
    }

    /// What must not happen. That no text of the request comes back, and the headers, is looked at everywhere.
    enum Ban: Sendable {
        case nothing
        /// An answer as to the right request: any 2xx or 3xx.
        case success
        /// A success with a page, or one that lets another site in.
        case successPage
    }

    /// For people: what was sent, in a few words.
    let label: String
    let octets: [UInt8]
    let manner: Manner
    let ban: Ban
    /// Texts of the request that a page has no reason to show.
    let marks: [String]

    init(
        _ label: String, _ octets: [UInt8], _ manner: Manner = .ask, ban: Ban = .nothing, marks: [String] = []
    ) {
        self.label = label
        self.octets = octets
        self.manner = manner
        self.ban = ban
        self.marks = marks
    }
}

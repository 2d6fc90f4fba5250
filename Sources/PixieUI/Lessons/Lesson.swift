/// What one thing on a screen is about, for a person who meets it for the first time.
struct Lesson: Sendable, Equatable {
    /// What it is.
    let what: String
    /// Who made it, or where it was read.
    let origin: String
    /// What would be possible without it; nil where it guards nothing.
    let guards: String?
    /// Where that stands.
    let clause: String

    init(_ what: String, from origin: String, against guards: String? = nil, _ clause: String) {
        self.what = what
        self.origin = origin
        self.guards = guards
        self.clause = clause
    }
}

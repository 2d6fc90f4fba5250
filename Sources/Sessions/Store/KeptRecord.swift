public import OAuth

/// What the store keeps of one session or one waiting login.
public struct KeptRecord: Sendable, Equatable {
    /// What a list shows.
    public struct Label: Sendable, Equatable {
        public let profile: SessionName
        public let issuer: String
        public let clientID: String
        /// Who signed in, as the provider calls them; for the eye only.
        public let person: ForeignText?
        /// Of a session, the end of its access token; of a waiting login, of its wait.
        public let until: Timestamp?
        public let standing: Standing

        /// What lists tell of the entry. The numbers are in the files.
        public enum Standing: UInt8, Sendable {
            case alive = 1
            /// The access token ends and nothing can renew it.
            case aliveOnce = 2
            /// The provider ended it.
            case ended = 3
            case waiting = 4
        }

        public init(
            profile: SessionName, issuer: String, clientID: String, person: ForeignText?, until: Timestamp?,
            standing: Standing
        ) {
            self.profile = profile
            self.issuer = issuer
            self.clientID = clientID
            self.person = person
            self.until = until
            self.standing = standing
        }
    }

    public let label: Label
    public let token: KeptToken?
    /// All of it, as whoever uses it wrote it.
    public let content: [UInt8]

    public init(label: Label, token: KeptToken?, content: [UInt8]) {
        self.label = label
        self.token = token
        self.content = content
    }
}

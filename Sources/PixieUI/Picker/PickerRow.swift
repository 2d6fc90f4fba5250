public import OAuth

/// One profile in the picker, or a login that waits and has no profile.
public struct PickerRow: Sendable, Equatable {
    /// The name of the profile; else what the store calls the login.
    public let name: String
    /// Without one there is nothing to change or to take out of the file.
    public let isProfile: Bool
    public let issuer: Issuer
    public let clientID: ForeignText
    public let scopes: [String]
    /// The port, or the redirect URI as registered; `nil` for a free port on loopback.
    public let redirect: ForeignText?
    public let kept: Kept

    public init(
        name: String, isProfile: Bool = true, issuer: Issuer, clientID: ForeignText, scopes: [String],
        redirect: ForeignText? = nil,
        kept: Kept = .nothing
    ) {
        self.name = name
        self.isProfile = isProfile
        self.issuer = issuer
        self.clientID = clientID
        self.scopes = scopes
        self.redirect = redirect
        self.kept = kept
    }

    /// What is in the store for it.
    public enum Kept: Sendable, Equatable {
        case nothing
        /// Somebody is signed in. The access token ends at that time, if the provider said so.
        case session(since: Timestamp, person: ForeignText?, accessEnds: Timestamp?, canRefresh: Bool)
        /// The provider ended the session.
        case ended(at: Timestamp)
        /// A login was left waiting for its answer.
        case waiting(since: Timestamp, until: Timestamp)
        /// There is something, and it cannot be read now; why.
        case unreadable(ForeignText)
    }

    /// The host and what follows it, as the list shows it.
    var place: String {
        let address = issuer.endpoint.address
        let port = address.parts.port.map { ":\($0)" } ?? ""
        return ForeignText(address.host + port + address.path).safe(limit: 200)
    }

    /// A login waits at that time.
    func isWaiting(at now: Timestamp) -> Bool {
        switch kept {
        case .waiting(_, let until): until > now
        case .nothing, .session, .ended, .unreadable: false
        }
    }

    /// A length that is exact to the minute at most, so that the list need not change every second.
    static func coarse(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e9 else { return "long" }
        let minutes = Int(max(0, seconds) / 60)
        if minutes >= 2880 { return "\(minutes / 1440) d" }
        if minutes >= 120 { return "\(minutes / 60) h" }
        return minutes == 0 ? "under a minute" : "\(minutes) min"
    }

    /// A few words on what is kept.
    public func words(at now: Timestamp) -> (text: String, isGood: Bool) {
        switch kept {
        case .nothing: return ("", true)
        case .session(_, _, nil, _): return ("signed in", true)
        case .session(_, _, let ends?, let canRefresh):
            if ends > now { return ("signed in, \(Self.coarse(ends - now))", true) }
            return canRefresh ? ("signed in, renews itself", true) : ("expired \(Self.coarse(now - ends)) ago", false)
        case .ended(let time): return ("ended \(Self.coarse(now - time)) ago", false)
        case .waiting(_, let until):
            return until > now
                ? ("waiting \(Durations.short(until - now))", true) : ("waited too long", false)
        case .unreadable: return ("cannot be read", false)
        }
    }
}

import OAuth

/// What follows an attempt to send: the pure part of ``HTTPSender``.
struct SendingRules {
    enum Step: Equatable {
        case finish
        case retry(after: Double)
        case follow(WebAddress)
    }

    let limits: NetworkLimits
    let purpose: HTTPCall.Purpose
    private var tries = 1
    private var redirects = 0

    init(_ purpose: HTTPCall.Purpose, limits: NetworkLimits) {
        self.purpose = purpose
        self.limits = limits
    }

    /// Public data, asked for with GET: it may be asked for again (RFC 9110 section 9.2.2).
    private var isPublic: Bool {
        switch purpose {
        case .discovery, .keys: true
        case .token, .userinfo, .revocation, .refresh, .push, .deviceCode, .devicePoll, .introspection,
            .registration:
            false
        }
    }

    /// Asked for again here. The key set is not: the login itself fetches it a second time when it must, and twice of
    /// twice would be four.
    private var isTriedAgain: Bool { isPublic && purpose != .keys }

    /// The step after `outcome` of the request to `address`.
    mutating func step(after outcome: Result<HTTPReply, TransportFailure>, at address: WebAddress) -> Step {
        switch outcome {
        case .failure(.connectionLost(let sent)):
            // Nothing has left: the same as not having begun. Else only public data is asked for again.
            guard !sent || isTriedAgain, takeTry() else { return .finish }
            return .retry(after: sent ? limits.ordinaryPause : 0)
        case .failure:
            return .finish
        case .success(let reply):
            guard isPublic else { return .finish }
            return step(after: reply, at: address)
        }
    }

    private mutating func step(after reply: HTTPReply, at address: WebAddress) -> Step {
        switch reply.status {
        case 301, 302, 303, 307, 308:
            guard purpose == .discovery, redirects < Limits.discoveryRedirects,
                let target = Redirect.target(of: reply, from: address)
            else { return .finish }
            redirects += 1
            return .follow(target)
        case 429, 503:
            guard isTriedAgain, let pause = pause(before: reply), takeTry() else { return .finish }
            return .retry(after: pause)
        default:
            return .finish
        }
    }

    private mutating func takeTry() -> Bool {
        guard tries < Limits.getTries else { return false }
        tries += 1
        return true
    }

    /// How long the server wants us to wait, if that is bearable. A date is not read: the server's clock may be wrong.
    private func pause(before reply: HTTPReply) -> Double? {
        guard let wanted = reply.header("Retry-After") else { return limits.ordinaryPause }
        guard let seconds = Double(wanted.safe(limit: 20)), seconds.isFinite, seconds >= 0,
            seconds <= limits.longestPause
        else { return nil }
        return seconds
    }
}

public import LoginFlow
public import OAuth

/// Explains every way in which a login can go wrong.
///
/// The switches list every case, so a new fault does not compile before somebody has found words for it.
public enum Explain {
    /// Why a login ended without tokens.
    public static func failure(_ failure: Failure, now: Moment) -> Explanation {
        let known = Known(failure, now: now)
        let numbers = known.requestNumber + known.wait
        return story(of: failure.cause, known).telling(numbers).adding(known.warnings, host: known.host)
    }

    private static func story(of cause: Failure.Cause, _ known: Known) -> Explanation {
        switch cause {
        case .transport(let trouble, let purpose, let host): transport(trouble, during: purpose, host: host, known)
        case .discovery(let fault): discovery(fault, known)
        case .listener(let problem): listener(problem, known)
        case .push(let fault): push(fault, known)
        case .provider(let error): provider(error, known)
        case .token(let fault): token(fault, known)
        case .keys(let trouble): keys(trouble, known)
        case .idToken(let fault): idToken(fault, known)
        case .expired(let seconds): expired(after: seconds, known)
        case .cancelled: cancelled(known)
        }
    }

    /// Why an answer was not used; the login still waits.
    ///
    /// - Parameters:
    ///   - attempt: The attempt that waits.
    ///   - earlier: The attempts that it replaced and that still count.
    ///   - isKept: The answer is still in the field, so an earlier attempt can use it without a new paste.
    public static func rejection(
        _ rejection: Rejection, attempt: Attempt, earlier: [Attempt], now: Moment, isKept: Bool = false
    ) -> Explanation {
        switch rejection.cause {
        case .callback(let cause):
            let isUsable = rejection.earlierAttempt != nil
            let former =
                rejection.earlierAttempt.flatMap { number in earlier.first { $0.number == number } }
                ?? replaced(cause, earlier)
            if former == nil, let ended = rejection.endedAttempt {
                return ofEndedAttempt(ended, cause, from: rejection.source, attempt: attempt)
            }
            return callback(
                cause, from: rejection.source, attempt: attempt, former: former, isUsable: isUsable, isKept: isKept, now
            )
        case .paste(let kind):
            return paste(kind, attempt: attempt)
        }
    }

    /// Why nothing is known from the UserInfo endpoint; the session is good all the same.
    public static func userInfo(_ state: UserInfoState) -> Explanation? {
        switch state {
        case .notOffered, .asked, .have: nil
        case .refused(let fault): userInfo(fault)
        case .failed(let trouble): userInfo(trouble)
        }
    }
}

extension Explain {
    /// What is known about a failed login and may stand in its explanation.
    struct Known {
        let failure: Failure
        let now: Moment

        init(_ failure: Failure, now: Moment) {
            self.failure = failure
            self.now = now
        }

        var issuer: Issuer { failure.plan.client.issuer }
        var issuerHost: String { issuer.endpoint.address.host }
        var clientID: String { quoted(ForeignText(failure.plan.client.clientID), limit: 60) }
        var scopes: String { ForeignText(failure.plan.client.scopeText).safe(limit: 120) }
        var isConfidential: Bool { failure.plan.client.clientSecret != nil }

        var provider: KnownProvider? {
            switch failure.recovery {
            case .rediscover: nil
            case .newAttempt(let provider): provider
            }
        }

        /// What the last answer to a request for that said beside its content.
        func notes(_ purpose: HTTPCall.Purpose) -> ReplyNotes? {
            failure.journal.entries.last { $0.purpose == purpose }?.notes
        }

        /// ` with a web page, which is not shown`, if that is what came.
        func page(_ purpose: HTTPCall.Purpose) -> String {
            notes(purpose)?.body == .html ? " with a web page, which is not shown," : ""
        }

        /// `after 14:32:03Z (in 30 minutes)`, with the date if that is not today.
        func moment(after seconds: Double) -> String {
            Explain.moment(after: seconds, from: failure.at.wall)
        }

        /// What was asked for when it failed.
        private var purpose: HTTPCall.Purpose? {
            switch failure.cause {
            case .transport(_, let purpose, _): purpose
            case .discovery: .discovery
            case .token, .idToken: .token
            case .keys: .keys
            case .push: .push
            case .listener, .provider, .expired, .cancelled: nil
            }
        }

        /// The provider's number for the request, where it is not told already.
        fileprivate var requestNumber: [String] {
            if case .token(.oauth(let error)) = failure.cause, error.requestID?.isEmpty == false { return [] }
            return requestID.map { [numberOfRequest($0)] } ?? []
        }

        /// The provider's number of the request that failed: some write it into the answer, most into a header.
        var requestID: ForeignText? {
            switch failure.cause {
            case .token(.oauth(let error)), .push(.answer(.oauth(let error))):
                if let id = error.requestID, !id.isEmpty { return id }
            case .transport, .discovery, .listener, .push, .provider, .token, .keys, .idToken, .expired, .cancelled:
                break
            }
            return purpose.flatMap(notes)?.requestID
        }

        /// Seconds that the provider asks to wait, counted from its answer.
        var retryAfter: Double? { purpose.flatMap(notes)?.retryAfter }

        /// When the provider takes the next try, where that is not told already.
        fileprivate var wait: [String] {
            switch failure.cause {
            case .token(.status), .push(.answer(.status)), .discovery(.status), .keys: return []
            case .transport, .discovery, .listener, .push, .provider, .token, .idToken, .expired, .cancelled: break
            }
            guard let seconds = retryAfter else { return [] }
            return ["It takes the next try \(moment(after: seconds)) (Retry-After)."]
        }

        /// The host that the failure is about; nil when it is this machine.
        fileprivate var host: HostName? {
            switch failure.cause {
            case .transport(_, _, let host): HostName(host)
            case .discovery, .provider: issuer.endpoint.address.hostName
            case .token, .idToken: (provider?.metadata.tokenEndpoint.address ?? issuer.endpoint.address).hostName
            case .push:
                (provider?.metadata.pushedAuthorizationRequestEndpoint?.address ?? issuer.endpoint.address).hostName
            case .keys: (provider?.metadata.jwksURI?.address ?? issuer.endpoint.address).hostName
            case .expired: (provider?.metadata.authorizationEndpoint ?? issuer.endpoint.address).hostName
            case .listener, .cancelled: nil
            }
        }

        fileprivate var warnings: [String] { [host?.warning].compactMap(\.self) }

        /// What repeats the login from where it can be repeated.
        var again: NextStep {
            switch failure.recovery {
            case .rediscover: .askAgain
            case .newAttempt: .startAnew
            }
        }
    }

    /// Foreign text in quotation marks, cleaned and cut.
    static func quoted(_ text: ForeignText, limit: Int = 300) -> String { "\"" + text.safe(limit: limit) + "\"" }

    /// The same at the end of a sentence, which brings the full stop.
    static func lastQuoted(_ text: ForeignText, limit: Int = 300) -> String {
        let shown = text.safe(limit: limit)
        return "\"" + (shown.hasSuffix(".") ? String(shown.dropLast()) : shown) + "\""
    }

    /// A number of octets: `64 KiB`, `1 MiB`.
    static func size(_ octets: Int) -> String {
        octets >= 1 << 20 && octets.isMultiple(of: 1 << 20) ? "\(octets >> 20) MiB" : "\(octets >> 10) KiB"
    }

    /// An address in quotation marks, cleaned and cut, its host in A-label form.
    static func address(_ text: ForeignText, limit: Int = 160) -> String {
        "\"" + text.safeAddress(limit: limit) + "\""
    }

    /// `The provider says: "…"`, when it says something.
    static func words(_ text: ForeignText?) -> [String] {
        guard let text, !text.isEmpty else { return [] }
        return ["The provider says: \(quoted(text))"]
    }

    /// For the support of whoever runs the provider.
    static func numberOfRequest(_ id: ForeignText) -> String {
        "The provider's number of this request, for its support: \(quoted(id, limit: 80))."
    }

    /// `after 14:32:03Z (in 30 minutes)`, with the date if that is another day.
    static func moment(after seconds: Double, from start: Timestamp) -> String {
        let then = start + seconds.rounded(.up)
        let isToday = then.iso8601.prefix(10) == start.iso8601.prefix(10)
        return "after \(isToday ? then.utcClock : then.iso8601) (in \(spoken(seconds.rounded(.up))))"
    }

    /// A length of time in words: `41 s`, `4:02 min`, `1:02:03 h`.
    static func length(_ seconds: Double) -> String {
        let size = seconds.magnitude
        if size < 10 { return "\((size * 10).rounded() / 10) s" }
        if size < 60 { return "\(Int(size)) s" }
        let text = Durations.short(size)
        return size < 3600 ? text + " min" : size < 86_400 ? text + " h" : text
    }

    /// `1 check`, `3 checks`.
    static func count(_ number: Int, _ noun: String) -> String { number == 1 ? "1 \(noun)" : "\(number) \(noun)s" }

    /// A length of time to be read aloud: `10 minutes`, `1 hour`, `45 seconds`.
    static func spoken(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 0 else { return "an unknown time" }
        guard seconds < 1e9 else { return "more than 30 years" }
        let whole = Int(seconds.rounded())
        if whole < 60 { return count(whole, "second") }
        let minutes = (whole + 30) / 60
        if minutes < 120 && !minutes.isMultiple(of: 60) { return count(minutes, "minute") }
        if minutes < 48 * 60 {
            let rest = minutes % 60 == 0 ? "" : " " + count(minutes % 60, "minute")
            return count(minutes / 60, "hour") + rest
        }
        return count(minutes / (24 * 60), "day")
    }
}

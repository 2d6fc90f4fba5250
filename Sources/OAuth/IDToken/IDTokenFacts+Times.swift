extension IDTokenFacts {
    /// Rule (9): "The current time MUST be before the time represented by the exp Claim."
    func expiry() -> Ruling {
        let expected = "after \(expecting.now.iso8601)"
        guard let exp = time("exp") else { return unreadable("exp", expected, means: "until when it is valid") }
        guard expecting.now < exp + Limits.expTolerance else {
            return .failed(
                expected: expected, found: evidence(of: exp), reason: "expired",
                message: "The ID token expired at \(exp.iso8601), \(distance(to: exp)); this machine's clock says "
                    + "\(expecting.now.iso8601). \(clockAdvice(blaming: .ahead))")
        }
        return .passed(expected: expected, found: evidence(of: exp))
    }

    /// Rule (10): `iat` is required (section 2), and the future cannot have issued anything.
    func issuedAt() -> Ruling {
        let latest = expecting.now + Limits.iatTolerance
        let expected = "before \(latest.iso8601)"
        guard let iat = time("iat") else { return unreadable("iat", expected, means: "when it was issued") }
        guard iat <= latest else {
            return .failed(
                expected: expected, found: evidence(of: iat), reason: "iat_in_future",
                message: "The ID token was issued at \(iat.iso8601), \(distance(to: iat)), in the future of this "
                    + "machine's clock (\(expecting.now.iso8601)). \(clockAdvice(blaming: .behind))")
        }
        return .passed(expected: expected, found: evidence(of: iat))
    }

    /// RFC 7519 section 4.1.5: not valid before `nbf`, if there is one.
    func notBefore() -> Ruling {
        let latest = expecting.now + Limits.expTolerance
        let expected = "before \(latest.iso8601)"
        guard claims["nbf"] != nil else { return .skipped("not sent, optional", expected: expected) }
        guard let nbf = time("nbf") else { return unreadable("nbf", expected, means: "from when it is valid") }
        guard nbf <= latest else {
            return .failed(
                expected: expected, found: evidence(of: nbf), reason: "not_yet_valid",
                message: "The ID token is valid from \(nbf.iso8601), \(distance(to: nbf)); this machine's clock says "
                    + "\(expecting.now.iso8601). \(clockAdvice(blaming: .behind))")
        }
        return .passed(expected: expected, found: evidence(of: nbf))
    }

    /// Rule (13): when a maximum age was asked for, `auth_time` is required and recent enough.
    func signInTime() -> Ruling {
        guard let maxAge = expecting.maxAge else { return .skipped("max_age was not asked for", expected: "auth_time") }
        let earliest = (expecting.askedAt ?? expecting.now) + (-maxAge - Limits.expTolerance)
        let expected = "after \(earliest.iso8601)"
        guard let moment = time("auth_time") else {
            return unreadable("auth_time", expected, means: "when the person signed in")
        }
        guard moment >= earliest else {
            return .failed(
                expected: expected, found: evidence(of: moment), reason: "auth_time_too_old",
                message: "The person signed in at \(moment.iso8601), \(distance(to: moment)); at most "
                    + "\(Durations.short(maxAge)) before the request was asked for (max_age). \(Self.refused) "
                    + "Log in again.")
        }
        return .passed(expected: expected, found: evidence(of: moment))
    }
}

extension IDTokenFacts {
    /// A NumericDate: any JSON number that a `Double` can hold, also with a fraction (RFC 7519 section 2).
    private func time(_ name: String) -> Timestamp? {
        claims[name]?.double.map(Timestamp.init(seconds:))
    }

    private func evidence(of time: Timestamp) -> ForeignText {
        ForeignText("\(time.iso8601), \(distance(to: time))")
    }

    private func distance(to time: Timestamp) -> String {
        Durations.relative(time - expecting.now)
    }

    private func unreadable(_ name: String, _ expected: String, means meaning: String) -> Ruling {
        let isThere = claims[name] != nil
        let problem =
            isThere ? "says \(meaning) (\(name)) with something that is no time" : "does not say \(meaning) (\(name))"
        return .failed(
            expected: expected, found: evidence(name), reason: isThere ? "\(name)_invalid" : "\(name)_missing",
            message: "The ID token \(problem). \(Self.refused)")
    }

    private enum Fault {
        case ahead, behind
    }

    /// Clocks closer than this agree: a `Date` header has whole seconds and was some time on its way.
    private static let clocksAgree = 30.0

    /// What to do about a time that does not fit: set a wrong clock, or blame the provider. The provider's `Date`
    /// header tells which.
    private func clockAdvice(blaming fault: Fault) -> String {
        guard let serverDate = expecting.serverDate else {
            let wrong = fault == .ahead ? "ahead" : "behind"
            return "\(Self.refused) If this machine's clock is \(wrong), set it and log in again."
        }
        let lead = expecting.now - serverDate
        let length = Durations.short(lead)
        guard lead.magnitude > Self.clocksAgree else {
            return "\(Self.refused) The provider's clock said \(serverDate.iso8601), so both agree (\(length) apart) "
                + "and the provider sent a wrong time. Log in again; if it stays so, tell the provider."
        }
        return "\(Self.refused) The provider's clock said \(serverDate.iso8601): this machine is \(length) "
            + "\(lead > 0 ? "ahead" : "behind"). Set the clock and log in again."
    }
}

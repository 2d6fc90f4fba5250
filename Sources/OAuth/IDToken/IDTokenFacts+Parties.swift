extension IDTokenFacts {
    /// Rule (2): "The Issuer Identifier for the OpenID Provider MUST exactly match the value of the iss Claim."
    func issuer() -> Ruling {
        let expected = expecting.issuer
        guard let issuer = claims["iss"]?.string else {
            return .failed(
                expected: expected, found: evidence("iss"), reason: "iss_missing",
                message: "The ID token does not say who issued it (iss). \(Self.refused)")
        }
        guard issuer.hasOctets(of: expected) else {
            return .failed(
                expected: expected, found: evidence("iss"), reason: "iss_mismatch",
                message: "The ID token was issued by \(evidence("iss").safe(limit: 120)), not by \(expected): it "
                    + "belongs to another provider. \(Self.refused) Check the issuer of this profile.")
        }
        return .passed(expected: expected, found: evidence("iss"))
    }

    /// Rule (3): the audience "MUST contain" our client_id, as one string or in an array.
    func audience() -> Ruling {
        let expected = "\(clientID) among the audiences"
        guard let audiences else {
            return .failed(
                expected: expected, found: evidence("aud"), reason: "aud_missing",
                message: "The ID token does not say for whom it is (aud). \(Self.refused)")
        }
        guard audiences.contains(where: { $0.hasOctets(of: expecting.clientID) }) else {
            return .failed(
                expected: expected, found: evidence("aud"), reason: "aud_mismatch",
                message: "The ID token is for \(evidence("aud").safe(limit: 120)), not for this client "
                    + "(\(clientID)): it was made for another application. \(Self.refused) "
                    + "Check the client ID of this profile.")
        }
        return .passed(expected: expected, found: evidence("aud"))
    }

    /// Rules (3) to (5): audiences beside us are trusted only when `azp` says that the token was issued to us, and an
    /// `azp` that is there must say so in any case.
    func authorizedParty() -> Ruling {
        guard claims["azp"] != nil else {
            guard hasOtherAudiences else {
                return .skipped("not sent, needed only with several audiences", expected: "azp")
            }
            return .failed(
                expected: "azp \(clientID), because there are other audiences", found: evidence("azp"),
                reason: "azp_missing",
                message: "The ID token is also for other applications (\(evidence("aud").safe(limit: 120))) and does "
                    + "not say to which of them it was issued (azp). \(Self.refused) Ask the provider to issue ID "
                    + "tokens for this client alone.")
        }
        guard let party = claims["azp"]?.string else {
            return .failed(
                expected: clientID, found: evidence("azp"), reason: "azp_mismatch",
                message:
                    "The ID token names no client in azp (\(evidence("azp").safe(limit: 60))): it must name this one "
                    + "(\(clientID)) or leave azp out. \(Self.refused)")
        }
        guard party.hasOctets(of: expecting.clientID) else {
            return .failed(
                expected: clientID, found: evidence("azp"), reason: "azp_mismatch",
                message: "The ID token was issued to \(evidence("azp").safe(limit: 120)) (azp), not to this client "
                    + "(\(clientID)). \(Self.refused)")
        }
        return .passed(expected: clientID, found: evidence("azp"))
    }

    /// Section 2: `sub` is required; in a refresh it is the same as before (section 12.2).
    func subject() -> Ruling {
        let expected = expecting.subject.map { ForeignText($0).safe(limit: 120) } ?? "the person's identifier"
        guard let subject = claims["sub"]?.string, !subject.isEmpty else {
            return .failed(
                expected: expected, found: evidence("sub"), reason: "sub_missing",
                message: "The ID token does not say who signed in (sub). \(Self.refused)")
        }
        if let wanted = expecting.subject, !subject.hasOctets(of: wanted) {
            return .failed(
                expected: expected, found: evidence("sub"), reason: "sub_mismatch",
                message: "The new ID token is about another person (\(evidence("sub").safe(limit: 80))) than the "
                    + "session. \(Self.refused) Log in again.")
        }
        return .passed(expected: expected, found: evidence("sub"))
    }

    /// Ours, as it may be shown.
    private var clientID: String { ForeignText(expecting.clientID).safe(limit: 120) }

    /// Whether the token is for us and for others too.
    private var hasOtherAudiences: Bool {
        let isUs = (audiences ?? []).map { $0.hasOctets(of: expecting.clientID) }
        return isUs.contains(true) && isUs.contains(false)
    }

    /// `aud` as a list, when it is a string or a list of strings that is not empty.
    private var audiences: [String]? {
        guard let aud = claims["aud"] else { return nil }
        if let one = aud.string { return [one] }
        guard let several = aud.strings, !several.isEmpty else { return nil }
        return several
    }
}

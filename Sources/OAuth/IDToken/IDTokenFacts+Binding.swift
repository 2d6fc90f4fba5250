extension IDTokenFacts {
    /// Rule (11): the token carries the nonce of this very login, so it was made for it and not replayed.
    func nonce() -> Ruling {
        guard let wanted = expecting.nonce else { return .skipped("no nonce was sent", expected: "nonce") }
        let expected = "the nonce of this login"
        guard let nonce = claims["nonce"]?.string else {
            return .failed(
                expected: expected, found: evidence("nonce"), reason: "nonce_missing",
                message: "The ID token does not carry the nonce that pixie sent, so it may belong to another login. "
                    + Self.refused)
        }
        guard Secret(nonce) == wanted else {
            return .failed(
                expected: expected, found: ForeignText("another one: \(nonce.prefix(80))"), reason: "nonce_mismatch",
                message: "The ID token carries another nonce than pixie sent: it was made for another login and may "
                    + "have been slipped in. \(Self.refused) Log in again.")
        }
        return .passed(expected: expected, found: ForeignText("equals ours"))
    }

    /// Section 3.1.3.8: `at_hash`, if there, binds the access token of the same answer.
    func accessTokenHash() -> Ruling {
        hash("at_hash", of: expecting.accessToken, named: "access token")
    }

    /// Section 3.3.2.11: `c_hash`, if there, binds the authorization code.
    func codeHash() -> Ruling {
        hash("c_hash", of: expecting.code, named: "code")
    }

    /// "base64url encode the left-most half of the hash", with the hash of the signature algorithm (section 3.1.3.6).
    private func hash(_ claim: String, of secret: Secret?, named name: String) -> Ruling {
        let expected = "the hash of the \(name)"
        guard let value = claims[claim] else { return .skipped("not sent, optional", expected: expected) }
        guard let secret else { return .skipped("no \(name) to compare it with", expected: expected) }
        guard let text = value.string, text.hasOctets(of: Self.leftHalf(of: secret, algorithm)) else {
            return .failed(
                expected: expected, found: evidence(claim), reason: "\(claim)_mismatch",
                message: "The ID token does not belong to the \(name) that came with it (\(claim) differs): one of "
                    + "them was exchanged on the way. \(Self.refused) Log in again.")
        }
        return .passed(expected: expected, found: ForeignText("\(name) bound"))
    }

    /// The value that `at_hash` or `c_hash` has for `secret`.
    static func leftHalf(of secret: Secret, _ algorithm: SignatureAlgorithm) -> String {
        let digest = algorithm.digest.hash(Array(secret.reveal().utf8))
        return Base64URL.encode(digest.prefix(digest.count / 2))
    }
}

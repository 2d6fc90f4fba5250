import OAuth

/// What servers answer. The variant chooses status and type; the first line of the input is the value of a header.
extension Input {
    func reply() -> HTTPReply {
        let (line, body) = lines
        return HTTPReply(
            status: choice([200, 200, 200, 200, 400, 401, 429, 302]),
            headers: [
                HTTPReply.Header("Content-Type", choice(["application/json", "text/html", "", line], shift: 3)),
                HTTPReply.Header("Retry-After", line), HTTPReply.Header("Date", line),
                HTTPReply.Header("Location", line), HTTPReply.Header("WWW-Authenticate", line),
                HTTPReply.Header("X-Request-ID", line),
            ], body: body)
    }
}

extension FuzzTarget {
    /// The discovery document.
    static let discovery = FuzzTarget("discovery") { input throws(Violation) in
        guard let issuer = try? Issuer(input.choice([Login.issuer, "http://127.0.0.1:9/p"], shift: 5)) else {
            throw Violation("the issuer of the target is none")
        }
        switch Result(catching: { () throws(DiscoveryFault) in try Discovery.judge(input.reply(), issuer: issuer) }) {
        case .failure(let fault):
            try Showable.expect(fault.message, "message")
            try expect(!fault.reason.isEmpty, "no reason")
        case .success(let metadata):
            try Showable.expect(metadata.checks)
            try expect(metadata.json["issuer"]?.string == issuer.text, "metadata of another issuer")
            let secrets = [metadata.tokenEndpoint, metadata.userinfoEndpoint, metadata.revocationEndpoint]
            for endpoint in secrets.compactMap(\.self) {
                let isSafe = endpoint.address.scheme == .https || issuer.endpoint.address.isLoopback
                try expect(isSafe, "a secret would travel in clear text")
            }
            _ = SignatureAlgorithm.allowed(advertised: metadata.idTokenAlgorithms)
        }
    }

    /// The token endpoint's answer.
    static let tokenAnswer = FuzzTarget("token-answer") { input throws(Violation) in
        let reply = input.reply()
        if let wait = reply.retryAfter { try expect(wait.isFinite && wait >= 0, "waits \(wait) s") }
        let answer = Result { () throws(TokenFault) in
            try TokenAnswer.judge(reply, requestedScopes: ["openid", "profile"], wantsIDToken: input.flag(5))
        }
        switch answer {
        case .failure(let fault):
            try Showable.expect(fault.message, "message")
            try Showable.expect(fault.checks)
        case .success(let tokens):
            try Showable.expect(tokens.checks)
            try expect(reply.status == 200, "tokens with status \(reply.status)")
            for token in [tokens.accessToken, tokens.refreshToken, tokens.idToken].compactMap(\.self) {
                let isPlain = token.reveal().utf8.allSatisfy { $0 > 0x1f && $0 < 0x7f }
                try expect(isPlain && !token.isEmpty, "a token that could break a header")
            }
            if let lifetime = tokens.expiresIn { try expect(lifetime.isFinite && lifetime >= 0, "lives \(lifetime) s") }
        }
    }

    /// The userinfo answer.
    static let userInfo = FuzzTarget("userinfo") { input throws(Violation) in
        let answer = Result { () throws(UserInfoFault) in
            try UserInfoAnswer.judge(input.reply(), subject: "sub-1")
        }
        switch answer {
        case .failure(let fault): try Showable.expect(fault.message, "message")
        case .success(let info):
            try Showable.expect(info.checks)
            try expect(info.claims["sub"]?.string == "sub-1", "somebody else's claims")
        }
    }
}

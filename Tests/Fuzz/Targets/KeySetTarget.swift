import OAuth

extension FuzzTarget {
    /// The key set, and what its keys do with signatures that they did not make.
    static let keySet = FuzzTarget("key-set") { input throws(Violation) in
        switch Result(catching: { () throws(KeysFault) in try JWKSet.judge(input.reply()) }) {
        case .failure(let fault): try Showable.expect(fault.message, "message")
        case .success(let set):
            try expect(set.keys.count <= Limits.keys && set.ignored >= 0, "\(set.keys.count) keys")
            for key in set.keys { try Showable.expect(ForeignText(key.kind).safe(), "kind") }
            for algorithm in SignatureAlgorithm.allCases {
                let header = "{\"alg\":\"\(algorithm.rawValue)\"\(input.flag(6) ? ",\"kid\":\"k\"" : "")}"
                let length = input.flag(7) ? 64 : 256
                let token = [Array(header.utf8), Array("{}".utf8), Array(repeating: 7, count: length)]
                    .map { Base64URL.encode($0) }.joined(separator: ".")
                guard let jwt = try? JWT.decode(Secret(token)) else { throw Violation("the token is none") }
                switch SignatureCheck.verify(jwt, with: set, allowed: [algorithm]) {
                case .valid: throw Violation("a signature of nobody is valid with \(algorithm)")
                case .refused(let refusal): try Showable.expect(refusal.message, "message")
                case .unknownKey: break
                }
            }
        }
    }
}

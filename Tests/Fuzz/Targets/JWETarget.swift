import OAuth

extension FuzzTarget {
    /// The splitter of encrypted texts and their headers. With an odd variant the first line is the header and the rest
    /// the content, and the parts are put together here with lengths that are right, so that the engine gets past them.
    static let jwe = FuzzTarget("jwe") { input throws(Violation) in
        var text = input.text
        if input.flag(0) {
            let (header, rest) = input.lines
            let (key, vector, tag) = input.choice([(40, 12, 16), (72, 16, 32), (0, 12, 16), (256, 12, 16)], shift: 1)
            func filled(_ count: Int) -> [UInt8] { Array(repeating: 7, count: count) }
            text = [Array(header.utf8), filled(key), filled(vector), rest, filled(tag)]
                .map { Base64URL.encode($0) }.joined(separator: ".")
        }
        let limit = input.flag(7) ? 64 : Limits.storedToken
        let token = Secret(text)
        switch Result(catching: { () throws(JWEFault) in try Decryption.open(token, with: jweKeys, limit: limit) }) {
        case .success: throw Violation("opened, though nobody encrypted it for these keys")
        case .failure(let fault):
            try Showable.expect(fault.message, "message")
            try Showable.expect(fault.evidence, "evidence")
            try expect(!fault.reason.isEmpty && !fault.clause.isEmpty, "a fault without its name")
        }
        guard let jwe = try? JWE.decode(token, limit: limit) else { return }
        try expect(text.utf8.count <= limit && JWE.hasItsForm(token), "another form")
        if let name = jwe.keyID { try Showable.expect(ForeignText(name).safe(), "kid") }
    }

    /// One key of each kind that takes part, made for these tests alone.
    private static let jweKeys: [ClientKey] = {
        let texts = [
            """
            {"kty":"EC","crv":"P-256","x":"weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ",\
            "y":"e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck","d":"VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw"}
            """
        ]
        return texts.compactMap { try? KeyFile.read(Array($0.utf8)).keys.first }
    }()
}

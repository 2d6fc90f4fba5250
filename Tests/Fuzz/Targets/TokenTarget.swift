import OAuth

extension FuzzTarget {
    /// The JWT splitter and the inspector of tokens. With an odd variant the lines of the input are header, claims and
    /// signature and are put together here, so that the engine need not guess base 64.
    static let token = FuzzTarget("token") { input throws(Violation) in
        var text = input.text
        if input.flag(0) {
            let (header, rest) = input.lines
            let end = rest.firstIndex(of: 0x0a) ?? rest.endIndex
            text = [Array(header.utf8), Array(rest[..<end]), Array(rest[end...].dropFirst())]
                .map { Base64URL.encode($0) }.joined(separator: ".")
        }
        let limit = input.flag(1) ? 64 : Limits.storedToken
        switch Result(catching: { () throws(JWTFault) in try JWT.decode(Secret(text), limit: limit) }) {
        case .failure(let fault):
            try Showable.expect(fault.message, "message")
            try Showable.expect(fault.evidence, "evidence")
        case .success(let jwt):
            try expect(text.utf8.count <= limit, "longer than its limit")
            let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            try expect(parts.count == 3, "not three parts")
            try expect(Array(text.utf8).starts(with: jwt.signingInput + [UInt8(ascii: ".")]), "another signing input")
            try expect(Base64URL.encode(jwt.signature).utf8.elementsEqual(parts[2]), "another signature")
            try expect(jwt.description.contains("hidden"), "a token is shown")
        }
        try expectInspected(text)
        if let octets = Base64URL.decode(text) {
            try expect(Base64URL.encode(octets) == text, "two texts are the same octets")
        }
    }

    private static func expectInspected(_ text: String) throws(Violation) {
        let now = Timestamp(seconds: 1_795_270_323)
        let inspection = Inspection(text, now: now)
        try Showable.expect(inspection.headline, "headline")
        for note in inspection.notes { try Showable.expect(note, "note") }
        for member in inspection.header + inspection.claims {
            try Showable.expect(member.name.safe(), "name")
            try Showable.expect(member.shown(limit: 40).safe(limit: 60), "value")
            if let time = member.timeText { try Showable.expect(time, "time") }
        }
        try expect((inspection.kind == .jwt) == (inspection.jwt != nil), "a kind without its token")
        if case .verified = inspection.verdict { throw Violation("verified without a key") }
        let judged = inspection.judged(by: .unknownKey(kid: ForeignText(text)))
        if case .verified = judged.verdict { throw Violation("verified without a key") }
    }
}

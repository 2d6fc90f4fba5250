import OAuth

extension FuzzTarget {
    /// The reader of pastes, and the judge behind it.
    static let paste = FuzzTarget("paste") { input throws(Violation) in
        let login = Login(input)
        let raw = login.filled(input.text)
        let expectation = try login.expectation()
        guard let issuer = try? Issuer(Login.issuer),
            let authorization = try? WebAddress(Login.issuer + "/authorize?client_id=pixie&state=" + Login.state)
        else { throw Violation("the login of the target is wrong") }
        let reading = PasteReader.read(
            raw, redirect: expectation.redirect, authorization: authorization, issuer: issuer, state: expectation.state)
        for change in reading.changes { try Showable.expect(change, "change") }
        if let message = reading.message { try Showable.expect(message, "message") }
        try Showable.expect(reading.kind.description, "description")

        switch reading.kind {
        case .callback(let address):
            try expect(
                address.utf8.count <= 3 * Limits.paste + login.redirect.utf8.count + 64,
                "\(raw.utf8.count) octets became an address of \(address.utf8.count)")
            try expect(!reading.kind.description.contains(Login.state), "the description shows the state")
            try expectJudged(address, login)
        case .otherAddress(let address):
            try expect(!address.safe().contains("?"), "a foreign query is shown")
        case .empty, .authorizationAddress, .providerPage, .bareCode, .token, .html, .notAnAddress, .tooLong:
            break
        }
    }
}

import OAuth

/// The login that the targets about callbacks and pastes are in. `$S`, `$R` and `$I` in an input stand for its state,
/// its redirect URI and its issuer, so that the engine need not guess them.
struct Login {
    static let state = "st4te-of_this~login"
    static let issuer = "https://login.example.com"
    private static let redirects = [
        "http://127.0.0.1:8400/callback", "https://app.example.org/cb?tenant=a%20b", "com.example.app:/cb",
        "http://[::1]:9/",
    ]

    let redirect: String
    let isPromised: Bool

    init(_ input: Input) {
        redirect = input.choice(Self.redirects)
        isPromised = input.flag(2)
    }

    func filled(_ text: String) -> String {
        var filled = ""
        var isMark = false
        for scalar in text.unicodeScalars {
            if isMark {
                switch scalar {
                case "S": filled += Self.state
                case "R": filled += redirect
                case "I": filled += Self.issuer
                case _: filled.unicodeScalars.append(contentsOf: ["$", scalar])
                }
                isMark = false
            } else if scalar == "$" {
                isMark = true
            } else {
                filled.unicodeScalars.append(scalar)
            }
        }
        return filled
    }

    func expectation(state: String = Login.state) throws(Violation) -> CallbackExpectation {
        guard let uri = try? RedirectURI(redirect) else { throw Violation("\(redirect) is no redirect URI") }
        return CallbackExpectation(
            redirect: uri, state: Secret(state), issuer: Self.issuer, issuerParameterPromised: isPromised)
    }
}

extension FuzzTarget {
    /// The judge of callbacks.
    static let callback = FuzzTarget("callback") { input throws(Violation) in
        let login = Login(input)
        try expectJudged(login.filled(input.text), login)
    }

    /// Whatever the address: nothing is used without the right state, and the evidence is whole.
    static func expectJudged(_ address: String, _ login: Login) throws(Violation) {
        let verdict = CallbackJudge.judge(address, expecting: try login.expectation())
        try Showable.expect(verdict.checks)
        let ids = ["address", "parameters", "state", "iss", "code"].map { "callback." + $0 }
        try expect(verdict.checks.map(\.id) == ids, "the checks are \(verdict.checks.map(\.id))")
        let passed = verdict.checks.map { $0.verdict == .passed }
        let failed = verdict.checks.filter { $0.verdict == .failed }

        switch verdict {
        case .accepted(let callback):
            try expect(failed.isEmpty && passed[0] && passed[1] && passed[2] && passed[4], "accepted unchecked")
            try expectSent(address, login, "code", callback.code.reveal())
            try expect(!callback.code.isEmpty, "accepted an empty code")
            try expect(sent("error", in: address).isEmpty, "accepted with an error")
        case .refused(let error, _):
            try expect(passed[0] && passed[1] && passed[2] && failed.count == 1, "an error of somebody else")
            try Showable.expect(error.message, "message")
            try expect(sent("code", in: address).isEmpty, "refused with a code")
            try expect(sent("state", in: address) == [Array(Login.state.utf8)], "refused without the state")
        case .rejected(let rejection, _):
            try expect(failed.count == 1, "rejected with \(failed.count) failed checks")
            try Showable.expect(rejection.message, "message")
            try expect(!rejection.reason.isEmpty, "no reason")
            return
        }
        if login.isPromised {
            try expect(sent("iss", in: address) == [Array(Login.issuer.utf8)], "the promised issuer is missing")
        }
        guard case .rejected = CallbackJudge.judge(address, expecting: try login.expectation(state: "another")) else {
            throw Violation("any state is accepted")
        }
    }

    private static func expectSent(
        _ address: String, _ login: Login, _ name: String, _ value: String
    ) throws(Violation) {
        try expect(sent(name, in: address) == [Array(value.utf8)], "the \(name) is not the one that was sent")
        try expect(sent("state", in: address) == [Array(Login.state.utf8)], "accepted without the state")
        let iss = sent("iss", in: address)
        try expect(iss.isEmpty || iss == [Array(Login.issuer.utf8)], "accepted with another issuer")
    }

    /// The values of a parameter, read by the simplest means.
    private static func sent(_ name: String, in address: String) -> [[UInt8]] {
        let query = address.utf8.prefix { $0 != UInt8(ascii: "#") }.drop { $0 != UInt8(ascii: "?") }.dropFirst()
        return query.split(separator: UInt8(ascii: "&")).compactMap { piece in
            let halves = piece.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard plain(halves[0]) == Array(name.utf8) else { return nil }
            return halves.count == 2 ? plain(halves[1]) : []
        }
    }

    private static func plain(_ text: Substring.UTF8View.SubSequence) -> [UInt8] {
        var plain: [UInt8] = []
        var rest = Array(text)[...]
        while let octet = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if octet == UInt8(ascii: "%"), let value = UInt8(digits, radix: 16) {
                plain.append(value)
                rest = rest.dropFirst(2)
            } else {
                plain.append(octet == UInt8(ascii: "+") ? 0x20 : octet)
            }
        }
        return plain
    }
}

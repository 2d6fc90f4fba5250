import DemoProvider
import HTTPTypes

/// The oracle: what a client must not do, whatever the system itself would say to it.
struct Watch: Sendable {
    private let mischief: Mischief
    private(set) var violations: [String] = []
    private var sent: [String: Int] = [:]
    private var challenges: Set<String> = []
    private var refused: Set<String> = []
    private var isOver = false

    /// Parameters that have no place in an address (RFC 9700 section 4.3).
    private static let secrets = [
        "code_verifier", "client_secret", "access_token", "refresh_token", "client_assertion", "device_code",
    ]

    init(_ mischief: Mischief) { self.mischief = mischief }

    mutating func see(_ ask: Ask, _ answer: Answer, broken: Refusal?) {
        let notes = ask.notes.all
        for sentence in notes.misconduct { accuse(sentence) }
        if let broken, !mischief.excuses(notes.place) {
            accuse("\(broken.rule) was broken at \(ask.question.path.prefix(80)): \(answer.status.code)")
        }
        for name in Self.secrets where ask.query.contains(where: { $0.name == name }) {
            accuse("\(name) stands in an address.")
        }
        judgeOrder(notes.place)
        switch notes.place {
        case .authorize, .pushed: judgeChallenge(ask)
        case .token: judgeToken(ask, answer)
        case .resource: judgeResource(ask)
        case .discovery, .keys, .device, .logout, .other: break
        }
    }

    private mutating func accuse(_ sentence: String) {
        if violations.count < 100, !violations.contains(sentence) { violations.append(sentence) }
    }

    /// After an answer that has to be refused nothing may follow that builds on it.
    private mutating func judgeOrder(_ place: Ask.Place) {
        guard mischief.isRejected else { return }
        let stage = mischief.stage
        if stage == .discovery, ![.discovery, .keys, .other].contains(place) {
            accuse("The client went on to \(place.rawValue) although the metadata had to be refused.")
        }
        if stage == .callback, place == .token, mischief.isOn {
            accuse("A token request was sent although the callback had to be refused.")
        }
    }

    /// A new key for each authorization request (RFC 7636 section 4.1).
    private mutating func judgeChallenge(_ ask: Ask) {
        guard let challenge = ask["code_challenge"] else { return }
        // The browser may open one address twice; another request with the same challenge is a mistake.
        let mark = challenge + " " + (ask["state"] ?? ask["nonce"] ?? "")
        if challenges.contains(where: { $0.hasPrefix(challenge) && $0 != mark }) {
            accuse("One code_challenge was sent in two different requests.")
        }
        challenges.insert(mark)
    }

    /// What is spent by being sent is sent once (RFC 6749 section 4.1.2).
    private mutating func judgeToken(_ ask: Ask, _ answer: Answer) {
        for name in ["code", "code_verifier", "client_assertion"] {
            guard let value = ask[name] else { continue }
            sent[name + value, default: 0] += 1
            if sent[name + value, default: 0] > 1 { accuse("One \(name) was sent twice.") }
        }
        if let token = ask["refresh_token"], refused.contains(token) {
            accuse("A refresh token was sent again after it had been refused or replaced.")
        }
        guard let old = ask["refresh_token"] else { return learn(answer) }
        let new = JSON.read(answer.body)?["refresh_token"]?.string
        if answer.status != .ok || (new != nil && new != old) {
            if answer.status.code < 500, !mischief.excuses(.token) { refused.insert(old) }
        }
        learn(answer)
    }

    private mutating func learn(_ answer: Answer) {
        guard mischief.isRejected, mischief.isOn, mischief.stage.isAfterExchange else { return }
        for name in ["access_token", "refresh_token"] {
            if let token = JSON.read(answer.body)?[name]?.string { refused.insert(token) }
        }
    }

    private mutating func judgeResource(_ ask: Ask) {
        guard let token = ask.authorization("Bearer") ?? ask.authorization("DPoP"), refused.contains(token) else {
            return
        }
        accuse("A resource was asked with an access token whose answer had to be refused.")
    }
}

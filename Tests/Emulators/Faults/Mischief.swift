import DemoProvider
import Synchronization

/// Commits the fault. The systems hand what they are about to answer through here.
final class Mischief: Sendable {
    let fault: Fault?
    private let behaves = Mutex(false)
    private let lastHonest = Mutex<String?>(nil)

    init(_ fault: Fault?) { self.fault = fault }

    var isOn: Bool { fault != nil && !behaves.withLock { $0 } }
    var stage: Fault.Stage { fault?.stage ?? .device }
    var isRejected: Bool { fault?.expectation == .reject }

    /// From now on everything is answered as it should be.
    func behave() { behaves.withLock { $0 = true } }

    private var deed: Fault.Deed? { isOn ? fault?.deed : nil }

    /// Whether a refusal at this place comes from the fault and not from the client.
    func excuses(_ place: Ask.Place) -> Bool {
        switch deed {
        case .grant, .refreshReplayed: place == .token
        case .deviceOff: place == .device
        case .metadata, .metadataAnswer, .callback, .exchange, .reply, .resource, .refresh, .refreshKeeps,
            .devicePolls, nil:
            false
        }
    }

    func discovery(_ document: JSON, _ ask: Ask) -> Answer {
        ask.at(.discovery)
        switch deed {
        case .metadata(let change):
            var document = document
            change(&document, ask)
            return .json(document)
        case .metadataAnswer(let answer): return answer()
        case _: return .json(document)
        }
    }

    /// The way back that the last authorization request would have had without the fault.
    var honestCallback: String? { lastHonest.withLock { $0 } }

    func callback(_ way: Way, _ ask: Ask) -> Answer {
        lastHonest.withLock { $0 = way.address }
        guard case .callback(let change) = deed else { return .redirect(to: way.address) }
        var way = way
        change(&way, ask)
        return .redirect(to: way.address)
    }

    /// What is kept for a new code.
    func keep(_ grant: Grant, until expires: Int, in grants: Grants) -> String {
        let code = RandomText.token()
        grants.put(grant, under: code, until: expires)
        if case .grant(let spoil) = deed { grants.change(code, spoil) }
        return code
    }

    /// The answer with tokens to a code.
    func tokens(_ reply: TokenReply, _ ask: Ask) -> Answer {
        switch deed {
        case .exchange(let answer): return answer(ask)
        case .reply(let change):
            var reply = reply
            change(&reply, ask)
            return .json(reply.document)
        case _: return .json(reply.document)
        }
    }

    /// The answer to a refresh.
    func refreshed(_ reply: TokenReply, _ ask: Ask) -> Answer {
        switch deed {
        case .refresh(let answer): return answer(ask)
        case .refreshKeeps:
            var reply = reply
            reply.members["refresh_token"] = ask["refresh_token"].map { .string($0) }
            return .json(reply.document)
        case _: return .json(reply.document)
        }
    }

    var keepsRefreshToken: Bool {
        if case .refreshKeeps = deed { true } else { false }
    }

    func resource(_ token: TokenReply.Token) -> String {
        guard case .resource(let change) = deed else { return token.text }
        var token = token
        change(&token)
        return token.text
    }

    var devicePolls: [Devices.Step] {
        if case .devicePolls(let steps) = deed { steps } else { [] }
    }

    var isDeviceOff: Bool {
        if case .deviceOff = deed { true } else { false }
    }
}

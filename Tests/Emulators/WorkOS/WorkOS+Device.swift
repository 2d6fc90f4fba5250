import DemoProvider
import HTTPTypes

/// WorkOS calls it CLI Auth (RFC 8628).
extension WorkOS {
    func authorizeDevice(_ ask: Ask) throws(Refusal) -> Answer {
        ask.at(.device)
        let wrong = Answer.oauth("invalid_client", "Invalid client ID.")
        try ask.must("W9", ask.bodyKind != .none && ask["client_id"] == clientID, wrong)
        try ask.must("W9", ask.names == ["client_id"], Self.bad("Only client_id belongs here."))
        if ground.mischief.isDeviceOff { return .oauth("access_denied", "CLI Auth is not enabled.", .forbidden) }
        let userCode = RandomText.userCode()
        let steps = ground.mischief.devicePolls
        let code = ground.devices.open(
            .init(
                userCode: userCode, clientID: clientID, scope: nil, interval: ground.deviceInterval,
                expires: ask.now + 300, script: steps, isEntered: !steps.isEmpty))
        return .json([
            "device_code": .string(code), "user_code": .string(userCode),
            "verification_uri": .string(ask.origin + "/device"),
            "verification_uri_complete": .string(ask.origin + "/device?user_code=" + userCode), "expires_in": 300,
            "interval": .integer(ground.deviceInterval),
        ])
    }

    func poll(_ ask: Ask) throws(Refusal) -> Answer {
        try authenticateClient(ask)
        switch ground.devices.poll(ask["device_code"] ?? "", now: ask.now) {
        case .unknown: throw Refusal(rule: "W9", answer: .oauth("invalid_grant", "The device code is invalid."))
        case .wait(let step, let isEarly):
            if isEarly { ask.accuse("The device code was polled before its interval had passed.") }
            return .oauth(step.rawValue)
        case .done:
            let grant = Grant(family: RandomText.token(), order: ["client_id": clientID])
            return ground.mischief.tokens(reply(grant, ask), ask)
        }
    }

    /// The person opens the address with the code in it; the emulator asks nothing more.
    func devicePage(_ ask: Ask) -> Answer {
        guard let code = ask["user_code"] else { return .page("Enter the code that your device shows.") }
        return ground.devices.enter(code) ? .page("The device is signed in.") : .page("Unknown code", status: .notFound)
    }

    func logOut(_ ask: Ask) throws(Refusal) -> Answer {
        ask.at(.logout)
        let session = try ask.need("W19", ask["session_id"], Self.invalid("session_id", "session_id_required"))
        try ask.must("W19", session.hasPrefix("session_"), Self.invalid("session_id", "session_not_found"))
        return .redirect(to: ask["return_to"] ?? ask.origin + "/signed-out")
    }
}

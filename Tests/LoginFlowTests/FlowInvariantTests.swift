import LoginFlow
import OAuth
import Testing

/// Seeded random walks over the events: whatever happens in whatever order, some things never do.
struct FlowInvariantTests {
    @Test(arguments: 0..<200)
    func noTokenRequestWithoutAValidatedCallback(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var harness = FlowHarness()
        for _ in 0..<120 {
            let before = harness.state
            let (event, isGenuine) = try event(&random, in: harness)
            if random.next(10) == 0 { harness.advance(Double(random.next(400))) }
            let effects = harness.send(event)
            let exchanges = effects.filter { effect in
                if case .send(_, let call) = effect { call.purpose == .token } else { false }
            }
            #expect(exchanges.count <= 1)
            if !exchanges.isEmpty {
                guard case .awaitingCallback = before else {
                    Issue.record("a token request left \(FlowHarness.name(of: before))")
                    continue
                }
                #expect(isGenuine, "\(event) started an exchange")
            }
            if case .exchanging = harness.state {
                guard case .awaitingCallback = before else {
                    if case .exchanging = before { continue }
                    Issue.record("exchanging was entered from \(FlowHarness.name(of: before))")
                    continue
                }
            }
        }
        // One code, one exchange: the journal never has two token requests with one attempt's redirect open at once.
        let exchanges = harness.state.journal.entries.filter { $0.purpose == .token }
        #expect(
            exchanges.allSatisfy { $0.fields.contains { $0.name == "code" && $0.value == .hidden(Fixture.code.count) } }
        )
    }

    @Test(arguments: 0..<50)
    func whatIsPrintedHoldsNoSecret(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var harness = FlowHarness()
        var secrets: Set<String> = [Fixture.accessToken, Fixture.refreshToken, Fixture.code]
        for _ in 0..<80 {
            _ = harness.send(try event(&random, in: harness).event)
            if let material = (try? harness.awaiting)?.attempt.material {
                secrets.insert(material.state.reveal())
                secrets.insert(material.pkce.verifier.secret.reveal())
                if let nonce = material.nonce { secrets.insert(nonce.reveal()) }
            }
            let journal = String(reflecting: harness.state.journal)
            for secret in secrets {
                #expect(!journal.contains(secret))
            }
            if case .failed(let failure) = harness.state {
                let text = String(reflecting: failure.cause)
                for secret in secrets {
                    #expect(!text.contains(secret))
                }
            }
        }
    }

    /// A random event, and whether it brings the answer to the attempt that is waiting.
    private func event(
        _ random: inout SplitMix, in harness: FlowHarness
    ) throws -> (event: FlowEvent, isGenuine: Bool) {
        let attempt = (try? harness.awaiting)?.attempt
        let state = attempt?.material.state.reveal() ?? "no-attempt"
        let open = harness.state.journal.entries.filter { $0.ending == nil }
        let entry = open.isEmpty ? nil : open[random.next(open.count)]
        switch random.next(22) {
        case 0, 1: return (.planSubmitted(try harness.fixture.plan), false)
        case 2, 3, 4, 5, 6:
            guard let entry else { return (.clockTicked, false) }
            return (
                .replyArrived(entry.id, random.next(5) == 0 ? .failure(.cancelled) : .success(try reply(to: entry))),
                false
            )
        case 7: return (.replyArrived(EffectID(random.next(9)), .success(Fixture.json("{}"))), false)
        case 8, 9: return (.entropyDrawn(Fixture.entropy(UInt8(random.next(200)))), false)
        case 10, 11: return (.listenerOpened(Fixture.listener), false)
        case 12: return (.listenerRefused(.portTaken(1, holder: nil)), false)
        case 13: return (.continued, false)
        case 14:
            return (.callbackArrived(ArrivalID(random.next(9)), target: Fixture.target(state: state)), attempt != nil)
        case 15: return (.callbackArrived(ArrivalID(1), target: Fixture.target(state: "wrong")), false)
        case 16:
            return (
                .callbackArrived(ArrivalID(1), target: Fixture.target(state: state, issuer: "https://x.example")), false
            )
        case 17: return (.answerPasted("http://127.0.0.1:49152" + Fixture.target(state: state, code: "")), false)
        case 18: return (.answerPasted(Fixture.code), false)
        case 19: return (.attemptRenewed, false)
        case 20: return (random.next(2) == 0 ? .retried : .attemptChosen(random.next(4)), false)
        default: return (random.next(4) == 0 ? .cancelled : .clockTicked, false)
        }
    }

    private func reply(to entry: Journal.Entry) throws -> HTTPReply {
        switch entry.purpose {
        case .discovery: Fixture().metadata
        case .keys: try Fixture.keys()
        case .token: Fixture.tokens(idToken: try Fixture.idToken(nonce: "not-ours"))
        case .userinfo: Fixture.userInfo()
        case .revocation, .refresh, .push, .deviceCode, .devicePoll, .introspection, .registration: Fixture.json("{}")
        }
    }
}

/// A small generator whose walks can be repeated by their seed.
struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    }

    mutating func next(_ limit: Int) -> Int {
        state = state &+ 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
    }
}

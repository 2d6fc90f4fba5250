public import OAuth

/// The person signs in at the provider; listener and paste wait side by side.
public struct Awaiting: Sendable, Equatable, KnowsProvider {
    public internal(set) var provider: KnownProvider
    public internal(set) var attempt: Attempt
    /// Attempts that `n` replaced and that have not expired, newest last.
    public internal(set) var earlier: [Attempt] = []
    /// The first way in; the paste field is the second.
    public internal(set) var listener: ListenerLane
    /// Whether another process began to wait for this login.
    public let isResumed: Bool
    public internal(set) var browser: BrowserState = .notAsked
    /// The third way in.
    public internal(set) var device = DeviceLane.notOffered
    /// An answer that came before it was known whether remembered metadata still hold.
    var held: Held?
    /// How many answers were rejected, and the last of them.
    public internal(set) var rejectionCount = 0
    public internal(set) var rejection: Rejection?
    /// The listener was opened with the first attempt's path and keeps it, whatever attempt follows.
    let shortPath: String
    var renewal = Renewal.none

    struct Held: Sendable, Equatable {
        let address: String
        let source: Source
    }

    /// How an answer came.
    enum Source: Sendable, Equatable {
        case arrived(ArrivalID)
        case pasted

        var arrival: ArrivalID? {
            switch self {
            case .arrived(let arrival): arrival
            case .pasted: nil
            }
        }

        var kind: Rejection.Source {
            switch self {
            case .arrived: .listener
            case .pasted: .paste
            }
        }
    }

    /// How far a new attempt is that is to replace this one.
    enum Renewal: Sendable, Equatable {
        case none
        /// Randomness was ordered. The browser is opened when the new attempt stands, if the person wanted that.
        case drawing(opensBrowser: Bool)
        /// Its request is being pushed.
        case pushing(Material, number: Int, EffectID, opensBrowser: Bool)
    }

    /// Attempts that are remembered, so that an old tab can be named.
    static let rememberedAttempts = 5
    /// What one press of the key adds, in seconds.
    static let extensionSeconds = 300.0

    init(from prepared: Prepared, at now: Moment) {
        provider = prepared.provider
        listener = prepared.listener.map { .open($0) } ?? .absent
        isResumed = false
        attempt = prepared.attempt
        shortPath = prepared.attempt.material.shortPath
        // Reading the Request step must not use up the wait.
        attempt.deadline = now.uptime + prepared.provider.plan.waitSeconds
    }

    /// In another process than the one that began to wait. Expired attempts are not brought back.
    init(from kept: WaitingLogin, provider: KnownProvider, at now: Moment) {
        self.provider = provider
        listener = kept.listener.map { .reopening($0) } ?? .absent
        isResumed = true
        attempt = Attempt(kept.attempt, provider: provider, at: now)
        earlier = kept.earlier.filter { $0.secondsLeft(at: now.wall) > 0 }
            .map { Attempt($0, provider: provider, at: now) }
        shortPath = kept.shortPath
    }

    /// Whether the provider has forgotten the request that was pushed, so that its address leads nowhere.
    public func isRequestOver(at now: Timestamp) -> Bool { attempt.pushed.map { $0.until <= now } ?? false }

    /// Whether an answer may come without anybody at the keyboard: by the listener, by another device, or because one is
    /// here already. While the provider is asked whether remembered metadata hold, and for a new attempt, it is not known
    /// yet which ways there will be.
    public var canBeAnsweredWithoutInput: Bool {
        listener.isOrdered || device.isAlive || held != nil || provider.source != .fetched || renewal != .none
    }

    /// The address on this machine that leads to the authorization request.
    public var shortAddress: String? {
        guard let listener = listener.opened else { return nil }
        return "http://\(listener.host.bracketed):\(listener.port)\(shortPath)"
    }

    /// What the answer in `text` would be judged as, for showing checks while it is typed.
    public func preview(_ text: String) -> Preview {
        let reading = PasteReader.read(
            text, redirect: attempt.redirect, authorization: attempt.request.address,
            issuer: provider.metadata.issuer,
            state: provider.plan.client.rules.request.usesState ? attempt.material.state : nil)
        guard case .callback(let address) = reading.kind else { return Preview(reading: reading, verdict: nil) }
        let verdict = CallbackJudge.judge(address, expecting: attempt.expectation(provider))
        return Preview(reading: reading, verdict: verdict)
    }

    /// What a text would be taken for. Nothing changes by it.
    public struct Preview: Sendable, Equatable {
        public let reading: PasteReading
        /// `nil` when the text is no answer at all.
        public let verdict: CallbackVerdict?
    }
}

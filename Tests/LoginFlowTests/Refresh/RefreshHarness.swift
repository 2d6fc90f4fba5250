import LoginFlow
import OAuth
import Testing

/// Drives a refresh and remembers nothing: each step states its event and its orders.
struct RefreshHarness {
    private(set) var state: RefreshState
    var now = Moment(wall: Fixture.start.wall + 250, uptime: Fixture.start.uptime + 250)
    /// What the store has.
    let session: StoredSession

    init(_ session: StoredSession? = nil) throws {
        self.session = try session ?? KeptFixture.session()
        state = .start(self.session)
    }

    mutating func send(_ event: RefreshEvent) -> String {
        Self.names(RefreshMachine.reduce(&state, event, at: now))
    }

    mutating func advance(_ seconds: Double) {
        now = Moment(wall: now.wall + seconds, uptime: now.uptime + seconds)
    }

    mutating func reply(_ purpose: HTTPCall.Purpose, _ result: Result<HTTPReply, TransportFailure>) throws -> String {
        let entry = try #require(book.entries.last { $0.purpose == purpose && $0.ending == nil }, "no open \(purpose)")
        return send(.replyArrived(entry.id, result))
    }

    mutating func reply(_ purpose: HTTPCall.Purpose, _ reply: HTTPReply) throws -> String {
        try self.reply(purpose, .success(reply))
    }

    var outcome: RefreshOutcome? {
        if case .resting(let state) = state { state.outcome } else { nil }
    }

    var change: RefreshChange {
        get throws {
            guard case .refreshed(let change, _) = outcome else { throw FlowHarness.WrongState(state: name) }
            return change
        }
    }

    var name: String { Self.name(of: state) }

    // MARK: short cuts

    static func reading(_ session: StoredSession? = nil) throws -> RefreshHarness {
        var harness = try RefreshHarness(session)
        _ = harness.send(.refreshWanted(.person))
        _ = harness.send(.lockTaken)
        return harness
    }

    static func refreshing(_ session: StoredSession? = nil) throws -> RefreshHarness {
        var harness = try reading(session)
        _ = harness.send(.sessionRead(harness.session))
        return harness
    }

    // MARK: names

    static func name(of state: RefreshState) -> String {
        switch state {
        case .resting: "resting"
        case .locking: "locking"
        case .reading: "reading"
        case .refreshing: "refreshing"
        case .verifying: "verifying"
        case .comparing: "comparing"
        case .storing: "storing"
        }
    }

    static func names(_ effects: [RefreshEffect]) -> String {
        effects.map { effect in
            switch effect {
            case .takeLock: "takeLock"
            case .readSession: "readSession"
            case .send(_, let call): "send \(call.purpose)"
            case .cancel: "cancel"
            case .store: "store"
            case .releaseLock: "releaseLock"
            }
        }.joined(separator: ", ")
    }

    /// In the order in which they were sent.
    var openRequests: [EffectID] { book.entries.filter { $0.ending == nil }.map(\.id) }

    private var book: Journal {
        switch state {
        case .resting(let state): state.journal
        case .refreshing(let state): state.journal
        case .verifying(let state): state.journal
        case .locking, .reading, .comparing, .storing: Journal()
        }
    }

    // MARK: answers

    static func tokens(
        access: String = "access-2", refresh: String? = "refresh-2", idToken: String? = nil, expiresIn: Int = 300
    ) -> HTTPReply {
        var members = [
            #""access_token":"\#(access)""#, #""token_type":"Bearer""#, #""expires_in":\#(expiresIn)"#,
        ]
        if let refresh { members.append(#""refresh_token":"\#(refresh)""#) }
        if let idToken { members.append(#""id_token":"\#(idToken)""#) }
        return Fixture.json("{" + members.joined(separator: ",") + "}")
    }

    static let invalidGrant = Fixture.json(#"{"error":"invalid_grant"}"#, status: 400)
    static let html = HTTPReply(
        status: 200, headers: [HTTPReply.Header("Content-Type", "text/html")], body: Array("<html>".utf8))
}

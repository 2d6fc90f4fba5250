import LoginFlow
import OAuth
import Testing

/// Every state of a refresh against every event: what it becomes, and what is ordered. A cell is `-` where the event
/// means nothing, `~` where only the content of the state changes.
struct RefreshMatrixTests {
    @Test(arguments: RefreshSample.allCases)
    func everyEventDoesWhatTheTableSays(_ sample: RefreshSample) throws {
        let harness = try sample.harness()
        var actual: [String] = []
        for event in try Self.events(harness) {
            var state = harness.state
            let orders = RefreshHarness.names(RefreshMachine.reduce(&state, event, at: harness.now))
            let name = RefreshHarness.name(of: state)
            let change = state == harness.state ? "" : name == harness.name ? "~" : name
            let cell = change.isEmpty && orders.isEmpty ? "-" : change + (orders.isEmpty ? "" : ": " + orders)
            actual.append("\(Self.name(of: event)) | \(cell.trimmingPrefix(" "))")
        }
        #expect(actual.joined(separator: "\n") == sample.expected)
    }

    /// Seeded random walks: at most one more try, the lock is given back, and no state holds less than the store.
    @Test(arguments: 0..<100)
    func whateverHappensTheSessionIsWhole(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var harness = try RefreshHarness()
        var locks = 0
        var sent = 0
        var stored = harness.session
        for _ in 0..<80 {
            harness.advance(Double(random.next(20)))
            let before = harness.state
            let event = try Self.randomEvent(&random, harness, stored)
            let orders = harness.send(event).split(separator: ", ").map { String($0) }
            if case .storing(let state) = before, event == .sessionStored { stored = state.after }
            sent += orders.count { $0 == "send refresh" }
            locks += orders.count { $0 == "takeLock" } - orders.count { $0 == "releaseLock" }
            // There is no lock to give back.
            if case .locking = before, harness.state.isResting, event != .cancelled { locks -= 1 }
            if case .resting = before { sent = 0 }
            #expect(sent <= 2)
            // A lock that arrives unasked is given back as well.
            if harness.state.isResting { #expect(locks <= 0) } else { #expect(locks <= 1) }
            if locks < 0 { locks = 0 }
            let known = harness.state.session
            #expect(known.generation <= stored.generation + 1)
            if stored.tokens != nil, known.tokens == nil { #expect(harness.outcome?.reason == "invalid_grant") }
        }
    }

    private static func randomEvent(
        _ random: inout SplitMix, _ harness: RefreshHarness, _ stored: StoredSession
    ) throws -> RefreshEvent {
        switch random.next(12) {
        case 0, 1: return .refreshWanted(random.next(2) == 0 ? .person : .automatic)
        case 2, 3: return .lockTaken
        case 4: return .lockRefused(ForeignText("pid 1"))
        case 5, 6: return .sessionRead(stored)
        case 7: return .sessionStored
        case 8: return .sessionNotStored(ForeignText("full"))
        case 9: return random.next(3) == 0 ? .cancelled : .sessionUnreadable(ForeignText("no"))
        default:
            guard let open = harness.openRequests.last else { return .sessionStored }
            let lost = Result<HTTPReply, TransportFailure>.failure(.connectionLost(sent: true))
            let replies = [lost, .success(RefreshHarness.invalidGrant), .success(RefreshHarness.tokens())]
            return .replyArrived(open, replies[random.next(3)])
        }
    }

    private static func events(_ harness: RefreshHarness) throws -> [RefreshEvent] {
        [
            .refreshWanted(.person), .lockTaken, .lockRefused(ForeignText("pid 7")), .sessionRead(harness.session),
            .sessionUnreadable(ForeignText("EIO")),
            .replyArrived(
                harness.openRequests.first ?? EffectID(99), .failure(.timedOut(phase: .answering, after: 30))),
            .sessionStored, .sessionNotStored(ForeignText("ENOSPC")), .cancelled,
        ]
    }

    /// Lists every case, so that a new one stops the build here.
    private static func name(of event: RefreshEvent) -> String {
        switch event {
        case .refreshWanted: "refreshWanted"
        case .lockTaken: "lockTaken"
        case .lockRefused: "lockRefused"
        case .sessionRead: "sessionRead"
        case .sessionUnreadable: "sessionUnreadable"
        case .replyArrived: "replyArrived"
        case .sessionStored: "sessionStored"
        case .sessionNotStored: "sessionNotStored"
        case .cancelled: "cancelled"
        }
    }
}

/// One state of each kind.
enum RefreshSample: String, CaseIterable, Sendable {
    case resting, locking, reading, refreshing, verifying, comparing, storing

    func harness() throws -> RefreshHarness {
        switch self {
        case .resting:
            return try RefreshHarness()
        case .locking:
            var harness = try RefreshHarness()
            _ = harness.send(.refreshWanted(.person))
            return harness
        case .reading:
            return try .reading()
        case .refreshing:
            return try .refreshing()
        case .verifying:
            var harness = try RefreshHarness.refreshing()
            _ = try harness.reply(.refresh, RefreshHarness.tokens(idToken: Fixture.idToken(nonce: nil)))
            return harness
        case .comparing:
            var harness = try RefreshHarness.refreshing()
            _ = try harness.reply(.refresh, RefreshHarness.invalidGrant)
            return harness
        case .storing:
            var harness = try RefreshHarness.refreshing()
            _ = try harness.reply(.refresh, RefreshHarness.tokens())
            return harness
        }
    }

    var expected: String {
        switch self {
        case .resting:
            """
            refreshWanted | locking: takeLock
            lockTaken | : releaseLock
            lockRefused | -
            sessionRead | -
            sessionUnreadable | -
            replyArrived | -
            sessionStored | -
            sessionNotStored | -
            cancelled | -
            """
        case .locking:
            """
            refreshWanted | -
            lockTaken | reading: readSession
            lockRefused | resting
            sessionRead | -
            sessionUnreadable | resting
            replyArrived | -
            sessionStored | -
            sessionNotStored | -
            cancelled | resting: releaseLock
            """
        case .reading:
            """
            refreshWanted | -
            lockTaken | -
            lockRefused | -
            sessionRead | refreshing: send refresh, send keys
            sessionUnreadable | resting: releaseLock
            replyArrived | -
            sessionStored | -
            sessionNotStored | -
            cancelled | resting: releaseLock
            """
        case .refreshing:
            """
            refreshWanted | -
            lockTaken | -
            lockRefused | -
            sessionRead | -
            sessionUnreadable | -
            replyArrived | resting: cancel, releaseLock
            sessionStored | -
            sessionNotStored | -
            cancelled | -
            """
        case .verifying:
            """
            refreshWanted | -
            lockTaken | -
            lockRefused | -
            sessionRead | -
            sessionUnreadable | -
            replyArrived | storing: store
            sessionStored | -
            sessionNotStored | -
            cancelled | -
            """
        case .comparing:
            """
            refreshWanted | -
            lockTaken | -
            lockRefused | -
            sessionRead | storing: store
            sessionUnreadable | resting: releaseLock
            replyArrived | -
            sessionStored | -
            sessionNotStored | -
            cancelled | -
            """
        case .storing:
            """
            refreshWanted | -
            lockTaken | -
            lockRefused | -
            sessionRead | -
            sessionUnreadable | -
            replyArrived | -
            sessionStored | resting: releaseLock
            sessionNotStored | resting: releaseLock
            cancelled | -
            """
        }
    }
}

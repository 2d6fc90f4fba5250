import Glibc
import LoginFlow
import Network
import OAuth
import PixieUI
import Sessions

/// What is wanted of a token.
struct TokenWish {
    let leastSeconds: Double
    /// The person said how long it must live, so a shorter life will not do.
    let isUrgent: Bool
    let mustRefresh: Bool
    let caFile: String?
    /// What a refresh carries besides.
    var parameters: [FormPair] = []
}

/// Gives the token of one session: from the store when it lives long enough, else by a refresh.
struct TokenSource {
    let store: SessionStore?
    let name: SessionName

    func token(_ wish: TokenWish) -> TokenOutput.Result {
        guard let store else { return nothing([]) }
        let lookup: SessionStore.Lookup
        do throws(StoreFault) {
            lookup = try store.read(.session, name)
        } catch {
            return TokenOutput.Result(
                .failed, error.reason, message: error.message, status: .other)
        }
        guard case .found(let entry) = lookup else {
            if case .missing(let kept) = lookup { return nothing(kept) }
            return nothing([])
        }
        let now = SystemClock.now().wall
        guard let token = entry.record.token else { return ended() }
        if !wish.mustRefresh, token.lives(for: wish.leastSeconds, at: now) { return Self.given(token) }
        return refreshed(store, entry, token, wish, now)
    }

    /// What is said of a token that needs no refresh.
    static func given(_ token: KeptToken) -> TokenOutput.Result {
        TokenOutput.Result(
            .token, .ok, message: "The token comes from the store.", status: .ok, token: token)
    }

    private func nothing(_ kept: [ForeignText]) -> TokenOutput.Result {
        let aside = kept.isEmpty ? "" : " An earlier one was damaged and is kept as \(kept[0].safe(limit: 200))."
        return TokenOutput.Result(
            .loginNeeded, .noSession, message: "There is no session for \(name).\(aside)", status: .noTerminal,
            needsLogin: true)
    }

    private func ended() -> TokenOutput.Result {
        TokenOutput.Result(
            .loginNeeded, .sessionEnded, message: "The session \(name) has ended.", status: .noTerminal,
            needsLogin: true)
    }

    private func refreshed(
        _ store: SessionStore, _ entry: SessionStore.Entry, _ token: KeptToken, _ wish: TokenWish, _ now: Timestamp
    ) -> TokenOutput.Result {
        let stored: StoredSession
        do throws(KeptFault) {
            stored = try StoredSession(bytes: entry.record.content)
        } catch {
            return TokenOutput.Result(
                .failed, .sessionUnreadable, message: error.message, status: .other)
        }
        let session: StoredSession
        do throws(ClientFault) {
            session = try stored.refreshing(with: wish.parameters)
        } catch {
            return TokenOutput.Result(
                .failed, .parameterRefused, message: error.message, status: .usage)
        }
        let sender: LazySender
        do throws(NetworkFault) {
            sender = try LazySender(Stage.networkOptions(caFile: wish.caFile))
        } catch {
            return TokenOutput.Result(.failed, .network, message: error.message, status: .other)
        }
        let (resting, signal) = UndisturbedWork.run {
            var refresh = SessionRefresh(session, SessionWorker(store: store, name: name, sender: sender))
            let resting = refresh.run(wish.mustRefresh ? .person : .automatic)
            Blocking.run { await sender.shutdown() }
            return resting
        }
        guard let outcome = resting.outcome else { preconditionFailure("TokenSource: a refresh without an outcome") }
        var result = RefreshReading(name: name, wish: wish, before: token, now: now)
            .result(outcome, resting.session.record(as: name).token)
        if let signal {
            // What came was stored; only whoever waited is gone.
            result.token = nil
            result.outcome = .cancelled
            result.reason = SessionReason.cancelled.rawValue
            result.status = signal.exitStatus
        }
        return result
    }
}
